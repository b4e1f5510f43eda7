// Journal entries as a workbook, one row a line of an entry, written as they are read.
import type { Language, Sentence } from "../core/words/word.ts";
import type { Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import { addFacts, openReport, type ReportFact } from "./report-sheets.ts";
import type { SheetColumn } from "./xlsx-writer.ts";

export type JournalSheetLine = {
  readonly seq: string;
  readonly date: string;
  readonly event: Sentence;
  readonly narration: string;
  readonly accountCode: string;
  readonly accountName: Sentence;
  readonly side: "debit" | "credit";
  readonly currency: string;
  readonly amount: string;
  readonly homeAmount: string;
  readonly customerName: string;
  readonly itemNo: string;
  readonly origin: Sentence;
  readonly by: string;
};

export type JournalSheetWriter = {
  addLine(line: JournalSheetLine): void;
  end(facts: readonly ReportFact[]): void;
};

const words = {
  title: { zh: "凭证分录", en: "Journal lines" },
  seq: { zh: "内部编号", en: "No." },
  date: { zh: "记账日期", en: "Date" },
  event: { zh: "业务", en: "Event" },
  narration: { zh: "摘要", en: "Narration" },
  code: { zh: "科目编码", en: "Code" },
  account: { zh: "科目", en: "Account" },
  debit: { zh: "借方", en: "Debit" },
  credit: { zh: "贷方", en: "Credit" },
  currency: { zh: "原币", en: "Currency" },
  amount: { zh: "原币金额", en: "Foreign amount" },
  customer: { zh: "客户", en: "Customer" },
  item: { zh: "单号", en: "Document" },
  origin: { zh: "来源", en: "Origin" },
  by: { zh: "制单", en: "Maker" },
} as const satisfies Record<string, Sentence>;

export function openJournalXlsx(
  language: Language,
  sink: ByteSink,
  deflater: Deflater | null = null,
): JournalSheetWriter {
  const book = openReport(sink, deflater);
  const column = (
    title: Sentence,
    width: number,
    format: SheetColumn["format"] = "text",
  ): SheetColumn => ({ title: title[language], width, format });
  const out = book.openSheet(words.title[language], [
    column(words.seq, 10),
    column(words.date, 12, "date"),
    column(words.event, 14),
    column(words.narration, 46),
    column(words.code, 10),
    column(words.account, 26),
    column(words.debit, 16, "amount"),
    column(words.credit, 16, "amount"),
    column(words.currency, 8),
    column(words.amount, 16, "amount"),
    column(words.customer, 32),
    column(words.item, 24),
    column(words.origin, 10),
    column(words.by, 12),
  ]);
  return {
    addLine(line) {
      out.addRow([
        line.seq,
        line.date,
        line.event[language],
        line.narration,
        line.accountCode,
        line.accountName[language],
        line.side === "debit" ? line.homeAmount : null,
        line.side === "credit" ? line.homeAmount : null,
        line.currency,
        line.amount,
        line.customerName,
        line.itemNo,
        line.origin[language],
        line.by,
      ]);
    },
    end: (facts) => addFacts(book, facts, language),
  };
}
