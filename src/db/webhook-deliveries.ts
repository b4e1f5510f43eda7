// Webhook events on their way: what is due, what became of each attempt, and the list a person sees.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type DueDelivery = {
  readonly id: number;
  readonly endpointId: number;
  readonly booksId: number;
  readonly url: string;
  readonly secret: Buffer;
  /** Null: none, or its time is over. */
  readonly oldSecret: Buffer | null;
  readonly uid: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly happenedAt: Date;
  readonly attempts: number;
};

/** In the order in which it happened; the job of an organisation runs once at a time. */
export async function selectDueDeliveries(
  db: Db,
  orgId: number,
  limit: number,
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>(
    `select d.id, d.endpoint_id as "endpointId", d.books_id as "booksId", p.url, p.secret,
       case when p.old_until > clock_timestamp() then p.old_secret end as "oldSecret",
       e.uid, e.type, e.data, e.happened_at as "happenedAt", d.attempts
     from webhook_delivery d
     join webhook_endpoint p on p.org_id = d.org_id and p.id = d.endpoint_id and p.state = 'on'
     join webhook_event e on e.org_id = d.org_id and e.id = d.event_id
     where d.org_id = $1 and d.state = 'queued' and d.next_try_at <= clock_timestamp()
     order by d.next_try_at, d.id limit $2`,
    [orgId, limit],
  );
  return rows;
}

export type DeliveryEnd = {
  readonly id: number;
  readonly state: "queued" | "delivered" | "failed";
  /** Until the next attempt; for state queued. */
  readonly waitSeconds: number;
  readonly attempts: number;
  readonly triedAt: Date;
  readonly tookMs: number;
  readonly status: number | null;
  readonly answer: string;
  readonly error: string;
};

/** A delivery that a person cancelled meanwhile stays cancelled. */
export async function endDelivery(db: Db, orgId: number, end: DeliveryEnd): Promise<void> {
  await db.query(
    `update webhook_delivery set state = $3, attempts = $4, tried_at = $5, took_ms = $6, status = $7,
       answer = $8, error = $9,
       delivered_at = case when $3 = 'delivered' then clock_timestamp() else delivered_at end,
       next_try_at = clock_timestamp() + make_interval(secs => $10)
     where org_id = $1 and id = $2 and state = 'queued'`,
    [
      orgId,
      ...[end.id, end.state, end.attempts, end.triedAt, end.tookMs, end.status],
      ...[end.answer, end.error, end.waitSeconds],
    ],
  );
}

/** What an endpoint that is down has not been tried with waits as long as what failed. */
export async function deferDeliveries(
  db: Db,
  orgId: number,
  of: { readonly endpointId: number; readonly seconds: number },
): Promise<void> {
  await db.query(
    `update webhook_delivery set next_try_at = clock_timestamp() + make_interval(secs => $3)
     where org_id = $1 and endpoint_id = $2 and state = 'queued' and next_try_at <= clock_timestamp()`,
    [orgId, of.endpointId, of.seconds],
  );
}

export async function cancelDeliveries(db: Db, orgId: number, endpointId: number): Promise<void> {
  await db.query(
    `update webhook_delivery set state = 'cancelled'
     where org_id = $1 and endpoint_id = $2 and state = 'queued'`,
    [orgId, endpointId],
  );
}

/** Seconds until the next one is due; null: none waits. */
export async function selectNextDelivery(db: Db, orgId: number): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `select greatest(0, ceil(extract(epoch from min(d.next_try_at) - clock_timestamp())))::int
       as seconds
     from webhook_delivery d
     join webhook_endpoint p on p.org_id = d.org_id and p.id = d.endpoint_id and p.state = 'on'
     where d.org_id = $1 and d.state = 'queued'`,
    [orgId],
  );
  return rows[0]?.seconds ?? null;
}

export type DeliveryRow = {
  readonly id: number;
  readonly endpointId: number;
  readonly uid: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly happenedAt: Date;
  readonly customerName: string | null;
  readonly state: "queued" | "delivered" | "failed" | "cancelled";
  readonly attempts: number;
  readonly nextTryAt: Date;
  readonly triedAt: Date | null;
  readonly tookMs: number | null;
  readonly status: number | null;
  readonly answer: string;
  readonly error: string;
};

/** The newest first, below `before`. */
export async function selectDeliveries(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly endpointId: number | null;
    readonly state: string | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select d.id, d.endpoint_id as "endpointId", e.uid, e.type, e.data,
       e.happened_at as "happenedAt", c.name as "customerName", d.state, d.attempts,
       d.next_try_at as "nextTryAt", d.tried_at as "triedAt", d.took_ms as "tookMs", d.status,
       d.answer, d.error
     from webhook_delivery d
     join webhook_event e on e.org_id = d.org_id and e.id = d.event_id
     left join customer c on c.org_id = e.org_id and c.id = e.customer_id
     where d.org_id = $1 and d.books_id = $2 and ($3::bigint is null or d.endpoint_id = $3)
       and ($4::text is null or d.state = $4) and ($5::bigint is null or d.id < $5)
     order by d.id desc limit $6`,
    [orgId, booksId, of.endpointId, of.state, of.before, of.limit],
  );
  return rows;
}

/** A person sends it again, whatever became of it; the receiver knows it by its id. */
export async function requeueDelivery(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_delivery d set state = 'queued', attempts = 0, next_try_at = clock_timestamp()
     from webhook_endpoint p
     where d.org_id = $1 and d.books_id = $2 and d.id = $3
       and p.org_id = d.org_id and p.id = d.endpoint_id and p.state = 'on'`,
    [orgId, booksId, id],
  );
  return rowCount === 1;
}
