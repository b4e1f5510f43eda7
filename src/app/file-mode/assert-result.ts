// What a stranger can check of a result, asserted before it is written: a wrong figure never
// leaves the house (rules 1–5 of the documented output, src/cli/reconcile.md).
import { assert } from "../../core/assert.ts";
import type { MatchItem, MatchLine } from "../../core/matching/input.ts";
import type { LineVerdict, MatchCandidate, ResidualCode } from "../../core/matching/output.ts";
import { type Records, readerOf } from "../../core/matching/records.ts";

/** Differences that may be posted without a person. */
const postable: ReadonlySet<ResidualCode> = new Set([
  "rounding",
  "fee",
  "discount",
  "advance",
  "fx",
]);

export type AssertedResult = {
  readonly items: Records<MatchItem>;
  readonly lines: Records<MatchLine>;
  readonly verdicts: readonly LineVerdict[];
};

/** Where the items and lines are read that verdicts are about. */
export type Settled = {
  readonly itemAt: (item: number) => MatchItem;
  readonly lineAt: (line: number) => MatchLine;
};

/** Open amounts after the automatic allocations, one an item; throws where a rule is broken. */
export function openAfter({ items, lines, verdicts }: AssertedResult): number[] {
  assert(verdicts.length === lines.length, "one verdict a line");
  const open = Array.from(items, ({ openMinor }) => openMinor);
  const itemAt = readerOf(items);
  const lineAt = readerOf(lines);
  for (const [index, verdict] of verdicts.entries()) {
    hold(verdict.line === index, () => `verdict ${index} is about line ${verdict.line}`);
    settle(open, verdict, { itemAt, lineAt });
  }
  for (let item = 0; item < open.length; item++) assertOpen(itemAt(item), open[item]!);
  return open;
}

/** Takes from the open amounts what a verdict posts; throws where it breaks a rule. */
export function settle(
  open: { [item: number]: number },
  verdict: LineVerdict,
  { itemAt, lineAt }: Settled,
): void {
  const line = lineAt(verdict.line);
  const best = bestOf(verdict, line);
  if (best === null) return;
  assertResiduals(best, { itemAt, line });
  if (verdict.lane !== "auto") return;
  assertLineIsUsedUp(best, line);
  applyTo(open, best, itemAt);
}

function bestOf(verdict: LineVerdict, line: MatchLine): MatchCandidate | null {
  const proposes = verdict.lane === "auto" || verdict.lane === "suggested";
  const best = verdict.candidates[0];
  hold(
    !proposes || best !== undefined,
    () => `line ${line.lineId} is ${verdict.lane} without a reading`,
  );
  hold(
    verdict.lane !== "auto" || verdict.tiedWith === 0,
    () => `line ${line.lineId} is automatic and tied`,
  );
  return proposes ? (best ?? null) : null;
}

/** Rule 1 (signs and currencies) and rule 4 (what may be posted). */
function assertResiduals(
  best: MatchCandidate,
  { itemAt, line }: Pick<Settled, "itemAt"> & { readonly line: MatchLine },
): void {
  for (const { side, item, amountMinor, currency, code, posted } of best.residuals) {
    const at = () => `line ${line.lineId}, residual ${code}`;
    hold(Number.isSafeInteger(amountMinor), () => `${at()}: ${amountMinor} is no amount`);
    hold(!posted || postable.has(code), () => `${at()} is posted`);
    if (side === "line") {
      hold(currency === line.currency, () => `${at()}: ${currency} on a line in ${line.currency}`);
      hold(amountMinor > 0, () => `${at()}: ${amountMinor} left of a line`);
    }
    if (side === "item") {
      assert(item !== null, "a residual of an item names it");
      const { currency: itemCurrency } = itemAt(item);
      hold(currency === itemCurrency, () => `${at()}: ${currency} on an item in ${itemCurrency}`);
      hold(amountMinor > 0, () => `${at()}: ${amountMinor} in the item's own direction`);
    }
  }
}

/** Rule 2: allocated + left over = paid. */
function assertLineIsUsedUp(best: MatchCandidate, line: MatchLine): void {
  let sum = 0;
  for (const { lineAmountMinor } of best.allocations) sum += lineAmountMinor;
  for (const { side, amountMinor } of best.residuals) if (side === "line") sum += amountMinor;
  hold(
    sum === line.amountMinor,
    () => `line ${line.lineId}: ${sum} accounted for of ${line.amountMinor}`,
  );
}

/** A residual counts in the item's own direction: on a credit note it is negative money. */
function applyTo(
  open: { [item: number]: number },
  best: MatchCandidate,
  itemAt: Settled["itemAt"],
): void {
  for (const { item, amountMinor } of best.allocations) open[item]! -= amountMinor;
  for (const { side, item, amountMinor, posted } of best.residuals) {
    if (side !== "item" || !posted || item === null) continue;
    open[item]! -= itemAt(item).amountMinor > 0 ? amountMinor : -amountMinor;
  }
}

/** Rule 3: 0 ≤ openAfter ≤ open, mirrored for negative items. */
export function assertOpen(item: MatchItem, after: number): void {
  const low = Math.min(0, item.openMinor);
  const high = Math.max(0, item.openMinor);
  hold(
    after >= low && after <= high,
    () =>
      `${item.kind} ${item.itemNo} of ${item.customerNo}: ${after} open after, ${item.openMinor} before`,
  );
}

/** Says what is wrong only where something is: a run asks millions of times. */
function hold(condition: boolean, message: () => string): void {
  if (!condition) assert(false, message());
}
