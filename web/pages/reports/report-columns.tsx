// The columns of a report as the shared table wants them.
import { Tooltip } from "antd";
import { Link } from "react-router";
import type {
  ReportColumnKind,
  ReportRowOnWire,
  ReportTableOnWire,
} from "../../../src/contract/reports.ts";
import { groupAmounts } from "../../../src/core/group-digits.ts";
import type { Column, SortKey } from "../../table/column.ts";
import { MiddleCut } from "../../table/columns.tsx";
import { reportWords } from "../../words/reports.ts";
import type { Language } from "../../words/words.ts";
import { isFigure, ReportCell, textOf } from "./report-cells.tsx";
import { addressOfLink } from "./report-links.ts";

export type ReportTotals = readonly ReportRowOnWire[];

/** Narrow enough that the usual report fits a screen. */
const widths: Readonly<Record<ReportColumnKind, number>> = {
  text: 150,
  date: 104,
  days: 96,
  ratio: 104,
  share: 104,
  count: 84,
  money: 132,
  home: 132,
};

export function reportColumns(
  table: ReportTableOnWire,
  of: { readonly booksId: number; readonly language: Language },
): readonly Column<ReportRowOnWire, ReportTotals>[] {
  const { homeCurrency } = table;
  const currencies = new Set(table.rows.map(({ currency }) => currency));
  const hasMoney = table.columns.some(({ kind }) => kind === "money");
  const amountAt = table.columns.findIndex(({ kind }) => kind === "home" || kind === "money");
  const namedBy = nameColumn(table, of.language);
  const onCard = cardFit(table, [0, amountAt, namedBy], of.language);
  const columns = table.columns.map((column, at): Column<ReportRowOnWire, ReportTotals> => {
    const { kind } = column;
    const currencyOf = (row: ReportRowOnWire) => (kind === "home" ? homeCurrency : row.currency);
    const isFirst = at === 0;
    return {
      key: column.code,
      head: column,
      width: isFirst && kind === "text" ? 220 : widthOf(table, at, of.language),
      ...(isFirst && kind === "text" ? { grows: true } : {}),
      align: isFigure(kind) ? "right" : "left",
      sort: column.code,
      sortsDown: isFigure(kind),
      card: isFirst ? "title" : at === amountAt ? "amount" : at === namedBy ? "none" : "rest",
      cell: (row) => {
        const cell = (
          <ReportCell
            cell={row.cells[at]}
            kind={kind}
            currency={currencyOf(row)}
            isBold={row.isSubtotal}
          />
        );
        // names give way in their middle; sentences at their end
        const raw = kind === "text" ? row.cells[at] : null;
        const shown = typeof raw === "string" && raw.length > 12 ? <MiddleCut text={raw} /> : cell;
        if (!isFirst || row.link === null) return shown;
        return (
          <Link className="report-link" to={addressOfLink(of.booksId, row.link)} tabIndex={-1}>
            {shown}
          </Link>
        );
      },
      copy: (row) => textOf(row.cells[at], of.language) ?? "",
      ...(isFirst
        ? namedBy > 0 && {
            cardCell: (row) =>
              [row.cells[0], row.cells[namedBy]].map((one) => textOf(one, of.language)).join(" "),
          }
        : {
            cardCell: (row) =>
              onCard(row).has(at) ? (
                <>
                  {`${column[of.language]} `}
                  <ReportCell cell={row.cells[at]} kind={kind} currency={currencyOf(row)} />
                </>
              ) : null,
          }),
      ...(isFigure(kind)
        ? {
            total: (totals) =>
              totals.map((row) => (
                <span key={row.currency} className="table-total-line">
                  {row.cells[at] === null ? null : (
                    <ReportCell
                      cell={row.cells[at]}
                      kind={kind}
                      currency={currencyOf(row)}
                      isBold
                    />
                  )}
                </span>
              )),
          }
        : {}),
    };
  });
  if (!hasMoney || currencies.size < 2) return columns;
  const currency: Column<ReportRowOnWire, ReportTotals> = {
    key: "currency_of_row",
    head: reportWords.currency,
    width: 56,
    card: "none",
    cell: (row) => row.currency,
    copy: (row) => row.currency,
    total: (totals) =>
      totals.map((row) => (
        <span key={row.currency} className="table-total-line">
          {row.currency}
        </span>
      )),
  };
  const [first, ...rest] = columns;
  return first ? [first, currency, ...rest] : columns;
}

/** Rows looked at for the width of a text, and the most it gets. */
const measuredRows = 60;
const widestText = 250;

