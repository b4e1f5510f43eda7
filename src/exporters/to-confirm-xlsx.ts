// 待确认 as a workbook that goes out and comes back: a proposal a row, the decision and its reason
// chosen from lists, and hidden cells that say which line it was and what was proposed for it.
import type { Because } from "../core/because.ts";
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { readableAmounts } from "../core/group-digits.ts";
import { wordBecause } from "../core/words/matching.ts";
import { categoryWords } from "../core/words/outcome.ts";
import {
  decisionWords,
  type ToConfirmColumn,
  toConfirmColumns,
  toConfirmReasons,
} from "../core/words/to-confirm.ts";
import type { Language } from "../core/words/word.ts";
import type { Exporter } from "./exporter.ts";
import { type CellValue, openWorkbook, type SheetColumn } from "./xlsx-writer.ts";

/** A proposal in one cell: "上海启明 …12345678 100,000.00 + …12345702 -8,000.00". */
export type ToConfirmRow = {
  readonly lineId: number;
  readonly check: string;
  readonly date: IsoDate;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly customerName: string;
  readonly proposals: readonly string[];
  /** What stays over of the money under the first proposal. */
  readonly rest: string;
  readonly confidence: string;
  readonly why: Because;
};

const amount = { format: "amount", width: 16 } as const;
const formats: Readonly<
  Record<ToConfirmColumn, Pick<SheetColumn, "format" | "width" | "isHidden">>
> = {
  date: { format: "date", width: 12 },
  payer: { format: "text", width: 30 },
  account: { format: "text", width: 22 },
  memo: { format: "text", width: 44 },
  currency: { format: "text", width: 8 },
  amount,
  customer: { format: "text", width: 30 },
  proposal: { format: "text", width: 60 },
  rest: amount,
  confidence: { format: "text", width: 10 },
  why: { format: "text", width: 36 },
  second: { format: "text", width: 44 },
  third: { format: "text", width: 44 },
  decision: { format: "text", width: 14 },
  reason: { format: "text", width: 16 },
  note: { format: "text", width: 24 },
  line: { format: "text", width: 12, isHidden: true },
  check: { format: "text", width: 30, isHidden: true },
};

export const toConfirmXlsx: Exporter<Iterable<ToConfirmRow>> = {
  format: "to-confirm-xlsx",
  title: { zh: "待确认 (Excel)", en: "To confirm (Excel)" },
  extensions: [".xlsx"],
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  write(rows, language, sink, deflater) {
    const book = openWorkbook(sink, deflater);
    const keys = Object.keys(toConfirmColumns) as ToConfirmColumn[]; // the record's own keys
    const columns = keys.map((key): SheetColumn => {
      const title = toConfirmColumns[key][language];
      const choices = choicesOf(key, language);
      return { title, ...formats[key], ...(choices ? { choices } : {}) };
    });
    const sheet = book.openSheet(language === "zh" ? "待确认" : "To confirm", columns);
    for (const row of rows) sheet.addRow(keys.map((key) => cellOf(row, key, language)));
    book.end();
  },
};

function choicesOf(key: ToConfirmColumn, language: Language): readonly string[] | null {
  if (key === "decision") return Object.values(decisionWords).map((word) => word[language]);
  if (key === "reason") return toConfirmReasons.map((one) => categoryWords[one][language]);
  return null;
}

function cellOf(row: ToConfirmRow, key: ToConfirmColumn, language: Language): CellValue {
  switch (key) {
    case "date":
      return row.date;
    case "payer":
      return row.payerName;
    case "account":
      return row.payerAccount;
    case "memo":
      return row.memo;
    case "currency":
      return row.currency;
    case "amount":
      return row.amount;
    case "customer":
      return row.customerName;
    case "proposal":
      return row.proposals[0] ?? "";
    case "rest":
      return row.rest;
    case "confidence":
      return row.confidence;
    case "why":
      return readableAmounts(wordBecause(row.why, language), language);
    case "second":
      return row.proposals[1] ?? "";
    case "third":
      return row.proposals[2] ?? "";
    case "decision":
    case "reason":
    case "note":
      return null;
    case "line":
      return String(row.lineId);
    case "check":
      return row.check;
  }
}
