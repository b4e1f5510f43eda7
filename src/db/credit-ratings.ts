// Ratings of customers, their months, and what changed.
import type { Because } from "../core/because.ts";
import type { CreditRating } from "../core/credit/settings.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type StoredRating = {
  readonly customerId: number;
  readonly rating: CreditRating | null;
  readonly warnings: readonly Because[];
};

/** As they were rated last. */
export async function selectRatings(
  db: Db,
  orgId: number,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, StoredRating>> {
  const { rows } = await db.query<StoredRating>(
    `select customer_id as "customerId", rating, warnings from customer_credit
     where org_id = $1 and customer_id = any($2::bigint[])`,
    [orgId, customerIds],
  );
  return new Map(rows.map((row) => [row.customerId, row]));
}

export type NewRating = {
  readonly customerId: number;
  readonly asOf: string;
  /** Tenths of a point. */
  readonly score: number;
  readonly rating: CreditRating | null;
  readonly trend: string;
  readonly confidence: string;
  readonly paymentIndex: number | null;
  readonly detail: unknown;
  readonly warnings: readonly Because[];
  readonly formulaLimitMinor: number | null;
  readonly exposureMinor: number;
  readonly limitMinor: number | null;
  readonly settingVersion: number;
};

const ratingTable: BulkTable = {
  table: "customer_credit",
  columns: {
    org_id: "bigint",
    customer_id: "bigint",
    books_id: "bigint",
    as_of: "date",
    score: "int",
    rating: "text",
    trend: "text",
    confidence: "text",
    payment_index: "int",
    detail: "jsonb",
    warnings: "jsonb",
    formula_limit_minor: "bigint",
    setting_version: "int",
  },
};
const monthTable: BulkTable = {
  table: "credit_month",
  columns: {
    org_id: "bigint",
    customer_id: "bigint",
    month: "text",
    books_id: "bigint",
    score: "int",
    rating: "text",
    payment_index: "int",
    exposure_minor: "bigint",
    limit_minor: "bigint",
  },
};

export async function storeRatings(
  db: Db,
  { orgId, booksId }: InBooks,
  ratings: readonly NewRating[],
): Promise<void> {
  const rows = ratings.map((r): Cell[] => [
    orgId,
    r.customerId,
    booksId,
    r.asOf,
    r.score,
    r.rating,
    r.trend,
    r.confidence,
    r.paymentIndex,
    JSON.stringify(r.detail),
    JSON.stringify(r.warnings),
    r.formulaLimitMinor,
    r.settingVersion,
  ]);
  await bulkInsert(
    db,
    ratingTable,
    rows,
    `on conflict (org_id, customer_id) do update set as_of = excluded.as_of, score = excluded.score,
       rating = excluded.rating, trend = excluded.trend, confidence = excluded.confidence,
       payment_index = excluded.payment_index, detail = excluded.detail,
       warnings = excluded.warnings, formula_limit_minor = excluded.formula_limit_minor,
       setting_version = excluded.setting_version, rated_at = clock_timestamp()`,
  );
  const months = ratings.map((r): Cell[] => [
    orgId,
    r.customerId,
    r.asOf.slice(0, 7),
    booksId,
    r.score,
    r.rating,
    r.paymentIndex,
    r.exposureMinor,
    r.limitMinor,
  ]);
  await bulkInsert(
    db,
    monthTable,
    months,
    `on conflict (org_id, customer_id, month) do update set score = excluded.score,
       rating = excluded.rating, payment_index = excluded.payment_index,
       exposure_minor = excluded.exposure_minor, limit_minor = excluded.limit_minor`,
  );
}

export type NewCreditEvent = {
  readonly customerId: number;
  readonly act: string;
  readonly detail: unknown;
};

export async function insertCreditEvents(
  db: Db,
  by: InBooks & { readonly memberId: number | null },
  events: readonly NewCreditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await db.query(
    `insert into credit_event (org_id, books_id, customer_id, act, detail, by_member_id)
     select $1, $2, e.customer_id, e.act, e.detail, $3
     from unnest($4::bigint[], $5::text[], $6::jsonb[]) as e (customer_id, act, detail)`,
    [
      by.orgId,
      by.booksId,
      by.memberId,
      events.map(({ customerId }) => customerId),
      events.map(({ act }) => act),
      events.map(({ detail }) => JSON.stringify(detail)),
    ],
  );
}

export type CreditEventRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly by: string | null;
  readonly recordedAt: Date;
};

/** `after`: oldest first from there; else the newest, newest first. */
export async function selectCreditEvents(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly after: number | null;
    readonly customerId: number | null;
    readonly limit: number;
  },
): Promise<CreditEventRow[]> {
  const { rows } = await db.query<CreditEventRow>(
    `select e.id, e.customer_id as "customerId", c.no as "customerNo", c.name as "customerName", e.act,
       e.detail, m.name as by, e.recorded_at as "recordedAt"
     from credit_event e join customer c on c.org_id = e.org_id and c.id = e.customer_id
     left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     where e.org_id = $1 and e.books_id = $2 and ($3::bigint is null or e.id > $3)
       and ($4::bigint is null or e.customer_id = $4)
     order by case when $3::bigint is null then -e.id else e.id end limit $5`,
    [orgId, booksId, of.after, of.customerId, of.limit],
  );
  return rows;
}
