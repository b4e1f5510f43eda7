// Endpoints that listen to webhook events, and the events themselves.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type EndpointRow = {
  readonly id: number;
  readonly url: string;
  readonly note: string;
  readonly types: readonly string[];
  readonly state: "on" | "off";
  readonly offBecause: "" | "person" | "gone";
  readonly oldUntil: Date | null;
  readonly createdAt: Date;
  readonly waiting: number;
  readonly failed: number;
  readonly lastDeliveredAt: Date | null;
};

export async function selectEndpoints(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number | null = null,
): Promise<EndpointRow[]> {
  const { rows } = await db.query<EndpointRow>(
    `select p.id, p.url, p.note, p.types, p.state, p.off_because as "offBecause",
       p.old_until as "oldUntil", p.created_at as "createdAt",
       count(d.id) filter (where d.state = 'queued') as waiting,
       count(d.id) filter (where d.state = 'failed' and d.created_at > now() - interval '7 days')
         as failed,
       max(d.delivered_at) as "lastDeliveredAt"
     from webhook_endpoint p
     left join webhook_delivery d on d.org_id = p.org_id and d.endpoint_id = p.id
     where p.org_id = $1 and p.books_id = $2 and p.state <> 'removed'
       and ($3::bigint is null or p.id = $3)
     group by p.org_id, p.id order by p.id`,
    [orgId, booksId, id],
  );
  return rows;
}

export async function insertEndpoint(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly url: string;
    readonly note: string;
    readonly types: readonly string[];
    readonly secret: Buffer;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into webhook_endpoint (org_id, books_id, url, note, types, secret, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [orgId, booksId, of.url, of.note, of.types, of.secret, of.memberId],
  );
  return rows[0]!.id;
}

export type EndpointChange = {
  readonly url?: string | undefined;
  readonly note?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly state?: "on" | "off" | "removed" | undefined;
  readonly offBecause?: "" | "person" | "gone" | undefined;
};

/** False: there is no such endpoint. */
export async function updateEndpoint(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
  change: EndpointChange,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_endpoint set url = coalesce($4, url), note = coalesce($5, note),
       types = coalesce($6, types), state = coalesce($7, state),
       off_because = coalesce($8, off_because)
     where org_id = $1 and books_id = $2 and id = $3 and state <> 'removed'`,
    [
      ...[orgId, booksId, id],
      change.url ?? null,
      change.note ?? null,
      change.types ?? null,
      change.state ?? null,
      change.offBecause ?? null,
    ],
  );
  return rowCount === 1;
}

/** The old secret goes on signing beside the new one for so many hours. */
export async function replaceSecret(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number; readonly secret: Buffer; readonly hours: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_endpoint set old_secret = secret, secret = $4,
       old_until = clock_timestamp() + make_interval(hours => $5)
     where org_id = $1 and books_id = $2 and id = $3 and state <> 'removed'`,
    [orgId, booksId, of.id, of.secret, of.hours],
  );
  return rowCount === 1;
}

/** An event of our own making, for one endpoint alone. */
export async function insertTestEvent(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly endpointId: number; readonly type: string; readonly data: object },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `with event as (
       insert into webhook_event (org_id, books_id, type, data) values ($1, $2, $4, $5)
       returning org_id, books_id, id)
     insert into webhook_delivery (org_id, books_id, endpoint_id, event_id)
     select org_id, books_id, $3, id from event returning id`,
    [orgId, booksId, of.endpointId, of.type, JSON.stringify(of.data)],
  );
  return rows[0]!.id;
}
