// Work that the clock starts, for every set of books: at each turn of the clock, or once a day. One
// file a member in src/jobs, one line in its registry; safe to run twice.
import type { IsoDate } from "../../core/date.ts";
import type { Deps } from "../deps.ts";

export type ClockBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly name: string;
  readonly timeZone: string;
  readonly ownNames: readonly string[];
  readonly ownTaxIds: readonly string[];
  /** In the books' zone. */
  readonly today: IsoDate;
};

export type ClockWork = {
  /** snake_case; its mark in clock_mark. */
  readonly name: string;
  readonly every: "turn" | "day";
  /** Of a daily work: not before this minute of the books' day. */
  readonly fromMinute?: number;
  readonly run: (deps: Deps, books: ClockBooks) => Promise<void>;
};
