// A contract with its terms; its instalments become plan items, which a prepayment finds (DOMAIN §1).
import type { ContractRow, NewContract } from "../../contract/contracts.ts";
import { assert } from "../../core/assert.ts";
import { isCurrency } from "../../core/currency.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import { formatMinor, parseMinor, type Rate, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import {
  contractNoTaken,
  insertContract,
  insertPlanItems,
  type PlanPart,
  selectContracts,
} from "../../db/contracts.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import { beginRecording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { HomeBooks } from "../customers/list-customers.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { contractOnWire } from "./list-contracts.ts";

type ContractRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "contract_no_taken"; readonly no: string }
  | { readonly code: "unknown_currency"; readonly currency: string }
  | { readonly code: "terms_not_understood"; readonly text: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | {
      readonly code: "plan_not_whole";
      readonly sum: string;
      readonly amount: string;
      readonly currency: string;
    }
  | MissingRate;

export async function createContract(
  deps: Deps,
  actor: Actor,
  input: { readonly books: HomeBooks; readonly contract: NewContract },
): Promise<Result<ContractRow, ContractRefusal>> {
  const { books, contract } = input;
  const { orgId, memberId } = actor;
  const { booksId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const customer = await selectCustomer(db, books, contract.customerId);
    if (customer === null) return refuse({ code: "not_found" });
    const checked = await checkContract(db, books, contract);
    if (!checked.ok) return checked;
    const date = await contractDate(db, books, contract.signedOn);
    const rate = await planRate(db, books, { currency: contract.currency, date });
    if (!rate.ok) return rate;
    const { amountMinor, plan } = checked.value;
    const contractId = await insertContract(db, books, { ...contract, amountMinor, plan });
    const ids = await reserveIds(db, "open_item", plan.length);
    const home = { homeCurrency: books.homeCurrency, standard: "cas" } as const;
    await insertPlanItems(db, recording, {
      customerId: contract.customerId,
      currency: contract.currency,
      contractId,
      contractNo: contract.no,
      date,
      items: plan.map((part, place) => ({
        ...part,
        id: ids[place] ?? 0,
        no: `${contract.no}-${place + 1}`,
        homeMinor: toSafeMinor(
          bookAtRate(
            home,
            { currency: contract.currency, amountMinor: BigInt(part.amountMinor) },
            rate.value,
          ).homeMinor,
        ),
      })),
    });
    const act = { actor: actor.name, action: "contract.create", subjectKind: "contract" };
    await storeAudit(db, recording, [{ ...act, subjectId: contractId, detail: contract }]);
    const filter = { id: contractId, customerId: null, pattern: "%" };
    const [row] = await selectContracts(db, books, filter);
    assert(row !== undefined, "the contract was just written");
    return ok(contractOnWire(row));
  });
}

type Checked = { readonly amountMinor: number | null; readonly plan: readonly PlanPart[] };

async function checkContract(
  db: Db,
  books: HomeBooks,
  { no, currency, terms, amount, plan }: NewContract,
): Promise<Result<Checked, ContractRefusal>> {
  if (await contractNoTaken(db, books, no)) return refuse({ code: "contract_no_taken", no });
  if (!isCurrency(currency)) return refuse({ code: "unknown_currency", currency });
  if (terms !== "" && !parseTerms(terms).ok) {
    return refuse({ code: "terms_not_understood", text: terms });
  }
  const whole = amount === null ? null : parseMinor(amount, currency);
  if (amount !== null && (whole === null || whole <= 0n)) {
    return refuse({ code: "not_an_amount", value: amount });
  }
  const parts: PlanPart[] = [];
  for (const { label, dueDate, amount: text } of plan) {
    const minor = parseMinor(text, currency);
    if (minor === null || minor <= 0n) return refuse({ code: "not_an_amount", value: text });
    parts.push({ label, dueDate, amountMinor: toSafeMinor(minor) });
  }
  const sum = parts.reduce((total, part) => total + BigInt(part.amountMinor), 0n);
  if (parts.length > 0 && whole !== null && sum !== whole) {
    const money = (minor: bigint) => formatMinor(minor, currency);
    return refuse({ code: "plan_not_whole", sum: money(sum), amount: money(whole), currency });
  }
  return ok({ amountMinor: whole === null ? null : toSafeMinor(whole), plan: parts });
}

/** The day of signing, or today; the first open day where that month is closed. */
async function contractDate(db: Db, books: HomeBooks, signedOn: string | null): Promise<IsoDate> {
  const { periods } = await loadBooksContext(db, books);
  return firstOpenDay(periods, isoDate(signedOn ?? books.today));
}

/** Null: the contract is in home currency. */
async function planRate(
  db: Db,
  { orgId, booksId, homeCurrency }: HomeBooks,
  { currency, date }: { readonly currency: string; readonly date: IsoDate },
): Promise<Result<Rate | null, MissingRate>> {
  if (currency === homeCurrency) return ok(null);
  const rates = await selectRates(db, { orgId, booksId, to: homeCurrency }, [currency]);
  return rateAt(rates, { from: currency, to: homeCurrency, date });
}
