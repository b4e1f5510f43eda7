// What a report is asked for, kept in the address.
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { ReportFactsOnWire } from "../../../src/contract/reports.ts";
import {
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  parseIsoDate,
} from "../../../src/core/date.ts";

export type ReportChoice = {
  readonly asOf: string;
  /** Null: as the report begins by itself. */
  readonly from: string | null;
  readonly knownAt: string | null;
  /** Null: the books' own. */
  readonly currency: string | null;
  readonly options: Readonly<Record<string, string>>;
};

export type ReportState = {
  readonly choice: ReportChoice;
  /** As the server is asked. */
  readonly query: Readonly<Record<string, string>>;
  readonly set: (changes: Readonly<Record<string, string | null>>) => void;
};

export function useReportChoice(facts: ReportFactsOnWire | null, today: string): ReportState {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const choice = useMemo(
    () => choiceOf(new URLSearchParams(text), facts, today),
    [text, facts, today],
  );
  const query = useMemo(
    () => ({
      ...choice.options,
      asOf: choice.asOf,
      ...(choice.from === null ? {} : { from: choice.from }),
      ...(choice.knownAt === null ? {} : { knownAt: choice.knownAt }),
      ...(choice.currency === null ? {} : { currency: choice.currency }),
    }),
    [choice],
  );
  const set: ReportState["set"] = (changes) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return { choice, query, set };
}

/** An option the report does not have is left out: the server would refuse it. */
function choiceOf(
  search: URLSearchParams,
  facts: ReportFactsOnWire | null,
  today: string,
): ReportChoice {
  const date = (name: string) => {
    const value = search.get(name);
    return value !== null && parseIsoDate(value) !== null ? value : null;
  };
  const options = (facts?.options ?? []).flatMap(({ name, choices }): [string, string][] => {
    const chosen = search.get(name);
    return choices.some(({ code }) => code === chosen) && chosen !== null ? [[name, chosen]] : [];
  });
  return {
    asOf: date("asOf") ?? today,
    from: (facts?.periodMonths ?? null) === null ? null : date("from"),
    knownAt: search.get("knownAt"),
    currency: search.get("currency"),
    options: Object.fromEntries(options),
  };
}

/** The last month ends, the newest first. */
export function lastMonthEnds(today: string, count: number): readonly IsoDate[] {
  const first = isoDate(`${today.slice(0, 7)}-01`);
  return Array.from({ length: count }, (_, back) => endOfMonth(addMonths(first, -1 - back)));
}
