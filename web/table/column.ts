// What a table is told about its rows and columns.
import type { ReactNode } from "react";
import type { Sentence } from "../../src/core/words/word.ts";

export type RowKey = string | number;

/** What is added up over ticked rows. */
export type Amount = { readonly amount: string; readonly currency: string };

export type Column<Row, Totals = unknown> = {
  readonly key: string;
  readonly head: Sentence;
  /** Pixels; the least width of a column that grows. */
  readonly width: number;
  readonly grows?: boolean;
  readonly align?: "left" | "right";
  readonly cell: (row: Row) => ReactNode;
  /** Plain text for the clipboard: amounts as 1234567.89, numbers whole. */
  readonly copy?: (row: Row) => string;
  /** Over all filtered rows, in the row under the head. */
  readonly total?: (totals: Totals) => ReactNode;
  /** The server's name of the column to order by. */
  readonly sort?: string;
  /** Falling at the first click. */
  readonly sortsDown?: boolean;
  /** Not shown until the user asks for it. */
  readonly isHidden?: boolean;
  /** On a card, where no head names the figure. */
  readonly cardCell?: (row: Row) => ReactNode;
  /** On a phone: the card's title, its amount at the top right, its second line, or nowhere. */
  readonly card?: "title" | "amount" | "rest" | "none";
};

/** Rows as they come: all at once, or page by page from the server. */
export type RowSource<Row, Totals = unknown> = {
  /** May grow in place; `subscribe` tells of it, as `useSyncExternalStore` wants it. */
  readonly rows: readonly Row[];
  readonly version: () => number;
  readonly subscribe: (changed: () => void) => () => void;
  /** Of all filtered rows; more than rows.length while not all are loaded. */
  readonly count: number;
  /** False while the count is only that of the rows that have come. */
  readonly isCounted: boolean;
  readonly totals: Totals | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Null when everything is there. */
  readonly loadMore: (() => void) | null;
  /** Somebody changed what this list shows; a press on refresh loads it anew. */
  readonly isOutdated: boolean;
};

export type SortKey = { readonly column: string; readonly isDown: boolean };

/** "-dueDate,no" in the address and to the server. */
export function sortText(sort: readonly SortKey[]): string {
  return sort.map(({ column, isDown }) => (isDown ? `-${column}` : column)).join(",");
}

export function parseSort(text: string | null): SortKey[] {
  return (text ?? "")
    .split(",")
    .filter((part) => /^-?\w+$/.test(part))
    .map((part) => ({ column: part.replace("-", ""), isDown: part.startsWith("-") }));
}

/** A click orders by this column alone, or turns it; with Shift it joins the others. */
export function nextSort(
  sort: readonly SortKey[],
  column: string,
  how: { isAdded: boolean; startsDown: boolean },
): SortKey[] {
  const present = sort.find((key) => key.column === column);
  const next = { column, isDown: present ? !present.isDown : how.startsDown };
  if (!how.isAdded) return [next];
  return present ? sort.map((key) => (key === present ? next : key)) : [...sort, next];
}
