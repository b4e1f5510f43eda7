// The customer a request of the portal speaks for. Every transaction begun within it names that
// customer to the database, whose restrictive policies then show nothing of anybody else
// (migration portal-and-disputes), whatever use case runs.
import { AsyncLocalStorage } from "node:async_hooks";
import { assert } from "../core/assert.ts";

export type PortalScope = { readonly orgId: number; readonly customerId: number };

const current = new AsyncLocalStorage<PortalScope>();

export function withinPortal<T>(scope: PortalScope, work: () => T): T {
  return current.run(scope, work);
}

/** The settings a transaction of this organisation begins with; none outside the portal. */
export function portalSettings(orgId: number): Readonly<Record<string, string>> {
  const scope = current.getStore();
  if (!scope) return {};
  assert(scope.orgId === orgId, "the portal stays within its organisation");
  return { "app.portal_customer_id": String(scope.customerId) };
}

/**
 * Work the program does by itself for a visitor, who never sees what it reads: the comparison of two
 * ledgers reads ours. What is asked for must be named by the program, not by the request.
 */
export function beyondPortal<T>(work: () => T): T {
  return current.exit(work);
}
