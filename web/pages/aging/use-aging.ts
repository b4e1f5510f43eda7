// What the aging page is asked for, kept in the address.
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import {
  type AgingBasis,
  type AgingGroup,
  agingBases,
  agingGroups,
} from "../../../src/contract/aging.ts";
import {
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  parseIsoDate,
} from "../../../src/core/date.ts";

export type AgingChoice = {
  readonly asOf: string;
  /** Null: all that is known now. */
  readonly knownAt: string | null;
  readonly basis: AgingBasis;
  readonly view: "original" | "home";
  readonly by: AgingGroup;
  readonly compare: string | null;
  readonly q: string;
};

export type AgingState = {
  readonly choice: AgingChoice;
  readonly set: (changes: Partial<Record<keyof AgingChoice, string | null>>) => void;
};

export function useAgingChoice(today: string): AgingState {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const choice = useMemo(() => choiceOf(new URLSearchParams(text), today), [text, today]);
  const set: AgingState["set"] = (changes) =>
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
  return { choice, set };
}

function choiceOf(search: URLSearchParams, today: string): AgingChoice {
  const date = (name: string) => {
    const value = search.get(name);
    return value !== null && parseIsoDate(value) !== null ? value : null;
  };
  return {
    asOf: date("asOf") ?? today,
    knownAt: search.get("knownAt"),
    basis: agingBases.find((basis) => basis === search.get("basis")) ?? "due",
    view: search.get("view") === "original" ? "original" : "home",
    by: agingGroups.find((group) => group === search.get("by")) ?? "customer",
    compare: date("compare"),
    q: search.get("q") ?? "",
  };
}

/** Today and the last month ends, the newest first. */
export function monthEnds(today: string, count: number): readonly IsoDate[] {
  const first = isoDate(`${today.slice(0, 7)}-01`);
  return Array.from({ length: count }, (_, back) => endOfMonth(addMonths(first, -1 - back)));
}
