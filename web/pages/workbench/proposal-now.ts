// A proposal as its items stand now: what was settled, written off or adjusted since it was made is
// no longer there to take. And where equally good proposals differ from each other.
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { amountOf, minorOf } from "./amounts.ts";

export type ShortItem = {
  readonly itemId: number;
  readonly no: string;
  readonly currency: string;
  readonly open: string;
  /** How much less is open than the proposal takes. */
  readonly lack: string;
};

export type ProposalNow = {
  /** With no more than is open on each item; what lacks is in its rest. */
  readonly candidate: LineCandidate;
  readonly short: readonly ShortItem[];
};

type Allocation = LineCandidate["allocations"][number];

export function proposalNow(candidate: LineCandidate, lineCurrency: string): ProposalNow {
  const short: ShortItem[] = [];
  const allocations: Allocation[] = [];
  let lackMinor = 0n;
  for (const one of candidate.allocations) {
    const { item } = one;
    const { currency } = item;
    const asked = minorOf(one.amount, currency);
    const open = minorOf(item.open, currency);
    const room = size(open) - postedOn(candidate, item.id, currency);
    const left = sameSign(asked, open) && room > 0n ? room : 0n;
    if (size(asked) <= left) {
      allocations.push(one);
      continue;
    }
    short.push({
      itemId: item.id,
      no: item.no,
      currency,
      open: item.open,
      lack: amountOf(size(asked) - left, currency),
    });
    const taken = minorOf(one.lineAmount, lineCurrency);
    const kept = (taken * left) / size(asked);
    lackMinor += taken - kept;
    if (left === 0n) continue;
    const amount = amountOf(asked < 0n ? -left : left, currency);
    allocations.push({ ...one, amount, lineAmount: amountOf(kept, lineCurrency) });
  }
  if (short.length === 0) return { candidate, short };
  const ids = new Set(allocations.map(({ item }) => item.id));
  const rest = amountOf(minorOf(candidate.rest, lineCurrency) + lackMinor, lineCurrency);
  const residuals = candidate.residuals.filter((r) => r.itemId === null || ids.has(r.itemId));
  return { candidate: { ...candidate, allocations, residuals, rest }, short };
}

/** What a fee, a discount and the like take off the item besides. */
function postedOn(candidate: LineCandidate, itemId: number, currency: string): bigint {
  return candidate.residuals
    .filter((r) => r.side === "item" && r.itemId === itemId && r.posted && r.currency === currency)
    .reduce((sum, r) => sum + size(minorOf(r.amount, currency)), 0n);
}

function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

function sameSign(a: bigint, b: bigint): boolean {
  return a < 0n === b < 0n;
}

/** The items that not all of these settle alike; empty where they have none in common. */
export function differingItems(tied: readonly LineCandidate[]): ReadonlySet<number> {
  const parts = tied.map(
    ({ allocations }) => new Map(allocations.map(({ item, amount }) => [item.id, amount])),
  );
  const ids = new Set(parts.flatMap((part) => [...part.keys()]));
  const differing = [...ids].filter((id) => new Set(parts.map((part) => part.get(id))).size > 1);
  return new Set(differing.length < ids.size || isSameItems(parts) ? differing : []);
}

/** The same items with other amounts: all of them are worth a look. */
function isSameItems(parts: readonly ReadonlyMap<number, string>[]): boolean {
  const [first] = parts;
  if (!first || first.size < 2) return false;
  return parts.every(
    (part) => part.size === first.size && [...part.keys()].every((id) => first.has(id)),
  );
}

/** Equally good for no other reason than one amount on several items that nothing names. */
export function isSameAmountTie(tied: readonly LineCandidate[]): boolean {
  const [first] = tied;
  const firstItem = first?.allocations[0]?.item;
  return tied.every(({ allocations, because }) => {
    const [one] = allocations;
    if (allocations.length !== 1 || !one || !firstItem) return false;
    if (because.some(({ key }) => key.startsWith("cited."))) return false;
    return one.item.currency === firstItem.currency && one.item.open === firstItem.open;
  });
}
