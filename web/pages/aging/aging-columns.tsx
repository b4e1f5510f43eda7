// The columns of the aging report.
import type { ReactNode } from "react";
import { Link } from "react-router";
import { type AgingBucket, bucketsOf } from "../../../src/contract/aging.ts";
import { isoDate } from "../../../src/core/date.ts";
import { agingBucketWords, agingGroupWords } from "../../../src/core/words/aging.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import { pathTo } from "../../paths.ts";
import type { Column } from "../../table/column.ts";
import { MiddleCut } from "../../table/columns.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { agingWords } from "../../words/aging.ts";
import type { Language } from "../../words/words.ts";
import { itemsQuery } from "./bucket-window.ts";
import {
  type AgingRow,
  type AgingTotal,
  difference,
  emptyFigures,
  matchRow,
  overdueOf,
  percentText,
  perMille,
} from "./figures.ts";
import type { AgingChoice } from "./use-aging.ts";

export type AgingTotals = {
  readonly now: readonly AgingTotal[];
  readonly before: readonly AgingTotal[] | null;
};

type Pick = (row: AgingRow | AgingTotal) => string;

export type AgingTable = {
  readonly choice: AgingChoice;
  readonly booksId: number;
  readonly language: Language;
  /** Rows of the earlier day, where one is compared with. */
  readonly before: readonly AgingRow[] | null;
  /** Cards have room for the balance and what of it is overdue. */
  readonly isPhone: boolean;
};

export function agingColumns(table: AgingTable): readonly Column<AgingRow, AgingTotals>[] {
  const { choice, before } = table;
  // By years since the claim arose nothing is overdue or not, and no list of items has such a filter.
  const isByYears = choice.basis === "book_age";
  const compared: Column<AgingRow, AgingTotals>[] = before
    ? [deltaColumn(table, "change", agingWords.change, ({ balance }) => balance)]
    : [];
  if (before && !isByYears) {
    compared.push(
      deltaColumn(table, "changeOverdue", agingWords.changeOverdue, (row) =>
        overdueOf(row, row.currency),
      ),
    );
  }
  const overdue = isByYears ? [] : [overdueColumn(table)];
  return [
    {
      key: "name",
      head: agingGroupWords[choice.by],
      width: 220,
      grows: true,
      card: "title",
      sort: "name",
      cell: (row) => <RowName row={row} table={table} />,
      copy: ({ name }) => name,
    },
    {
      key: "currency",
      head: { zh: "币种", en: "Cur." },
      width: 56,
      card: "rest",
      isHidden: choice.view === "home",
      cell: ({ currency }) => currency,
      copy: ({ currency }) => currency,
    },
    figureColumn(table, "balance", agingWords.balance, ({ balance }) => balance, {
      isBold: true,
      bucket: null,
      card: "amount",
    }),
    ...(table.isPhone ? overdue : compared),
    ...bucketsOf(choice.basis).map((bucket) =>
      figureColumn(table, bucket, agingBucketWords[bucket], (row) => row.buckets[bucket] ?? "0", {
        ...(isByYears ? {} : { bucket }),
        hasShare: true,
      }),
    ),
    figureColumn(table, "credits", agingWords.credits, (row) => row.unlinkedCredits, {
      hasShare: true,
    }),
    figureColumn(table, "unapplied", agingWords.unapplied, ({ unapplied }) => unapplied),
    figureColumn(table, "net", agingWords.net, ({ net }) => net, { isBold: true }),
    figureColumn(table, "disputed", agingWords.disputed, ({ disputed }) => disputed),
    figureColumn(table, "allowance", agingWords.allowance, ({ allowance }) => allowance),
  ];
}

function RowName({ row, table }: { row: AgingRow; table: AgingTable }): ReactNode {
  if (row.customerId === null) {
    return row.name === "" ? (
      <em className="unknown">{agingWords.noGroup[table.language]}</em>
    ) : (
      row.name
    );
  }
  const to = pathTo("customer", { booksId: table.booksId, customerId: row.customerId });
  return (
    <Link className="aging-link" to={to} tabIndex={-1}>
      <MiddleCut text={row.name} />
    </Link>
  );
}

