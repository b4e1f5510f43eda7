// A person's form of a result: a workbook with a summary, a sheet a lane, the differences, what
// is still open, and the rows that took no part. Ids are text, amounts are numbers.
import type { CurrencyCode } from "../core/currency.ts";
import { itemKinds } from "../core/item-kinds.ts";
import type { MatchItem, MatchLine } from "../core/matching/input.ts";
import type { Lane } from "../core/matching/output.ts";
import { readerOf } from "../core/matching/records.ts";
import { formatMinor } from "../core/money.ts";
import { categoryWords, laneWords, residualWords } from "../core/words/outcome.ts";
import type { Language, Sentence } from "../core/words/word.ts";
import type { Exporter } from "./exporter.ts";
import {
  type DecidedLine,
  decidedLine,
  decidedLines,
  type ReconcileResult,
  sortedAllocations,
  sortedResiduals,
} from "./reconcile-result.ts";
import { amountsByCurrency, type LaneTotal, totalsOf } from "./result-totals.ts";
import {
  type CellValue,
  openWorkbook,
  type SheetColumn,
  type SheetWriter,
  type WorkbookWriter,
} from "./xlsx-writer.ts";

export const resultXlsx: Exporter<ReconcileResult> = {
  format: "result-xlsx",
  title: { zh: "核销结果 (Excel)", en: "Reconciliation result (Excel)" },
  extensions: [".xlsx"],
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  write(result, language, sink) {
    const book = openWorkbook(sink);
    writeSummary(book, result, language);
    writeReadings(book, result, "auto", language);
    writeReadings(book, result, "suggested", language);
    writeLeftLines(book, result, "unmatched", language);
    writeLeftLines(book, result, "not_receivable", language);
    writeResiduals(book, result, language);
    writeOpenItems(book, result, language);
    writeListed(book, result, language);
    book.end();
  },
};

/** A column with how a record fills it; the sheet's head and its rows cannot fall apart. */
type Field<T> = {
  readonly title: Sentence;
  readonly width: number;
  readonly format: SheetColumn["format"];
  readonly cell: (record: T) => CellValue;
};

function field<T>(
  title: readonly [zh: string, en: string],
  [format, width]: readonly [SheetColumn["format"], number],
  cell: (record: T) => CellValue,
): Field<T> {
  return { title: { zh: title[0], en: title[1] }, width, format, cell };
}

function openFields<T>(
  book: WorkbookWriter,
  name: Sentence,
  fields: readonly Field<T>[],
  language: Language,
): (record: T) => void {
  const columns = fields.map(({ title, width, format }) => ({
    title: title[language],
    width,
    format,
  }));
  const sheet: SheetWriter = book.openSheet(name[language], columns);
  return (record) => sheet.addRow(fields.map(({ cell }) => cell(record)));
}

const id = ["text", 22] as const;
const name = ["text", 32] as const;
const word = ["text", 14] as const;
const sentence = ["text", 60] as const;
const currency = ["text", 8] as const;
const date = ["date", 12] as const;
const amount = ["amount", 16] as const;
const count = ["count", 10] as const;

type SummaryRow = {
  readonly label: string;
  readonly lines: string;
  readonly currency: CurrencyCode;
  readonly amount: string;
};

function writeSummary(book: WorkbookWriter, result: ReconcileResult, language: Language): void {
  const fields: readonly Field<SummaryRow>[] = [
    field(["结果", "Outcome"], ["text", 28], (row) => row.label),
    field(["笔数", "Lines"], count, (row) => row.lines),
    field(["币种", "Currency"], currency, (row) => row.currency),
    field(["金额", "Amount"], amount, (row) => row.amount),
  ];
  const add = openFields(book, { zh: "汇总", en: "Summary" }, fields, language);
  const totals = totalsOf(result);
  for (const lane of ["auto", "suggested", "unmatched", "not_receivable"] as const) {
    for (const row of laneRows(laneWords[lane][language], totals[lane])) add(row);
  }
  const words = summaryWords[language];
  const plain = (label: string, lines: number | "") =>
    add({ label, lines: String(lines), currency: "", amount: "" });
  plain(words.lines, result.lines.length);
  plain(words.refused, result.refused.length);
  plain(words.skipped, result.skipped.length);
  plain(`${words.asOf} ${result.asOf}`, "");
  plain(`${words.engine} ${result.engineVersion} · ${result.weightsVersion}`, "");
}

/** One row a currency; the count stands once. */
function laneRows(label: string, { lines, amounts }: LaneTotal): readonly SummaryRow[] {
  const byCurrency = Object.entries(amountsByCurrency(amounts));
  const [first, ...others] = byCurrency.length > 0 ? byCurrency : [["", ""] as const];
  return [
    { label, lines: String(lines), currency: first![0], amount: first![1] },
    ...others.map(([code, text]) => ({ label: "", lines: "", currency: code, amount: text })),
  ];
}

