// Late interest and fees of one customer: the memo, and the charge once the customer has accepted it,
// each document's as an item of its own (J40). Charged days are never charged again.
import type {
  ChargeBody,
  Charged,
  LateFigure,
  LateFigures,
} from "../../contract/dunning-charges.ts";
import { assert } from "../../core/assert.ts";
import { daysBetween, type IsoDate, isoDate } from "../../core/date.ts";
import { isBelowLpr, percentRate } from "../../core/dunning/late-terms.ts";
import { nearestPolicy } from "../../core/dunning/policy.ts";
import { lateCharge } from "../../core/ledger/events/late-charges.ts";
import type { NewItem } from "../../core/ledger/open.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { convertMoney, formatMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { insertLateCharges, type NewLateCharge, selectLateItems } from "../../db/late-charges.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import { beginRecording, type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { occasionOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { type BooksContext, loadBooksContext } from "../posting/books-context.ts";
import { numberItems } from "../posting/number-items.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { type LateMemo, memoOf } from "./late-memo.ts";
import { type DunningBooks, loadRules } from "./rules.ts";

type Customer = { readonly id: number; readonly name: string };
type Found = { readonly customer: Customer; readonly memos: readonly LateMemo[] };

async function findMemos(
  db: Db,
  books: DunningBooks,
  of: { readonly customerId: number; readonly to: IsoDate },
): Promise<(Found & { readonly lpr: string }) | null> {
  const customer = await selectCustomer(db, books, of.customerId);
  if (!customer) return null;
  const { policies, setting } = await loadRules(db, books);
  const rows = await selectLateItems(db, books, { itemIds: null, ...of });
  const { id: customerId, segment } = customer;
  const memos = rows.flatMap((row) => {
    const near = nearestPolicy(policies, { itemId: row.id, customerId, segment });
    return near ? [memoOf(row, near.policy.late, of.to)] : [];
  });
  return { customer, memos, lpr: setting.lpr };
}

export async function readLateFigures(
  deps: Deps,
  books: DunningBooks,
  of: { readonly customerId: number; readonly to: IsoDate },
): Promise<Result<LateFigures, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const found = await findMemos(db, books, of);
    if (!found) return refuse({ code: "not_found" });
    const { customer, memos, lpr } = found;
    const rows = memos.map((memo) => figureOf(memo, { to: of.to, lpr, home: books.homeCurrency }));
    const groups = Map.groupBy(memos, ({ row }) => row.currency);
    return ok({
      customer: { id: customer.id, name: customer.name },
      rows,
      totals: [...groups].sort().map(([currency, list]) => ({
        currency,
        interest: formatMinor(
          list.reduce((sum, { interestMinor }) => sum + interestMinor, 0n),
          currency,
        ),
        fee: formatMinor(
          list.reduce((sum, memo) => sum + feeOf(memo, books.homeCurrency), 0n),
          currency,
        ),
      })),
    });
  });
}

function figureOf(
  memo: LateMemo,
  of: { readonly to: IsoDate; readonly lpr: string; readonly home: string },
): LateFigure {
  const { row, rate, from, interestMinor, terms } = memo;
  const { currency } = row;
  const perDay = terms.interest.kind === "agreed" ? terms.interest.percentPerDay : null;
  const agreed = perDay === null ? null : percentRate(perDay);
  const lprRate = of.lpr === "" ? null : percentRate(of.lpr);
  return {
    item: { id: row.id, no: row.no, dueDate: row.dueDate },
    currency,
    basis: rate.ok ? rate.value.basis : null,
    refused: rate.ok ? null : rate.error.code,
    percentPerDay: rate.ok ? (perDay ?? "0.05") : null,
    from,
    to: of.to,
    days: Math.max(0, daysBetween(from, of.to)),
    interest: formatMinor(interestMinor, currency),
    fee: formatMinor(feeOf(memo, of.home), currency),
    charged: formatMinor(row.chargedMinor, currency),
    isBelowLpr: agreed !== null && lprRate !== null && isBelowLpr(agreed, lprRate),
  };
}

/** Agreed in home currency, once a document; foreign documents bear none. */
function feeOf({ row, terms }: LateMemo, homeCurrency: string): bigint {
  return row.hasFee || row.currency !== homeCurrency ? 0n : terms.feeMinor;
}

export type ChargeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "nothing_to_charge" }
  | { readonly code: "charge_in_future"; readonly today: string }
  | MissingRate;

export async function chargeLate(
  deps: Deps,
  actor: Pick<Actor, "orgId" | "memberId" | "name">,
  { books, body }: { readonly books: DunningBooks; readonly body: ChargeBody },
): Promise<Result<Charged, ChargeRefusal>> {
  const { orgId, booksId, today } = books;
  const to = isoDate(body.to);
  if (to > today) return refuse({ code: "charge_in_future", today });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: actor.memberId });
    const found = await findMemos(db, books, { customerId: body.customerId, to });
    if (!found) return refuse({ code: "not_found" });
    const wanted = found.memos.filter(({ row }) => body.itemIds.includes(row.id));
    const parts = wanted.flatMap((memo) => partsOf(memo, { books, body }));
    if (parts.length === 0) return refuse({ code: "nothing_to_charge" });
    const made = await makeCharges(db, recording, { books, body, parts, customer: found.customer });
    if (!made.ok) return made;
    const decisionId = await storeCharges(db, recording, { body, charges: made.value });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "late.charge",
        subjectKind: "decision",
        subjectId: decisionId,
        detail: body,
      },
    ]);
    return ok({
      decisionId,
      items: made.value.map(({ item }) => ({
        id: Number(item.itemId),
        no: item.number,
        amount: {
          amount: formatMinor(item.amountMinor, item.currency),
          currency: item.currency,
        },
      })),
    });
  });
}

