// Customers by credit: what they owe now against what they are granted, how they are rated. Exposure is
// kept by triggers and right at once; rating and warnings are as they were rated last.
import type { Because } from "../core/because.ts";
import type { CreditRating } from "../core/credit/settings.ts";
import type { CreditMethod } from "../core/credit/terms.ts";
import { keysetSql, type ListPage, type SortColumns } from "./keyset.ts";
import { leftHomeSql } from "./left-home.ts";
import type { Db } from "./pool.ts";
import type { SearchTerms } from "./search-terms.ts";

export const creditSorts: SortColumns = {
  name: { sql: "name collate zh_pinyin", type: "text" },
  score: { sql: "coalesce(score, -1)", type: "bigint" },
  exposure: { sql: "exposure", type: "bigint" },
  limit: { sql: "coalesce(limit_minor, 9007199254740991)", type: "bigint" },
  utilisation: { sql: "coalesce(use_tenths, -1)", type: "bigint" },
  overdue: { sql: "overdue", type: "bigint" },
  index: { sql: "coalesce(payment_index, -1)", type: "bigint" },
};

export type CreditFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: string;
  readonly search: SearchTerms;
  /** "none": not rated. */
  readonly ratings: readonly string[] | null;
  readonly use: "over" | "near" | "none" | null;
  readonly trend: string | null;
  readonly method: string | null;
  readonly flag: "warning" | "proposal" | "hold" | null;
};

export type CreditListRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly rating: CreditRating | null;
  readonly score: number | null;
  readonly trend: "up" | "level" | "down" | "unknown" | null;
  readonly confidence: "high" | "medium" | "low" | null;
  readonly paymentIndex: number | null;
  readonly exposureMinor: number;
  readonly limitMinor: number | null;
  /** Tenths of a per cent. */
  readonly useTenths: number | null;
  readonly overdueMinor: number;
  readonly method: CreditMethod;
  readonly isHeld: boolean;
  readonly warnings: readonly Because[];
  readonly proposalId: number | null;
  readonly keys: readonly string[];
};

const listed = `with terms as (
    select distinct on (customer_id) customer_id, limit_minor, method from credit_term
    where org_id = $1 and books_id = $2 and effective_from <= $3
    order by customer_id, effective_from desc, id desc),
  put_off as (
    select distinct on (item_id) item_id, due_date from item_change
    where org_id = $1 and due_date is not null order by item_id, id desc),
  late as (
    select i.customer_id,
      sum(${leftHomeSql("i")}) as overdue
    from open_item i
    left join open_item b on i.kind = 'credit_note' and b.org_id = i.org_id and b.id = i.linked_item_id
    left join put_off x on x.item_id = coalesce(b.id, i.id)
    where i.org_id = $1 and i.books_id = $2 and i.applied_minor <> i.amount_minor
      and i.cancelled_at is null
      and i.account in ('receivable', 'e_receivable', 'retention', 'uninvoiced')
      and coalesce(x.due_date,
        case when i.kind = 'credit_note' then b.due_date else i.due_date end) < $3::date
    group by i.customer_id),
  figures as (
    select c.id, c.no, c.name, r.rating, r.score, r.trend, r.confidence, r.payment_index,
      coalesce(r.warnings, '[]') as warnings,
      coalesce(e.open_minor + e.uninvoiced_minor + e.bills_minor - e.advances_minor
        - e.unapplied_minor, 0) as exposure,
      t.limit_minor, coalesce(t.method, 'open') as method, coalesce(l.overdue, 0)::bigint as overdue,
      c.on_hold or h.id is not null as is_held, p.id as proposal_id
    from customer c
    left join credit_exposure e on e.org_id = c.org_id and e.customer_id = c.id
    left join customer_credit r on r.org_id = c.org_id and r.customer_id = c.id
    left join terms t on t.customer_id = c.id
    left join late l on l.customer_id = c.id
    left join supply_hold h on h.org_id = c.org_id and h.customer_id = c.id and h.lifted_at is null
    left join credit_proposal p on p.org_id = c.org_id and p.customer_id = c.id
      and p.state in ('open', 'asked')
    where c.org_id = $1 and c.books_id = $2
      and (e.customer_id is not null or r.customer_id is not null or t.customer_id is not null)
      and ($4 = '%' or c.name ilike $4 or c.search like lower($4) or c.no ilike $4
        or c.tax_id ilike $4)
      and ($5::text[] is null or c.no = any($5) or c.name = any($5) or c.tax_id = any($5))),
  measured as (
    select *, case when limit_minor is null then null when exposure <= 0 then 0
      when limit_minor = 0 then 9990
      else least(9990, (exposure * 1000 + limit_minor / 2) / limit_minor) end as use_tenths
    from figures),
  chosen as (
    select * from measured
    where ($6::text[] is null or coalesce(rating, 'none') = any($6))
      and ($7::text is null
        or ($7 = 'none' and limit_minor is null)
        or ($7 = 'over' and exposure > limit_minor)
        or ($7 = 'near' and use_tenths >= 800))
      and ($8::text is null or trend = $8) and ($9::text is null or method = $9)
      and ($10::text is null
        or ($10 = 'warning' and jsonb_array_length(warnings) > 0)
        or ($10 = 'proposal' and proposal_id is not null) or ($10 = 'hold' and is_held)))`;