const summaryWords = {
  zh: {
    lines: "全部流水",
    refused: "被拒行",
    skipped: "跳过行",
    asOf: "截止日",
    engine: "引擎与权重",
  },
  en: {
    lines: "All lines",
    refused: "Rows refused",
    skipped: "Rows skipped",
    asOf: "As of",
    engine: "Engine and weights",
  },
};

function lineFields<T>(lineOf: (record: T) => MatchLine): readonly Field<T>[] {
  return [
    field(["流水号", "Line"], id, (record) => lineOf(record).lineId),
    field(["日期", "Date"], date, (record) => lineOf(record).date),
    field(["付款人", "Payer"], name, (record) => lineOf(record).payerName),
    field(["付款账号", "Payer account"], id, (record) => lineOf(record).payerAccount),
    field(["附言", "Memo"], ["text", 36], (record) => lineOf(record).memo),
    field(["币种", "Currency"], currency, (record) => lineOf(record).currency),
    field(["流水金额", "Line amount"], amount, (record) => {
      const line = lineOf(record);
      return formatMinor(line.amountMinor, line.currency);
    }),
  ];
}

function itemFields<T>(
  itemOf: (record: T) => MatchItem | null,
  result: ReconcileResult,
  language: Language,
): readonly Field<T>[] {
  const customerName = (item: MatchItem) => result.customerNames.get(item.customerNo) ?? "";
  const read = (cell: (item: MatchItem) => CellValue) => (record: T) => {
    const item = itemOf(record);
    return item === null ? null : cell(item);
  };
  return [
    field(
      ["客户编号", "Customer no."],
      id,
      read((item) => item.customerNo),
    ),
    field(["客户", "Customer"], name, read(customerName)),
    field(
      ["单号", "Number"],
      ["text", 24],
      read((item) => item.itemNo),
    ),
    field(
      ["类型", "Kind"],
      word,
      read((item) => itemKinds[item.kind][language]),
    ),
  ];
}

type Reading = DecidedLine & {
  readonly item: MatchItem;
  readonly amountMinor: number;
  readonly lineAmountMinor: number;
};

/** 自动核销 and 待确认: one row an allocation of the posted or best reading. */
function writeReadings(
  book: WorkbookWriter,
  result: ReconcileResult,
  lane: "auto" | "suggested",
  language: Language,
): void {
  const fields: readonly Field<Reading>[] = [
    ...lineFields<Reading>((reading) => reading.line),
    ...itemFields<Reading>((reading) => reading.item, result, language),
    field(["单据币种", "Item currency"], currency, ({ item }) => item.currency),
    field(["核销金额", "Applied"], amount, ({ item, amountMinor }) =>
      formatMinor(amountMinor, item.currency),
    ),
    field(["占用流水金额", "Of the line"], amount, ({ line, lineAmountMinor }) =>
      formatMinor(lineAmountMinor, line.currency),
    ),
    field(["置信度", "Confidence"], ["share", 10], ({ best }) => shareText(best?.confidence ?? 0)),
    field(["并列", "Tied with"], count, ({ verdict }) => String(verdict.tiedWith)),
    field(["规则", "Rules"], word, ({ best }) => best?.rules.join(" ") ?? ""),
    field(
      ["依据", "Because"],
      sentence,
      ({ best }) => best?.because.map(result.sentenceOf).join("; ") ?? "",
    ),
  ];
  const add = openFields(book, laneWords[lane], fields, language);
  const itemAt = readerOf(result.items);
  for (const decided of linesOf(result, lane)) {
    for (const allocation of sortedAllocations(decided.best?.allocations ?? [], itemAt)) {
      add({ ...decided, ...allocation, item: itemAt(allocation.item) });
    }
  }
}

/** 例外 and 非应收: one row a line, with why. */
function writeLeftLines(
  book: WorkbookWriter,
  result: ReconcileResult,
  lane: "unmatched" | "not_receivable",
  language: Language,
): void {
  const payer = ({ verdict }: DecidedLine) => verdict.payerNo ?? "";
  const fields: readonly Field<DecidedLine>[] = [
    ...lineFields<DecidedLine>(({ line }) => line),
    field(["付款客户", "Paying customer"], id, payer),
    field(["客户", "Customer"], name, (decided) => result.customerNames.get(payer(decided)) ?? ""),
    field(["类别", "Category"], word, ({ verdict }) =>
      verdict.category === null ? "" : categoryWords[verdict.category][language],
    ),
    field(["原因", "Reason"], sentence, ({ verdict }) => result.sentenceOf(verdict.reason)),
  ];
  const add = openFields(book, laneWords[lane], fields, language);
  for (const decided of linesOf(result, lane)) add(decided);
}

function* linesOf(result: ReconcileResult, lane: Lane): Generator<DecidedLine> {
  for (const [index, verdict] of result.verdicts.entries()) {
    if (verdict.lane === lane) yield decidedLine(result.lines[index]!, verdict);
  }
}