type Look = {
  readonly isBold?: boolean;
  readonly hasShare?: boolean;
  /** The items behind it; null: all of them; undefined: no items. */
  readonly bucket?: AgingBucket | null;
  readonly card?: "amount" | "rest" | "none";
};

function figureColumn(
  table: AgingTable,
  key: string,
  head: Sentence,
  pick: Pick,
  look: Look = {},
): Column<AgingRow, AgingTotals> {
  return {
    key,
    head,
    width: 126,
    align: "right",
    sort: key,
    sortsDown: true,
    card: look.card ?? "none",
    cell: (row) => <Figure row={row} pick={pick} look={look} table={table} />,
    copy: pick,
    total: (totals) => <TotalLines totals={totals} pick={pick} look={look} table={table} />,
  };
}

function Figure(props: { row: AgingRow; pick: Pick; look: Look; table: AgingTable }) {
  const { row, pick, look, table } = props;
  const amount = pick(row);
  const text = (
    <MoneyText amount={amount} currency={row.currency} zeroAsDash bold={look.isBold ?? false} />
  );
  const share = look.hasShare ? perMille(amount, row.balance, row.currency) : 0;
  const heat = share > 0 ? { background: `rgb(29 78 216 / ${Math.min(share, 1000) / 7000})` } : {};
  if (look.bucket === undefined || row.customerId === null || /^-?[0.]*$/.test(amount)) {
    return (
      <span className="heat" style={heat}>
        {text}
      </span>
    );
  }
  return (
    <Link
      className="heat"
      style={heat}
      tabIndex={-1}
      {...(look.bucket === null ? { "data-opens": "" } : {})}
      title={agingWords.openItems[table.language]}
      to={itemsLink(table, { bucket: look.bucket, row })}
    >
      {text}
    </Link>
  );
}

function itemsLink(
  { choice, booksId }: AgingTable,
  { bucket, row }: { bucket: AgingBucket | null; row: AgingRow },
): string {
  const query = itemsQuery({
    bucket,
    asOf: isoDate(choice.asOf),
    basis: choice.basis,
    customerId: row.customerId,
    currency: choice.view === "original" ? row.currency : null,
  });
  return `${pathTo("items", { booksId })}?${query}`;
}

/** Per currency: the sum, its share of the balance, its change since the day compared with. */
function TotalLines(props: { totals: AgingTotals; pick: Pick; look: Look; table: AgingTable }) {
  const { totals, pick, look } = props;
  return totals.now.map((total) => {
    const { currency } = total;
    const amount = pick(total);
    const earlier = totals.before?.find((one) => one.currency === currency) ?? null;
    return (
      <span key={currency}>
        <span className="table-total-line">
          <MoneyText amount={amount} currency={currency} bold zeroAsDash />
        </span>
        <span className="aging-share">
          {look.hasShare ? percentText(perMille(amount, total.balance, currency)) : " "}
        </span>
        {totals.before ? (
          <span className="aging-share">
            <Delta
              amount={difference(amount, earlier ? pick(earlier) : "0", currency)}
              currency={currency}
            />
          </span>
        ) : null}
      </span>
    );
  });
}

function Delta({ amount, currency }: { amount: string; currency: string }) {
  const isUp = !amount.startsWith("-") && !/^[0.]*$/.test(amount);
  return (
    <span className={isUp ? "delta-up" : ""}>
      <MoneyText amount={amount} currency={currency} zeroAsDash />
    </span>
  );
}

function overdueColumn({ language }: AgingTable): Column<AgingRow, AgingTotals> {
  return {
    key: "overdue",
    head: agingWords.overdue,
    width: 126,
    align: "right",
    card: "rest",
    cell: (row) => (
      <>
        {agingWords.overdue[language]}{" "}
        <MoneyText amount={overdueOf(row, row.currency)} currency={row.currency} />
      </>
    ),
  };
}

function deltaColumn(
  { before }: AgingTable,
  key: string,
  head: Sentence,
  pick: Pick,
): Column<AgingRow, AgingTotals> {
  const change = (row: AgingRow) => {
    const earlier = matchRow(before ?? [], row) ?? { ...row, ...emptyFigures };
    return difference(pick(row), pick(earlier), row.currency);
  };
  return {
    key,
    head,
    width: 126,
    align: "right",
    cell: (row) => <Delta amount={change(row)} currency={row.currency} />,
    copy: change,
  };
}
