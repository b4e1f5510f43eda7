// 本页小计 under the columns of a table that is laid out already: the printer's own record says which row
// came on which page and how wide each column became.
import { z } from "zod";
import { groupDigits } from "../../core/group-digits.ts";
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
export function pageTotalRoom({ groups, fontSize }: PageTotals): number {
  return groups.length * fontSize * lineFactor;
}

/** The lines of a page; asked for when all pages are laid out. */
export function pageTotalNodes(
  { content, pageTotals }: PdfDocument,
  sideMargin: number,
): (page: number) => PdfNode[] {
  let laid: ReturnType<typeof readLayout> | null = null;
  return (page) => {
    if (!pageTotals) return [];
    laid ??= readLayout(content[pageTotals.table], pageTotals);
    const { widths, rowsOfPage } = laid;
    return pageTotalLines(pageTotals, rowsOfPage.get(page) ?? []).map((one, at) =>
      lineNode(pageTotals, one, { widths, isFirst: at === 0, left: sideMargin + cellPadding }),
    );
  };
}

function readLayout(node: PdfNode | undefined, { firstRow, rows }: PageTotals) {
  const { table } = laidOut.parse(node);
  const pageOf = (at: number) => table.body[firstRow + at]?.[0]?.positions?.[0]?.pageNumber;
  const rowsOfPage = Map.groupBy(rows.entries(), ([at]) => pageOf(at));
  return {
    widths: table.widths.map(({ _calcWidth }) => _calcWidth),
    rowsOfPage: new Map([...rowsOfPage].map(([page, own]) => [page, own.map(([, row]) => row)])),
  };
}

function lineNode(
  { label, columns, groupColumn, fontSize }: PageTotals,
  { group, amounts }: PageRow,
  of: { readonly widths: readonly number[]; readonly isFirst: boolean; readonly left: number },
): PdfNode {
  return {
    margin: [of.left, of.isFirst ? 4 : 1, 0, 0],
    columnGap: 2 * cellPadding,
    fontSize,
    columns: columns.map(({ isRight }, at) => {
      const amount = amounts[at] ?? null;
      const name = at === groupColumn ? group : at === 0 && of.isFirst ? label : "";
      return {
        width: of.widths[at] ?? 0,
        text: amount === null ? name : groupDigits(amount),
        alignment: isRight ? "right" : "left",
        bold: true,
        noWrap: true,
      };
    }),
  };
}
