// Where somebody is in the workbench, kept in the address: lane, cause, search, line.
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { stripLanes } from "../../../src/contract/workbench.ts";
import type { Query } from "../../api/client.ts";

export type LaneName = (typeof stripLanes)[number];

export type Place = {
  readonly lane: LaneName;
  readonly cause: string | null;
  readonly q: string;
  readonly lineId: number | null;
  /** The filter as the server takes it. */
  readonly query: Query;
  readonly toLane: (lane: LaneName, cause?: string | null) => void;
  readonly find: (q: string) => void;
  readonly toLine: (id: number | null) => void;
};

export function usePlace(): Place {
  const [params, setParams] = useSearchParams();
  const lane = laneOf(params.get("lane"));
  const cause = params.get("cause");
  const q = params.get("q") ?? "";
  const lineText = params.get("line") ?? "";
  const lineId = /^\d{1,16}$/.test(lineText) ? Number(lineText) : null;
  const query = useMemo(() => ({ lane, cause, q }), [lane, cause, q]);
  const toLane = useCallback(
    (next: LaneName, nextCause: string | null = null) => {
      setParams(nextCause === null ? { lane: next } : { lane: next, cause: nextCause });
    },
    [setParams],
  );
  const change = useCallback(
    (name: string, value: string) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === "") after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const find = useCallback((text: string) => change("q", text), [change]);
  const toLine = useCallback(
    (id: number | null) => change("line", id === null ? "" : String(id)),
    [change],
  );
  return { lane, cause, q, lineId, query, toLane, find, toLine };
}

function laneOf(text: string | null): LaneName {
  return stripLanes.find((lane) => lane === text) ?? "to_confirm";
}
