// What a case is given and what it gives back. One file a family of cases; registry.ts lists them.
import type { TruthResidual } from "../books.ts";
import { type Debtor, issueItem, type OpenItem, plausibleIssueDay } from "../debtor.ts";
import type { Payment } from "../payment.ts";
import type { World } from "../world.ts";

export type Desk = {
  readonly world: World;
  readonly debtor: Debtor;
  /** Customers of the same group or name, this one left out. */
  readonly others: readonly Debtor[];
  readonly day: number;
  /** Lines this case may still make. */
  readonly linesLeft: number;
};

/** Plays the case and answers how many lines it made; 0 = not possible here. */
export type DemoCase = (desk: Desk) => number;

/** A new invoice that would be paid about now. */
export function newItem(desk: Desk, amountMinor?: number): OpenItem {
  const { world, debtor, day } = desk;
  return issueItem(world, debtor, {
    day: plausibleIssueDay(world, debtor, day),
    ...(amountMinor === undefined ? {} : { amountMinor }),
  });
}

export function newItems(desk: Desk, count: number): OpenItem[] {
  return Array.from({ length: count }, () => newItem(desk));
}

/** The case has payments up to this day. */
export function keepBusy({ debtor }: Desk, until: number): void {
  debtor.busyUntil = Math.max(debtor.busyUntil, until);
}

/** Pays items in full. */
export function inFull(items: readonly OpenItem[]): Payment["parts"] {
  return items.map((open) => ({ open, amount: open.left }));
}

export function itemResidual(
  open: OpenItem,
  given: { amountMinor: number; code: string; difference: string | null },
): TruthResidual {
  return { itemNo: open.item.itemNo, side: "item", currency: open.item.currency, ...given };
}

export function lineResidual(
  currency: string,
  given: { amountMinor: number; code: string; difference: string | null },
): TruthResidual {
  return { itemNo: null, side: "line", currency, ...given };
}
