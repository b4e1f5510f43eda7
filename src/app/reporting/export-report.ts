// A report as a file, in the language of who asks for it.
import { dayIn, minuteIn } from "../../clock.ts";
import type { ReportFormat, ReportTableOnWire } from "../../contract/reports.ts";
import { readableAmount } from "../../core/group-digits.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Language, Sentence } from "../../core/words/word.ts";
import {
  type ReportFile,
  type ReportFileRow,
  reportPdf,
  writeReportCsv,
  writeReportXlsx,
} from "../../exporters/report-file.ts";
import { reportByCode } from "../../reports/registry.ts";
import type { Deps } from "../deps.ts";
import { exportTime, knownTime } from "../lists/export-time.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { printOne } from "../statements/printer.ts";
import { type ReportAsk, type ReportRefusal, readReport } from "./read-report.ts";

export type WrittenReport = {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
};

const words = {
  asOf: { zh: "截至", en: "As of" },
  from: { zh: "自", en: "From" },
  currency: { zh: "本位币", en: "Home currency" },
  books: { zh: "账套", en: "Books" },
  knownAt: { zh: "已知于", en: "Known at" },
  exportedAt: { zh: "导出时间", en: "Exported at" },
  by: { zh: "导出人", en: "Exported by" },
  preparedBy: { zh: "制表", en: "Prepared by" },
  checkedBy: { zh: "审核", en: "Checked by" },
  printedAt: { zh: "打印时间", en: "Printed" },
} as const satisfies Record<string, Sentence>;

const mimes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  pdf: "application/pdf",
} as const;

export type ReportFileAsk = ReportAsk & {
  readonly format: ReportFormat;
  readonly language: Language;
  readonly booksName: string;
  readonly exportedBy: string;
  readonly exportedAt: Date;
};

export async function exportReport(
  deps: Pick<Deps, "pool">,
  ask: ReportFileAsk,
): Promise<Result<WrittenReport, ReportRefusal>> {
  const read = await readReport(deps, ask);
  if (!read.ok) return read;
  const { format, language } = ask;
  const file = fileOf(read.value, ask);
  return ok({
    name: `${read.value.title[language]}-${read.value.asOf}.${format}`,
    mime: mimes[format],
    bytes: await bytesOf(file, format, language),
  });
}

async function bytesOf(
  file: ReportFile,
  format: ReportFormat,
  language: Language,
): Promise<Uint8Array> {
  if (format === "pdf") return printOne(reportPdf(file, language));
  const pieces: Uint8Array[] = [];
  const keep = (piece: Uint8Array) => pieces.push(piece);
  if (format === "xlsx") writeReportXlsx(file, language, keep, nativeDeflater);
  else writeReportCsv(file, language, keep);
  return Buffer.concat(pieces);
}

function fileOf(table: ReportTableOnWire, ask: ReportFileAsk): ReportFile {
  const { language } = ask;
  const row = ({ currency, cells }: ReportTableOnWire["rows"][number]): ReportFileRow => ({
    currency,
    cells: cells.map((cell) => {
      const text = cell !== null && typeof cell === "object" ? cell[language] : cell;
      return text === "" ? null : text;
    }),
  });
  const { proof } = table;
  return {
    title: table.title[language],
    columns: table.columns.map((one) => ({ title: one[language], kind: one.kind })),
    rows: table.rows.map(row),
    totals: table.totals.map(row),
    facts: [
      { name: words.books, value: ask.booksName },
      ...(table.from === null ? [] : [{ name: words.from, value: table.from }]),
      { name: words.asOf, value: table.asOf },
      { name: words.currency, value: table.homeCurrency },
      ...chosenOptions(table.code, ask),
      ...(proof
        ? [
            {
              name: proof.name,
              value: `${readableAmount(proof.shown, language)} = ${readableAmount(proof.ledger, language)} (${readableAmount(proof.difference, language)})`,
            },
          ]
        : []),
      ...(ask.format === "pdf"
        ? [{ name: words.knownAt, value: localTime(new Date(table.knownAt), ask.timeZone) }]
        : [
            // to the microsecond, so that the same report can be asked for again
            { name: words.knownAt, value: knownTime(table.knownAt, ask.timeZone) },
            { name: words.exportedAt, value: exportTime(ask.exportedAt, ask.timeZone) },
            { name: words.by, value: ask.exportedBy },
          ]),
    ],
    notes: table.notes.map((note) => note[language]),
    foot: footOf(ask),
  };
}

/** What was chosen, in the words it was chosen by. */
function chosenOptions(code: string, { query, language }: ReportFileAsk) {
  const options = reportByCode(code)?.options ?? [];
  return options.flatMap(({ name, title, choices }) => {
    const chosen = choices.find((choice) => choice.code === query[name]) ?? choices[0];
    return chosen ? [{ name: title, value: chosen[language] }] : [];
  });
}

/** `制表 王敏　审核 ________　打印时间 2026-09-30 14:05` */
function footOf({ language, exportedBy, exportedAt, timeZone }: ReportFileAsk): string {
  return [
    `${words.preparedBy[language]} ${exportedBy}`,
    `${words.checkedBy[language]} ${"_".repeat(12)}`,
    `${words.printedAt[language]} ${localTime(exportedAt, timeZone)}`,
  ].join("　");
}

/** In the books' zone. */
function localTime(instant: Date, timeZone: string): string {
  const minutes = minuteIn(timeZone, instant);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${dayIn(timeZone, instant)} ${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
