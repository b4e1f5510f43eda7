// 流水: every line of every account, what came in and went out, what of it is not applied yet.

import { Link } from "react-router";
import type { BankLineTotals } from "../../../src/contract/bank-lines.ts";
import { useBooks } from "../../api/session.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { EmptyState } from "../../ui/states.tsx";
import { lineWords } from "../../words/lines.ts";
import { useWords } from "../../words/words.ts";
import { isZero } from "../items/item-columns.tsx";
import { LineExport, type LineList, LinesTable, useLineList } from "./lines-table.tsx";

export function Component() {
  const w = useWords(lineWords);
  const { id: booksId } = useBooks();
  const list = useLineList(null);
  return (
    <div className="page-body is-filling">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="is-end">
          <Link to={pathTo("dataHealth", { booksId })}>{w("dataHealth")}</Link>
          <LineExport list={list} />
          <LinkButton type="primary" to={pathTo("match", { booksId })}>
            {w("toMatch")}
          </LinkButton>
        </span>
      </header>
      <Figures list={list} />
      <LinesTable
        list={list}
        tableId="bank-lines"
        empty={
          <EmptyState
            kind="yet"
            title={w("nothingYet")}
            text={w("nothingYetText")}
            action={
              <LinkButton type="primary" to={pathTo("import", { booksId })}>
                {w("toImport")}
              </LinkButton>
            }
          />
        }
      />
    </div>
  );
}

/** Receipts with money left: what the last figure shows. */
const restStates = "part_settled,suggested,unclaimed,on_account,held";

function Figures({ list }: { list: LineList }) {
  const w = useWords(lineWords);
  const { filters, source } = list;
  const { totals } = source;
  if (totals === null || totals.currencies.length === 0) return null;
  const { direction, status } = filters.values;
  const turn = (value: "in" | "out") => () =>
    filters.set({ direction: direction === value ? null : value, status: null });
  return (
    <FigureStrip
      isMany={totals.currencies.length > 1}
      figures={[
        {
          key: "in",
          label: w("in"),
          amounts: amountsOf(totals, "in"),
          note: w("count", { count: grouped(source.count) }),
          onOpen: turn("in"),
          isChosen: direction === "in" && status === undefined,
        },
        {
          key: "out",
          label: w("out"),
          amounts: amountsOf(totals, "out"),
          onOpen: turn("out"),
          isChosen: direction === "out",
        },
        {
          key: "unapplied",
          label: w("unapplied"),
          amounts: amountsOf(totals, "unapplied"),
          onOpen: () =>
            filters.set({ direction: null, status: status === restStates ? null : restStates }),
          isChosen: status === restStates,
        },
      ]}
    />
  );
}

function amountsOf(totals: BankLineTotals, key: "in" | "out" | "unapplied") {
  const sums = totals.currencies.map((sum) => ({ amount: sum[key], currency: sum.currency }));
  const present = sums.filter(({ amount }) => !isZero(amount));
  return present.length > 0 ? present : sums.slice(0, 1);
}
