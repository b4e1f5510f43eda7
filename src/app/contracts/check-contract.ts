// Whether a contract as a person typed it can stand: currency, terms, amount, and a plan whose parts
// make up the amount.
import type { NewContract } from "../../contract/contracts.ts";
import { isCurrency } from "../../core/currency.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import { formatMinor, parseMinor, type Rate, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import type { PlanItem, PlanPart } from "../../db/contracts.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import type { HomeBooks } from "../customers/list-customers.ts";
import { loadBooksContext } from "../posting/books-context.ts";

export type ContractFault =
  | { readonly code: "unknown_currency"; readonly currency: string }
  | { readonly code: "terms_not_understood"; readonly text: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | {
      readonly code: "plan_not_whole";
      readonly sum: string;
      readonly amount: string;
      readonly currency: string;
    };

export type CheckedContract = {
  readonly amountMinor: number | null;
  readonly plan: readonly PlanPart[];
};

type Typed = Pick<NewContract, "currency" | "terms" | "amount" | "plan">;

export function checkContract({
  currency,
  terms,
  amount,
  plan,
}: Typed): Result<CheckedContract, ContractFault> {
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
export async function contractDate(
  db: Db,
  books: HomeBooks,
  signedOn: string | null,
): Promise<IsoDate> {
  const { periods } = await loadBooksContext(db, books);
  return firstOpenDay(periods, isoDate(signedOn ?? books.today));
}

/** Null: the contract is in home currency. */
export async function planRate(
  db: Db,
  { orgId, booksId, homeCurrency }: HomeBooks,
  { currency, date }: { readonly currency: string; readonly date: IsoDate },
): Promise<Result<Rate | null, MissingRate>> {
  if (currency === homeCurrency) return ok(null);
  const rates = await selectRates(db, { orgId, booksId, to: homeCurrency }, [currency]);
  return rateAt(rates, { from: currency, to: homeCurrency, date });
}

/** Instalments as items, numbered on from those the contract has had. */
export function planItems(
  plan: readonly PlanPart[],
  of: {
    readonly contractNo: string;
    readonly currency: string;
    readonly homeCurrency: string;
    readonly rate: Rate | null;
    readonly ids: readonly number[];
    readonly numberedSoFar: number;
  },
): PlanItem[] {
  const home = { homeCurrency: of.homeCurrency, standard: "cas" } as const;
  const { currency, rate } = of;
  return plan.map((part, place) => {
    const amountMinor = BigInt(part.amountMinor);
    return {
      ...part,
      id: of.ids[place] ?? 0,
      no: `${of.contractNo}-${of.numberedSoFar + place + 1}`,
      homeMinor: toSafeMinor(bookAtRate(home, { currency, amountMinor }, rate).homeMinor),
    };
  });
}
