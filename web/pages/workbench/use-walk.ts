// Where in the list the person stands, and how the next line is come to.
import { useCallback, useEffect, useState } from "react";
import { usePrefetch } from "./use-decisions.ts";
import type { useLaneRows } from "./use-lane-rows.ts";
import type { Place } from "./use-place.ts";

export type Walk = ReturnType<typeof useWalk>;

export function useWalk(place: Place, list: ReturnType<typeof useLaneRows>, leave: () => void) {
  const { rows } = list;
  const { toLine } = place;
  const listed = rows.find((row) => row.id === place.lineId);
  const apart = useLineApart(place, list);
  const current = apart === null ? (listed ?? rows[0] ?? null) : null;
  const index = current ? rows.indexOf(current) : -1;
  const prefetch = usePrefetch();
  useEffect(() => {
    prefetch(rows.slice(index + 1, index + 3).map((row) => row.id));
  }, [prefetch, rows, index]);

  const step = useCallback(
    (by: number) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, index + by))];
      if (next) toLine(next.id);
      leave();
    },
    [rows, index, toLine, leave],
  );
  /** The line after this one; at the end the one before, which moves up when this one leaves. */
  const next = useCallback(() => {
    const to = rows[index + 1] ?? rows[index - 1];
    toLine(to?.id ?? null);
    leave();
  }, [rows, index, toLine, leave]);
  const to = (id: number) => {
    toLine(id);
    leave();
  };
  return { current, currentId: apart ?? current?.id ?? null, step, next, to };
}

/** How far the list is loaded after the line that the address asks for. */
const mostLoaded = 5_000;

/**
 * The line of the address while the list does not hold it: further down than is loaded, or no longer
 * of this lane. It is shown all the same, never another in its place; the list is loaded up to it.
 */
function useLineApart(place: Place, list: ReturnType<typeof useLaneRows>): number | null {
  const { lineId, q } = place;
  const { rows, loadMore, isLoading } = list;
  const [asked, setAsked] = useState(lineId);
  const isListed = rows.some((row) => row.id === asked);
  useEffect(() => {
    // from here on it comes and goes with the list, like any other line
    if (isListed || lineId !== asked) setAsked(null);
  }, [isListed, lineId, asked]);
  const isApart = asked !== null && asked === lineId && !isListed && q === "";
  useEffect(() => {
    if (isApart && !isLoading && rows.length < mostLoaded) loadMore?.();
  }, [isApart, isLoading, rows.length, loadMore]);
  return isApart && !isLoading ? asked : null;
}
