// Items for learning when payment is late, trained models, and the chances given to items.
import type { LateReason } from "../core/credit/late/explain.ts";
import type { LateModel, LateModelKind, TrainedModel } from "../core/credit/late/train.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type LateItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly homeMinor: number;
  /** Null: something of it is open. */
  readonly settledOn: string | null;
  readonly group: string;
  readonly isDisputed: boolean;
};

/**
 * The newest documents that are to be paid, oldest first. The due date is the one it was issued with:
 * a later one was not known then.
 */
export async function selectLateItems(
  db: Db,
  { orgId, booksId }: InBooks,
  limit: number,
): Promise<LateItemRow[]> {
  const { rows } = await db.query<LateItemRow>(
    `with items as (
       select i.id, i.customer_id, coalesce(i.issue_date, i.accounting_date) as issued_on, i.due_date,
         i.home_minor, i.applied_minor = i.amount_minor as is_settled
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.kind in ('invoice', 'debit_note', 'interest')
         and i.cancelled_at is null and i.amount_minor > 0 and i.due_date is not null
       order by issued_on desc, i.id desc limit $3),
     settled as (
       select a.item_id, max(coalesce(r.date, a.business_date)) as on_day
       from items i join allocation a on a.org_id = $1 and a.item_id = i.id
       left join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where i.is_settled group by a.item_id having sum(a.item_minor) <> 0),
     disputed as (select distinct item_id from dispute_item where org_id = $1)
     select i.id, i.customer_id as "customerId", i.issued_on as "issuedOn", i.due_date as "dueOn",
       i.home_minor as "homeMinor", s.on_day as "settledOn",
       coalesce(nullif(c.segment, ''), c.region) as "group", d.item_id is not null as "isDisputed"
     from items i join customer c on c.org_id = $1 and c.id = i.customer_id
     left join settled s on s.item_id = i.id left join disputed d on d.item_id = i.id
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
