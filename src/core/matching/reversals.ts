// Pairs of opposite lines: a payment that came and was taken back (退票, 冲正), or one of ours that
// was returned. Neither is a receipt (R36). Money out that takes back a receipt which is booked already
// is told apart: only a person may take back what was posted (J11).
import { dayNumber } from "../date.ts";
import { accountKey } from "./account.ts";
import { nameKey } from "./book.ts";
import type { MatchLine } from "./input.ts";
import { type Records, readerOf } from "./records.ts";
import type { RulesFor } from "./rule-book.ts";
import { foldWords, numberKey } from "./text.ts";

const reversalWord =
  /退票|退汇|冲正|冲账|冲销|错账|抹账|撤销|冲回|退回|拒付|不渡|组戻|부도|반환|REVERS|RETURN|RETOUR|RECALL|REJECT|REJET|RECHAZAD|RESPINT|UNPAID|BOUNCE|DISHONOU?R|\bNSF\b|STORNO|CANCEL|RUE?CKLAST|IMPAYE|DEVUELT|DEVOLUC|IMPAGAD|INSOLUT/;

/** Lines of money out, by currency and amount; the amounts alone tell most lines that none fits. */
type Negatives = {
  readonly byKey: Map<string, number[]>;
  readonly amounts: Set<number>;
};

/** Position of the partner for every line that is half of a pair. */
export function findReversals(
  lines: Records<MatchLine>,
  days: Int32Array,
  rulesFor: RulesFor,
): ReadonlyMap<number, number> {
  const partner = new Map<number, number>();
  const negatives: Negatives = { byKey: new Map(), amounts: new Set() };
  let index = 0;
  for (const { amountMinor, currency } of lines) {
    const at = index++;
    if (amountMinor >= 0) continue;
    const key = `${currency}${-amountMinor}`;
    const list = negatives.byKey.get(key);
    if (list) list.push(at);
    else negatives.byKey.set(key, [at]);
    negatives.amounts.add(-amountMinor);
  }
  if (negatives.amounts.size === 0) return partner;
  for (const [from, to] of candidatePairs(lines, days, negatives, rulesFor)) {
    if (partner.has(from) || partner.has(to)) continue;
    partner.set(from, to);
    partner.set(to, from);
  }
  return partner;
}

/**
 * All pairs that fit, those first that run in the direction they are said to, then the nearest in time;
 * independent of the input's order.
 */
function candidatePairs(
  lines: Records<MatchLine>,
  days: Int32Array,
  negatives: Negatives,
  rulesFor: RulesFor,
): [number, number][] {
  const pairs: { from: number; to: number; gap: number; refs: number; turned: number }[] = [];
  const lineAt = readerOf(lines);
  let index = 0;
  for (const line of lines) {
    const from = index++;
    if (!negatives.amounts.has(line.amountMinor)) continue;
    for (const other of negatives.byKey.get(`${line.currency}${line.amountMinor}`) ?? []) {
      const rule = rulesFor({ customerNo: "", account: line.account, currency: line.currency }).R36;
      const gap = Math.abs(days[other]! - days[from]!);
      if (!rule.enabled || gap > rule.params.reversalDays) continue;
      if (!isReversal(line, lineAt(other))) continue;
      const refs = sameReference(line, lineAt(other)) ? 0 : 1;
      const turned = isTurned(line, lineAt(other), days[other]! - days[from]!) ? 1 : 0;
      pairs.push({ from, to: other, gap, refs, turned });
    }
  }
  pairs.sort(
    (a, b) =>
      a.refs - b.refs ||
      a.turned - b.turned ||
      a.gap - b.gap ||
      (lineAt(a.from).lineId < lineAt(b.from).lineId ? -1 : 1) ||
      (lineAt(a.to).lineId < lineAt(b.to).lineId ? -1 : 1),
  );
  return pairs.map((pair) => [pair.from, pair.to]);
}

