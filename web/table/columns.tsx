// The columns that look the same on every page.
import type { ReactNode } from "react";
import type { Sentence } from "../../src/core/words/word.ts";
import { AgeText, DateText } from "../ui/date-text.tsx";
import { MoneyText } from "../ui/money-text.tsx";
import { type StatusName, StatusTag } from "../ui/status-tag.tsx";
import { tableWords } from "../words/table.ts";
import type { Amount, Column } from "./column.ts";

type Changes<Row, Totals> = Partial<Omit<Column<Row, Totals>, "cell">>;

/** One line per currency, in the order in which the table's first column names them. */
function TotalsText({ totals }: { totals: readonly Amount[] }): ReactNode {
  return totals.map(({ amount, currency }) => (
    <span key={currency} className="table-total-line">
      <MoneyText amount={amount} currency={currency} bold />
    </span>
  ));
}

export function moneyColumn<Row, Totals = unknown>(
  key: string,
  head: Sentence,
  amountOf: (row: Row) => Amount | null,
  changes: Changes<Row, Totals> & {
    bold?: boolean;
    totalsOf?: (t: Totals) => readonly Amount[];
  } = {},
): Column<Row, Totals> {
  const { bold = false, totalsOf, ...rest } = changes;
  return {
    key,
    head,
    width: 128,
    align: "right",
    sortsDown: true,
    cell: (row) => {
      const value = amountOf(row);
      if (!value) return null;
      return <MoneyText amount={value.amount} currency={value.currency} bold={bold} />;
    },
    copy: (row) => amountOf(row)?.amount ?? "",
    ...(totalsOf ? { total: (totals: Totals) => <TotalsText totals={totalsOf(totals)} /> } : {}),
    ...rest,
  };
}

export function dateColumn<Row, Totals = unknown>(
  key: string,
  head: Sentence,
  dateOf: (row: Row) => string | null,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key,
    head,
    width: 96,
    sortsDown: true,
    cell: (row) => <DateText date={dateOf(row)} />,
    copy: (row) => dateOf(row) ?? "",
    ...changes,
  };
}

export function daysLateColumn<Row, Totals = unknown>(
  daysOf: (row: Row) => number | null,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key: "daysLate",
    head: tableWords.daysLate,
    width: 84,
    align: "right",
    sortsDown: true,
    cell: (row) => <AgeText days={daysOf(row)} />,
    cardCell: (row) => <AgeText days={daysOf(row)} inWords />,
    copy: (row) => String(daysOf(row) ?? ""),
    ...changes,
  };
}

/** A name gives way in the middle: firms of one group differ at their ends. */
export function customerColumn<Row, Totals = unknown>(
  nameOf: (row: Row) => string | null,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key: "customer",
    head: tableWords.customer,
    width: 220,
    grows: true,
    card: "title",
    cell: (row) => <MiddleCut text={nameOf(row) ?? ""} />,
    copy: (row) => nameOf(row) ?? "",
    ...changes,
  };
}

/**
 * Characters kept whole at the end of a name that does not fit: 有限公司 needs four, and leaves the
 * most room for the start; other names are told apart by a longer end.
 */
function keptAtEnd(text: string): number {
  return text.endsWith("公司") ? 4 : 6;
}

export function MiddleCut({ text }: { text: string }) {
  const cut = Math.max(0, text.length - keptAtEnd(text));
  return (
    <span className="table-middle" title={text} data-copy={text}>
      <span>{text.slice(0, cut)}</span>
      <span>{text.slice(cut)}</span>
    </span>
  );
}

/** Of a 20-digit invoice number people compare the last eight digits. */
export function NumberText({ text }: { text: string }) {
  if (!/^\d{12,}$/.test(text)) return <span title={text}>{text}</span>;
  return (
    <span className="table-number" title={text} data-copy={text}>
      {text.slice(0, -8)}
      <b>{text.slice(-8)}</b>
    </span>
  );
}

/** A card has room for what people compare. */
function NumberTail({ text }: { text: string }) {
  if (!/^\d{12,}$/.test(text)) return <span title={text}>{text}</span>;
  return (
    <span className="table-number" title={text} data-copy={text}>
      …<b>{text.slice(-8)}</b>
    </span>
  );
}

export function numberColumn<Row, Totals = unknown>(
  numberOf: (row: Row) => string,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key: "no",
    head: tableWords.number,
    width: 190,
    cell: (row) => <NumberText text={numberOf(row)} />,
    cardCell: (row) => <NumberTail text={numberOf(row)} />,
    copy: numberOf,
    ...changes,
  };
}

export function textColumn<Row, Totals = unknown>(
  key: string,
  head: Sentence,
  textOf: (row: Row) => string | null,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key,
    head,
    width: 120,
    cell: (row) => <span title={textOf(row) ?? ""}>{textOf(row)}</span>,
    copy: (row) => textOf(row) ?? "",
    ...changes,
  };
}

export function statusColumn<Row, Totals = unknown>(
  statusOf: (row: Row) => StatusName,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key: "status",
    head: tableWords.status,
    width: 92,
    cell: (row) => <StatusTag status={statusOf(row)} />,
    copy: statusOf,
    ...changes,
  };
}

/** Hidden where the page has one currency. */
export function currencyColumn<Row, Totals = unknown>(
  currencyOf: (row: Row) => string,
  changes: Changes<Row, Totals> = {},
): Column<Row, Totals> {
  return {
    key: "currency",
    head: tableWords.currency,
    width: 56,
    cell: currencyOf,
    copy: currencyOf,
    ...changes,
  };
}
