// What was worked out of records up to an instant stays true for that instant, so it is worked out once.
// Kept beside the database it was read from, the newest only.
import type { Pool } from "pg";

const kept = 24;

const byPool = new WeakMap<Pool, Map<string, Promise<unknown>>>();

/** The key names everything the work depends on. */
export function remember<T>(pool: Pool, key: string, work: () => Promise<T>): Promise<T> {
  const made = memoryOf(pool);
  const found = made.get(key);
  if (found) return found as Promise<T>; // stored under this key by the same caller
  const started = work();
  made.set(key, started);
  // a failure is no figure
  started.catch(() => made.delete(key));
  const [oldest] = made.keys();
  if (made.size > kept && oldest !== undefined) made.delete(oldest);
  return started;
}

function memoryOf(pool: Pool): Map<string, Promise<unknown>> {
  const found = byPool.get(pool);
  if (found) return found;
  const fresh = new Map<string, Promise<unknown>>();
  byPool.set(pool, fresh);
  return fresh;
}
