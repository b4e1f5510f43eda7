// 本页小计 and 累计 under the columns of a table that is laid out already: the printer's own record says which row
// came on which page and how wide each column became.
import { z } from "zod";
import { readableAmount } from "../../core/group-digits.ts";
import { type PageRow, type PageTotals, pageTotalLines } from "../../exporters/page-totals.ts";
import type { PdfDocument, PdfNode } from "../../exporters/statement-pdf.ts";

/** Left and right of a cell, in points. */
export const cellPadding = 3;
const lineFactor = 1.9;

/** What the printer writes into the nodes it was given. */
const laidOut = z.object({
  table: z.object({
    widths: z.array(z.object({ _calcWidth: z.number() })),
    body: z.array(
      z.array(z.object({ positions: z.array(z.object({ pageNumber: z.number() })).optional() })),
    ),
  }),
});

/** Height the foot of a page needs for them. */
export function pageTotalRoom({ groups, fontSize, runningLabel }: PageTotals): number {
  return groups.length * (runningLabel === null ? 1 : 2) * fontSize * lineFactor;
}

/** The lines of a page, of every table that goes over several; asked for when all are laid out. */
export function pageTotalNodes(
  { content, pageTotals = [] }: PdfDocument,
  sideMargin: number,
): (page: number) => PdfNode[] {
  let laid: ReturnType<typeof readLayout>[] | null = null;
  return (page) => {
    laid ??= pageTotals.map((totals) => readLayout(content[totals.table], totals));
    return pageTotals.flatMap((totals, at) => tableNodes(totals, laid?.[at], { page, sideMargin }));
  };
}

function tableNodes(
  totals: PageTotals,
  layout: ReturnType<typeof readLayout> | undefined,
  { page, sideMargin }: { readonly page: number; readonly sideMargin: number },
): PdfNode[] {
  const own = layout?.rowsOfPage.get(page);
  if (!layout || !own || layout.rowsOfPage.size < 2) return [];
  const upToHere = [...layout.rowsOfPage].flatMap(([of, rows]) => (of <= page ? rows : []));
  const { label, runningLabel } = totals;
  const lines = (name: string, rows: readonly PageRow[], isTop: boolean) =>
    pageTotalLines(totals, rows).map((row, at) =>
      lineNode({ ...totals, label: at === 0 ? name : "" }, row, {
        widths: layout.widths,
        isFirst: isTop && at === 0,
        left: sideMargin + cellPadding,
      }),
    );
  return [
    ...lines(label, own, true),
    ...(runningLabel === null ? [] : lines(runningLabel, upToHere, false)),
  ];
}

function readLayout(node: PdfNode | undefined, { firstRow, rows }: PageTotals) {
  const { table } = laidOut.parse(node);
  const pageOf = (at: number) => table.body[firstRow + at]?.[0]?.positions?.[0]?.pageNumber ?? 0;
  const rowsOfPage = Map.groupBy(rows.entries(), ([at]) => pageOf(at));
  return {
    widths: table.widths.map(({ _calcWidth }) => _calcWidth),
    rowsOfPage: new Map([...rowsOfPage].map(([page, own]) => [page, own.map(([, row]) => row)])),
  };
}

function lineNode(
  { label, columns, groupColumn, fontSize, language }: PageTotals,
  { group, amounts }: PageRow,
  of: { readonly widths: readonly number[]; readonly isFirst: boolean; readonly left: number },
): PdfNode {
  return {
    margin: [of.left, of.isFirst ? 4 : 1, 0, 0],
    columnGap: 2 * cellPadding,
    fontSize,
    columns: columns.map(({ isRight }, at) => {
      const amount = amounts[at] ?? null;
      const name = at === groupColumn ? group : at === 0 ? label : "";
      return {
        width: of.widths[at] ?? 0,
        text: amount === null ? name : readableAmount(amount, language),
        alignment: isRight ? "right" : "left",
        bold: true,
        noWrap: true,
      };
    }),
  };
}
