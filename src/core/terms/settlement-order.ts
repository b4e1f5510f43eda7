// Which items an undirected payment settles first, when the debtor named nothing and nothing was
// agreed (民法典 第560条, 第561条).
import type { IsoDate } from "../date.ts";
import { shareProRata } from "./terms.ts";

export type OwedItem = {
  readonly itemId: string;
  readonly openMinor: bigint;
  readonly dueDate: IsoDate | null;
  /** Guarantee, mortgage, retention of title: the less secured is settled first. */
  readonly secured: boolean;
  /** Within one claim: costs, then interest, then principal. */
  readonly part: "costs" | "interest" | "principal";
};

export type SettledItem = { readonly itemId: string; readonly amountMinor: bigint };

const partOrder: readonly OwedItem["part"][] = ["costs", "interest", "principal"];

/**
 * Due before not due, less secured first, oldest due first, and pro rata among equals. An item
 * without a due date counts as not due and comes last.
 */
export function settleUndirected(
  paidMinor: bigint,
  items: readonly OwedItem[],
  asOf: IsoDate,
): SettledItem[] {
  const groups = Map.groupBy(items, (item) => rankOf(item, asOf));
  const settled: SettledItem[] = [];
  let left = paidMinor;
  for (const rank of [...groups.keys()].sort()) {
    const group = groups.get(rank) ?? [];
    const open = group.reduce((sum, { openMinor }) => sum + openMinor, 0n);
    if (left === 0n || open === 0n) continue;
    const given = left < open ? left : open;
    const shares = shareProRata(
      given,
      group.map(({ openMinor }) => openMinor),
    );
    group.forEach(({ itemId }, index) => {
      if (shares[index] !== 0n) settled.push({ itemId, amountMinor: shares[index]! });
    });
    left -= given;
  }
  return settled;
}

/** Text that sorts in the order of settlement; equal text = equal standing. */
function rankOf(item: OwedItem, asOf: IsoDate): string {
  const isDue = item.dueDate !== null && item.dueDate <= asOf;
  return [
    isDue ? 0 : 1,
    item.secured ? 1 : 0,
    item.dueDate ?? "9999-12-31",
    partOrder.indexOf(item.part),
  ].join(" ");
}
