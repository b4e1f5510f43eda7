// Month end: foreign monetary balances at the closing rate, taken back on the next day (J35).
import { assert } from "../../assert.ts";
import { addDays, monthOf, startOfMonth } from "../../date.ts";
import { convertMoney, type Rate } from "../../money.ts";
import { type AccountKey, revaluedAccounts } from "../accounts.ts";
import { type Posting, posting, type ReceiptPlace, type Use } from "../open.ts";
import {
  type Booked,
  credit,
  debit,
  inHome,
  type LineRefs,
  makeEntry,
  type Occasion,
  type PostingLine,
} from "../posting.ts";
import { reversePosting } from "../reversal.ts";
import { isDebt } from "../settlement.ts";

/** A foreign balance on one account, by item, receipt or bank account; debit balances are positive. */
export type ForeignBalance = Booked & {
  readonly account: AccountKey;
  readonly refs: LineRefs;
  /** Closing rate to the home currency. */
  readonly rate: Rate;
};

/**
 * Null when nothing differs. Advances are non-monetary and never stand among the balances; the
 * caller leaves them out by `revaluedAccounts`.
 */
export function revaluation(
  occasion: Occasion,
  balances: readonly ForeignBalance[],
): Posting | null {
  const changes = balances.map((balance) => ({ balance, change: changeOf(balance) }));
  const lines = changes.flatMap(({ balance, change }) => revaluedLine(balance, change));
  if (lines.length === 0) return null;
  const { books } = occasion;
  const gains = sum(changes.map(({ change }) => (change > 0n ? change : 0n)));
  const losses = sum(changes.map(({ change }) => (change < 0n ? -change : 0n)));
  const entry = makeEntry(occasion, {
    event: "J35",
    narration: { key: "entry_revaluation", fields: { month: monthOf(occasion.accountingDate) } },
    lines: [...lines, debit("fx", inHome(books, losses)), credit("fx_gain", inHome(books, gains))],
  });
  const uses = changes.flatMap(({ balance, change }) => useOf(balance, change));
  return posting(entry, { uses });
}

/** On the first day of the next period; nothing can stand on a revaluation, so it is never refused. */
export function takeBackRevaluation(revalued: Posting, reversesId: string): Posting {
  assert(revalued.entry !== null, "a revaluation has an entry");
  const day = addDays(revalued.entry.accountingDate, 1);
  assert(day === startOfMonth(day), "a revaluation is dated on the last day of a month");
  const dates = { reversesId, businessDate: day, accountingDate: day };
  const reversed = reversePosting(revalued, dates, new Set());
  assert(reversed.ok, "nothing stands on a revaluation");
  return reversed.value;
}

/** Closing value less book value, debit positive. */
function changeOf({ account, currency, amountMinor, homeMinor, rate }: ForeignBalance): bigint {
  assert(revaluedAccounts.has(account), `${account} is never revalued`);
  return convertMoney({ minor: amountMinor, currency }, rate).minor - homeMinor;
}

function revaluedLine({ account, currency, refs }: ForeignBalance, change: bigint): PostingLine[] {
  if (change === 0n) return [];
  const size = change < 0n ? -change : change;
  const booked = { currency, amountMinor: 0n, homeMinor: size };
  return [change > 0n ? debit(account, booked, refs) : credit(account, booked, refs)];
}

/** What is open on the item or receipt is worth more (a negative use) or less. */
function useOf({ account, refs }: ForeignBalance, change: bigint): Use[] {
  if (change === 0n) return [];
  if (refs.itemId !== undefined) {
    return [{ of: "item", itemId: refs.itemId, amountMinor: 0n, homeMinor: -change }];
  }
  if (refs.receiptId === undefined) return [];
  assert(isDebt(account), "receipts rest on the credit side");
  const place: ReceiptPlace =
    refs.customerId === undefined
      ? { account: "unidentified", customerId: null }
      : { account: "on_account", customerId: refs.customerId };
  return [
    { of: "receipt", receiptId: refs.receiptId, ...place, amountMinor: 0n, homeMinor: change },
  ];
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => a + b, 0n);
}