/** A head is not cut, a usual text neither. */
function widthOf(table: ReportTableOnWire, at: number, language: Language): number {
  const column = table.columns[at];
  if (!column) return 0;
  const head = pixelsOf(column[language]) + 34;
  if (column.kind !== "text") return Math.max(widths[column.kind], head);
  const texts = table.rows
    .slice(0, measuredRows)
    .map(({ cells }) => pixelsOf(textOf(cells[at], language) ?? "") + 24);
  return Math.max(head, Math.min(widestText, Math.max(80, ...texts)));
}

/** Rows that begin with a day are told apart on a card by their first text; 0: the first column does. */
function nameColumn({ columns, rows }: ReportTableOnWire, language: Language): number {
  if (columns[0]?.kind !== "date") return 0;
  const at = columns.findIndex(
    ({ kind }, place) =>
      kind === "text" && rows.some(({ cells }) => textOf(cells[place], language)),
  );
  return Math.max(0, at);
}

/** Empty: there is nothing to say; null: of a figure, nobody knows it. */
function isSaid(
  { cells }: ReportRowOnWire,
  at: number,
  of: { readonly table: ReportTableOnWire; readonly language: Language },
): boolean {
  const text = textOf(cells[at], of.language);
  return text === null ? isFigure(of.table.columns[at]?.kind ?? "text") : text !== "";
}

/** The grey line of a card on a phone, in pixels, at its smaller letters. */
const cardLine = 325;
const cardLetters = 12 / 14;

/** A name may be cut where so much is left of the line. */
const leastName = 110;

/**
 * What stands in that line of a row: columns in their order, those with nothing to say of the row
 * apart, for as long as their widest figures fit whole.
 */
function cardFit(
  table: ReportTableOnWire,
  taken: readonly number[],
  language: Language,
): (row: ReportRowOnWire) => ReadonlySet<number> {
  const widths = table.columns.map(({ kind, ...head }, at) => {
    const texts = table.rows
      .slice(0, measuredRows)
      .map(({ cells }) => textOf(cells[at], language) ?? (isFigure(kind) ? "unknown" : ""));
    const widest = Math.max(0, ...texts.map((text) => pixelsOf(groupAmounts(text)) + 10));
    return cardLetters * (pixelsOf(head[language]) + 6 + widest) + 10;
  });
  const known = new WeakMap<ReportRowOnWire, ReadonlySet<number>>();
  const fitOf = (row: ReportRowOnWire) => {
    const chosen = new Set<number>();
    let left = cardLine;
    for (const [at, column] of table.columns.entries()) {
      if (taken.includes(at) || !isSaid(row, at, { table, language })) continue;
      const needed = widths[at] ?? cardLine;
      if (needed > left && (column.kind !== "text" || left < leastName)) break;
      chosen.add(at);
      left -= needed;
    }
    known.set(row, chosen);
    return chosen;
  };
  return (row) => known.get(row) ?? fitOf(row);
}

/** 汉字 take about 14 pixels, Latin letters half of it. */
function pixelsOf(text: string): number {
  return Math.ceil([...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 14 : 7.5), 0));
}

export function Hint({ text }: { readonly text: string }) {
  return (
    <Tooltip title={text}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the formula must be reachable by key */}
      <span className="report-hint" tabIndex={0} title={text}>
        ?
      </span>
    </Tooltip>
  );
}

/** Rows by a column; the order they came in where none is chosen. */
export function sortedRows(
  table: ReportTableOnWire,
  rows: readonly ReportRowOnWire[],
  of: { readonly sort: readonly SortKey[]; readonly language: Language },
): readonly ReportRowOnWire[] {
  const [first] = of.sort;
  const at = table.columns.findIndex(({ code }) => code === first?.column);
  const kind = table.columns[at]?.kind;
  if (!first || kind === undefined) return rows;
  const turn = first.isDown ? -1 : 1;
  const keyed = rows.map((row) => ({ row, text: textOf(row.cells[at], of.language) }));
  const compare = isFigure(kind)
    ? (a: string, b: string) => Number(a) - Number(b)
    : (a: string, b: string) => a.localeCompare(b, of.language === "zh" ? "zh-Hans" : "en");
  // what is unknown stands last either way
  return keyed
    .sort((a, b) => {
      if (a.text === null || b.text === null)
        return (a.text === null ? 1 : 0) - (b.text === null ? 1 : 0);
      return turn * compare(a.text, b.text);
    })
    .map(({ row }) => row);
}
