// Pairs of opposite lines: a payment that came and was taken back (退票, 冲正), or one of ours that
// was returned. Neither is a receipt (R36).
import { accountKey } from "./account.ts";
import { nameKey } from "./book.ts";
import type { MatchLine } from "./input.ts";
import { type Records, readerOf } from "./records.ts";
import type { RulesFor } from "./rule-book.ts";
import { foldText } from "./text.ts";

const reversalWord =
  /退票|退汇|冲正|抹账|撤销|冲回|退回|拒付|REVERS|RETURN|RECALL|REJECT|UNPAID|STORNO|CANCEL/;

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

/** All pairs that fit, nearest in time first, independent of the input's order. */
function candidatePairs(
  lines: Records<MatchLine>,
  days: Int32Array,
  negatives: Negatives,
  rulesFor: RulesFor,
): [number, number][] {
  const pairs: { from: number; to: number; gap: number; refs: number }[] = [];
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
      pairs.push({ from, to: other, gap, refs });
    }
  }
  pairs.sort(
    (a, b) =>
      a.refs - b.refs ||
      a.gap - b.gap ||
      (lineAt(a.from).lineId < lineAt(b.from).lineId ? -1 : 1) ||
      (lineAt(a.to).lineId < lineAt(b.to).lineId ? -1 : 1),
  );
  return pairs.map((pair) => [pair.from, pair.to]);
}

function isReversal(into: MatchLine, out: MatchLine): boolean {
  const samePayer =
    (into.payerAccount !== "" && accountKey(into.payerAccount) === accountKey(out.payerAccount)) ||
    (into.payerName !== "" && nameKey(into.payerName) === nameKey(out.payerName));
  if (sameReference(into, out)) return samePayer || into.payerName === "" || out.payerName === "";
  if (!samePayer) return false;
  return reversalWord.test(foldText(out.memo)) || reversalWord.test(foldText(into.memo));
}

function sameReference(a: MatchLine, b: MatchLine): boolean {
  if (a.bankRef !== "" && a.bankRef === b.bankRef) return true;
  return a.endToEnd !== "" && a.endToEnd === b.endToEnd;
}
