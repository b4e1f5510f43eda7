// Columns of bank lines: 收入 and 支出 apart, never 借 / 贷.
import type { BankLine, BankLineTotals } from "../../../src/contract/bank-lines.ts";
import type { NotReceivableCategory } from "../../../src/core/matching/output.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import type { Column } from "../../table/column.ts";
import {
  currencyColumn,
  dateColumn,
  MiddleCut,
  moneyColumn,
  textColumn,
} from "../../table/columns.tsx";
import { StatusTag } from "../../ui/status-tag.tsx";
import { lineWords } from "../../words/lines.ts";
import { tableWords } from "../../words/table.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { headIn, isZero } from "../items/item-columns.tsx";

type LineColumn = Column<BankLine, BankLineTotals>;

/** `isPhone`: cards show one amount, out below zero. */
export function lineColumns(
  currencies: readonly string[],
  isPhone: boolean,
): readonly LineColumn[] {
  return [
    dateColumn("date", tableWords.date, (l) => l.date, {
      sort: "date",
      card: "rest",
      width: 92,
      total: (totals) => <TotalNames totals={totals} />,
    }),
    ...(currencies.length > 1
      ? [currencyColumn<BankLine, BankLineTotals>((l) => l.currency, { width: 46, card: "rest" })]
      : []),
    amountColumn("in", headIn(tableWords.moneyIn, currencies), {
      amountOf: (l) => (l.amount.startsWith("-") ? null : l.amount),
      sort: "amount",
    }),
    amountColumn("out", headIn(tableWords.moneyOut, currencies), {
      amountOf: (l) => (l.amount.startsWith("-") ? l.amount.slice(1) : null),
    }),
    {
      ...textColumn<BankLine, BankLineTotals>("payer", tableWords.payer, (l) => l.payerName),
      width: 140,
      grows: true,
      sort: "payer",
      card: "title",
      cell: (line) => <PayerText name={line.payerName} />,
    },
    {
      ...textColumn<BankLine, BankLineTotals>(
        "payerAccount",
        lineWords.account4,
        (l) => l.payerAccount,
      ),
      width: 76,
      cell: ({ payerAccount }) => <AccountTail account={payerAccount} />,
    },
    {
      ...textColumn<BankLine, BankLineTotals>("memo", tableWords.memo, (l) => l.memo),
      width: 150,
      grows: true,
      cell: (line) => <MemoText memo={line.memo} />,
    },
    {
      ...textColumn<BankLine, BankLineTotals>(
        "customer",
        tableWords.customer,
        (l) => l.customer?.name ?? "",
      ),
      width: 188,
      cell: (line) => <WhoseText line={line} />,
    },
    {
      // Of a settled line it repeats the amount; one press in the list of columns shows it.
      ...amountColumn("applied", lineWords.applied, { amountOf: (l) => l.applied }),
      isHidden: true,
    },
    {
      ...amountColumn("unapplied", lineWords.unappliedShort, {
        amountOf: (l) => (l.unapplied !== null && isZero(l.unapplied) ? null : l.unapplied),
        sort: "unapplied",
      }),
      card: "none",
    },
    {
      key: "status",
      head: tableWords.status,
      width: 116,
      card: "rest",
      cell: (line) => <StatusTag status={line.status} />,
      copy: (line) => line.status,
    },
    {
      ...moneyColumn<BankLine, BankLineTotals>("signed", lineWords.amount, (l) => l),
      card: "amount",
      isHidden: !isPhone,
      sort: "size",
    },
    textColumn("bank", lineWords.bank, (l) => l.account.bank || tail(l.account.accountNo), {
      width: 96,
    }),
    textColumn("bankRef", lineWords.bankRef, (l) => l.bankRef, { width: 150 }),
    dateColumn("valueDate", lineWords.valueDate, (l) => l.valueDate, { isHidden: true }),
  ];
}

type AmountKey = "in" | "out" | "applied" | "unapplied";

function amountColumn(
  key: AmountKey,
  head: LineColumn["head"],
  of: { readonly amountOf: (line: BankLine) => string | null; readonly sort?: string },
): LineColumn {
  const { amountOf, sort } = of;
  return moneyColumn<BankLine, BankLineTotals>(
    key,
    head,
    (line) => {
      const amount = amountOf(line);
      return amount === null ? null : { amount, currency: line.currency };
    },
    {
      bold: key === "in",
      width: key === "in" || key === "applied" ? 124 : 118,
      card: "none",
      ...(sort === undefined ? {} : { sort }),
      totalsOf: (totals) =>
        totals.currencies.map((sum) => ({ amount: sum[key], currency: sum.currency })),
    },
  );
}

/** The first column is too narrow for the count, which stands above the table. */
function TotalNames({ totals }: { totals: BankLineTotals }) {
  const w = useWords(tableWords);
  return totals.currencies.map(({ currency }, line) => (
    <span key={currency} className="table-total-line">
      {line === 0 ? `${w("total")} ${currency}` : currency}
    </span>
  ));
}

function PayerText({ name }: { name: string }) {
  const w = useWords(lineWords);
  if (name === "") return <em className="unknown">{w("unknownPayer")}</em>;
  return <span title={name}>{name}</span>;
}

/** Two lines of it; the rest is on hover and in the drawer. */
function MemoText({ memo }: { memo: string }) {
  return (
    <span className="table-two-lines" title={memo}>
      {memo}
    </span>
  );
}

function AccountTail({ account }: { account: string }) {
  return <span title={account}>{tail(account)}</span>;
}

export function tail(account: string): string {
  return account.length > 6 ? `…${account.slice(-4)}` : account;
}

/** The customer; of money that is no receipt, what it is, in grey. */
function WhoseText({ line }: { line: BankLine }) {
  const word = useSentence();
  if (line.customer) return <MiddleCut text={line.customer.name} />;
  if (line.category === null) return null;
  const words = categoryWords[line.category as NotReceivableCategory]; // undefined for others
  return <span className="page-note">{words ? word(words) : line.category}</span>;
}