/** What is said to go back cannot have come only after it went. */
function isTurned(into: MatchLine, out: MatchLine, daysToOut: number): boolean {
  if (daysToOut >= 0) return false;
  return (
    reversalWord.test(foldWords(out.memo)) &&
    !reversalWord.test(foldWords(`${into.payerName} ${into.memo}`))
  );
}

/** The booked receipt that a line of money out takes back, by the line's position. */
export function findReturns(
  {
    lines,
    booked,
    rulesFor,
  }: {
    readonly lines: Records<MatchLine>;
    /** Lines whose receipt is booked and decided. */
    readonly booked: readonly MatchLine[];
    readonly rulesFor: RulesFor;
  },
  isPaired: (line: number) => boolean,
): ReadonlyMap<number, MatchLine> {
  const returned = new Map<number, MatchLine>();
  if (booked.length === 0) return returned;
  const free = Map.groupBy(booked, (into) => keyOf(into.currency, into.amountMinor));
  let index = 0;
  for (const out of lines) {
    const at = index++;
    if (out.amountMinor >= 0 || isPaired(at)) continue;
    const key = keyOf(out.currency, -out.amountMinor);
    const equal = free.get(key) ?? [];
    const rule = rulesFor({ customerNo: "", account: out.account, currency: out.currency }).R36;
    if (equal.length === 0 || !rule.enabled) continue;
    const [receipt] = equal
      .filter((into) => takesBack(out, into, rule.params.reversalDays))
      .sort((a, b) => nearer(out, a, b));
    if (receipt === undefined) continue;
    free.set(
      key,
      equal.filter((into) => into !== receipt),
    );
    returned.set(at, receipt);
  }
  return returned;
}

function keyOf(currency: string, amountMinor: number): string {
  return `${currency} ${amountMinor}`;
}

/** Of one amount and currency. */
function takesBack(out: MatchLine, into: MatchLine, mostDays: number): boolean {
  if (into.account !== out.account) return false;
  const gap = dayOf(out) - dayOf(into);
  return gap >= 0 && gap <= mostDays && isReversal(into, out);
}

function nearer(out: MatchLine, a: MatchLine, b: MatchLine): number {
  return (
    (sameReference(a, out) ? 0 : 1) - (sameReference(b, out) ? 0 : 1) ||
    dayOf(b) - dayOf(a) ||
    (a.lineId < b.lineId ? -1 : 1)
  );
}

function dayOf({ valueDate, date }: Pick<MatchLine, "valueDate" | "date">): number {
  return dayNumber(valueDate ?? date);
}

type ReversalText = Pick<MatchLine, "payerName" | "payerAccount" | "memo" | "bankRef" | "endToEnd">;

function isReversal(into: MatchLine, out: MatchLine): boolean {
  if (sameReference(into, out)) {
    return samePayer(into, out) || into.payerName === "" || out.payerName === "";
  }
  if (!samePayer(into, out)) return false;
  if (repeatsMemo(into, out)) return true;
  return reversalWord.test(foldWords(out.memo)) || reversalWord.test(foldWords(into.memo));
}

/** Shorter ones, 货款, INV, are on many lines. */
const leastRepeated = 6;

/** A bank that sends money back says whose remark it was, whatever word it puts before it. */
function repeatsMemo(into: ReversalText, out: ReversalText): boolean {
  const said = numberKey(into.memo);
  return said.length >= leastRepeated && /\d{4}/.test(said) && numberKey(out.memo).endsWith(said);
}

/** By account or by name; a side that names nobody is nobody's. */
export function samePayer(into: ReversalText, out: ReversalText): boolean {
  return (
    (into.payerAccount !== "" && accountKey(into.payerAccount) === accountKey(out.payerAccount)) ||
    (into.payerName !== "" && nameKey(into.payerName) === nameKey(out.payerName))
  );
}

export function sameReference(a: ReversalText, b: ReversalText): boolean {
  if (a.bankRef !== "" && a.bankRef === b.bankRef) return true;
  return a.endToEnd !== "" && a.endToEnd === b.endToEnd;
}
