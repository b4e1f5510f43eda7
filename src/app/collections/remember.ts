// What was worked out of records up to an instant stays true for that instant, so it is worked out once.
// Kept beside the database it was read from, the newest only.
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";

const kept = 24;

type Memory = {
  readonly made: Map<string, Promise<unknown>>;
  /** By subject, the last that is ready. */
  readonly ready: Map<string, Known<unknown>>;
};

export type Known<T> = {
  /** The instant up to which records were read. */
  readonly at: string;
  readonly value: T;
};

const byPool = new WeakMap<Pool, Memory>();

/** The key names everything the work depends on. */
export function remember<T>(pool: Pool, key: string, work: () => Promise<T>): Promise<T> {
  const { made } = memoryOf(pool);
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

/**
 * The same for pictures of a whole book: while the newest is being worked out longer than anybody likes
 * to wait, the last one is shown, with the instant it is of; the next look has the new one.
 */
export async function rememberUpTo<T>(
  pool: Pool,
  of: {
    readonly subject: string;
    readonly at: string;
    readonly mark?: string;
    readonly patienceMs: number;
  },
  work: () => Promise<T>,
): Promise<Known<T>> {
  const { subject, at, mark = "", patienceMs } = of;
  const { ready } = memoryOf(pool);
  const newest = remember(pool, `${subject} ${at} ${mark}`, work).then((value): Known<T> => {
    const known = { at, value };
    ready.set(subject, known);
    return known;
  });
  const last = ready.get(subject) as Known<T> | undefined; // stored by the same caller
  if (!last) return newest;
  // nobody may be waiting any more when it fails; the next look tries again
  newest.catch(() => {});
  return Promise.race([newest, sleep(patienceMs, last)]);
}

function memoryOf(pool: Pool): Memory {
  const found = byPool.get(pool);
  if (found) return found;
  const fresh: Memory = { made: new Map(), ready: new Map() };
  byPool.set(pool, fresh);
  return fresh;
}
