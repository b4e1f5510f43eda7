// Differences as a list, their causes with count and money, and one with all that is known of it.

import type { IsoDate } from "../core/date.ts";
import { namedResiduals } from "../core/differences/life.ts";
import { type AmountBounds, withinBoundsSql } from "./amount-bounds.ts";
import { booksDay } from "./books-day.ts";
import { keysetSql, type ListPage, type SortColumns } from "./keyset.ts";
import type { Db } from "./pool.ts";
import type { SearchTerms } from "./search-terms.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** What is still different: never more than what is left of the item or the money. */
const leftSql = `(case when d.state <> 'open' then abs(d.amount_minor)
  when d.item_id is not null then least(abs(d.amount_minor), abs(i.amount_minor - i.applied_minor))
  when r.id is not null then least(abs(d.amount_minor), r.amount_minor - r.applied_minor)
  else abs(d.amount_minor) end)::bigint`;

/** At the booking rate of the item or the receipt. */
const homeSql = `round(${leftSql}::numeric * case
  when d.item_id is not null and i.amount_minor <> 0 then i.home_minor::numeric / i.amount_minor
  when r.id is not null then r.home_minor::numeric / r.amount_minor else 1 end)::bigint`;

/** A code, else the residual where its name says enough; null: unexplained. */
const causeSql = `coalesce(d.code, case when d.residual in (${namedResiduals
  .map((residual) => `'${residual}'`)
  .join(", ")}) then d.residual end)`;

export const differenceSorts: SortColumns = {
  home: { sql: homeSql, type: "bigint" },
  due: { sql: "coalesce(d.due_on, 'infinity'::date)", type: "date" },
  found: { sql: booksDay("d.recorded_at"), type: "date" },
  customer: { sql: "coalesce(c.name, '')", type: "text" },
  code: { sql: "coalesce(d.code, 'Z')", type: "text" },
};

export type DifferenceFilter = Books & {
  readonly search: SearchTerms;
  readonly codes: readonly string[] | null;
  readonly withUncoded: boolean;
  readonly states: readonly string[];
  readonly stages: readonly string[] | null;
  readonly ownerId: number | null;
  readonly isUnowned: boolean;
  readonly dueBefore: string | null;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly lineId: number | null;
  readonly amount: AmountBounds | null;
  /** False: only what is about documents, for who may not see bank lines. */
  readonly withLines: boolean;
};

export type DifferenceListRow = {
  readonly id: number;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly itemId: number | null;
  readonly itemNo: string | null;
  readonly itemKind: string | null;
  readonly lineId: number | null;
  readonly lineDate: IsoDate | null;
  readonly payerName: string | null;
  readonly receiptId: number | null;
  readonly receiptCustomerId: number | null;
  readonly currency: string;
  readonly leftMinor: number;
  readonly homeMinor: number;
  readonly code: string | null;
  readonly residual: string;
  readonly codeBy: "engine" | "test" | "person";
  readonly because: readonly unknown[];
  readonly state: "open" | "resolved" | "withdrawn";
  readonly stage: string;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly ownerRole: string;
  readonly dueOn: string | null;
  readonly outcome: string | null;
  readonly foundOn: string;
  readonly foundAt: Date;
  readonly isNew: boolean;
  readonly keys: readonly string[];
};

const columns = `d.id, d.customer_id as "customerId", c.name as "customerName", d.item_id as "itemId",
  i.no as "itemNo", i.kind as "itemKind", l.id as "lineId", l.booking_date as "lineDate",
  l.payer_name as "payerName", r.id as "receiptId", r.customer_id as "receiptCustomerId",
  d.currency, ${leftSql} as "leftMinor", ${homeSql} as "homeMinor", d.code, d.residual, d.code_by as "codeBy",
  d.because, d.state, d.stage, d.owner_member_id as "ownerId", m.name as "ownerName",
  d.owner_role as "ownerRole", d.due_on as "dueOn", d.outcome, ${booksDay("d.recorded_at")} as "foundOn", d.recorded_at as "foundAt",
  d.examined_at is null and d.state = 'open' and d.code_by <> 'person' as "isNew"`;

const tables = `difference d
  left join customer c on c.org_id = d.org_id and c.id = d.customer_id
  left join open_item i on i.org_id = d.org_id and i.id = d.item_id
  left join receipt r on r.org_id = d.org_id and r.id = d.receipt_id
  left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
  left join member m on m.org_id = d.org_id and m.id = d.owner_member_id`;

const where = `d.org_id = $1 and d.books_id = $2
  and ($3 = '%' or concat_ws(' ', c.name, i.no, l.payer_name, l.memo) ilike $3
    or c.search like lower($3) or abs(d.amount_minor) = any($4::bigint[]))
  and (($5::text[] is null and not $6) or ${causeSql} = any($5) or ($6 and ${causeSql} is null))
  and d.state = any($7::text[]) and ($8::text[] is null or d.stage = any($8))
  and ($9::bigint is null or d.owner_member_id = $9) and (not $10 or d.owner_member_id is null)
  and ($11::date is null or d.due_on <= $11) and ($12::bigint is null or d.customer_id = $12)
  and ($13::bigint is null or d.item_id = $13) and ($14::bigint is null or l.id = $14)
  and ${withinBoundsSql("abs(d.amount_minor)", "d.currency", "$15")}
  and ($16 or d.item_id is not null)`;

function valuesOf(f: DifferenceFilter): unknown[] {
  return [
    f.orgId,
    f.booksId,
    f.search.pattern,
    f.search.amounts,
    f.codes,
    f.withUncoded,
    f.states,
    f.stages,
    f.ownerId,
    f.isUnowned,
    f.dueBefore,
    f.customerId,
    f.itemId,
    f.lineId,
    f.amount,
    f.withLines,
  ];
}

