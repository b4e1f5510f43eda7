// A report as a file, in the language of who asks for it.
import type { ReportFormat, ReportTableOnWire } from "../../contract/reports.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Language, Sentence } from "../../core/words/word.ts";
import {
  type ReportFile,
  type ReportFileRow,
  reportPdf,
  writeReportCsv,
  writeReportXlsx,
} from "../../exporters/report-file.ts";
import type { Deps } from "../deps.ts";
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
  knownAt: { zh: "已知于 (UTC)", en: "Known at (UTC)" },
  currency: { zh: "本位币", en: "Home currency" },
  books: { zh: "账套", en: "Books" },
  option: { zh: "选项", en: "Options" },
  exportedAt: { zh: "导出时间 (UTC)", en: "Exported at (UTC)" },
  by: { zh: "导出人", en: "Exported by" },
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
  const write = format === "xlsx" ? writeReportXlsx : writeReportCsv;
  write(file, language, (piece) => pieces.push(piece));
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
  const options = ["by", "method", "show", "basis"] as const;
  const chosen = options.flatMap((name) => ask.query[name] ?? []).join(" ");
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
      ...(chosen === "" ? [] : [{ name: words.option, value: chosen }]),
      ...(proof
        ? [
            {
              name: proof.name,
              value: `${proof.shown} = ${proof.ledger} (${proof.difference})`,
            },
          ]
        : []),
      { name: words.knownAt, value: table.knownAt },
      { name: words.exportedAt, value: ask.exportedAt.toISOString() },
      { name: words.by, value: ask.exportedBy },
    ],
    notes: table.notes.map((note) => note[language]),
  };
}
