// The lines by which one thing settles another, with the exchange difference between their rates.
import { assert } from "../assert.ts";
import { type AccountKey, charts, type LedgerSettings } from "./accounts.ts";
import type { OpenItem, OpenReceipt } from "./open.ts";
import {
  type Booked,
  credit,
  debit,
  inHome,
  type LineRefs,
  negate,
  type PostingLine,
  sideTotal,
} from "./posting.ts";
import type { Taken } from "./take.ts";

/** Assets shrink on the credit side, debts on the debit side; a debt's amount is kept negative. */
export function isDebt(account: AccountKey): boolean {
  return charts.cas[account]?.normalSide === "credit";
}

export function itemRefs(item: OpenItem): LineRefs {
  return { customerId: item.customerId, itemId: item.itemId };
}

export function receiptRefs(receipt: OpenReceipt): LineRefs {
  return {
    receiptId: receipt.receiptId,
    ...(receipt.customerId === null ? {} : { customerId: receipt.customerId }),
  };
}

/** Null for money that came through no bank account. */
export function bankRefs(refs: LineRefs, bankAccountId: string | null): LineRefs {
  return bankAccountId === null ? refs : { ...refs, bankAccountId };
}

/** Takes a part off an item: 贷 an asset, 借 a debt (an advance with its tax part). */
export function settleItem(item: OpenItem, taken: Taken, refs: LineRefs = {}): PostingLine[] {
  const all = { ...itemRefs(item), ...refs };
  if (!isDebt(item.account)) return [credit(item.account, taken, all)];
  const whole = negate(taken);
  if (!taken.tax) return [debit(item.account, whole, all)];
  const tax = negate({ currency: taken.currency, ...taken.tax });
  return [debit(item.account, less(whole, tax), all), debit("deferred_vat", tax, all)];
}

/** Puts an item into its account: 借 an asset, 贷 a debt (an advance with its tax part). */
export function openItemLines(item: OpenItem): PostingLine[] {
  const refs = itemRefs(item);
  if (!isDebt(item.account)) return [debit(item.account, item, refs)];
  const whole = negate({ ...item });
  if (!item.tax) return [credit(item.account, whole, refs)];
  const tax = negate({ currency: item.currency, ...item.tax });
  return [credit(item.account, less(whole, tax), refs), credit("deferred_vat", tax, refs)];
}

function less(whole: Booked, part: Booked): Booked {
  return {
    currency: whole.currency,
    amountMinor: whole.amountMinor - part.amountMinor,
    homeMinor: whole.homeMinor - part.homeMinor,
  };
}

/** Debits over credits in home currency: gain +. */
export function exchangeGain(lines: readonly PostingLine[]): bigint {
  return sideTotal(lines, "debit") - sideTotal(lines, "credit");
}

/**
 * Closes a pair whose two sides were booked at different rates: a gain on the credit side, a loss
 * on the debit side (ACCOUNTING §3, J33).
 */
export function withExchangeDifference(
  books: LedgerSettings,
  lines: readonly PostingLine[],
  refs: LineRefs,
): PostingLine[] {
  const gain = exchangeGain(lines);
  if (gain === 0n) return [...lines];
  const foreign = lines.some((line) => line.currency !== books.homeCurrency);
  assert(foreign, "amounts in home currency have no exchange difference");
  const line =
    gain > 0n
      ? credit("fx_gain", inHome(books, gain), refs)
      : debit("fx", inHome(books, -gain), refs);
  return gain > 0n ? [...lines, line] : [...lines.slice(0, 1), line, ...lines.slice(1)];
}
