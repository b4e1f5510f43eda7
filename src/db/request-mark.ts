// The request that a transaction belongs to, so that the transaction can leave a mark on its
// idempotency key: whoever finds the mark without an answer knows that the work was done.
import { AsyncLocalStorage } from "node:async_hooks";
import type { PoolClient } from "pg";

export type KeyedWork = { readonly orgId: number; readonly key: string };

const current = new AsyncLocalStorage<KeyedWork>();

/** Everything that runs inside `work`, however much later, belongs to that request. */
export function withinRequest<T>(request: KeyedWork, work: () => T): T {
  return current.run(request, work);
}

/** The last statement of a transaction; does nothing where it wrote nothing. */
export async function markRequest(client: PoolClient): Promise<void> {
  const request = current.getStore();
  if (!request) return;
  await client.query(
    `update idempotency_key set committed_at = clock_timestamp()
     where org_id = $1 and key = $2 and status is null
       and pg_current_xact_id_if_assigned() is not null`,
    [request.orgId, request.key],
  );
}
