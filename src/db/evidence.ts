// Everything that was kept of the talk with a customer, for an evidence pack. One statement a function.
import type { Db } from "./pool.ts";

type OfCustomer = { readonly orgId: number; readonly booksId: number; readonly customerId: number };
type Period = { readonly from: string; readonly to: string };

export async function selectStatementsOf(
  db: Db,
  { orgId, booksId, customerId }: OfCustomer,
  { from, to }: Period,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select id from statement where org_id = $1 and books_id = $2 and customer_id = $3
       and to_date between $4 and $5 order by id`,
    [orgId, booksId, customerId, from, to],
  );
  return rows.map(({ id }) => id);
}

export type DeliveryRow = {
  readonly id: number;
  readonly at: Date;
  readonly act: string;
  readonly channel: string;
  readonly template: string;
  readonly to: string;
  readonly subject: string;
  readonly mailId: string;
  readonly detail: string;
};

/** Each step of each message, with what the other side's server said. */
export async function selectDeliveries(
  db: Db,
  { orgId, booksId, customerId }: OfCustomer,
  { from, to }: Period,
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select m.id, e.recorded_at as at, e.act, m.channel, m.template,
       trim(m.to_name || ' ' || m.to_address) as to, m.subject, m.message_id as "mailId",
       e.detail::text as detail
     from message m join message_event e on e.org_id = m.org_id and e.message_id = m.id
     where m.org_id = $1 and m.books_id = $2 and m.customer_id = $3 and m.template <> 'portal_code'
       and e.recorded_at >= $4::date and e.recorded_at < $5::date + 400
     order by e.id`,
    [orgId, booksId, customerId, from, to],
  );
  return rows;
}

export type VisitRow = {
  readonly at: Date;
  readonly act: string;
  readonly isRefusal: boolean;
  readonly address: string;
  readonly detail: string;
};

export async function selectVisits(
  db: Db,
  { orgId, booksId, customerId }: OfCustomer,
  { from, to }: Period,
): Promise<VisitRow[]> {
  const { rows } = await db.query<VisitRow>(
    `select recorded_at as at, act, is_refusal as "isRefusal", address, detail::text as detail
     from portal_event where org_id = $1 and books_id = $2 and customer_id = $3
       and recorded_at >= $4::date and recorded_at < $5::date + 400 order by id`,
    [orgId, booksId, customerId, from, to],
  );
  return rows;
}
