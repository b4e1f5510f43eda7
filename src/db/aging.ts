// Aging by SQL, from records at a viewpoint: items less what was allocated by (asOf, knownAt), in their
// buckets, per customer and currency; and the ledger's own balance of the same accounts. Written for a
// million items: they are read once, in whole numbers, and names are joined to sums.
import { assert } from "../core/assert.ts";
import type { Db } from "./pool.ts";

export type AgingPoint = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: string;
  readonly knownAt: string;
  /** book_age: statutory years since the claim arose. */
  readonly basis: "due" | "issue" | "book_age";
};

export type AgingBucketRow = {
  readonly customerId: number;
  /** Null: none, or not asked for. */
  readonly contractNo: string | null;
  readonly currency: string;
  /** A bucket, credits (unlinked ones), unapplied or allowance. */
  readonly bucket: string;
  readonly minor: number;
  readonly homeMinor: number;
  readonly disputedMinor: number;
};

/** 1122 and its sub-accounts (core/ledger/accounts.ts, receivableAccounts). */
const receivable = "('receivable', 'e_receivable', 'retention', 'uninvoiced')";

/** In the sums a bucket is its place here: a number is grouped faster than a word. */
export const agingBuckets: readonly string[] = [
  ...["not_due", "d1_30", "d31_60", "d61_90", "d91_180", "d181_365", "d366", "no_due_date"],
  ...["y1", "y2", "y3", "y4", "y5", "over_5", "credits", "unapplied", "allowance"],
];

function place(name: string): number {
  const at = agingBuckets.indexOf(name);
  assert(at >= 0, `${name} is a bucket`);
  return at + 1;
}

/** $3 is the day; the borders of the buckets follow from it and are computed once. */
const daysSql = (date: string) => `case when ${date} >= $3::date then ${place("not_due")}
  when ${date} >= $3::date - 30 then ${place("d1_30")}
  when ${date} >= $3::date - 60 then ${place("d31_60")}
  when ${date} >= $3::date - 90 then ${place("d61_90")}
  when ${date} >= $3::date - 180 then ${place("d91_180")}
  when ${date} >= $3::date - 365 then ${place("d181_365")}
  when ${date} is null then ${place("no_due_date")} else ${place("d366")} end`;

const yearsSql = (from: string) => `case
  when $3::date <= (${from} + interval '1 year')::date then ${place("y1")}
  when $3::date <= (${from} + interval '2 years')::date then ${place("y2")}
  when $3::date <= (${from} + interval '3 years')::date then ${place("y3")}
  when $3::date <= (${from} + interval '4 years')::date then ${place("y4")}
  when $3::date <= (${from} + interval '5 years')::date then ${place("y5")}
  else ${place("over_5")} end`;

/** By the item `i` and what was agreed of it, `n`; of a linked credit note its invoice `b` counts, `bn`. */
const bucketSql: Readonly<Record<AgingPoint["basis"], { own: string; linked: string }>> = {
  due: {
    own: daysSql("coalesce(n.due_date, i.due_date)"),
    linked: daysSql("coalesce(bn.due_date, b.due_date)"),
  },
  issue: {
    own: daysSql("coalesce(i.issue_date, i.accounting_date)"),
    linked: daysSql("coalesce(b.issue_date, i.issue_date, i.accounting_date)"),
  },
  book_age: { own: yearsSql("i.age_from"), linked: yearsSql("coalesce(b.age_from, i.age_from)") },
};

/** The place in `agingBuckets` on the day $3 of an item `i`, with what was agreed of it as `n`. */
export function bucketPlaceSql(basis: AgingPoint["basis"]): string {
  return bucketSql[basis].own;
}

/**
 * `byContract`: sums apart for each contract; receipts and allowances have none. The items are read in
 * two halves, so that two processes of the database share the work.
 */
