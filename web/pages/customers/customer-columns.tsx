// Columns of the customers list: a row per customer and currency.
import type { CustomerRow, CustomerTotals } from "../../../src/contract/customers.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import type { Column } from "../../table/column.ts";
import { currencyColumn, MiddleCut, moneyColumn, textColumn } from "../../table/columns.tsx";
import { AgeText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { customerWords } from "../../words/customers.ts";
import { tableWords } from "../../words/table.ts";
import { useWords } from "../../words/words.ts";
import { headIn, isZero } from "../items/item-columns.tsx";

type CustomerColumn = Column<CustomerRow, CustomerTotals>;

export function customerColumns(currencies: readonly string[]): readonly CustomerColumn[] {
  return [
    {
      key: "name",
      head: tableWords.customer,
      width: 240,
      grows: true,
      sort: "name",
      card: "title",
      cell: (row) => <NameCell row={row} />,
      copy: (row) => row.name,
    },
    textColumn("no", customerWords.no, (row) => row.no, { width: 92, sort: "no", card: "rest" }),
    ...(currencies.length > 1
      ? [currencyColumn<CustomerRow, CustomerTotals>((row) => row.currency, { card: "rest" })]
      : []),
    amountColumn("receivable", headIn(customerWords.receivable, currencies)),
    amountColumn("overdue", customerWords.overdue),
    {
      key: "late",
      head: customerWords.daysLate,
      width: 96,
      align: "right",
      sort: "late",
      sortsDown: true,
      card: "rest",
      cell: ({ daysLate }) =>
        daysLate === null ? <span className="money is-faint">–</span> : <AgeText days={daysLate} />,
      cardCell: ({ daysLate }) => (daysLate === null ? null : <AgeText days={daysLate} inWords />),
      copy: ({ daysLate }) => String(daysLate ?? ""),
    },
    amountColumn("unapplied", customerWords.unapplied),
    amountColumn("net", customerWords.net),
    amountColumn("disputed", customerWords.disputed),
    {
      key: "items",
      head: customerWords.items,
      width: 64,
      align: "right",
      sort: "items",
      sortsDown: true,
      cell: ({ items }) => <span className="money">{items}</span>,
      copy: ({ items }) => String(items),
    },
    textColumn("terms", customerWords.terms, (row) => row.terms, { width: 140, isHidden: true }),
    textColumn("owner", customerWords.owner, (row) => row.owner?.name ?? "", {
      width: 88,
      isHidden: true,
    }),
  ];
}

type AmountKey = "receivable" | "overdue" | "unapplied" | "net" | "disputed";

/** Nothing late, nothing resting and nothing disputed is the rule: a grey dash, not a zero. */
function amountColumn(key: AmountKey, head: Sentence): CustomerColumn {
  const zeroAsDash = key !== "receivable" && key !== "net";
  return {
    ...moneyColumn<CustomerRow, CustomerTotals>(
      key,
      head,
      (row) => ({ amount: row[key], currency: row.currency }),
      {
        totalsOf: (totals) =>
          totals.currencies.map((sum) => ({ amount: sum[key], currency: sum.currency })),
        card: key === "receivable" ? "amount" : "none",
        sort: key,
      },
    ),
    cell: (row) => (
      <MoneyText
        amount={row[key]}
        currency={row.currency}
        bold={key === "receivable"}
        zeroAsDash={zeroAsDash}
      />
    ),
  };
}

function NameCell({ row }: { row: CustomerRow }) {
  const w = useWords(customerWords);
  const hasTags = row.onHold || row.isRelatedParty || row.isProvisional || !isZero(row.disputed);
  if (!hasTags) return <MiddleCut text={row.name} />;
  return (
    <span style={{ display: "flex", gap: 6, alignItems: "center", minWidth: 0 }}>
      <MiddleCut text={row.name} />
      {row.onHold ? <StatusTag status="on_hold" /> : null}
      {row.isRelatedParty ? <Tag outlined text={w("flag_related")} /> : null}
      {row.isProvisional ? <Tag tone="amber" text={w("flag_provisional")} /> : null}
    </span>
  );
}
