// What the workbench reads: figures of the lanes, their lines, one line with all that hangs on it.

import type { Because } from "../core/because.ts";
import { otherBooksOf } from "./entry-pairs.ts";
import { noDebtKindsSql, undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type StripLane = "auto" | "to_confirm" | "exception" | "not_receivable";

/** confirmed counts as settled by a person: it stands with the automatic ones as done. */
const stripLaneSql = `case l.lane when 'auto' then 'auto' when 'confirmed' then 'auto'
  when 'suggested' then 'to_confirm' when 'not_receivable' then 'not_receivable' else 'exception' end`;

export type LaneSum = {
  readonly lane: StripLane;
  readonly state: string;
  readonly currency: string;
  readonly count: number;
  /** Money in; lines of money out count, their amount does not. */
  readonly inMinor: number;
  /** Of live receipts, in home currency. */
  readonly homeMinor: number;
};

export async function selectLaneSums(db: Db, { orgId, booksId }: Books): Promise<LaneSum[]> {
  const { rows } = await db.query<LaneSum>(
    `select ${stripLaneSql} as lane, l.lane as state, l.currency, count(*) as count,
            coalesce(sum(l.amount_minor) filter (where l.amount_minor > 0), 0)::bigint as "inMinor",
            coalesce(sum(r.home_minor), 0)::bigint as "homeMinor"
     from bank_line l
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
     group by 1, 2, 3 order by 1, 2, 3`,
    [orgId, booksId],
  );
  return rows;
}

export type WorkbenchLineRow = {
  readonly id: number;
  readonly version: number;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly memo: string;
  readonly lane: string;
  readonly category: string | null;
  readonly reason: Because | null;
  readonly rule: string;
  readonly confidence: number;
  readonly tiedWith: number;
  readonly customerId: number | null;
  readonly customerName: string | null;
  /** Whose money it is; null: nobody's yet, or no receipt. */
  readonly ownerId: number | null;
  readonly note: string;
};

/** In home currency where the line is a receipt, so that currencies stand in one order. */
const sizeSql = "coalesce(r.home_minor, abs(l.amount_minor))";

const lineColumns = `l.id, l.version, l.booking_date as date, l.currency,
  l.amount_minor as "amountMinor", l.payer_name as "payerName", l.memo, l.lane, l.category,
  m.reason, coalesce(m.rule, '') as rule, coalesce(m.confidence, 0) as confidence,
  coalesce(m.tied_with, 0) as "tiedWith", c.id as "customerId", c.name as "customerName",
  r.customer_id as "ownerId", l.note`;

const joinedMatch = "left join match m on m.org_id = l.org_id and m.id = l.match_id";
const joinedReceipt = `left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id
  and r.cancelled_at is null`;
const joinedToLines = `${joinedMatch} ${joinedReceipt}
  left join customer c on c.org_id = l.org_id
    and c.id = coalesce(r.customer_id, m.payer_id, (m.candidates -> 0 ->> 'customerId')::bigint)`;
const lineTables = `bank_line l ${joinedToLines}`;

export type LaneFilter = Books & {
  readonly lane: StripLane;
  readonly cause: string | null;
  readonly customerId: number | null;
  /** Template of the best proposal. */
  readonly rule: string | null;
  readonly isUntied: boolean;
  /** Text to find in payer, memo, customer or amount; "" = all. */
  readonly q: string;
};

/** The states of a line that each lane of the strip holds. */
const statesOf: Readonly<Record<StripLane, readonly string[]>> = {
  auto: ["auto", "confirmed"],
  to_confirm: ["suggested"],
  exception: ["new", "unmatched", "held"],
  not_receivable: ["not_receivable"],
};

/** The lines of a lane, with only those other tables that this filter looks at. */
function tablesOf(f: LaneFilter, also: "receipt" | "match" | null = null): string {
  const isOpen = f.lane === "to_confirm" || f.lane === "exception";
  const lines = isOpen ? undecidedLinesSql : "bank_line l";
  // the customer is known through the receipt or the match
  if (f.customerId !== null || f.q.trim() !== "") return `${lines} ${joinedToLines}`;
  const ofMatch = f.cause !== null || f.rule !== null || f.isUntied || also === "match";
  return [
    lines,
    ofMatch ? joinedMatch : "left join match m on false",
    also === "receipt" ? joinedReceipt : "",
    "left join customer c on false",
  ].join(" ");
}

/** A line on hold waits because a person said so, whatever the run found. */
const causeSql = `case when l.lane = 'held' then 'held' else coalesce(m.reason ->> 'key', 'new') end`;

const laneWhere = `l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
  and l.lane = any($3::text[])
  and ($4::text is null or ${causeSql} = $4)
  and ($5::bigint is null or c.id = $5)
  and ($7::text is null or m.rule = $7) and (not $8::boolean or coalesce(m.tied_with, 0) = 0)
  and ($6 = '' or l.payer_name ilike '%' || $6 || '%' or l.memo ilike '%' || $6 || '%'
    or c.name ilike '%' || $6 || '%' or c.search ilike '%' || lower($6) || '%'
    or l.amount_minor::text like replace(replace($6, ',', ''), '.', '') || '%')`;

function laneValues(f: LaneFilter): unknown[] {
  const states = statesOf[f.lane];
  return [f.orgId, f.booksId, states, f.cause, f.customerId, likeText(f.q), f.rule, f.isUntied];
}

/** % and _ are characters like any other in a search. */
export function likeText(text: string): string {
  return text.trim().replace(/[\\%_]/g, (c) => `\\${c}`);
}

/** Where a page goes on: after this size and id, in the order "largest first". */
export type LaneCursor = { readonly size: number; readonly id: number };

export type LaneLineRow = WorkbenchLineRow & {
  readonly payerAccount: string;
  /** What the order goes by. */
  readonly sizeMinor: number;
};

/** Largest amounts first. */
export async function selectLaneLines(
  db: Db,
  filter: LaneFilter,
  page: { readonly after: LaneCursor | null; readonly limit: number },
): Promise<LaneLineRow[]> {
  const { rows } = await db.query<LaneLineRow>(
    `with page as materialized (
       select l.id, ${sizeSql}::bigint as size from ${tablesOf(filter, "receipt")}
       where ${laneWhere}
         and ($9::bigint is null or (-${sizeSql}, l.id) > (-$9::bigint, $10::bigint))
       order by -${sizeSql}, l.id limit $11)
     select ${lineColumns}, l.payer_account as "payerAccount", page.size as "sizeMinor"
     from page join bank_line l on l.org_id = $1 and l.id = page.id ${joinedToLines}
     order by -page.size, l.id`,
    [...laneValues(filter), page.after?.size ?? null, page.after?.id ?? 0, page.limit],
  );
  return rows;
}

export async function selectLaneTotals(
  db: Db,
  filter: LaneFilter,
): Promise<{ currency: string; count: number; amountMinor: number }[]> {
  const { rows } = await db.query<{ currency: string; count: number; amountMinor: number }>(
    `select l.currency, count(*) as count, sum(l.amount_minor)::bigint as "amountMinor"
     from ${tablesOf(filter)} where ${laneWhere} group by l.currency order by l.currency`,
    laneValues(filter),
  );
  return rows;
}

/** How many lines of the whole lane have which cause, most frequent first. */
export async function selectLaneCauses(
  db: Db,
  of: LaneFilter,
): Promise<{ key: string; count: number }[]> {
  const filter = { ...of, cause: null, rule: null, isUntied: false, q: "" };
  // what a run posted has one cause, and there is most of it: it is counted without its matches
  const { rows } = await db.query<{ key: string; count: number }>(
    `select key, count from (
       select ${causeSql} as key, count(*) as count
       from ${tablesOf(filter, "match")} where ${laneWhere} and l.lane <> 'auto' group by 1
       union all
       select 'reason.auto', count(*) from ${tablesOf(filter)}
       where ${laneWhere} and l.lane = 'auto' having count(*) > 0) cause
     order by 2 desc, 1`,
    laneValues(filter),
  );
  return rows;
}

/** Lines as a list shows them, whatever lane they are in. */
export async function selectLinesById(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<WorkbenchLineRow[]> {
  const { rows } = await db.query<WorkbenchLineRow>(
    `select ${lineColumns} from ${lineTables}
     where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
       and l.id = any($3::bigint[])`,
    [orgId, booksId, ids],
  );
  return rows;
}

export type LineDetailRow = WorkbenchLineRow & {
  readonly valueDate: string | null;
  readonly payerAccount: string;
  readonly bankRef: string;
  readonly endToEnd: string;
  readonly bankAccount: string;
  readonly bankName: string;
  readonly unappliedMinor: number;
  readonly receiptId: number | null;
  readonly ownerName: string | null;
  readonly batchId: number;
  readonly fileName: string;
  readonly rowNo: number;
};

export async function selectLineDetail(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<LineDetailRow | null> {
  const { rows } = await db.query<LineDetailRow>(
    `select ${lineColumns}, l.value_date as "valueDate", l.payer_account as "payerAccount",
            l.bank_ref as "bankRef", l.end_to_end as "endToEnd", b.account_no as "bankAccount",
            b.bank as "bankName", coalesce(r.amount_minor - r.applied_minor, 0)::bigint as "unappliedMinor",
            r.id as "receiptId",
            (select o.name from customer o where o.org_id = r.org_id and o.id = r.customer_id)
              as "ownerName",
            l.batch_id as "batchId", f.name as "fileName", l.row_no as "rowNo"
     from ${lineTables}
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     join import_batch ib on ib.org_id = l.org_id and ib.id = l.batch_id
     join source_file f on f.org_id = ib.org_id and f.id = ib.file_id
     where l.org_id = $1 and l.books_id = $2 and l.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type LineStateRow = {
  readonly id: number;
  readonly version: number;
  readonly lane: string;
  readonly decisionId: number | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

/** Where lines stand now, and the decision that put them there. */
export async function selectLineStates(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<LineStateRow[]> {
  const { rows } = await db.query<LineStateRow>(
    `select l.id, l.version, l.lane, d.id as "decisionId", case when d.run_id is null then p.name end as "decidedBy",
            d.recorded_at as "decidedAt"
     from bank_line l
     left join lateral (select x.id, x.run_id, x.by_member_id, x.recorded_at from decision x
       where x.org_id = l.org_id and x.bank_line_id = l.id and x.undone_by_id is null
         and x.kind not in ('reverse', 'claim') order by x.id desc limit 1) d on true
     left join member p on p.org_id = l.org_id and p.id = d.by_member_id
     where l.org_id = $1 and l.books_id = $2 and l.id = any($3::bigint[]) order by l.id`,
    [orgId, booksId, ids],
  );
  return rows;
}

export type WorkbenchItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: string;
  readonly no: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly currency: string;
  readonly faceMinor: number;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly memo: string;
};

const itemColumns = `i.id, i.customer_id as "customerId", c.name as "customerName", i.kind, i.no,
  i.issue_date as "issueDate", coalesce(ch.due_date, i.due_date) as "dueDate", i.currency,
  i.face_minor as "faceMinor", (i.amount_minor - i.applied_minor)::bigint as "openMinor",
  coalesce(ch.disputed, 0)::bigint as "disputedMinor", i.order_no as "orderNo",
  i.contract_no as "contractNo", i.memo`;

const itemTables = `open_item i
  join customer c on c.org_id = i.org_id and c.id = i.customer_id
  left join lateral (select sum(x.disputed_delta_minor) as disputed,
      (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
    from item_change x where x.org_id = i.org_id and x.item_id = i.id) ch on true`;

export async function selectWorkbenchItems(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<WorkbenchItemRow[]> {
  const { rows } = await db.query<WorkbenchItemRow>(
    `select ${itemColumns} from ${itemTables}
     where i.org_id = $1 and i.books_id = $2 and i.id = any($3)`,
    [orgId, booksId, ids],
  );
  return rows;
}

/** Open items to choose from by hand, oldest due first. */
export async function selectItemPool(
  db: Db,
  { orgId, booksId }: Books,
  filter: {
    readonly customerId: number | null;
    readonly withGroup: boolean;
    readonly q: string;
    readonly currency: string | null;
    readonly limit: number;
  },
): Promise<(WorkbenchItemRow & { readonly total: number })[]> {
  const { rows } = await db.query<WorkbenchItemRow & { total: number }>(
    `select ${itemColumns}, count(*) over () as total from ${itemTables}
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.amount_minor <> i.applied_minor
       and i.kind not in ('advance', 'payable', ${noDebtKindsSql})
       and ($3::bigint is null or i.customer_id = $3 or ($7 and i.customer_id in (
         select g.id from customer g join customer own on own.org_id = g.org_id and own.id = $3
         where g.org_id = $1 and (g.id = own.parent_id or g.parent_id = own.id
           or g.parent_id = own.parent_id))))
       and ($4::text is null or i.currency = $4)
       and ($5 = '' or i.no ilike '%' || $5 || '%' or i.order_no ilike '%' || $5 || '%'
         or i.contract_no ilike '%' || $5 || '%' or c.name ilike '%' || $5 || '%'
         or c.search ilike '%' || lower($5) || '%'
         or (i.amount_minor - i.applied_minor)::text like replace(replace($5, ',', ''), '.', '') || '%')
     order by coalesce(ch.due_date, i.due_date) nulls last, i.id limit $6`,
    [
      orgId,
      booksId,
      filter.customerId,
      filter.currency,
      likeText(filter.q),
      filter.limit,
      filter.withGroup,
    ],
  );
  return rows;
}

/** Open items with one of these numbers, their own or their order's, in capitals; oldest due first. */
export async function selectItemsOfOrders(
  db: Db,
  { orgId, booksId }: Books,
  { numbers, currency }: { readonly numbers: readonly string[]; readonly currency: string },
): Promise<WorkbenchItemRow[]> {
  const { rows } = await db.query<WorkbenchItemRow>(
    `select ${itemColumns} from ${itemTables}
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.amount_minor <> i.applied_minor and i.currency = $3
       and i.kind not in ('advance', 'payable', ${noDebtKindsSql})
       and (upper(i.no) = any($4) or upper(i.order_no) = any($4))
     order by coalesce(ch.due_date, i.due_date) nulls last, i.id`,
    [orgId, booksId, currency, numbers],
  );
  return rows;
}

export type LineDecisionRow = {
  readonly id: number;
  readonly kind: string;
  readonly at: Date;
  readonly by: string | null;
  readonly rule: string;
  readonly reason: string;
  readonly undone: boolean;
  readonly otherBooks: {
    readonly booksId: number;
    readonly name: string;
    readonly entryId: number;
  } | null;
  readonly allocations: readonly {
    readonly itemId: number | null;
    readonly itemNo: string | null;
    readonly customerName: string | null;
    readonly code: string;
    readonly amountMinor: number;
    readonly currency: string;
  }[];
};

/** What was decided about a line, newest first; what a run decided, nobody did. */
export async function selectLineDecisions(
  db: Db,
  orgId: number,
  lineId: number,
): Promise<LineDecisionRow[]> {
  const { rows } = await db.query<LineDecisionRow>(
    `select d.id, d.kind, d.recorded_at as at, case when d.run_id is null then p.name end as by,
            coalesce(d.detail ->> 'rule', '') as rule, d.reason, d.undone_by_id is not null as undone,
            ${otherBooksOf("d")} as "otherBooks",
            coalesce((select json_agg(json_build_object('itemId', a.item_id, 'itemNo', i.no,
                'customerName', c.name, 'code', a.code,
                'amountMinor', case when a.item_id is null then a.receipt_minor else a.item_minor end,
                'currency', coalesce(i.currency, r.currency)) order by a.id)
              from allocation a
              left join open_item i on i.org_id = a.org_id and i.id = a.item_id
              left join customer c on c.org_id = i.org_id and c.id = i.customer_id
              left join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
              where a.org_id = d.org_id and a.decision_id = d.id), '[]') as allocations
     from decision d left join member p on p.org_id = d.org_id and p.id = d.by_member_id
     where d.org_id = $1 and (d.bank_line_id = $2 or d.detail -> 'lineIds' @> to_jsonb($2::bigint))
     order by d.id desc limit 50`,
    [orgId, lineId],
  );
  return rows;
}

/** The decision by which the line is no receivable; null: none stands. */
export async function selectStandingCategory(
  db: Db,
  orgId: number,
  lineId: number,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `select id from decision
     where org_id = $1 and bank_line_id = $2 and kind = 'categorise' and undone_by_id is null
     order by id desc limit 1`,
    [orgId, lineId],
  );
  return rows[0]?.id ?? null;
}

/** Those of the decisions that are of these books. */
export async function selectDecisionsOfBooks(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ id: number }>(
    "select id from decision where org_id = $1 and books_id = $2 and id = any($3::bigint[])",
    [orgId, booksId, ids],
  );
  return new Set(rows.map((row) => row.id));
}
