// One listening connection for all browsers of this server: fans out by organisation, and connects
// again when the database was away.
import { type LiveEvent, listenLive } from "../../db/live-events.ts";
import type { Deps } from "../deps.ts";

export type { LiveEvent };

export type LiveEvents = {
  /** Returns the function that unsubscribes. */
  readonly subscribe: (orgId: number, listener: (event: LiveEvent) => void) => () => void;
  readonly stop: () => void;
};

const reconnectMs = 1_000;

export function watchLiveEvents(deps: Deps): LiveEvents {
  const listeners = new Map<number, Set<(event: LiveEvent) => void>>();
  let stopListening: (() => void) | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;

  const connect = () => {
    retry = null;
    if (stopped) return;
    listenLive(deps.pool, { event: deliver, end: reconnect }).then((stop) => {
      if (stopped) stop();
      else stopListening = stop;
    }, reconnect);
  };
  const reconnect = () => {
    stopListening = null;
    if (stopped || retry) return;
    retry = setTimeout(connect, reconnectMs);
    retry.unref();
  };
  const deliver = (event: LiveEvent) => {
    for (const listener of listeners.get(event.orgId) ?? []) listener(event);
  };

  return {
    subscribe: (orgId, listener) => {
      if (!stopListening && !retry && listeners.size === 0) connect();
      const own = listeners.get(orgId) ?? new Set();
      listeners.set(orgId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(orgId);
      };
    },
    stop: () => {
      stopped = true;
      if (retry) clearTimeout(retry);
      stopListening?.();
    },
  };
}
