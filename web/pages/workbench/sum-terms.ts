// The terms of a proposal's sum: received = items − what explains the difference, to the cent.
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { minorOf } from "./amounts.ts";

/** More terms than that are added up. */
const mostTerms = 5;

export type Term = {
  /** In the line's currency; what it adds to the sum. */
  readonly minor: bigint;
  /** What it is, where that is not simply an item: 红字, 手续费, 其余 7 张. */
  readonly note: string | null;
};

/** The items at what they settle in full, and what the residuals take away again. */
export function termsOf(
  candidate: LineCandidate,
  currency: string,
  words: {
    /** What takes off the sum: 红字, 应付, 预收. */
    readonly kind: (kind: string) => string;
    readonly residual: (residual: LineCandidate["residuals"][number]) => string;
    readonly rest: (count: number) => string;
  },
): Term[] {
  const items = candidate.allocations.map((one): Term => {
    const taken = minorOf(one.lineAmount, currency);
    const note = taken < 0n ? words.kind(one.item.kind) : null;
    if (one.item.currency !== currency) return { minor: taken, note };
    const explained = candidate.residuals
      .filter((r) => r.side === "item" && r.itemId === one.item.id)
      .reduce((sum, r) => sum + minorOf(r.amount, currency), 0n);
    return { minor: taken < 0n ? taken - explained : taken + explained, note };
  });
  const sameCurrency = new Set(
    candidate.allocations.flatMap((one) => (one.item.currency === currency ? [one.item.id] : [])),
  );
  const residuals = candidate.residuals.flatMap((r): Term[] => {
    // home money of the rates: no part of what was received
    if (r.side === "home") return [];
    if (r.side === "line") return [{ minor: minorOf(r.amount, currency), note: words.residual(r) }];
    if (r.itemId === null || !sameCurrency.has(r.itemId)) return [];
    return [{ minor: -minorOf(r.amount, currency), note: words.residual(r) }];
  });
  return [...shortened(items, words.rest), ...residuals];
}

/** What the rates bring, gain above zero, in home currency; null: nothing. */
export function exchangeOf(
  candidate: LineCandidate,
): { readonly minor: bigint; readonly currency: string } | null {
  const found = candidate.residuals.filter(({ side }) => side === "home");
  const [first] = found;
  if (!first) return null;
  const { currency } = first;
  const minor = found.reduce((sum, { amount }) => sum + minorOf(amount, currency), 0n);
  return minor === 0n ? null : { minor, currency };
}

function shortened(items: readonly Term[], rest: (count: number) => string): Term[] {
  if (items.length <= mostTerms) return [...items];
  const others = items.slice(mostTerms - 1);
  const minor = others.reduce((sum, term) => sum + term.minor, 0n);
  return [...items.slice(0, mostTerms - 1), { minor, note: rest(others.length) }];
}