function valuesOf(f: CreditFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.today,
    f.search.pattern,
    f.search.list,
    f.ratings,
    f.use,
    f.trend,
    f.method,
    f.flag,
  ];
}

export async function selectCreditRows(
  db: Db,
  filter: CreditFilter,
  page: ListPage,
): Promise<CreditListRow[]> {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, "id", { values, cursor: page.cursor });
  values.push(page.limit);
  const { rows } = await db.query<CreditListRow>(
    `${listed} select id, no, name, rating, score, trend, confidence,
       payment_index as "paymentIndex", exposure as "exposureMinor", limit_minor as "limitMinor",
       use_tenths as "useTenths", overdue as "overdueMinor", method, is_held as "isHeld", warnings,
       proposal_id as "proposalId", ${keys} as keys
     from chosen where ${after} order by ${orderBy} limit $${values.length}`,
    values,
  );
  return rows;
}

export type CreditSums = {
  readonly count: number;
  readonly exposureMinor: number;
  readonly limitMinor: number;
  readonly overdueMinor: number;
};

export async function selectCreditSums(db: Db, filter: CreditFilter): Promise<CreditSums> {
  const { rows } = await db.query<CreditSums>(
    `${listed} select count(*) as count, coalesce(sum(exposure), 0)::bigint as "exposureMinor",
       coalesce(sum(limit_minor), 0)::bigint as "limitMinor",
       coalesce(sum(overdue), 0)::bigint as "overdueMinor" from chosen`,
    valuesOf(filter),
  );
  return rows[0]!;
}

export type CreditSummaryRow = {
  readonly rating: CreditRating | null;
  readonly customers: number;
  readonly exposureMinor: number;
  readonly over: number;
  readonly overMinor: number;
  readonly warnings: number;
  readonly proposals: number;
  readonly held: number;
  readonly withoutLimit: number;
};

/** One row a rating. */
export async function selectCreditSummary(
  db: Db,
  filter: CreditFilter,
): Promise<CreditSummaryRow[]> {
  const { rows } = await db.query<CreditSummaryRow>(
    `${listed} select rating, count(*)::int as customers, sum(exposure)::bigint as "exposureMinor",
       (count(*) filter (where exposure > limit_minor))::int as over,
       coalesce(sum(exposure - limit_minor) filter (where exposure > limit_minor), 0)::bigint
         as "overMinor",
       (count(*) filter (where jsonb_array_length(warnings) > 0))::int as warnings,
       (count(proposal_id))::int as proposals, (count(*) filter (where is_held))::int as held,
       (count(*) filter (where limit_minor is null))::int as "withoutLimit"
     from chosen group by rating order by rating`,
    valuesOf(filter),
  );
  return rows;
}

export async function selectLastRated(
  db: Db,
  { orgId, booksId }: Pick<CreditFilter, "orgId" | "booksId">,
): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    "select max(rated_at) as at from customer_credit where org_id = $1 and books_id = $2",
    [orgId, booksId],
  );
  return rows[0]?.at ?? null;
}
