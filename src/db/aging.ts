// Aging by SQL, from records at a viewpoint: what every item has left by (asOf, knownAt), in its
// bucket, per customer and currency; and the ledger's own balance of the same accounts.
import type { Db } from "./pool.ts";

export type AgingPoint = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: string;
  readonly knownAt: string;
  /** book_age: statutory years since the claim arose. */
  readonly basis: "due" | "issue" | "book_age";
};

export type AgingSumRow = {
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly owner: string | null;
  readonly region: string;
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

/** `byContract`: sums apart for each contract; receipts and allowances have none. */
export async function selectAgingSums(
  db: Db,
  point: AgingPoint & { readonly byContract?: boolean },
): Promise<AgingSumRow[]> {
  const { rows } = await db.query<AgingSumRow>(
    `with used as (
       select item_id, sum(item_minor) as minor, sum(item_home_minor) as home from allocation
       where org_id = $1 and item_id is not null and accounting_date <= $3 and recorded_at <= $4
       group by item_id),
     changed as (
       select item_id, sum(disputed_delta_minor) as disputed,
         (array_agg(due_date order by recorded_at desc, id desc) filter (where due_date is not null))[1] as due_date
       from item_change where org_id = $1 and accounting_date <= $3 and recorded_at <= $4
       group by item_id),
     seen as (
       select i.*, i.amount_minor - coalesce(u.minor, 0) as left_minor,
         i.home_minor - coalesce(u.home, 0) as left_home, coalesce(c.disputed, 0) as disputed,
         coalesce(c.due_date, i.due_date) as due
       from open_item i left join used u on u.item_id = i.id left join changed c on c.item_id = i.id
       where i.org_id = $1 and i.books_id = $2 and i.account in ${receivable}
         and i.accounting_date <= $3 and i.recorded_at <= $4),
     aged as (
       select s.customer_id, s.currency, s.left_minor, s.left_home, s.disputed,
         case when $6 then s.contract_id end as contract_id,
         case when s.kind = 'credit_note' and b.id is null then 'credits'
           when $5 = 'book_age' then case
             when $3::date <= (coalesce(b.age_from, s.age_from) + interval '1 year')::date then 'y1'
             when $3::date <= (coalesce(b.age_from, s.age_from) + interval '2 years')::date then 'y2'
             when $3::date <= (coalesce(b.age_from, s.age_from) + interval '3 years')::date then 'y3'
             when $3::date <= (coalesce(b.age_from, s.age_from) + interval '4 years')::date then 'y4'
             when $3::date <= (coalesce(b.age_from, s.age_from) + interval '5 years')::date then 'y5'
             else 'over_5' end
           when $5 = 'issue' then 'age:' || ($3::date - coalesce(b.issue_date, s.issue_date, s.accounting_date))
           when (case when b.id is null then s.due else coalesce(bc.due_date, b.due_date) end) is null then 'no_due_date'
           else 'age:' || ($3::date - (case when b.id is null then s.due else coalesce(bc.due_date, b.due_date) end)) end as age
       from seen s
       left join open_item b on s.kind = 'credit_note' and b.org_id = s.org_id and b.id = s.linked_item_id
       left join changed bc on bc.item_id = b.id
       where s.left_minor <> 0 or s.left_home <> 0),
     sums as (
       select customer_id, contract_id, currency,
         case when age not like 'age:%' then age else (
           select case when d <= 0 then 'not_due' when d <= 30 then 'd1_30' when d <= 60 then 'd31_60'
             when d <= 90 then 'd61_90' when d <= 180 then 'd91_180' when d <= 365 then 'd181_365'
             else 'd366' end from (select substr(age, 5)::int as d) x) end as bucket,
         left_minor as minor, left_home as home, disputed from aged
       union all
       select c.customer_id, null::bigint, r.currency, 'unapplied', c.amount_minor, c.home_minor, 0
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       where c.org_id = $1 and r.books_id = $2 and c.accounting_date <= $3 and c.recorded_at <= $4
       union all
       select a.receipt_customer_id, null, r.currency, 'unapplied', -a.receipt_minor, -a.receipt_home_minor, 0
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id is not null
         and a.accounting_date <= $3 and a.recorded_at <= $4
       union all
       select p.customer_id, null, p.currency, 'allowance',
         case p.side when 'C' then p.amount_minor else -p.amount_minor end,
         case p.side when 'C' then p.home_minor else -p.home_minor end, 0
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2 and p.account = 'allowance' and p.customer_id is not null
         and e.accounting_date <= $3 and e.recorded_at <= $4)
     select s.customer_id as "customerId", c.no as "customerNo", c.name as "customerName",
            m.name as owner, c.region, k.no as "contractNo", s.currency, s.bucket, sum(s.minor)::bigint as minor, sum(s.home)::bigint as "homeMinor",
            sum(s.disputed)::bigint as "disputedMinor"
     from sums s join customer c on c.org_id = $1 and c.id = s.customer_id
     left join member m on m.org_id = $1 and m.id = c.owner_member_id
     left join contract k on k.org_id = $1 and k.id = s.contract_id
     group by s.customer_id, c.no, c.name, m.name, c.region, s.contract_id, k.no, s.currency, s.bucket
     having sum(s.minor) <> 0 or sum(s.home) <> 0 or sum(s.disputed) <> 0
     order by c.name collate "zh_pinyin", s.customer_id, s.currency`,
    [point.orgId, point.booksId, point.asOf, point.knownAt, point.basis, point.byContract ?? false],
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

/** The last recorded instant that is visible: the default of "known at" (UTC, microseconds). */
export async function selectLastRecorded(db: Db, orgId: number): Promise<string> {
  const { rows } = await db.query<{ at: string | null }>(
    `select to_char(nullif(recorded_at, '-infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
     from chain_head where org_id = $1 and chain = 'entry'`,
    [orgId],
  );
  return rows[0]?.at ?? "1970-01-01T00:00:00.000000Z";
}
