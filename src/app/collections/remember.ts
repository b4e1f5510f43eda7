// What was worked out of records up to an instant stays true for that instant, so it is worked out once:
// the key names books, day and instant. Kept beside the database it was read from, the newest only.
import type { Pool } from "pg";

const kept = 24;
const byPool = new WeakMap<Pool, Map<string, Promise<unknown>>>();

export function remember<T>(pool: Pool, key: string, work: () => Promise<T>): Promise<T> {
  const known = byPool.get(pool) ?? new Map<string, Promise<unknown>>();
  byPool.set(pool, known);
  const found = known.get(key);
  if (found) return found as Promise<T>; // stored under this key by the same caller
  const made = work();
  known.set(key, made);
  // a failure is no figure
  made.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
  return made;
}
