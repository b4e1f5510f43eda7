// Filters and order of a list stand in the address, so that Back, a bookmark and a colleague's link
// show the same rows.
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Sentence } from "../../src/core/words/word.ts";
import { parseSort, type SortKey, sortText } from "./column.ts";

export type Filter =
  | { readonly key: string; readonly kind: "search"; readonly label: Sentence }
  | { readonly key: string; readonly kind: "amount"; readonly label: Sentence }
  /** `<key>From` and `<key>To` in the address. */
  | { readonly key: string; readonly kind: "dates"; readonly label: Sentence }
  | {
      readonly key: string;
      readonly kind: "choice";
      readonly label: Sentence;
      readonly options: readonly { readonly value: string; readonly label: Sentence | string }[];
      readonly isMultiple?: boolean;
    };

export type FilterValues = Readonly<Record<string, string>>;

export type Filters = {
  readonly values: FilterValues;
  readonly set: (changes: Readonly<Record<string, string | null>>) => void;
  readonly clear: () => void;
  readonly isAny: boolean;
  readonly sort: readonly SortKey[];
  readonly setSort: (sort: SortKey[]) => void;
  /** What the server is asked: the filters and the order. */
  readonly query: Readonly<Record<string, string>>;
};

export function useFilters(filters: readonly Filter[], defaultSort: readonly SortKey[]): Filters {
  const [search, setSearch] = useSearchParams();
  const names = useMemo(() => filters.flatMap(namesOf), [filters]);
  const text = search.toString();
  const values = useMemo(() => {
    const present = new URLSearchParams(text);
    const found: Record<string, string> = {};
    for (const name of names) {
      const value = present.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [names, text]);
  const sortParameter = search.get("sort");
  const sort = useMemo(
    () => (sortParameter ? parseSort(sortParameter) : defaultSort),
    [sortParameter, defaultSort],
  );
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
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
      ),
    [setSearch],
  );
  const query = useMemo(() => {
    const order = sortText(sort);
    return order === "" ? values : { ...values, sort: order };
  }, [values, sort]);
  return {
    values,
    set,
    clear: () => set(Object.fromEntries(names.map((name) => [name, null]))),
    isAny: Object.keys(values).length > 0,
    sort,
    setSort: (next) => set({ sort: sortText(next) }),
    query,
  };
}

function namesOf({ key, kind }: Filter): string[] {
  return kind === "dates" ? [`${key}From`, `${key}To`] : [key];
}
