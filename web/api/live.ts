// Live events of the server: what changed is asked for again, with the reader's own rights.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { downloadAddress } from "./client.ts";
import { refreshPaths } from "./query.ts";

/** Which cached paths of a set of books each topic makes stale. */
const stale: Readonly<Record<string, readonly string[]>> = {
  job: ["/jobs"],
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
  ],
  imports: ["/imports", "/health", "/today", "/entries", "/reports", "/trial-balance"],
  dashboard: ["/dashboard"],
  approvals: ["/approvals", "/today", "/periods"],
};

/** Listens while mounted; false while the connection is lost (the browser reconnects by itself). */
export function useLiveEvents(organisationId: number): boolean {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource(downloadAddress("/events", { organisation: organisationId }));
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    for (const [topic, paths] of Object.entries(stale)) {
      source.addEventListener(topic, (event) => {
        const booksId = booksIdIn(event.data);
        void refreshPaths(
          client,
          paths.map((path) => `/books/${booksId}${path}`),
        );
      });
    }
    return () => source.close();
  }, [client, organisationId]);
  return isConnected;
}

function booksIdIn(data: unknown): string {
  if (typeof data !== "string") return "";
  const value: unknown = JSON.parse(data);
  const has = typeof value === "object" && value !== null && "booksId" in value;
  return has ? String(value.booksId) : "";
}
