// The memory of all customers as a list: names, accounts and relations, where each was learned.
import { booksDay } from "./books-day.ts";
import type { CustomerFactRow } from "./customer-page.ts";
import { keysetSql, type ListPage, type SortColumns } from "./keyset.ts";
import type { Db } from "./pool.ts";
import type { SearchTerms } from "./search-terms.ts";

export const memorySorts: SortColumns = {
  customer: { sql: "c.name collate zh_pinyin", type: "text" },
  value: { sql: "f.value", type: "text" },
  used: { sql: "f.confirmations", type: "bigint" },
  since: { sql: booksDay("f.created_at"), type: "date" },
  last: { sql: `coalesce(${booksDay("f.last_used_at")}, '-infinity')`, type: "date" },
};

export type MemoryFilter = {
  readonly orgId: number;
  readonly booksId: number;
  readonly search: SearchTerms;
  readonly kinds: readonly string[] | null;
  readonly provenance: string | null;
  readonly isRevoked: boolean;
  readonly customerId: number | null;
  readonly isDoubtful: boolean;
};

export type MemoryListRow = CustomerFactRow & {
  readonly customerId: number;
  readonly customerName: string;
  readonly keys: readonly string[];
};

/** The same account in force at another customer. */
const elsewhere = `from customer_fact x join customer o on o.org_id = x.org_id and o.id = x.customer_id
  where x.org_id = f.org_id and f.kind = 'account' and f.revoked_at is null and x.kind = 'account'
    and x.value = f.value and x.customer_id <> f.customer_id and x.revoked_at is null`;

const tables = `customer_fact f
  join customer c on c.org_id = f.org_id and c.id = f.customer_id
  left join customer p on p.org_id = f.org_id and p.id = f.pays_for_id`;

const where = `f.org_id = $1 and c.books_id = $2
  and ($3 = '%' or f.value ilike $3 or c.name ilike $3 or c.search like lower($3) or p.name ilike $3)
  and ($4::text[] is null or f.value = any($4))
  and ($5::text[] is null or f.kind = any($5)) and ($6::text is null or f.provenance = $6)
  and (f.revoked_at is not null) = $7 and ($8::bigint is null or f.customer_id = $8)
  and (not $9 or exists (select ${elsewhere}))`;

function valuesOf(f: MemoryFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.search.pattern,
    f.search.list,
    f.kinds,
    f.provenance,
    f.isRevoked,
    f.customerId,
    f.isDoubtful,
  ];
}

export async function selectMemory(
  db: Db,
  filter: MemoryFilter,
  page: ListPage,
): Promise<MemoryListRow[]> {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, "f.id", { values, cursor: page.cursor });
  values.push(page.limit);
  const { rows } = await db.query<MemoryListRow>(
    `select f.id, f.kind, f.value, p.id as "paysForId", p.name as "paysForName", f.provenance,
       f.confirmations, l.id as "lineId", l.booking_date as "lineDate",
       l.amount_minor as "lineMinor", l.currency as "lineCurrency", m.name as by,
       f.created_at as "createdAt", f.last_used_at as "lastUsedAt", f.revoked_at as "revokedAt",
       (select coalesce(json_agg(distinct jsonb_build_object('id', o.id, 'name', o.name)), '[]')
        ${elsewhere}) as "alsoAt",
       c.id as "customerId", c.name as "customerName", ${keys} as keys
     from ${tables}
     left join bank_line l on l.org_id = f.org_id and l.id = f.learned_from_line_id
     left join member m on m.org_id = f.org_id and m.id = f.by_member_id
     where ${where} and ${after} order by ${orderBy} limit $${values.length}`,
    values,
  );
  return rows;
}

export type MemorySums = {
  readonly count: number;
  readonly customers: number;
  readonly learned: number;
  readonly confirmations: number;
};

export async function selectMemorySums(db: Db, filter: MemoryFilter): Promise<MemorySums> {
  const { rows } = await db.query<MemorySums>(
    `select count(*) as count, count(distinct f.customer_id) as customers,
       count(*) filter (where f.provenance = 'learned') as learned,
       coalesce(sum(f.confirmations), 0)::bigint as confirmations
     from ${tables} where ${where}`,
    valuesOf(filter),
  );
  return rows[0]!; // an aggregate has always one row
}
