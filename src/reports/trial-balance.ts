// 科目余额表: opening balance, turnover of the period and closing balance of each account.

import type { IsoDate } from "../core/date.ts";
import { accountOf } from "../core/ledger/accounts.ts";
import {
  addBalances,
  type Balance,
  type DatedLine,
  linesAt,
  signedLine,
  zeroBalance,
} from "../core/ledger/balance.ts";
import { displayLine } from "../core/ledger/posting.ts";
import type { LedgerRecords, Viewpoint } from "../core/ledger/records.ts";
import type { Sentence } from "../core/words/word.ts";
import { type Report, type ReportColumn, tableOf } from "./ledger-report.ts";

export type TrialBalanceRow = {
  readonly code: string;
  readonly name: Sentence;
  readonly currency: string;
  /** Debit positive. */
  readonly opening: Balance;
  readonly debit: Balance;
  readonly credit: Balance;
  readonly closing: Balance;
};

/** One row an account code and currency; keys that share a code (6001) are one account. */
export function trialBalance(
  records: LedgerRecords,
  { viewpoint, from }: { readonly viewpoint: Viewpoint; readonly from: IsoDate },
): TrialBalanceRow[] {
  const { books } = records;
  const lines = linesAt(records.entries, viewpoint);
  const groups = Map.groupBy(
    lines,
    (line) => `${accountOf(books, line.account).code} ${line.currency}`,
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { account, currency } = group[0]!;
      const { code, zh, en } = accountOf(books, account);
      const sums = turnover(group, from, books.reversalStyle ?? "red");
      return { code, name: { zh, en }, currency, ...sums };
    });
}

function turnover(lines: readonly DatedLine[], from: IsoDate, style: "red" | "swapped") {
  let opening = zeroBalance;
  let debit = zeroBalance;
  let credit = zeroBalance;
  for (const line of lines) {
    if (line.entry.accountingDate < from) {
      opening = addBalances(opening, signedLine(line));
      continue;
    }
    const shown = displayLine(line, style);
    if (shown.side === "debit") debit = addBalances(debit, shown);
    else credit = addBalances(credit, shown);
  }
  const closing = {
    amountMinor: opening.amountMinor + debit.amountMinor - credit.amountMinor,
    homeMinor: opening.homeMinor + debit.homeMinor - credit.homeMinor,
  };
  return { opening, debit, credit, closing };
}

const columns: readonly ReportColumn[] = [
  { code: "code", kind: "text", zh: "科目编码", en: "Code" },
  { code: "name_zh", kind: "text", zh: "科目名称", en: "Name (zh)" },
  { code: "name_en", kind: "text", zh: "英文名称", en: "Name (en)" },
  { code: "opening_debit", kind: "money", zh: "期初借方", en: "Opening debit" },
  { code: "opening_credit", kind: "money", zh: "期初贷方", en: "Opening credit" },
  { code: "debit", kind: "money", zh: "本期借方", en: "Debit" },
  { code: "credit", kind: "money", zh: "本期贷方", en: "Credit" },
  { code: "closing_debit", kind: "money", zh: "期末借方", en: "Closing debit" },
  { code: "closing_credit", kind: "money", zh: "期末贷方", en: "Closing credit" },
  { code: "home_debit", kind: "home", zh: "本期借方（本位币）", en: "Debit, home" },
  { code: "home_credit", kind: "home", zh: "本期贷方（本位币）", en: "Credit, home" },
  {
    code: "home_closing_debit",
    kind: "home",
    zh: "期末借方（本位币）",
    en: "Closing debit, home",
  },
  {
    code: "home_closing_credit",
    kind: "home",
    zh: "期末贷方（本位币）",
    en: "Closing credit, home",
  },
];

/** A balance stands in one of two columns; the other is zero. */
function bySide(minor: bigint): [bigint, bigint] {
  return minor >= 0n ? [minor, 0n] : [0n, -minor];
}

export const trialBalanceReport: Report = {
  code: "trial_balance",
  title: { zh: "科目余额表", en: "Trial balance" },
  build: (records, request) => {
    const rows = trialBalance(records, request).map(
      ({ code, name, currency, opening, debit, credit, closing }) => ({
        currency,
        cells: [
          code,
          name.zh,
          name.en,
          ...bySide(opening.amountMinor),
          debit.amountMinor,
          credit.amountMinor,
          ...bySide(closing.amountMinor),
          debit.homeMinor,
          credit.homeMinor,
          ...bySide(closing.homeMinor),
        ],
      }),
    );
    return tableOf(columns, rows, records.books.homeCurrency);
  },
};
