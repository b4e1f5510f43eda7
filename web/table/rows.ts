// Rows of a list of the server, page after page by cursor, for a table that scrolls through all.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { z } from "zod";
import type { Page } from "../../src/contract/page.ts";
import { getJson, type Query } from "../api/client.ts";
import { onPathsChanged } from "../api/query.ts";
import type { RowSource } from "./column.ts";

const firstPage = 200;
const laterPage = 1_000;
/** Up to here a changed list is loaded anew by itself; a longer one when its reader asks for it. */
const pagesRefreshed = 4;

export type ListOptions = { readonly query?: Query; readonly enabled?: boolean };

export function useRows<Row, Totals>(
  schema: z.ZodType<Page<Row, Totals>>,
  path: string,
  options: ListOptions = {},
): RowSource<Row, Totals> {
  const { query = {}, enabled = true } = options;
  const result = useInfiniteQuery({
    queryKey: ["rows", path, query],
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam ? { cursor: pageParam, limit: laterPage } : { limit: firstPage };
      return getJson(schema, path, { query: { ...query, ...page }, signal });
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
    enabled,
    staleTime: 10_000,
    refetchOnWindowFocus: false,
    // Sharing would compare every loaded row anew with each page that comes.
    structuralSharing: false,
  });
  const pages = result.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const [isOutdated, setOutdated] = useState(false);
  const pageCount = pages?.length ?? 0;
  const { refetch } = result;
  useEffect(
    () =>
      onPathsChanged(path, () => {
        if (pageCount > pagesRefreshed) setOutdated(true);
        else void refetch();
      }),
    [path, pageCount, refetch],
  );
  const newest = pages?.at(-1);
  const hasMore = result.hasNextPage && !result.isFetchingNextPage && !result.isError;
  return {
    rows,
    count: newest?.count ?? 0,
    totals: newest?.totals ?? null,
    isLoading: result.isPending && enabled,
    error: result.error,
    retry: () => {
      setOutdated(false);
      void refetch();
    },
    loadMore: hasMore ? () => void result.fetchNextPage() : null,
    isOutdated,
  };
}

/** Rows that are all here already. */
export function localRows<Row, Totals>(
  rows: readonly Row[],
  totals: Totals,
): RowSource<Row, Totals> {
  return {
    rows,
    count: rows.length,
    totals,
    isLoading: false,
    error: null,
    retry: () => {},
    loadMore: null,
    isOutdated: false,
  };
}
