// The machine's form of a result: JSON, keys and arrays in the documented order, one record a line
// of text, written piece by piece. The same result is the same bytes, `timings` apart.
import type { Because } from "../core/because.ts";
import type { MatchItem } from "../core/matching/input.ts";
import { readerOf } from "../core/matching/records.ts";
import { formatMinor } from "../core/money.ts";
import type { ByteSink, Exporter } from "./exporter.ts";
import {
  appliedMinor,
  type DecidedLine,
  decidedLines,
  type ItemAt,
  type ListedRow,
  type ReconcileResult,
  sortedAllocations,
  sortedResiduals,
} from "./reconcile-result.ts";
import { amountsByCurrency, type ResultTotals, totalsOf } from "./result-totals.ts";
import { openTextStream, type TextStream } from "./text-stream.ts";

/** Raised when a reader of version 1 would misread the file; documented in src/cli/reconcile.md. */
const formatVersion = 1;

export const resultJson: Exporter<ReconcileResult> = {
  format: "result-json",
  title: { zh: "核销结果 (JSON)", en: "Reconciliation result (JSON)" },
  extensions: [".json"],
  mediaType: "application/json",
  write(result, _language, sink) {
    const { refused, skipped, timings } = result;
    writeResultJson(
      {
        engineVersion: result.engineVersion,
        weightsVersion: result.weightsVersion,
        allocations: (out) => writeTexts(out, lineTexts(result, allocationTexts)),
        residuals: (out) => writeTexts(out, lineTexts(result, residualTexts)),
        lines: (out) => writeTexts(out, lineTexts(result, lineText)),
        items: (out) => writeTexts(out, itemTexts(result)),
        ...{ refused, skipped, totals: totalsOf(result), timings },
      },
      sink,
    );
  },
};

/** Writes the records of an array, a separator before each. */
export type RecordWriter = (out: TextStream) => void;

/** A result whose long arrays are written by whoever has them. */
export type JsonResult = Pick<
  ReconcileResult,
  "engineVersion" | "weightsVersion" | "refused" | "skipped" | "timings"
> & {
  readonly allocations: RecordWriter;
  readonly residuals: RecordWriter;
  readonly lines: RecordWriter;
  readonly items: RecordWriter;
  readonly totals: ResultTotals;
};

export function writeResultJson(result: JsonResult, sink: ByteSink): void {
  const out = openTextStream(sink);
  const { engineVersion, weightsVersion, refused, skipped } = result;
  out.write(`{\n"version": ${formatVersion},\n`);
  out.write(`"engine": ${json({ version: engineVersion, weights: weightsVersion })},\n`);
  writeArray(out, "allocations", result.allocations);
  writeArray(out, "residuals", result.residuals);
  writeArray(out, "lines", result.lines);
  writeArray(out, "items", result.items);
  writeArray(out, "refused", () => writeTexts(out, listedTexts(refused)));
  writeArray(out, "skipped", () => writeTexts(out, listedTexts(skipped)));
  out.write(`"totals": ${json(totalsRecord(result.totals))},\n`);
  out.write(`"timings": ${json(result.timings())}\n}\n`);
  out.end();
}

function writeArray(out: TextStream, key: string, write: RecordWriter): void {
  out.write(`"${key}": [`);
  const before = out.length();
  write(out);
  out.write(out.length() === before ? "],\n" : "\n],\n");
}

/** Between two records, and before the first. */
export const recordSeparator = ",\n";
export const firstSeparator = "\n";

function writeTexts(out: TextStream, texts: Iterable<string>): void {
  let separator = firstSeparator;
  for (const text of texts) {
    if (text === "") continue;
    out.write(separator + text);
    separator = recordSeparator;
  }
}

function* lineTexts(
  result: ReconcileResult,
  textOf: (decided: DecidedLine, wording: Wording) => string,
): Generator<string> {
  const wording = wordingOf(result);
  for (const decided of decidedLines(result)) yield textOf(decided, wording);
}

function* itemTexts({ items, openAfterMinor }: ReconcileResult): Generator<string> {
  for (const [index, item] of items.entries()) {
    yield itemText(item, openAfterMinor[index]!, { quoted });
  }
}

function* listedTexts(rows: readonly ListedRow[]): Generator<string> {
  for (const { file, row, excerpt, code, remedy } of rows) {
    yield json({ file, row, excerpt, code, remedy });
  }
}

// The records of a large result are put together by hand: to build an object a record and have it
// walked again takes twice as long. Their shape is pinned by result.test.ts.

/** How texts stand in a record: quoted, as JSON has them. */
export type Quoting = {
  readonly quoted: (text: string | null) => string;
  readonly sentence: (because: Because) => string;
};

