// 账龄分析: what customers owe, by how late it is.
import { bookAges, overdueBuckets } from "../core/terms/ages.ts";
import type { Sentence } from "../core/words/word.ts";
import { type AgingBasis, type AgingRow, ageItems, agingInput, bucketCodes } from "./aging.ts";
import type { Report, ReportColumn, ReportRow } from "./ledger-report.ts";
import { tableOf } from "./ledger-report.ts";

const bucketTitles: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ["not_due", { zh: "未到期", en: "Not due" }],
  ["no_due_date", { zh: "未设账期", en: "No due date" }],
  ...[...overdueBuckets, ...bookAges].map(({ code, zh, en }): [string, Sentence] => [
    code,
    { zh, en },
  ]),
]);

function columnsOf(basis: AgingBasis): ReportColumn[] {
  const buckets = bucketCodes(basis).map(
    (code): ReportColumn => ({ code, kind: "money", ...bucketTitles.get(code)! }),
  );
  return [
    { code: "customer", kind: "text", zh: "客户", en: "Customer" },
    { code: "receivable", kind: "money", zh: "余额", en: "Balance" },
    ...buckets,
    { code: "unlinked_credits", kind: "money", zh: "未关联红字", en: "Unlinked credits" },
    { code: "unapplied", kind: "money", zh: "未核销收款", en: "Unapplied receipts" },
    { code: "net", kind: "money", zh: "净额", en: "Net" },
    { code: "disputed", kind: "money", zh: "争议（内含）", en: "Disputed (included)" },
    { code: "home", kind: "home", zh: "本位币余额", en: "Balance, home currency" },
  ];
}

function rowOf(row: AgingRow, basis: AgingBasis): ReportRow {
  const buckets = bucketCodes(basis).map((code) => row.buckets.get(code)?.amountMinor ?? 0n);
  return {
    currency: row.currency,
    cells: [
      row.customerName,
      row.receivable.amountMinor,
      ...buckets,
      row.unlinkedCredits.amountMinor,
      -row.unapplied.amountMinor,
      row.net.amountMinor,
      row.disputedMinor,
      row.receivable.homeMinor,
    ],
  };
}

function agedBy(code: string, title: Sentence, basis: AgingBasis): Report {
  return {
    code,
    title,
    build: (records, { viewpoint, customerId }) => {
      const aged = ageItems(agingInput(records, viewpoint, basis));
      const rows = aged
        .filter((row) => customerId === null || row.customerId === customerId)
        .map((row) => rowOf(row, basis));
      return tableOf(columnsOf(basis), rows, records.books.homeCurrency);
    },
  };
}

export const agedReceivables = agedBy(
  "aged_receivables",
  { zh: "账龄分析（到期日）", en: "Aged receivables by due date" },
  "due",
);

export const agedByIssueDate = agedBy(
  "aged_by_issue_date",
  { zh: "账龄分析（开票日）", en: "Aged receivables by issue date" },
  "issue",
);

export const agedByBookAge = agedBy(
  "aged_by_book_age",
  { zh: "账龄分析（法定年限）", en: "Aged receivables by book age" },
  "book_age",
);
