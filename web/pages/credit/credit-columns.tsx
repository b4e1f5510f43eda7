// The columns of the list of customers by credit.
import type { CreditRow, CreditTotals } from "../../../src/contract/credit.ts";
import { methodWords } from "../../../src/core/words/credit.ts";
import type { Column } from "../../table/column.ts";
import { customerColumn, moneyColumn } from "../../table/columns.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { LimitText } from "./credit-change.tsx";
import { RatingTag, TrendText, UseBar } from "./rating-tag.tsx";

type CreditColumn = Column<CreditRow, CreditTotals>;

function totalOf(key: "exposure" | "limit" | "overdue") {
  return (totals: CreditTotals) => [{ amount: totals[key], currency: totals.currency }];
}

export const creditColumns: readonly CreditColumn[] = [
  customerColumn<CreditRow, CreditTotals>((row) => row.customer.name, {
    sort: "name",
    width: 190,
  }),
  {
    key: "rating",
    head: creditWords.rating,
    width: 92,
    card: "rest",
    cell: (row) => <RatingTag rating={row.rating} />,
    copy: (row) => row.rating ?? "",
  },
  {
    key: "score",
    head: creditWords.score,
    width: 64,
    align: "right",
    sort: "score",
    sortsDown: true,
    card: "none",
    cell: (row) => (row.score === null ? "–" : row.score.toFixed(1)),
    copy: (row) => row.score?.toFixed(1) ?? "",
  },
  {
    key: "trend",
    head: creditWords.trend,
    width: 84,
    card: "none",
    cell: (row) => <TrendText trend={row.trend} />,
    copy: (row) => row.trend,
  },
  {
    key: "index",
    head: creditWords.index,
    width: 108,
    isHidden: true,
    align: "right",
    sort: "index",
    sortsDown: true,
    card: "none",
    cell: (row) => (row.paymentIndex === null ? "–" : row.paymentIndex.toFixed(1)),
    copy: (row) => row.paymentIndex?.toFixed(1) ?? "",
  },
  moneyColumn<CreditRow, CreditTotals>(
    "exposure",
    creditWords.exposure,
    (row) => ({ amount: row.exposure, currency: row.currency }),
    { bold: true, sort: "exposure", card: "amount", totalsOf: totalOf("exposure") },
  ),
  {
    key: "limit",
    head: creditWords.limit,
    width: 128,
    align: "right",
    sort: "limit",
    sortsDown: true,
    card: "none",
    cell: (row) => <LimitText limit={row.limit} currency={row.currency} />,
    copy: (row) => row.limit ?? "",
  },
  {
    key: "use",
    head: creditWords.use,
    width: 108,
    sort: "utilisation",
    sortsDown: true,
    card: "rest",
    cell: (row) => <UseBar percent={row.utilisation} />,
    copy: (row) => row.utilisation?.toFixed(1) ?? "",
  },
  moneyColumn<CreditRow, CreditTotals>(
    "overdue",
    creditWords.overdue,
    (row) => ({ amount: row.overdue, currency: row.currency }),
    { sort: "overdue", card: "none", totalsOf: totalOf("overdue") },
  ),
  {
    key: "method",
    head: creditWords.method,
    width: 116,
    card: "none",
    cell: (row) => <MethodText row={row} />,
    copy: (row) => row.method,
  },
  {
    key: "state",
    head: creditWords.state,
    width: 148,
    card: "rest",
    cell: (row) => <Marks row={row} />,
  },
];

function MethodText({ row }: { readonly row: CreditRow }) {
  const word = useSentence();
  return <span>{word(methodWords[row.method])}</span>;
}

function Marks({ row }: { readonly row: CreditRow }) {
  const w = useWords(creditWords);
  const because = useBecause();
  return (
    <span className="chips is-one-line">
      {row.isHeld ? <Tag tone="red" text={w("held")} /> : null}
      {row.proposalId === null ? null : <Tag tone="amber" text={w("proposal")} />}
      {row.warnings.length > 0 ? (
        <Tag
          tone="amber"
          outlined
          text={w("warning")}
          title={row.warnings.map((one) => because(one)).join("\n")}
        />
      ) : null}
    </span>
  );
}
