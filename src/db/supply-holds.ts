// Deliveries stopped for customers: placed, lifted, and which stand now.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type SupplyHoldRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly reason: string;
  readonly source: "dunning" | "credit" | "person";
  readonly placedAt: Date;
  readonly placedBy: string | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftReason: string;
};

/** Those that stand first, then the latest that were lifted. */
export async function selectSupplyHolds(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<SupplyHoldRow[]> {
  const { rows } = await db.query<SupplyHoldRow>(
    `select h.id, h.customer_id as "customerId", c.no as "customerNo", c.name as "customerName",
       h.reason, h.source, h.placed_at as "placedAt", p.name as "placedBy",
       h.lifted_at as "liftedAt", l.name as "liftedBy", h.lift_reason as "liftReason"
     from supply_hold h
     join customer c on c.org_id = h.org_id and c.id = h.customer_id
     left join member p on p.org_id = h.org_id and p.id = h.placed_by
     left join member l on l.org_id = h.org_id and l.id = h.lifted_by
     where h.org_id = $1 and h.books_id = $2
     order by h.lifted_at is not null, h.id desc limit 200`,
    [orgId, booksId],
  );
  return rows;
}

/** Null: these deliveries are stopped already. */
export async function placeSupplyHold(
  db: Db,
  { orgId, booksId }: InBooks,
  hold: {
    readonly customerId: number;
    readonly reason: string;
    readonly source: SupplyHoldRow["source"];
    readonly memberId: number | null;
  },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `insert into supply_hold (org_id, books_id, customer_id, reason, source, placed_by)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (org_id, customer_id) where lifted_at is null do nothing returning id`,
    [orgId, booksId, hold.customerId, hold.reason, hold.source, hold.memberId],
  );
  return rows[0]?.id ?? null;
}

/** False: there is no such hold, or it was lifted. */
export async function liftSupplyHold(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly id: number; readonly reason: string; readonly memberId: number | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update supply_hold set lifted_at = now(), lifted_by = $4, lift_reason = $5
     where org_id = $1 and books_id = $2 and id = $3 and lifted_at is null`,
    [orgId, booksId, of.id, of.memberId, of.reason],
  );
  return rowCount === 1;
}