type ResidualRow = DecidedLine & {
  readonly residual: NonNullable<DecidedLine["best"]>["residuals"][number];
};

function writeResiduals(book: WorkbookWriter, result: ReconcileResult, language: Language): void {
  const sides = {
    item: { zh: "单据未收", en: "On the item" },
    line: { zh: "流水未用", en: "On the line" },
    home: { zh: "本位币", en: "Home currency" },
  };
  const yes = { zh: "是", en: "Yes" }[language];
  const no = { zh: "否", en: "No" }[language];
  const isPosted = ({ residual, verdict }: ResidualRow) =>
    residual.posted && verdict.lane === "auto";
  const fields: readonly Field<ResidualRow>[] = [
    ...lineFields<ResidualRow>(({ line }) => line),
    ...itemFields<ResidualRow>(
      ({ residual }) => (residual.item === null ? null : result.items[residual.item]!),
      result,
      language,
    ),
    field(["方向", "Side"], word, ({ residual }) => sides[residual.side][language]),
    field(
      ["差额币种", "Currency of the difference"],
      currency,
      ({ residual }) => residual.currency,
    ),
    field(["差额", "Difference"], amount, ({ residual }) =>
      formatMinor(residual.amountMinor, residual.currency),
    ),
    field(["性质", "Nature"], word, ({ residual }) => residualWords[residual.code][language]),
    field(["差异编码", "Difference code"], word, ({ residual }) => residual.difference),
    field(["状态", "Status"], word, ({ verdict }) => laneWords[verdict.lane][language]),
    field(["已入账", "Posted"], ["text", 8], (row) => (isPosted(row) ? yes : no)),
    field(["依据", "Because"], sentence, ({ residual }) =>
      residual.because.map(result.sentenceOf).join("; "),
    ),
  ];
  const add = openFields(book, { zh: "差额", en: "Differences" }, fields, language);
  const itemAt = readerOf(result.items);
  for (const decided of decidedLines(result)) {
    for (const residual of sortedResiduals(decided.best?.residuals ?? [], itemAt)) {
      add({ ...decided, residual });
    }
  }
}

type OpenItem = { readonly item: MatchItem; readonly openAfterMinor: number };

function writeOpenItems(book: WorkbookWriter, result: ReconcileResult, language: Language): void {
  const money = (read: (record: OpenItem) => number) => (record: OpenItem) =>
    formatMinor(read(record), record.item.currency);
  const fields: readonly Field<OpenItem>[] = [
    ...itemFields<OpenItem>(({ item }) => item, result, language),
    field(["开票日", "Issued"], date, ({ item }) => item.issueDate),
    field(["到期日", "Due"], date, ({ item }) => item.dueDate),
    field(["币种", "Currency"], currency, ({ item }) => item.currency),
    field(
      ["金额", "Amount"],
      amount,
      money(({ item }) => item.amountMinor),
    ),
    field(
      ["本次前未清", "Open before"],
      amount,
      money(({ item }) => item.openMinor),
    ),
    field(
      ["本次核销", "Settled now"],
      amount,
      money(({ item, openAfterMinor }) => item.openMinor - openAfterMinor),
    ),
    field(
      ["未清", "Open after"],
      amount,
      money(({ openAfterMinor }) => openAfterMinor),
    ),
    field(["备注", "Memo"], ["text", 36], ({ item }) => item.memo),
  ];
  const add = openFields(book, { zh: "未清项", en: "Open items" }, fields, language);
  for (const [index, item] of result.items.entries()) {
    const openAfterMinor = result.openAfterMinor[index]!;
    if (openAfterMinor !== 0) add({ item, openAfterMinor });
  }
}

function writeListed(book: WorkbookWriter, result: ReconcileResult, language: Language): void {
  type Listed = ReconcileResult["refused"][number] & { readonly treatment: string };
  const fields: readonly Field<Listed>[] = [
    field(["处理", "Treatment"], word, (row) => row.treatment),
    field(["文件", "File"], name, (row) => row.file),
    field(["行", "Row"], count, (row) => String(row.row)),
    field(["内容", "What stands there"], ["text", 40], (row) => row.excerpt),
    field(["代码", "Code"], ["text", 24], (row) => row.code),
    field(["怎么办", "Remedy"], sentence, (row) => row.remedy),
  ];
  const add = openFields(book, { zh: "被拒行", en: "Refused rows" }, fields, language);
  const words = { zh: ["拒绝", "跳过"], en: ["Refused", "Skipped"] } as const;
  const [refused, skipped] = words[language];
  for (const row of result.refused) add({ ...row, treatment: refused });
  for (const row of result.skipped) add({ ...row, treatment: skipped });
}

/** Four decimals, cut: what is not certain never reads as 1. */
function shareText(share: number): string {
  const tenThousandths = Math.floor(share * 10_000);
  return `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, "0")}`;
}
