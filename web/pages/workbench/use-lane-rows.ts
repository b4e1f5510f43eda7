// The rows of a lane, page after page, largest first. They stay where they are while somebody works
// through them: lines settled here leave, lines that others decided turn grey with who and when,
// everything else changes only when the reader asks for it.
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import {
  type LineStates,
  lineStates,
  type WorkbenchPage,
  type WorkbenchRow,
  workbenchPage,
} from "../../../src/contract/workbench.ts";
import { getJson, type Query } from "../../api/client.ts";
import { onPathsChanged } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { causesLeft } from "./causes-left.ts";

const firstPage = 100;
const laterPage = 1_000;
/** The server answers about so many lines at once. */
const statesAsked = 250;

export type LineState = LineStates["rows"][number];

export type LaneRows = {
  readonly rows: readonly WorkbenchRow[];
  /** Of the whole lane under this filter, without those settled here. */
  readonly count: number;
  readonly totals: WorkbenchPage["totals"];
  readonly causes: WorkbenchPage["causes"];
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly loadMore: (() => void) | null;
  /** What became of lines that are still listed, where somebody asked. */
  readonly stale: ReadonlyMap<number, LineState>;
  readonly remove: (ids: readonly number[]) => void;
  /** Lines that came back, as they are now. */
  readonly restore: (ids: readonly number[]) => void;
  /** Loads the list anew. */
  readonly reload: () => void;
};

export function useLaneRows(query: Query, newestId: number | null): LaneRows {
  const base = useBooksPath();
  const path = `${base}/workbench/lines`;
  const client = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set());
  const [stale, setStale] = useState<ReadonlyMap<number, LineState>>(new Map());
  const queryKey = useMemo(() => ["lane-rows", path, query], [path, query]);
  const result = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam ? { cursor: pageParam, limit: laterPage } : { limit: firstPage };
      return getJson(workbenchPage, path, { query: { ...query, ...page }, signal });
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnMount: "always",
  });
  const pages = result.data?.pages;
  const all = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const rows = useMemo(
    () => all.filter((row) => !gone.has(row.id)).map((row) => asNow(row, stale.get(row.id))),
    [all, gone, stale],
  );
  const goneHere = all.length - rows.length;

  const ask = useCallback(
    (ids: readonly number[]) => {
      const query = { ids: ids.slice(0, statesAsked).join(",") };
      void getJson(lineStates, `${base}/workbench/states`, { query })
        .then(({ rows: states }) =>
          setStale((before) => new Map([...before, ...states.map((s) => [s.id, s] as const)])),
        )
        .catch(() => undefined); // the next change asks again
    },
    [base],
  );
  // rows far from the one somebody stands on are asked about when they come near
  const askedIds = useMemo(() => {
    const at = Math.max(0, rows.findIndex((row) => row.id === newestId) - statesAsked / 2);
    return rows.slice(at, at + statesAsked).map((row) => row.id);
  }, [rows, newestId]);
  useEffect(
    () =>
      onPathsChanged(path, () => {
        if (askedIds.length > 0) ask(askedIds);
      }),
    [path, ask, askedIds],
  );

  const remove = useCallback((ids: readonly number[]) => {
    setGone((before) => new Set([...before, ...ids]));
  }, []);
  const restore = useCallback(
    (ids: readonly number[]) => {
      setGone((before) => new Set([...before].filter((id) => !ids.includes(id))));
      if (ids.length > 0) ask(ids);
    },
    [ask],
  );
  const reload = useCallback(() => {
    setGone(new Set());
    setStale(new Map());
    void client.resetQueries({ queryKey });
  }, [client, queryKey]);
  const first = pages?.[0];
  const causes = useMemo(
    () =>
      causesLeft(
        first?.causes ?? [],
        all.filter((row) => gone.has(row.id)),
      ),
    [first, all, gone],
  );
  const canLoad = result.hasNextPage && !result.isFetchingNextPage && !result.isError;
  return {
    rows,
    count: Math.max(0, (first?.count ?? 0) - goneHere),
    totals: first?.totals ?? [],
    causes,
    isLoading: result.isPending,
    error: result.error,
    loadMore: canLoad ? () => void result.fetchNextPage() : null,
    stale,
    remove,
    restore,
    reload,
  };
}

/** A line that came back to its lane, or was matched anew, has another version. */
function asNow(row: WorkbenchRow, state: LineState | undefined): WorkbenchRow {
  const isNewer = state !== undefined && state.lane === row.lane && state.version !== row.version;
  return isNewer ? { ...row, version: state.version } : row;
}