export async function selectAgingBuckets(
  db: Db,
  point: AgingPoint & { readonly byContract?: boolean },
): Promise<AgingBucketRow[]> {
  const { own, linked } = bucketSql[point.basis];
  const contract = point.byContract ? "i.contract_id" : "null::bigint";
  const isItem = `i.org_id = $1 and i.books_id = $2 and i.account in ${receivable}
    and i.accounting_date <= $3 and i.recorded_at <= $4`;
  const isUsed = "a.org_id = $1 and a.accounting_date <= $3 and a.recorded_at <= $4";
  const agreed = (within: string) => `(
      select item_id, sum(disputed_delta_minor)::bigint as disputed,
        (array_agg(due_date order by recorded_at desc, id desc) filter (where due_date is not null))[1] as due_date
      from item_change where org_id = $1 and accounting_date <= $3 and recorded_at <= $4 ${within}
      group by item_id)`;
  const half = (is: "<" | ">=") => `
    select i.customer_id, ${contract} as contract_id, i.currency,
      case when i.kind = 'credit_note' then ${place("credits")} else ${own} end as bucket,
      sum(i.amount_minor::bigint - coalesce(u.minor, 0))::bigint as minor,
      sum(i.home_minor::bigint - coalesce(u.home, 0))::bigint as home, sum(n.disputed)::bigint as disputed
    from open_item i
    left join (
      select a.item_id, sum(a.item_minor)::bigint as minor, sum(a.item_home_minor)::bigint as home
      from allocation a where ${isUsed} and a.item_id ${is} $6 group by a.item_id) u on u.item_id = i.id
    left join ${agreed(`and item_id ${is} $6`)} n on n.item_id = i.id
    where ${isItem} and i.id ${is} $6 and (i.kind <> 'credit_note' or i.linked_item_id is null)
    group by 1, 2, 3, 4`;
  const { rows } = await db.query<AgingBucketRow>(
    `with agreed as materialized ${agreed("")},
     linked as materialized (
       select i.id, i.customer_id, ${contract} as contract_id, i.currency, ${linked} as bucket,
         i.amount_minor::bigint as minor, i.home_minor::bigint as home, n.disputed
       from open_item i join open_item b on b.org_id = i.org_id and b.id = i.linked_item_id
       left join agreed bn on bn.item_id = b.id left join agreed n on n.item_id = i.id
       where ${isItem} and i.kind = 'credit_note' and i.linked_item_id is not null),
     part as (
       select * from (${half("<")} union all ${half(">=")} offset 0) own
       union all
       select customer_id, contract_id, currency, bucket, minor, home, disputed from linked
       union all
       select l.customer_id, l.contract_id, l.currency, l.bucket, -a.item_minor, -a.item_home_minor, null
       from linked l join allocation a on a.item_id = l.id where ${isUsed}
       union all
       select c.customer_id, null, r.currency, ${place("unapplied")}, c.amount_minor, c.home_minor, null
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       where c.org_id = $1 and r.books_id = $2 and c.accounting_date <= $3 and c.recorded_at <= $4
       union all
       select a.receipt_customer_id, null, r.currency, ${place("unapplied")}, -a.receipt_minor, -a.receipt_home_minor, null
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where ${isUsed} and a.books_id = $2 and a.receipt_customer_id is not null
       union all
       select p.customer_id, null, p.currency, ${place("allowance")},
         case p.side when 'C' then p.amount_minor else -p.amount_minor end,
         case p.side when 'C' then p.home_minor else -p.home_minor end, null
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2 and p.account = 'allowance' and p.customer_id is not null
         and e.accounting_date <= $3 and e.recorded_at <= $4),
     sums as (
       select customer_id, contract_id, currency, bucket, sum(minor)::bigint as minor,
         sum(home)::bigint as home, coalesce(sum(disputed), 0)::bigint as disputed
       from part group by customer_id, contract_id, currency, bucket)
     select s.customer_id as "customerId", k.no as "contractNo", s.currency,
       ($5::text[])[s.bucket] as bucket, s.minor,
       s.home as "homeMinor", s.disputed as "disputedMinor"
     from sums s left join contract k on k.org_id = $1 and k.id = s.contract_id
     where s.minor <> 0 or s.home <> 0 or s.disputed <> 0`,
    [
      ...[point.orgId, point.booksId, point.asOf, point.knownAt, agingBuckets],
      await selectMiddleItem(db, point.orgId),
    ],
  );
  return rows;
}

/**
 * By number: about half of the items are older. Numbers have gaps as wide as all items together, so the
 * middle is that of every hundredth page; where these hold none, the middle of the numbers.
 */
async function selectMiddleItem(db: Db, orgId: number): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `select coalesce(
       (select percentile_disc(0.5) within group (order by id)
        from open_item tablesample system (1) repeatable (1) where org_id = $1),
       (select (min(id) + max(id)) / 2 from open_item where org_id = $1), 0) as id`,
    [orgId],
  );
  return rows[0]!.id;
}

export type AgingCustomerRow = {
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly owner: string | null;
  readonly department: string;
  readonly region: string;
};

/** In the order of their names. */
export async function selectAgingCustomers(
  db: Db,
  { orgId, booksId }: Pick<AgingPoint, "orgId" | "booksId">,
): Promise<AgingCustomerRow[]> {
  const { rows } = await db.query<AgingCustomerRow>(
    `select c.id as "customerId", c.no as "customerNo", c.name as "customerName",
       coalesce(m.name, c.extra ->> 'salesperson') as owner,
       coalesce(c.extra ->> 'department', '') as department, c.region
     from customer c left join member m on m.org_id = $1 and m.id = c.owner_member_id
     where c.org_id = $1 and c.books_id = $2 order by c.name collate "zh_pinyin", c.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Balance of 1122 by posting lines, in home currency. */
export async function selectReceivableBalance(
  db: Db,
  { orgId, booksId, asOf, knownAt }: Omit<AgingPoint, "basis">,
): Promise<number> {
  const { rows } = await db.query<{ balance: number }>(
    `select coalesce(sum(case p.side when 'D' then p.home_minor else -p.home_minor end), 0)::bigint as balance
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.account in ${receivable}
       and e.accounting_date <= $3 and e.recorded_at <= $4`,
    [orgId, booksId, asOf, knownAt],
  );
  return rows[0]!.balance;
}

/**
 * The present, while nobody records: what is recorded later bears a later instant. Null while somebody
 * does; then the last recorded instant is what stands. For a transaction of its own: the mark it sets
 * holds writers up until it ends.
 */
export async function selectPresent(db: Db, orgId: number): Promise<string | null> {
  const { rows } = await db.query<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
     from chain_head where org_id = $1 and chain = 'entry' for share skip locked`,
    [orgId],
  );
  return rows[0]?.at ?? null;
}

/** The last recorded instant that is visible: the default of "known at" (UTC, microseconds). */
export async function selectLastRecorded(db: Db, orgId: number): Promise<string> {
  const { rows } = await db.query<{ at: string | null }>(
    `select to_char(nullif(recorded_at, '-infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
     from chain_head where org_id = $1 and chain = 'entry'`,
    [orgId],
  );
  return rows[0]?.at ?? "1970-01-01T00:00:00.000000Z";
}
