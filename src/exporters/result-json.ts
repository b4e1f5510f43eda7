// The machine's form of a result: JSON, keys and arrays in the documented order, one record a line
// of text, written piece by piece. The same result is the same bytes, `timings` apart.
import { formatMinor } from "../core/money.ts";
import type { Exporter } from "./exporter.ts";
import {
  appliedMinor,
  decidedLines,
  type ListedRow,
  type ReconcileResult,
  sortedAllocations,
  sortedResiduals,
} from "./reconcile-result.ts";
import { amountsByCurrency, totalsOf } from "./result-totals.ts";
import { openTextStream, type TextStream } from "./text-stream.ts";

/** Raised when a reader of version 1 would misread the file; documented in cli/reconcile.md. */
const formatVersion = 1;

export const resultJson: Exporter<ReconcileResult> = {
  format: "result-json",
  title: { zh: "核销结果 (JSON)", en: "Reconciliation result (JSON)" },
  extensions: [".json"],
  mediaType: "application/json",
  write(result, _language, sink) {
    const out = openTextStream(sink);
    const { engineVersion, weightsVersion, refused, skipped } = result;
    out.write(`{\n"version": ${formatVersion},\n`);
    out.write(`"engine": ${json({ version: engineVersion, weights: weightsVersion })},\n`);
    writeArray(out, "allocations", allocationRecords(result));
    writeArray(out, "residuals", residualRecords(result));
    writeArray(out, "lines", lineRecords(result));
    writeArray(out, "items", itemRecords(result));
    writeArray(out, "refused", listedRecords(refused));
    writeArray(out, "skipped", listedRecords(skipped));
    out.write(`"totals": ${json(totalsRecord(result))},\n`);
    out.write(`"timings": ${json(result.timings())}\n}\n`);
    out.end();
  },
};

function writeArray(out: TextStream, key: string, records: Iterable<string>): void {
  out.write(`"${key}": [`);
  let separator = "\n";
  for (const record of records) {
    out.write(separator + record);
    separator = ",\n";
  }
  out.write(separator === "\n" ? "],\n" : "\n],\n");
}

// The records of a large result are put together by hand: to build an object a record and have it
// walked again takes twice as long. Their shape is pinned by result.test.ts.

function* allocationRecords(result: ReconcileResult): Generator<string> {
  for (const { line, verdict, best } of decidedLines(result)) {
    if (best === null) continue;
    const reading =
      `","status":"${verdict.lane}","confidence":${shownConfidence(best.confidence)},` +
      `"rule":${quoted(best.rule)},"rules":${quotedList(best.rules)},` +
      `"tiedWith":${verdict.tiedWith},"because":${quotedList(best.because.map(result.sentenceOf))}}`;
    const lineId = quoted(line.lineId);
    for (const allocation of sortedAllocations(best.allocations, result.items)) {
      const { itemNo, kind, customerNo, currency } = result.items[allocation.item]!;
      yield `{"lineId":${lineId},"itemNo":${quoted(itemNo)},"kind":"${kind}",` +
        `"customerNo":${quoted(customerNo)},` +
        `"amount":"${formatMinor(allocation.amountMinor, currency)}",` +
        `"lineAmount":"${formatMinor(allocation.lineAmountMinor, line.currency)}${reading}`;
    }
  }
}

function* residualRecords(result: ReconcileResult): Generator<string> {
  for (const { line, verdict, best } of decidedLines(result)) {
    if (best === null) continue;
    for (const residual of sortedResiduals(best.residuals, result.items)) {
      const item = residual.item === null ? null : result.items[residual.item]!;
      const { side, amountMinor, currency, code, difference, posted, because } = residual;
      yield `{"lineId":${quoted(line.lineId)},"itemNo":${quoted(item?.itemNo ?? null)},` +
        `"kind":${quoted(item?.kind ?? null)},"side":"${side}",` +
        `"amount":"${formatMinor(amountMinor, currency)}","currency":"${currency}",` +
        `"code":"${code}","difference":${quoted(difference)},"status":"${verdict.lane}",` +
        `"posted":${posted && verdict.lane === "auto"},` +
        `"because":${quotedList(because.map(result.sentenceOf))}}`;
    }
  }
}

function* lineRecords(result: ReconcileResult): Generator<string> {
  for (const decided of decidedLines(result)) {
    const { line, verdict } = decided;
    const { currency, amountMinor } = line;
    const applied = appliedMinor(decided);
    yield `{"lineId":${quoted(line.lineId)},"customerNo":${quoted(verdict.payerNo)},` +
      `"status":"${verdict.lane}","category":${quoted(verdict.category)},` +
      `"amount":"${formatMinor(amountMinor, currency)}",` +
      `"applied":"${formatMinor(applied, currency)}",` +
      `"unapplied":"${formatMinor(amountMinor - applied, currency)}",` +
      `"reason":${quoted(result.sentenceOf(verdict.reason))}}`;
  }
}

function* itemRecords(result: ReconcileResult): Generator<string> {
  for (const [index, { itemNo, kind, customerNo, currency }] of result.items.entries()) {
    const openAfter = formatMinor(result.openAfterMinor[index]!, currency);
    yield `{"itemNo":${quoted(itemNo)},"kind":"${kind}","customerNo":${quoted(customerNo)},` +
      `"openAfter":"${openAfter}"}`;
  }
}

function* listedRecords(rows: readonly ListedRow[]): Generator<string> {
  for (const { file, row, excerpt, code, remedy } of rows) {
    yield json({ file, row, excerpt, code, remedy });
  }
}

function totalsRecord(result: ReconcileResult) {
  const totals = totalsOf(result);
  return {
    lines: result.lines.length,
    auto: totals.auto.lines,
    suggested: totals.suggested.lines,
    unmatched: totals.unmatched.lines,
    notReceivable: totals.not_receivable.lines,
    autoAmount: amountsByCurrency(totals.auto.amounts),
  };
}

/** Six decimals, cut and not rounded: what is not certain never reads as 1. */
function shownConfidence(confidence: number): number {
  return Math.floor(confidence * 1e6) / 1e6;
}

function quotedList(texts: readonly string[]): string {
  let list = "[";
  for (const [place, text] of texts.entries())
    list += place === 0 ? quoted(text) : `,${quoted(text)}`;
  return `${list}]`;
}

/** As JSON.stringify writes it; most texts need no escape. */
function quoted(text: string | null): string {
  return text === null || needsEscape.test(text) ? json(text) : `"${text}"`;
}

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

function json(value: unknown): string {
  return JSON.stringify(value);
}
