// 明细账: what was booked on customers' accounts in a period, with a running balance.
import type { IsoDate } from "../core/date.ts";
import { type AccountKey, accountOf, receivableAccounts } from "../core/ledger/accounts.ts";
import {
  addBalances,
  type Balance,
  type DatedLine,
  linesAt,
  signedLine,
  zeroBalance,
} from "../core/ledger/balance.ts";
import { displayLine } from "../core/ledger/posting.ts";
import type { EntryRecord, LedgerRecords, Viewpoint } from "../core/ledger/records.ts";
import { type Report, type ReportColumn, tableOf } from "./ledger-report.ts";

/** Claims and the money that rests beside them: together what a customer owes. */
export const customerAccounts: readonly AccountKey[] = [
  ...receivableAccounts,
  "on_account",
  "advance",
  "advance_plain",
];

export type LedgerLine = {
  readonly entry: EntryRecord;
  readonly account: AccountKey;
  readonly debit: Balance;
  readonly credit: Balance;
  /** After this line, in its currency; debit positive. */
  readonly balance: Balance;
};

export type CustomerLedger = {
  readonly customerId: string;
  readonly currency: string;
  readonly opening: Balance;
  readonly lines: readonly LedgerLine[];
  readonly closing: Balance;
};

export type CustomerLedgerRequest = {
  readonly viewpoint: Viewpoint;
  readonly from: IsoDate;
  readonly customerId: string;
  readonly accounts: readonly AccountKey[];
};

/** One ledger a currency; lines before `from` make the opening balance. */
export function customerLedgers(
  records: LedgerRecords,
  { viewpoint, from, customerId, accounts }: CustomerLedgerRequest,
): CustomerLedger[] {
  const lines = linesAt(records.entries, viewpoint).filter(
    (line) => line.customerId === customerId && accounts.includes(line.account),
  );
  const style = records.books.reversalStyle ?? "red";
  return [...Map.groupBy(lines, (line) => line.currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, group]) => ({
      customerId,
      currency,
      ...runningLines(group.toSorted(byDate), from, style),
    }));
}

/** By accounting date, then in the order of recording. */
function byDate(a: DatedLine, b: DatedLine): number {
  const left = `${a.entry.accountingDate} ${a.entry.recordedAt}`;
  const right = `${b.entry.accountingDate} ${b.entry.recordedAt}`;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function runningLines(
  lines: readonly DatedLine[],
  from: IsoDate,
  style: "red" | "swapped",
): Pick<CustomerLedger, "opening" | "lines" | "closing"> {
  let balance = zeroBalance;
  let opening = zeroBalance;
  const shown: LedgerLine[] = [];
  for (const line of lines) {
    balance = addBalances(balance, signedLine(line));
    if (line.entry.accountingDate < from) {
      opening = balance;
      continue;
    }
    const { side, amountMinor, homeMinor } = displayLine(line, style);
    const amounts = { amountMinor, homeMinor };
    shown.push({
      entry: line.entry,
      account: line.account,
      debit: side === "debit" ? amounts : zeroBalance,
      credit: side === "credit" ? amounts : zeroBalance,
      balance,
    });
  }
  return { opening, lines: shown, closing: balance };
}

const columns: readonly ReportColumn[] = [
  { code: "date", kind: "date", zh: "日期", en: "Date" },
  { code: "entry", kind: "text", zh: "凭证", en: "Entry" },
  { code: "event", kind: "text", zh: "业务", en: "Event" },
  { code: "account", kind: "text", zh: "科目", en: "Account" },
  { code: "debit", kind: "money", zh: "借方", en: "Debit" },
  { code: "credit", kind: "money", zh: "贷方", en: "Credit" },
  { code: "side", kind: "side", zh: "借贷", en: "Side" },
  { code: "balance", kind: "money", zh: "余额", en: "Balance" },
];

/** The word before a balance: 借 / 贷 / 平. */
export function balanceSide(minor: bigint): "debit" | "credit" | "even" {
  if (minor === 0n) return "even";
  return minor > 0n ? "debit" : "credit";
}

function balanceCells(minor: bigint): [string, bigint] {
  return [balanceSide(minor), minor < 0n ? -minor : minor];
}

export const customerLedger: Report = {
  code: "customer_ledger",
  title: { zh: "客户明细账", en: "Customer ledger" },
  build: (records, { viewpoint, from, customerId }) => {
    const ids = customerId === null ? customerIds(records) : [customerId];
    const ledgers = ids.flatMap((id) =>
      customerLedgers(records, { viewpoint, from, customerId: id, accounts: customerAccounts }),
    );
    const rows = ledgers.flatMap(({ currency, opening, lines }) => [
      {
        currency,
        cells: [from, "", "opening", "", null, null, ...balanceCells(opening.amountMinor)],
      },
      ...lines.map(({ entry, account, debit, credit, balance }) => ({
        currency,
        cells: [
          entry.accountingDate,
          entry.entryId,
          entry.event,
          accountOf(records.books, account).code,
          debit.amountMinor,
          credit.amountMinor,
          ...balanceCells(balance.amountMinor),
        ],
      })),
    ]);
    const { homeCurrency } = records.books;
    return { ...tableOf(columns, rows, homeCurrency), totals: closingRows(ledgers) };
  },
};

function customerIds(records: LedgerRecords): string[] {
  const lines = records.entries.flatMap((entry) => entry.lines);
  return [...new Set(lines.flatMap(({ customerId }) => customerId ?? []))].sort();
}

/** Turnover of the period and closing balance, per currency. */
function closingRows(ledgers: readonly CustomerLedger[]) {
  return [...Map.groupBy(ledgers, ({ currency }) => currency)].map(([currency, group]) => {
    const lines = group.flatMap((ledger) => ledger.lines);
    const closing = group.reduce((sum, ledger) => sum + ledger.closing.amountMinor, 0n);
    return {
      currency,
      cells: [
        null,
        null,
        null,
        null,
        lines.reduce((sum, { debit }) => sum + debit.amountMinor, 0n),
        lines.reduce((sum, { credit }) => sum + credit.amountMinor, 0n),
        ...balanceCells(closing),
      ],
    };
  });
}
