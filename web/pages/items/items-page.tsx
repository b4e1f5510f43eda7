// 未清项: what is open, what of it is late or disputed, and every document behind it.

import type { ItemTotals } from "../../../src/contract/items.ts";
import { addDays, isoDate } from "../../../src/core/date.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { FigureStrip, type StripFigure } from "../../components/figure-strip.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { itemWords } from "../../words/items.ts";
import { useWords } from "../../words/words.ts";
import { isZero } from "./item-columns.tsx";
import { ItemExport, type ItemList, ItemsTable, useItemList } from "./items-table.tsx";

const scopes = ["receivable", "beside", "all"] as const;

export function Component() {
  const w = useWords(itemWords);
  const { id: booksId } = useBooks();
  const list = useItemList(null);
  const { filters } = list;
  const scope = scopes.find((one) => one === filters.values["scope"]);
  const mayMatch = useMay("view_bank_lines");
  const isAllShown = scope === undefined && (filters.values["kind"] || filters.values["q"]);
  return (
    <div className="page-body is-filling">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Segmented
          aria-label={w("scope")}
          value={scope ?? (isAllShown ? "all" : "receivable")}
          onChange={(value) => filters.set({ scope: value })}
          options={scopes.map((value) => ({ value, label: w(value) }))}
        />
        <span className="is-end">
          <ItemExport list={list} />
          {mayMatch ? (
            <LinkButton type="primary" to={pathTo("match", { booksId })}>
              {w("toMatch")}
            </LinkButton>
          ) : null}
        </span>
      </header>
      <Figures list={list} />
      <ItemsTable
        list={list}
        tableId="items"
        withCustomer
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

function Figures({ list }: { list: ItemList }) {
  const w = useWords(itemWords);
  const { filters, source } = list;
  const { totals } = source;
  const { today } = useBooks();
  const yesterday = addDays(isoDate(today), -1);
  const isLateShown = filters.values["dueTo"] === yesterday;
  if (totals === null || totals.currencies.length === 0) return null;
  const status = filters.values["status"];
  const toggle = (value: string) => () =>
    filters.set({ status: status === value ? null : value, dueTo: null });
  const figures: StripFigure[] = [
    {
      key: "open",
      label: w("open"),
      amounts: amountsOf(totals, "open"),
      note: w("count", { count: grouped(source.count) }),
      onOpen: () => filters.set({ status: null, dueTo: null }),
    },
    {
      key: "overdue",
      label: w("overdue"),
      amounts: amountsOf(totals, "overdue"),
      note: shareOf(totals, w),
      onOpen: () => filters.set({ dueTo: isLateShown ? null : yesterday, status: null }),
      isChosen: isLateShown,
    },
    {
      key: "disputed",
      label: w("disputed"),
      amounts: amountsOf(totals, "disputed"),
      onOpen: toggle("disputed"),
      isChosen: status === "disputed",
    },
  ];
  return <FigureStrip figures={figures} isMany={totals.currencies.length > 1} />;
}

function amountsOf(totals: ItemTotals, key: "open" | "overdue" | "disputed") {
  const sums = totals.currencies.map((sum) => ({ amount: sum[key], currency: sum.currency }));
  const present = sums.filter(({ amount }) => !isZero(amount));
  return present.length > 0 ? present : sums.slice(0, 1);
}

/** Of the first currency, in text and whole tenths: no float on the way. */
function shareOf(totals: ItemTotals, w: ReturnType<typeof useWords<typeof itemWords>>) {
  const [first] = totals.currencies;
  if (!first || totals.currencies.length > 1) return null;
  const minor = (text: string) => BigInt(text.replace(".", ""));
  const [open, overdue] = [minor(first.open), minor(first.overdue)];
  if (open <= 0n || overdue < 0n) return null;
  const tenths = (overdue * 1000n) / open;
  return w("share", { share: `${tenths / 10n}.${tenths % 10n}` });
}