export async function selectDifferences(
  db: Db,
  filter: DifferenceFilter,
  page: ListPage,
): Promise<DifferenceListRow[]> {
  const values = valuesOf(filter);
  const { keys, orderBy, after } = keysetSql(page.order, "d.id", { values, cursor: page.cursor });
  values.push(page.limit);
  const { rows } = await db.query<DifferenceListRow>(
    `select ${columns}, ${keys} as keys from ${tables} where ${where} and ${after}
     order by ${orderBy} limit $${values.length}`,
    values,
  );
  return rows;
}

export type DifferenceSum = {
  readonly currency: string;
  readonly count: number;
  readonly minor: number;
};

export async function selectDifferenceSums(
  db: Db,
  filter: DifferenceFilter,
): Promise<DifferenceSum[]> {
  const { rows } = await db.query<DifferenceSum>(
    `select d.currency, count(*) as count, coalesce(sum(${leftSql}), 0)::bigint as minor
     from ${tables} where ${where} group by d.currency order by count(*) desc, d.currency`,
    valuesOf(filter),
  );
  return rows;
}

export type CauseRow = {
  readonly code: string | null;
  readonly count: number;
  readonly homeMinor: number;
  readonly late: number;
  readonly unexamined: number;
  readonly recent: number;
  readonly before: number;
};

/** By cause; recent and before: what was found in the last 90 days and in the 90 before them. */
export async function selectCauses(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly today: string; readonly withLines: boolean },
): Promise<CauseRow[]> {
  const { rows } = await db.query<CauseRow>(
    `select code, count(*) filter (where state = 'open') as count,
       coalesce(sum(home) filter (where state = 'open'), 0)::bigint as "homeMinor",
       count(*) filter (where state = 'open' and due_on < $3::date) as late,
       count(*) filter (where is_new) as unexamined,
       count(*) filter (where state <> 'withdrawn' and found > $3::date - 90) as recent,
       count(*) filter (where state <> 'withdrawn' and found <= $3::date - 90) as before
     from (select ${causeSql} as code, d.state, d.due_on, ${booksDay("d.recorded_at")} as found, ${homeSql} as home,
             d.examined_at is null and d.state = 'open' and d.code_by <> 'person' as is_new
           from ${tables} where d.org_id = $1 and d.books_id = $2 and ($4 or d.item_id is not null)
             and (d.state = 'open' or ${booksDay("d.recorded_at")} > $3::date - 180)) x
     group by code order by 3 desc, code nulls last`,
    [orgId, booksId, of.today, of.withLines],
  );
  return rows;
}

/** Who holds open ones, and who could. */
export async function selectOwners(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ id: number; name: string; role: string; open: number }[]> {
  const { rows } = await db.query<{ id: number; name: string; role: string; open: number }>(
    `select m.id, m.name, m.role, count(d.id) as open from member m
     left join difference d on d.org_id = m.org_id and d.books_id = $2 and d.state = 'open'
       and d.owner_member_id = m.id
     where m.org_id = $1 and m.active and m.role <> 'auditor'
     group by m.id, m.name, m.role order by count(d.id) desc, m.id`,
    [orgId, booksId],
  );
  return rows;
}

export type DifferenceDetailRow = Omit<DifferenceListRow, "keys"> & {
  readonly alsoFits: readonly string[];
  readonly memo: string;
  readonly decisionId: number | null;
  readonly resolvedById: number | null;
  readonly approvalId: number | null;
  readonly itemDisputedMinor: number;
};

/** `lock`: nobody else changes it until the transaction ends. */
export async function selectDifference(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly id: number; readonly lock: boolean },
): Promise<DifferenceDetailRow | null> {
  const { rows } = await db.query<DifferenceDetailRow>(
    `select ${columns}, d.also_fits as "alsoFits", coalesce(l.memo, '') as memo,
       d.decision_id as "decisionId", d.resolved_by_id as "resolvedById",
       d.approval_id as "approvalId", coalesce((select sum(ch.disputed_delta_minor)
         from item_change ch where ch.org_id = d.org_id and ch.item_id = d.item_id), 0)::bigint
         as "itemDisputedMinor"
     from ${tables} where d.org_id = $1 and d.books_id = $2 and d.id = $3
     ${of.lock ? "for update of d" : ""}`,
    [orgId, booksId, of.id],
  );
  return rows[0] ?? null;
}

export type DifferenceEventRow = {
  readonly act: string;
  readonly at: Date;
  readonly by: string | null;
  readonly note: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export async function selectDifferenceEvents(
  db: Db,
  orgId: number,
  differenceId: number,
): Promise<DifferenceEventRow[]> {
  const { rows } = await db.query<DifferenceEventRow>(
    `select e.act, e.recorded_at as at, m.name as by, e.note, e.detail
     from difference_event e left join member m on m.org_id = e.org_id and m.id = e.by_member_id
     where e.org_id = $1 and e.difference_id = $2 order by e.id`,
    [orgId, differenceId],
  );
  return rows;
}

/** Open items of the customer that may stand against a debt: credit notes and payables. */
export async function selectCounterItems(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly customerId: number; readonly currency: string },
): Promise<{ id: number; no: string; kind: string; openMinor: number }[]> {
  const { rows } = await db.query<{ id: number; no: string; kind: string; openMinor: number }>(
    `select id, no, kind, abs(amount_minor - applied_minor)::bigint as "openMinor" from open_item
     where org_id = $1 and books_id = $2 and customer_id = $3 and currency = $4
       and kind in ('credit_note', 'payable') and cancelled_at is null
       and amount_minor <> applied_minor order by id limit 200`,
    [orgId, booksId, of.customerId, of.currency],
  );
  return rows;
}
