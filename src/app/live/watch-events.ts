// One listening connection for all browsers of this server: fans out by organisation, and connects
// again when the database was away.
import { type LiveEvent, listenLive } from "../../db/live-events.ts";
import type { Deps } from "../deps.ts";

export type { LiveEvent };

export type LiveEvents = {
  /** Resolves when events do arrive, with the function that unsubscribes. */
  readonly subscribe: (orgId: number, listener: (event: LiveEvent) => void) => Promise<() => void>;
  readonly stop: () => void;
};

const reconnectMs = 1_000;

export function watchLiveEvents(deps: Deps): LiveEvents {
  const listeners = new Map<number, Set<(event: LiveEvent) => void>>();
  let listening: Promise<void> | null = null;
  let stopListening: (() => void) | null = null;
  let isStopped = false;
  let retry: NodeJS.Timeout | null = null;

  const deliver = (event: LiveEvent) => {
    for (const listener of listeners.get(event.orgId) ?? []) listener(event);
  };
  const reconnect = () => {
    stopListening = null;
    listening = null;
    if (isStopped || retry) return;
    retry = setTimeout(() => {
      retry = null;
      void connect();
    }, reconnectMs);
    retry.unref();
  };
  const connect = (): Promise<void> => {
    listening ??= listenLive(deps.pool, { event: deliver, end: reconnect }).then((stop) => {
      if (isStopped) stop();
      else stopListening = stop;
    }, reconnect);
    return listening;
  };

  return {
    subscribe: async (orgId, listener) => {
      const own = listeners.get(orgId) ?? new Set();
      listeners.set(orgId, own.add(listener));
      if (!isStopped) await connect();
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(orgId);
      };
    },
    stop: () => {
      isStopped = true;
      if (retry) clearTimeout(retry);
      stopListening?.();
    },
  };
}
