// Items for learning when payment is late, trained models, and the chances given to items.
import type { LateReason } from "../core/credit/late/explain.ts";
import type { LateModel, LateModelKind, TrainedModel } from "../core/credit/late/train.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";
import { successorsSql } from "./factored.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type LateItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly homeMinor: number;
  /** Null: something of it is open, or a factor bought the rest and nobody here knows when that was paid. */
  readonly settledOn: string | null;
  /** The day from which nothing is known of the rest: a factor bought it. */
  readonly soldOn: string | null;
  /** Of it: what is open here, itself or what a factor gave back; null: nothing. */
  readonly openId: number | null;
  readonly group: string;
  readonly isDisputed: boolean;
};

/**
 * The newest documents that are to be paid, oldest first; what a factor gave back is the document that was
 * sold to it. The due date is the one it was issued with: a later one was not known then.
 */
export async function selectLateItems(
  db: Db,
  { orgId, booksId }: InBooks,
  limit: number,
): Promise<LateItemRow[]> {
  const { rows } = await db.query<LateItemRow>(
    `with successor as materialized ${successorsSql()},
     items as (
       select i.id, i.customer_id, coalesce(i.issue_date, i.accounting_date) as issued_on, i.due_date,
         i.home_minor, i.applied_minor = i.amount_minor as is_settled
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.kind in ('invoice', 'debit_note', 'interest')
         and i.cancelled_at is null and i.amount_minor > 0 and i.due_date is not null
         and i.id not in (select id from successor)
       order by issued_on desc, i.id desc limit $3),
     given_back as (
       select s.root, i.id, i.applied_minor = i.amount_minor as is_settled, i.amount_minor as minor
       from successor s join items r on r.id = s.root
       join open_item i on i.org_id = $1 and i.id = s.id
       where not s.is_factored and i.cancelled_at is null),
     part as (
       select id as root, id, is_settled from items
       union all select root, id, is_settled from given_back),
     ended as (
       select a.item_id, a.code = 'factor' as is_sale, sum(a.item_minor) as minor,
         max(coalesce(r.date, a.business_date)) as on_day
       from part p join allocation a on a.org_id = $1 and a.item_id = p.id
       left join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where p.is_settled group by a.item_id, 2 having sum(a.item_minor) <> 0),
     whole as (
       select p.root, max(p.id) filter (where not p.is_settled) as open_id,
         max(e.on_day) filter (where not e.is_sale) as paid_on,
         max(e.on_day) filter (where e.is_sale) as sold_on,
         coalesce(sum(e.minor) filter (where e.is_sale), 0) as sold_minor
       from part p left join ended e on e.item_id = p.id group by p.root),
     ending as (
       select w.root, w.open_id, w.paid_on, w.sold_on, w.open_id is null and w.paid_on is not null and (
           w.sold_minor = coalesce((select sum(g.minor) from given_back g where g.root = w.root), 0)
           or w.paid_on > w.sold_on) as is_paid
       from whole w),
     disputed as (select distinct item_id from dispute_item where org_id = $1)
     select i.id, i.customer_id as "customerId", i.issued_on as "issuedOn", i.due_date as "dueOn",
       i.home_minor as "homeMinor", e.open_id as "openId", case when e.is_paid then e.paid_on end as "settledOn",
       case when not e.is_paid and e.open_id is null then e.sold_on end as "soldOn",
       coalesce(nullif(c.segment, ''), c.region) as "group", d.item_id is not null as "isDisputed"
     from items i join customer c on c.org_id = $1 and c.id = i.customer_id
     join ending e on e.root = i.id left join disputed d on d.item_id = i.id
     order by i.issued_on, i.id`,
    [orgId, booksId, limit],
  );
  return rows;
}

export type LateModelRow = {
  readonly id: number;
  readonly asOf: string;
  readonly kind: LateModelKind;
  readonly model: LateModel;
  readonly figures: Pick<TrainedModel, "figures" | "majority" | "learnt"> & {
    readonly measuredFrom: string;
  };
  readonly recordedAt: Date;
};

export async function selectLateModel(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<LateModelRow | null> {
  const { rows } = await db.query<LateModelRow>(
    `select id, as_of as "asOf", kind, model, figures, recorded_at as "recordedAt" from late_model
     where org_id = $1 and books_id = $2 order by id desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

export async function insertLateModel(
  db: Db,
  { orgId, booksId }: InBooks,
  m: Pick<LateModelRow, "asOf" | "model" | "figures">,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into late_model (org_id, books_id, as_of, kind, model, figures)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [orgId, booksId, m.asOf, m.model.kind, JSON.stringify(m.model), JSON.stringify(m.figures)],
  );
  return rows[0]!.id;
}

export type NewPrediction = {
  readonly itemId: number;
  readonly customerId: number;
  /** Of a thousand. */
  readonly probability: number;
  readonly because: readonly LateReason[];
};

const predictionTable: BulkTable = {
  table: "late_prediction",
  columns: {
    org_id: "bigint",
    item_id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    model_id: "bigint",
    probability: "int",
    because: "jsonb",
  },
};

export async function storePredictions(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly modelId: number; readonly predictions: readonly NewPrediction[] },
): Promise<void> {
  const rows = of.predictions.map((p): Cell[] => [
    orgId,
    p.itemId,
    booksId,
    p.customerId,
    of.modelId,
    p.probability,
    JSON.stringify(p.because),
  ]);
  await bulkInsert(
    db,
    predictionTable,
    rows,
    `on conflict (org_id, item_id) do update set model_id = excluded.model_id,
       probability = excluded.probability, because = excluded.because,
       predicted_at = clock_timestamp()`,
  );
}

export type PredictionRow = {
  readonly itemId: number;
  readonly no: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly probability: number;
  readonly because: readonly LateReason[];
};

/** Of open items that are not due yet, the likeliest to be late first. */
export async function selectPredictions(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly customerId: number; readonly today: string; readonly limit: number },
): Promise<PredictionRow[]> {
  const { rows } = await db.query<PredictionRow>(
    `select i.id as "itemId", i.no, coalesce(i.issue_date, i.accounting_date) as "issuedOn",
       i.due_date as "dueOn", i.currency, i.amount_minor - i.applied_minor as "openMinor",
       p.probability, p.because
     from late_prediction p join open_item i on i.org_id = p.org_id and i.id = p.item_id
     where p.org_id = $1 and p.books_id = $2 and p.customer_id = $3
       and i.applied_minor <> i.amount_minor and i.cancelled_at is null and i.due_date >= $4
     order by p.probability desc, i.id limit $5`,
    [orgId, booksId, of.customerId, of.today, of.limit],
  );
  return rows;
}
