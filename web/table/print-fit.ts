// A list on paper: before printing, all rows that are loaded are drawn, and every column becomes as
// narrow as what it holds, so that the type stays as large as the paper allows.
import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** More rows than that are for a file, not for paper: some thirty pages. */
export const mostOnPaper = 1_000;

export type PrintFit = {
  /** Of the columns shown; null while they are measured. */
  readonly widths: readonly number[] | null;
};

/** Null: nothing is being printed. */
export function usePrintFit(scroller: RefObject<HTMLElement | null>): PrintFit | null {
  const [fit, setFit] = useState<PrintFit | null>(null);
  useEffect(() => {
    const before = () => {
      // the browser takes the page as it stands when this returns
      flushSync(() => setFit({ widths: null }));
      const widths = scroller.current ? contentWidths(scroller.current) : null;
      flushSync(() => setFit({ widths }));
    };
    const after = () => setFit(null);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [scroller]);
  return fit;
}

/** The space at both sides of what a cell holds, on paper (styles/narrow.css). */
const cellPadding = 8;

/** What each column's widest cell takes, its own width at most: a long text is cut as on the screen. */
function contentWidths(grid: HTMLElement): number[] {
  const widths: number[] = [];
  for (const row of grid.querySelectorAll(".table-row")) {
    const cells = row.querySelectorAll<HTMLElement>(":scope > .table-cell:has(.table-text)");
    cells.forEach((cell, at) => {
      const held = [...cell.children].reduce((sum, part) => {
        return part.classList.contains("table-grip") ? sum : sum + part.scrollWidth;
      }, cellPadding);
      widths[at] = Math.max(widths[at] ?? 0, Math.min(cell.offsetWidth, held + 1));
    });
  }
  return widths;
}
