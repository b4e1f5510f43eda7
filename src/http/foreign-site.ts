// Writes that another site asks a browser for are refused, on every route alike.
import type { FastifyRequest } from "fastify";
import { refused } from "./refusal.ts";

const reads: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export function isRead(method: string): boolean {
  return reads.has(method);
}

/**
 * A browser names the site a request comes from (Fetch Metadata); our own pages are same-origin.
 * Together with SameSite=Lax cookies and no CORS this is the guard against forged requests.
 */
export function refuseForeignSite(request: FastifyRequest): void {
  if (isRead(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") throw refused("cross_site_request");
}
