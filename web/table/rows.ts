// Rows of a list of the server, page after page by cursor, for a table that scrolls through all; its
// totals come in a request of their own, so that summing 100,000 rows keeps nobody from the first.
import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { z } from "zod";
import type { Page } from "../../src/contract/page.ts";
import { getJson, type Query } from "../api/client.ts";
import { onPathsChanged, useGet } from "../api/query.ts";
import type { RowSource } from "./column.ts";
import { LoadedRows } from "./loaded-rows.ts";

const firstPage = 200;
const laterPage = 500;
/** Up to here a changed list is loaded anew by itself; a longer one when its reader asks for it. */
const pagesRefreshed = 4;
/** Totals that come within this are shown together with the rows. */
const totalsWaitMs = 400;

export function useRows<Row, Totals>(
  schema: z.ZodType<Page<Row, Totals>>,
  path: string,
  { query = {} }: { readonly query?: Query } = {},
): RowSource<Row, Totals> {
  const client = useQueryClient();
  const keyText = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts with no rows
  const loaded = useMemo(() => new LoadedRows<Row>(), [path, keyText]);
  const queryKey = ["rows", path, query];
  const result = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam ? { cursor: pageParam, limit: laterPage } : { limit: firstPage };
      return getJson(schema, path, { query: { ...query, ...page, part: "rows" }, signal });
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 10_000,
    refetchOnWindowFocus: false,
    // Sharing would compare every loaded row anew with each page that comes.
    structuralSharing: false,
    // Pages that come are the table body's alone: nothing else is drawn again for them.
    select: useCallback(
      ({ pages }: InfiniteData<Page<Row, Totals>, string>) => {
        loaded.take(pages);
        return null;
      },
      [loaded],
    ),
  });
  const totals = useGet(schema, path, { query: { ...query, part: "totals" } });
  const isLate = useIsLate(`${path} ${keyText}`);
  const { isPending, error, hasNextPage, refetch, fetchNextPage } = result;
  const { refetch: refetchTotals } = totals;
  const [isOutdated, setOutdated] = useState(false);
  useEffect(
    () =>
      onPathsChanged(path, () => {
        if (loaded.rows.length > firstPage + pagesRefreshed * laterPage) setOutdated(true);
        else void refetch();
      }),
    [path, loaded, refetch],
  );
  const count = totals.data?.count ?? null;
  return {
    rows: loaded.rows,
    version: () => loaded.version,
    subscribe: useCallback(
      (changed) =>
        client.getQueryCache().subscribe(({ type }) => {
          if (type === "updated") changed();
        }),
      [client],
    ),
    count: count ?? loaded.rows.length,
    isCounted: count !== null,
    totals: totals.data?.totals ?? null,
    isLoading: isPending || (totals.isPending && !isLate),
    error: error ?? totals.error,
    retry: useCallback(() => {
      setOutdated(false);
      void refetch();
      void refetchTotals();
    }, [refetch, refetchTotals]),
    loadMore: useMemo(
      () =>
        hasNextPage && error === null ? () => void fetchNextPage({ cancelRefetch: false }) : null,
      [hasNextPage, error, fetchNextPage],
    ),
    isOutdated,
  };
}

/** True once this list has been asked for longer than its totals are waited for. */
function useIsLate(list: string): boolean {
  const [late, setLate] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setLate(list), totalsWaitMs);
    return () => clearTimeout(timer);
  }, [list]);
  return late === list;
}
