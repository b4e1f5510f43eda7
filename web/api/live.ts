// Live events of the server: what changed is asked for again, with the reader's own rights.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { downloadAddress } from "./client.ts";
import { refreshPaths } from "./query.ts";

/** Which cached paths of a set of books each topic makes stale. */
const stale: Readonly<Record<string, readonly string[]>> = {
  // statements are made and sent by a job, some at a time
  job: ["/jobs", "/statements", "/statement-figures"],
  lanes: [
    "/today",
    "/workbench",
    "/lines",
    "/items",
    "/customers",
    "/receipts",
    "/health",
    "/runs",
    "/rules",
    "/samples",
    "/accuracy",
    "/entries",
    "/reports",
    "/trial-balance",
    "/periods",
    "/collections",
    "/dashboard",
    "/statements",
    "/statement-figures",
  ],
  // a customer looks, answers line by line, is through; an objection becomes a ticket
  statements: [
    "/statements",
    "/statement-figures",
    "/communication",
    "/disputes",
    "/differences",
    "/today",
  ],
  imports: ["/imports", "/health", "/today", "/entries", "/reports", "/trial-balance"],
  dashboard: ["/dashboard"],
  approvals: ["/approvals", "/today", "/periods"],
};

/** After an answer that was none of the server's own (a proxy's 502) the browser gives up; we do not. */
const openAgainMs = 5_000;

/** Listens while mounted; false while the connection is lost. */
export function useLiveEvents(organisationId: number): boolean {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    let isLost = false;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(downloadAddress("/events", { organisation: organisationId }));
      source.onopen = () => {
        setConnected(true);
        // nobody told what changed meanwhile, and what failed to load is worth asking again
        if (isLost) void refreshPaths(client, ["/"]);
        isLost = false;
      };
      source.onerror = () => {
        setConnected(false);
        isLost = true;
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, openAgainMs);
      };
      for (const [topic, paths] of Object.entries(stale)) {
        source.addEventListener(topic, (event) => {
          const booksId = booksIdIn(event.data);
          void refreshPaths(
            client,
            paths.map((path) => `/books/${booksId}${path}`),
          );
        });
      }
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [client, organisationId]);
  return isConnected;
}

function booksIdIn(data: unknown): string {
  if (typeof data !== "string") return "";
  const value: unknown = JSON.parse(data);
  const has = typeof value === "object" && value !== null && "booksId" in value;
  return has ? String(value.booksId) : "";
}