type Part = {
  readonly kind: "interest" | "fee";
  readonly memo: LateMemo;
  readonly minor: bigint;
};

function partsOf(
  memo: LateMemo,
  { books, body }: { readonly books: DunningBooks; readonly body: ChargeBody },
): Part[] {
  const fee = body.withFees ? feeOf(memo, books.homeCurrency) : 0n;
  const parts: Part[] = [
    { kind: "interest", memo, minor: memo.interestMinor },
    { kind: "fee", memo, minor: fee },
  ];
  return parts.filter(({ minor }) => minor > 0n);
}

type Charge = {
  readonly part: Part;
  readonly item: NewItem;
  readonly posting: CodedPosting;
};

async function makeCharges(
  db: Db,
  recording: Recording,
  of: {
    readonly books: DunningBooks;
    readonly body: ChargeBody;
    readonly parts: readonly Part[];
    readonly customer: Customer;
  },
): Promise<Result<Charge[], MissingRate>> {
  const { parts, customer, body } = of;
  const context = await loadBooksContext(db, recording);
  const ids = await reserveIds(db, "open_item", parts.length);
  const to = context.ledger.homeCurrency;
  const rates = await selectRates(db, { ...recording, to }, [
    ...new Set(parts.map(({ memo }) => memo.row.currency)),
  ]);
  const postings: CodedPosting[] = [];
  for (const [index, part] of parts.entries()) {
    const { row } = part.memo;
    const wanted = { from: row.currency, to, date: of.books.today };
    const rate = row.currency === to ? null : rateAt(rates, wanted);
    if (rate !== null && !rate.ok) return rate;
    const amount = { minor: part.minor, currency: row.currency };
    const homeMinor = rate === null ? part.minor : convertMoney(amount, rate.value).minor;
    const item = chargedItem(context, {
      id: ids[index] ?? 0,
      part,
      customer,
      homeMinor,
      today: of.books.today,
      dueDate: isoDate(body.dueDate),
    });
    const occasion = occasionOf(context, of.books.today, []);
    const taxPercent = hundredths(row.taxRate);
    postings.push({ posting: lateCharge(occasion, { item, taxPercent }), code: "late_charge" });
  }
  const numbered = await numberItems(db, recording, postings);
  return ok(
    numbered.map((posting, index) => {
      const part = parts[index];
      const item = posting.posting.newItem;
      assert(part !== undefined && item !== undefined, "every part became an item");
      return { part, item, posting };
    }),
  );
}

function chargedItem(
  context: BooksContext,
  of: {
    readonly id: number;
    readonly part: Part;
    readonly customer: Customer;
    readonly homeMinor: bigint;
    readonly today: IsoDate;
    readonly dueDate: IsoDate;
  },
): NewItem {
  const { part, customer, today } = of;
  const { row } = part.memo;
  return {
    itemId: String(of.id),
    customerId: String(customer.id),
    customerName: customer.name,
    number: `${row.no}-${part.kind === "interest" ? "LX" : "FY"}`,
    kind: part.kind === "interest" ? "interest" : "debit_note",
    account: "receivable",
    currency: row.currency,
    amountMinor: part.minor,
    homeMinor: of.homeMinor,
    issueDate: today,
    accountingDate: occasionOf(context, today, []).accountingDate,
    dueDate: of.dueDate,
    ageFrom: today,
    linkedItemId: String(row.id),
  };
}

/** "13" per cent to 1,300; unknown: none. */
function hundredths(rate: string): bigint {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(rate);
  if (!match) return 0n;
  return BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

async function storeCharges(
  db: Db,
  recording: Recording,
  { body, charges }: { readonly body: ChargeBody; readonly charges: readonly Charge[] },
): Promise<number> {
  const first = charges[0];
  assert(first !== undefined, "there is something to charge");
  const { acceptance } = body;
  const decisionId = await storeAdjustment(db, recording, {
    postings: charges.map(({ posting }) => posting),
    detail: { adjustment: "late_charge", acceptance },
    reason: acceptance,
    date: first.item.accountingDate,
  });
  await insertLateCharges(
    db,
    recording,
    charges.map((one) => chargeRow(one, { body, decisionId })),
  );
  return decisionId;
}

function chargeRow(
  { part, item }: Charge,
  of: { readonly body: ChargeBody; readonly decisionId: number },
): NewLateCharge {
  const { memo, kind, minor } = part;
  return {
    customerId: Number(item.customerId),
    kind,
    itemId: memo.row.id,
    fromOn: memo.from,
    toOn: of.body.to,
    currency: memo.row.currency,
    amountMinor: toSafeMinor(minor),
    basis: memo.rate.ok ? memo.rate.value.basis : "agreed",
    detail: { acceptance: of.body.acceptance },
    chargedItemId: Number(item.itemId),
    decisionId: of.decisionId,
  };
}
