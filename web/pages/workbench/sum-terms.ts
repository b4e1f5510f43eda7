// The terms of a proposal's sum: received = items − what explains the difference, to the cent.
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { isCurrency, minorPerUnit } from "../../../src/core/currency.ts";
import { minorOf } from "./amounts.ts";

/** More terms than that are added up. */
const mostTerms = 5;

export type Term = {
  /** In the line's currency; what it adds to the sum. */
  readonly minor: bigint;
  /** What it is, where that is not simply an item: 红字, 手续费, 其余 7 张. */
  readonly note: string | null;
  /** The note is the sum itself: nothing but items in another currency. */
  readonly isAll?: boolean;
};

export type TermWords = {
  /** What takes off the sum: 红字, 应付, 预收. */
  readonly kind: (kind: string) => string;
  readonly residual: (residual: Residual) => string;
  readonly rest: (count: number) => string;
  /** What items in another currency are in that one. */
  readonly converted: (of: Converted) => string;
};

type Allocation = LineCandidate["allocations"][number];
type Residual = LineCandidate["residuals"][number];

/** `USD 147,543.00 − 1,250.00 (扣款 留在未清)`: items in another currency than the line's. */
export type Converted = {
  readonly currency: string;
  /** What they would settle in full, before the residuals. */
  readonly wholeMinor: bigint;
  readonly residuals: readonly Residual[];
  /** What they settle, and what of the line's money that takes. */
  readonly settledMinor: bigint;
  readonly takenMinor: bigint;
};

/** The items at what they settle in full, and what the residuals take away again. */
export function termsOf(candidate: LineCandidate, currency: string, words: TermWords): Term[] {
  const { allocations, residuals } = candidate;
  const same = allocations.filter(({ item }) => item.currency === currency);
  const items = same.map((one): Term => {
    const taken = minorOf(one.lineAmount, currency);
    const note = taken < 0n ? words.kind(one.item.kind) : null;
    const explained = sumOf(residualsOf(residuals, [one]), currency);
    return { minor: taken < 0n ? taken - explained : taken + explained, note };
  });
  const sameIds = new Set(same.map(({ item }) => item.id));
  const explained = residuals.flatMap((r): Term[] => {
    // home money of the rates: no part of what was received
    if (r.side === "home") return [];
    if (r.side === "line") return [{ minor: minorOf(r.amount, currency), note: words.residual(r) }];
    if (r.itemId === null || !sameIds.has(r.itemId)) return [];
    return [{ minor: -minorOf(r.amount, currency), note: words.residual(r) }];
  });
  const others = [...shortened(items, words.rest), ...explained];
  const converted = convertedOf(candidate, currency);
  const foreign = converted.map((of): Term => {
    const isAll = converted.length === 1 && others.length === 0;
    return { minor: of.takenMinor, note: words.converted(of), ...(isAll ? { isAll } : {}) };
  });
  return [...foreign, ...others];
}

/** Items in another currency, one sum for each: their shares of the line add up to no invoice. */
function convertedOf({ allocations, residuals }: LineCandidate, currency: string): Converted[] {
  const others = allocations.filter(({ item }) => item.currency !== currency);
  return [...new Set(others.map(({ item }) => item.currency))].map((other): Converted => {
    const those = others.filter(({ item }) => item.currency === other);
    const left = residualsOf(residuals, those);
    const settledMinor = those.reduce((sum, { amount }) => sum + minorOf(amount, other), 0n);
    return {
      currency: other,
      wholeMinor: settledMinor + sumOf(left, other),
      residuals: left,
      settledMinor,
      takenMinor: those.reduce((sum, one) => sum + minorOf(one.lineAmount, currency), 0n),
    };
  });
}

/**
 * What one unit of the foreign currency came to, to four places: `7.3435`; of a currency worth less
 * than a tenth of the home one, a hundred of it, as banks quote the yen.
 */
export function rateOf(
  foreign: { readonly minor: bigint; readonly currency: string },
  home: { readonly minor: bigint; readonly currency: string },
): { readonly unit: 1 | 100; readonly rate: string } | null {
  if (!isCurrency(foreign.currency) || !isCurrency(home.currency)) return null;
  if (foreign.minor <= 0n || home.minor <= 0n) return null;
  const above = home.minor * BigInt(minorPerUnit(foreign.currency)) * 10_000n;
  const below = foreign.minor * BigInt(minorPerUnit(home.currency));
  const unit = above < below * 1_000n ? 100 : 1;
  const tenThousandths = (above * BigInt(unit) * 2n + below) / (below * 2n);
  const fraction = String(tenThousandths % 10_000n).padStart(4, "0");
  return { unit, rate: `${tenThousandths / 10_000n}.${fraction}` };
}

function residualsOf(residuals: readonly Residual[], of: readonly Allocation[]): Residual[] {
  const ids = new Set(of.map(({ item }) => item.id));
  return residuals.filter((r) => r.side === "item" && r.itemId !== null && ids.has(r.itemId));
}

function sumOf(residuals: readonly Residual[], currency: string): bigint {
  return residuals.reduce((sum, { amount }) => sum + minorOf(amount, currency), 0n);
}

/** What stays open on the items on purpose: a deduction, a retention, a part. */
export function openResiduals({ residuals }: LineCandidate): Residual[] {
  return residuals.filter(({ side, posted }) => side === "item" && !posted);
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
