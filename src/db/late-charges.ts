// Interest and fees: what took late documents down and when, and what was charged already.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type LateItemRow = {
  readonly id: number;
  readonly no: string;
  readonly currency: string;
  readonly dueDate: string;
  readonly amountMinor: number;
  readonly disputedMinor: number;
  readonly homeMinor: number;
  readonly taxRate: string;
  /** "2026-09-30 12000" for each day, undone ones below zero. */
  readonly payments: readonly { readonly on: string; readonly minor: number }[];
  /** Interest is charged through that day; null: never. */
  readonly chargedTo: string | null;
  readonly chargedMinor: number;
  readonly hasFee: boolean;
  readonly closedOn: string | null;
};

/** Claims whose due date has passed; of `itemIds`, or of one customer those not older than a year paid. */
export async function selectLateItems(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly itemIds: readonly number[] | null;
    readonly customerId: number | null;
    readonly to: string;
  },
): Promise<LateItemRow[]> {
  const { rows } = await db.query<LateItemRow>(
    `select i.id, i.no, i.currency, coalesce(ch.due_date, i.due_date) as "dueDate",
       i.amount_minor as "amountMinor", greatest(coalesce(ch.disputed, 0), 0)::bigint as "disputedMinor",
       i.home_minor as "homeMinor", i.tax_rate as "taxRate", coalesce(a.payments, '[]') as payments,
       l.charged_to as "chargedTo", coalesce(l.minor, 0)::bigint as "chargedMinor",
       coalesce(l.has_fee, false) as "hasFee",
       case when i.applied_minor = i.amount_minor then a.last_on end as "closedOn"
     from open_item i
     left join lateral (select sum(x.disputed_delta_minor) as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = i.org_id and x.item_id = i.id) ch on true
     left join lateral (select max(d.on_day) as last_on,
         jsonb_agg(jsonb_build_object('on', d.on_day, 'minor', d.minor) order by d.on_day) as payments
       from (select coalesce(r.date, x.business_date) as on_day, sum(x.item_minor)::bigint as minor
         from allocation x left join receipt r on r.org_id = x.org_id and r.id = x.receipt_id
         where x.org_id = i.org_id and x.item_id = i.id
         group by 1 having sum(x.item_minor) <> 0) d) a on true
     left join lateral (select max(c.to_on) filter (where c.kind = 'interest') as charged_to,
         sum(c.amount_minor) as minor, bool_or(c.kind = 'fee') as has_fee
       from late_charge c join decision d on d.org_id = c.org_id and d.id = c.decision_id
       where c.org_id = i.org_id and c.item_id = i.id and d.undone_by_id is null) l on true
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null and i.amount_minor > 0
       and i.kind in ('invoice', 'debit_note', 'delivery', 'retention', 'e_receivable')
       and coalesce(ch.due_date, i.due_date) < $5::date
       and ($3::bigint[] is null or i.id = any($3)) and ($4::bigint is null or i.customer_id = $4)
       and (i.applied_minor <> i.amount_minor or $4::bigint is not null
         and a.last_on > coalesce(ch.due_date, i.due_date) and a.last_on > $5::date - 366
         -- with the claim its interest went to the factor
         and not exists (select from open_item f where f.org_id = i.org_id and f.books_id = i.books_id
           and f.linked_item_id = i.id and f.kind = 'factored' and f.cancelled_at is null))
     order by coalesce(ch.due_date, i.due_date), i.id limit 500`,
    [orgId, booksId, of.itemIds, of.customerId, of.to],
  );
  return rows;
}

export type NewLateCharge = {
  readonly customerId: number;
  readonly kind: "interest" | "fee";
  readonly itemId: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly basis: "agreed" | "statutory";
  readonly detail: object;
  readonly chargedItemId: number;
  readonly decisionId: number;
};

export async function insertLateCharges(
  db: Db,
  who: InBooks & { readonly memberId: number | null; readonly recordedAt: string },
  charges: readonly NewLateCharge[],
): Promise<void> {
  for (const one of charges) {
    await db.query(
      `insert into late_charge (org_id, books_id, customer_id, kind, item_id, from_on, to_on,
         currency, amount_minor, basis, detail, charged_item_id, decision_id, by_member_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        who.orgId,
        who.booksId,
        one.customerId,
        one.kind,
        one.itemId,
        one.fromOn,
        one.toOn,
        one.currency,
        one.amountMinor,
        one.basis,
        JSON.stringify(one.detail),
        one.chargedItemId,
        one.decisionId,
        who.memberId,
        who.recordedAt,
      ],
    );
  }
}
