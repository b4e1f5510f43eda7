// At its maturity a bill is paid by the acceptor's bank, which is no customer and often names no number:
// the face and the day tell which bill it was (R35), where only one fits.

import type { MatchLine } from "./input.ts";
import { foldText } from "./text.ts";

const collected =
  /托收|承兑|兑付|解付|[银商汇]票|票据|BILL COLLECTION|COLLECTION OF BILL|\bDRAFT\b/;
/** Given back or sold before its day: another sum, or no money of the acceptor. */
const otherwise = /贴现|退票|追索|拒付|保证金|手续费|DISCOUNT/;

/** Days before its maturity that the money of a bill may arrive: a weekend. */
export const earlyDays = 2;

export function saysCollected({ memo }: Pick<MatchLine, "memo">): boolean {
  const folded = foldText(memo);
  return collected.test(folded) && !otherwise.test(folded);
}

export type Bill = {
  readonly item: number;
  readonly currency: string;
  readonly openMinor: number;
  readonly dueDay: number;
};

/** Bills and e-receivables by currency and open amount. */
export type MaturingBills = ReadonlyMap<string, readonly Bill[]>;

export function indexBills(bills: Iterable<Bill>): MaturingBills {
  const found = new Map<string, Bill[]>();
  for (const bill of bills) {
    if (bill.openMinor <= 0) continue;
    const key = `${bill.currency}${bill.openMinor}`;
    const same = found.get(key);
    if (same) same.push(bill);
    else found.set(key, [bill]);
  }
  return found;
}

/** The one bill of this very amount that falls due about now; −1 where none or several do. */
export function billDue(
  bills: MaturingBills,
  { currency, amountMinor }: Pick<MatchLine, "currency" | "amountMinor">,
  { day, lateDays }: { readonly day: number; readonly lateDays: number },
): number {
  const due = (bills.get(`${currency}${amountMinor}`) ?? []).filter(
    ({ dueDay }) => day - dueDay >= -earlyDays && day - dueDay <= lateDays,
  );
  return due.length === 1 ? due[0]!.item : -1;
}
