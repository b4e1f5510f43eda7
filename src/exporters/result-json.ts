// The machine's form of a result: JSON, keys and arrays in the documented order, one record a line
// of text, written piece by piece. The same result is the same bytes, `timings` apart.
import { formatMinor } from "../core/money.ts";
import type { Exporter } from "./exporter.ts";
import {
  appliedMinor,
  type DecidedLine,
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

function* allocationRecords(result: ReconcileResult): Generator<string> {
  for (const { line, verdict, best } of decidedLines(result)) {
    if (best === null) continue;
    const reading = {
      status: verdict.lane,
      confidence: shownConfidence(best.confidence),
      rule: best.rule,
      rules: best.rules,
      tiedWith: verdict.tiedWith,
      because: best.because.map(result.sentenceOf),
    };
    const shared = json(reading).slice(1);
    for (const allocation of sortedAllocations(best.allocations, result.items)) {
      const item = result.items[allocation.item]!;
      const own = {
        lineId: line.lineId,
        itemNo: item.itemNo,
        kind: item.kind,
        customerNo: item.customerNo,
        amount: formatMinor(allocation.amountMinor, item.currency),
        lineAmount: formatMinor(allocation.lineAmountMinor, line.currency),
      };
      yield `${json(own).slice(0, -1)},${shared}`;
    }
  }
}

function* residualRecords(result: ReconcileResult): Generator<string> {
  for (const { line, verdict, best } of decidedLines(result)) {
    if (best === null) continue;
    for (const residual of sortedResiduals(best.residuals, result.items)) {
      const item = residual.item === null ? null : result.items[residual.item]!;
      yield json({
        lineId: line.lineId,
        itemNo: item?.itemNo ?? null,
        kind: item?.kind ?? null,
        side: residual.side,
        amount: formatMinor(residual.amountMinor, residual.currency),
        currency: residual.currency,
        code: residual.code,
        difference: residual.difference,
        status: verdict.lane,
        posted: residual.posted && verdict.lane === "auto",
        because: residual.because.map(result.sentenceOf),
      });
    }
  }
}

function* lineRecords(result: ReconcileResult): Generator<string> {
  for (const decided of decidedLines(result)) yield lineRecord(decided, result);
}

function lineRecord(decided: DecidedLine, result: ReconcileResult): string {
  const { line, verdict } = decided;
  const applied = appliedMinor(decided);
  return json({
    lineId: line.lineId,
    customerNo: verdict.payerNo,
    status: verdict.lane,
    category: verdict.category,
    amount: formatMinor(line.amountMinor, line.currency),
    applied: formatMinor(applied, line.currency),
    unapplied: formatMinor(line.amountMinor - applied, line.currency),
    reason: result.sentenceOf(verdict.reason),
  });
}

function* itemRecords(result: ReconcileResult): Generator<string> {
  for (const [index, item] of result.items.entries()) {
    yield json({
      itemNo: item.itemNo,
      kind: item.kind,
      customerNo: item.customerNo,
      openAfter: formatMinor(result.openAfterMinor[index]!, item.currency),
    });
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

function json(value: unknown): string {
  return JSON.stringify(value);
}
