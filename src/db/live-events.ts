// Live events: PostgreSQL's NOTIFY carries ids, never data; every server listens on one connection.
import type { Pool } from "pg";
import type { Db } from "./pool.ts";

const channel = "qz_live";

/** What changed; the browser then asks for it again, with its own rights. */
export type LiveEvent = {
  readonly orgId: number;
  readonly booksId: number | null;
  readonly topic: "job" | "lanes" | "statements" | "imports" | "approvals" | "dashboard";
  readonly id: number | null;
};

/** Sent when the surrounding transaction commits, and not at all when it does not. */
export async function notifyLive(db: Db, event: LiveEvent): Promise<void> {
  await db.query("select pg_notify($1, $2)", [channel, JSON.stringify(event)]);
}

/** Listens until the connection ends; resolves with a function that stops it. */
export async function listenLive(
  pool: Pool,
  on: { event: (event: LiveEvent) => void; end: () => void },
): Promise<() => void> {
  const client = await pool.connect();
  let stopped = false;
  const stop = (broken: boolean) => {
    if (stopped) return;
    stopped = true;
    client.release(true);
    if (broken) on.end();
  };
  client.on("notification", (message) => {
    const event = parseEvent(message.payload ?? "");
    if (event) on.event(event);
  });
  client.on("error", () => stop(true));
  client.on("end", () => stop(true));
  try {
    await client.query(`listen ${channel}`);
  } catch (error) {
    stop(false);
    throw error;
  }
  return () => stop(false);
}

/** Only our own functions notify on this channel; anything else is passed over. */
function parseEvent(text: string): LiveEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return isEvent(value) ? value : null;
  } catch {
    return null;
  }
}

function isEvent(value: unknown): value is LiveEvent {
  return (
    typeof value === "object" &&
    value !== null &&
    "orgId" in value &&
    typeof value.orgId === "number" &&
    "topic" in value &&
    typeof value.topic === "string"
  );
}