/** What a record of a line is worded with. */
export type Wording = Quoting & { readonly itemAt: ItemAt };

function wordingOf({ items, sentenceOf }: ReconcileResult): Wording {
  const sentence = (because: Because) => quoted(sentenceOf(because));
  return { itemAt: readerOf(items), quoted, sentence };
}

/** The allocation records of a line; "" where it has none. */
export function allocationTexts({ line, verdict, best }: DecidedLine, wording: Wording): string {
  if (best === null || best.allocations.length === 0) return "";
  const { itemAt, quoted, sentence } = wording;
  const reading =
    `","status":"${verdict.lane}","confidence":${shownConfidence(best.confidence)},` +
    `"rule":"${best.rule}","rules":${listOfCodes(best.rules)},` +
    `"tiedWith":${verdict.tiedWith},"because":${listOf(best.because, sentence)}}`;
  const lineId = quoted(line.lineId);
  let texts = "";
  for (const allocation of sortedAllocations(best.allocations, itemAt)) {
    const { itemNo, kind, customerNo, currency } = itemAt(allocation.item);
    if (texts !== "") texts += recordSeparator;
    texts +=
      `{"lineId":${lineId},"itemNo":${quoted(itemNo)},"kind":"${kind}",` +
      `"customerNo":${quoted(customerNo)},` +
      `"amount":"${formatMinor(allocation.amountMinor, currency)}",` +
      `"lineAmount":"${formatMinor(allocation.lineAmountMinor, line.currency)}${reading}`;
  }
  return texts;
}

/** The residual records of a line; "" where it has none. */
export function residualTexts({ line, verdict, best }: DecidedLine, wording: Wording): string {
  if (best === null) return "";
  const { itemAt, quoted, sentence } = wording;
  let texts = "";
  for (const residual of sortedResiduals(best.residuals, itemAt)) {
    const item = residual.item === null ? null : itemAt(residual.item);
    const { side, amountMinor, currency, code, difference, posted, because } = residual;
    if (texts !== "") texts += recordSeparator;
    texts +=
      `{"lineId":${quoted(line.lineId)},"itemNo":${quoted(item?.itemNo ?? null)},` +
      `"kind":${quoted(item?.kind ?? null)},"side":"${side}",` +
      `"amount":"${formatMinor(amountMinor, currency)}","currency":"${currency}",` +
      `"code":"${code}","difference":${quoted(difference)},"status":"${verdict.lane}",` +
      `"posted":${posted && verdict.lane === "auto"},` +
      `"because":${listOf(because, sentence)}}`;
  }
  return texts;
}

export function lineText(decided: DecidedLine, { quoted, sentence }: Wording): string {
  const { line, verdict } = decided;
  const { currency, amountMinor } = line;
  const applied = appliedMinor(decided);
  return (
    `{"lineId":${quoted(line.lineId)},"customerNo":${quoted(verdict.payerNo)},` +
    `"status":"${verdict.lane}","category":${quoted(verdict.category)},` +
    `"amount":"${formatMinor(amountMinor, currency)}",` +
    `"applied":"${formatMinor(applied, currency)}",` +
    `"unapplied":"${formatMinor(amountMinor - applied, currency)}",` +
    `"reason":${sentence(verdict.reason)}}`
  );
}

export function itemText(
  item: MatchItem,
  openAfterMinor: number,
  { quoted }: Pick<Quoting, "quoted">,
): string {
  const { itemNo, kind, customerNo, currency } = item;
  return (
    `{"itemNo":${quoted(itemNo)},"kind":"${kind}","customerNo":${quoted(customerNo)},` +
    `"openAfter":"${formatMinor(openAfterMinor, currency)}"}`
  );
}

function totalsRecord({ auto, suggested, unmatched, not_receivable }: ResultTotals) {
  return {
    lines: auto.lines + suggested.lines + unmatched.lines + not_receivable.lines,
    auto: auto.lines,
    suggested: suggested.lines,
    unmatched: unmatched.lines,
    notReceivable: not_receivable.lines,
    autoAmount: amountsByCurrency(auto.amounts),
  };
}

/** Six decimals, cut and not rounded: what is not certain never reads as 1. */
function shownConfidence(confidence: number): number {
  return Math.floor(confidence * 1e6) / 1e6;
}

/** Codes of rules need no escape. */
function listOfCodes(codes: readonly string[]): string {
  return codes.length === 0 ? "[]" : `["${codes.join('","')}"]`;
}

function listOf(reasons: readonly Because[], sentence: Quoting["sentence"]): string {
  let list = "[";
  for (let place = 0; place < reasons.length; place++) {
    list += place === 0 ? sentence(reasons[place]!) : `,${sentence(reasons[place]!)}`;
  }
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
