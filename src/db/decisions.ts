// Decisions (what 撤销 undoes) and what they change on bank lines and receipts.
import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import type { AccountKey } from "../core/ledger/accounts.ts";
import { type BulkTable, bulkInsert, idArray, textArray } from "./bulk-insert.ts";
import type { Recording } from "./recording.ts";

export type DecisionKind =
  | "auto"
  | "confirm"
  | "manual"
  | "adjust"
  | "claim"
  | "categorise"
  | "netting"
  | "reverse";

export type NewDecision = {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly bankLineId: number | null;
  readonly matchId: number | null;
  readonly runId: number | null;
  readonly reason: string;
  readonly reversesId: number | null;
  readonly detail: unknown;
};

const table: BulkTable = {
  table: "decision",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    kind: "text",
    bank_line_id: "bigint",
    match_id: "bigint",
    run_id: "bigint",
    by_member_id: "bigint",
    recorded_at: "timestamptz",
    reason: "text",
    reverses_id: "bigint",
    detail: "jsonb",
  },
};

export async function insertDecisions(
  client: pg.ClientBase,
  { orgId, booksId, memberId, recordedAt }: Recording,
  decisions: readonly NewDecision[],
): Promise<void> {
  await bulkInsert(
    client,
    table,
    decisions.map((d) => [
      orgId,
      d.id,
      booksId,
      d.kind,
      d.bankLineId,
      d.matchId,
      d.runId,
      memberId,
      recordedAt,
      d.reason,
      d.reversesId,
      JSON.stringify(d.detail ?? {}),
    ]),
  );
}

export type LineState = {
  readonly lineId: number;
  readonly lane: string;
  readonly category: string | null;
  /** Null leaves the match as it is. */
  readonly matchId: number | null;
};

/** Names by customer id. */
export async function selectCustomerNames(
  client: pg.ClientBase,
  orgId: number,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: number; name: string }>(
    "select c.id, c.name from customer c where c.org_id = $1 and c.id = any($2)",
    [orgId, idArray(ids)],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Sets lane, category and match of many lines, and counts their version up. */
export async function updateLineStates(
  client: pg.ClientBase,
  orgId: number,
  states: readonly LineState[],
): Promise<void> {
  if (states.length === 0) return;
  await client.query(
    `update bank_line l set lane = s.lane, category = s.category,
            match_id = coalesce(s.match_id, l.match_id), version = l.version + 1
     from (select unnest($2::bigint[]) as id, unnest($3::text[]) as lane,
       unnest($4::text[]) as category, unnest($5::bigint[]) as match_id) s
     where l.org_id = $1 and l.id = s.id`,
    [
      orgId,
      idArray(states.map((s) => s.lineId)),
      textArray(states.map((s) => s.lane)),
      textArray(states.map((s) => s.category)),
      idArray(states.map((s) => s.matchId)),
    ],
  );
}

/** Whose money receipts of the present organisation are; null gives it back to 待认领. */
export async function updateReceiptCustomers(
  client: pg.ClientBase,
  owners: readonly { readonly receiptId: number; readonly customerId: number | null }[],
): Promise<void> {
  if (owners.length === 0) return;
  await client.query("select receipts_belong_to($1::bigint[], $2::bigint[])", [
    idArray(owners.map((o) => o.receiptId)),
    idArray(owners.map((o) => o.customerId)),
  ]);
}

export async function cancelReceipts(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  receiptIds: readonly number[],
): Promise<void> {
  await client.query("update receipt set cancelled_at = $3 where org_id = $1 and id = any($2)", [
    orgId,
    receiptIds,
    recordedAt,
  ]);
}

export async function cancelItems(
  client: pg.ClientBase,
  { orgId, recordedAt }: Recording,
  itemIds: readonly number[],
): Promise<void> {
  await client.query("update open_item set cancelled_at = $3 where org_id = $1 and id = any($2)", [
    orgId,
    itemIds,
    recordedAt,
  ]);
}

export type DecisionRow = {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly bankLineId: number | null;
  readonly undoneById: number | null;
  readonly reversesId: number | null;
  readonly memberName: string | null;
  readonly recordedAt: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export async function selectDecision(
  client: pg.ClientBase,
  orgId: number,
  id: number,
): Promise<DecisionRow | null> {
  const { rows } = await client.query<DecisionRow>(
    `select d.id, d.kind, d.bank_line_id as "bankLineId", d.undone_by_id as "undoneById",
            d.reverses_id as "reversesId",
            case when d.run_id is null then m.name end as "memberName",
            d.recorded_at::text as "recordedAt", d.detail
     from decision d left join member m on m.org_id = d.org_id and m.id = d.by_member_id
     where d.org_id = $1 and d.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function markUndone(
  client: pg.ClientBase,
  orgId: number,
  { id, byId }: { readonly id: number; readonly byId: number },
): Promise<void> {
  await client.query("update decision set undone_by_id = $3 where org_id = $1 and id = $2", [
    orgId,
    id,
    byId,
  ]);
}

export type StoredLine = {
  readonly account: AccountKey;
  readonly side: "D" | "C";
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly bankAccountId: number | null;
};

export type StoredEntry = {
  readonly id: number;
  readonly event: string;
  readonly origin: "ours" | "gl";
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly lines: readonly StoredLine[];
};

const storedEntryColumns = `select e.id, e.event, e.origin, e.business_date as "businessDate",
  e.accounting_date as "accountingDate", e.narration_key as "narrationKey",
  e.narration_fields as "narrationFields", l.lines
from entry e
join lateral (select json_agg(json_build_object('account', p.account, 'side', p.side,
    'currency', p.currency, 'amountMinor', p.amount_minor, 'homeMinor', p.home_minor,
    'customerId', p.customer_id, 'itemId', p.item_id, 'receiptId', p.receipt_id,
    'bankAccountId', p.bank_account_id) order by p.n) as lines
  from posting_line p where p.org_id = e.org_id and p.entry_id = e.id) l on true`;

/** The entries a decision posted, oldest first. */
export async function selectDecisionEntries(
  client: pg.ClientBase,
  orgId: number,
  decisionId: number,
): Promise<StoredEntry[]> {
  const { rows } = await client.query<StoredEntry>(
    `${storedEntryColumns}
     where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2 order by e.id`,
    [orgId, decisionId],
  );
  return rows;
}

export async function selectEntries(
  client: pg.ClientBase,
  orgId: number,
  ids: readonly number[],
): Promise<StoredEntry[]> {
  const { rows } = await client.query<StoredEntry>(
    `${storedEntryColumns} where e.org_id = $1 and e.id = any($2) order by e.id`,
    [orgId, ids],
  );
  return rows;
}

export type StoredAllocation = {
  readonly id: number;
  readonly kind: "receipt" | "netting" | "adjustment" | "cancel";
  readonly code: string;
  readonly difference: string | null;
  readonly receiptId: number | null;
  readonly receiptCustomerId: number | null;
  readonly itemId: number | null;
  readonly itemMinor: number;
  readonly itemHomeMinor: number;
  readonly receiptMinor: number;
  readonly receiptHomeMinor: number;
  readonly matchId: number | null;
  readonly rule: string;
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
};

export async function selectDecisionAllocations(
  client: pg.ClientBase,
  orgId: number,
  decisionId: number,
): Promise<StoredAllocation[]> {
  const { rows } = await client.query<StoredAllocation>(
    `select id, kind, code, difference, receipt_id as "receiptId",
            receipt_customer_id as "receiptCustomerId", item_id as "itemId", item_minor as "itemMinor", item_home_minor as "itemHomeMinor",
            receipt_minor as "receiptMinor", receipt_home_minor as "receiptHomeMinor",
            match_id as "matchId", rule, business_date as "businessDate",
            accounting_date as "accountingDate"
     from allocation where org_id = $1 and decision_id = $2 order by id`,
    [orgId, decisionId],
  );
  return rows;
}

export type BegunItem = {
  readonly id: number;
  readonly no: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  /** Accounting date of its entry. */
  readonly begunOn: IsoDate;
  readonly usedMinor: number;
};

/** Items that a decision began (advances, retentions), with what others have taken off them since. */
export async function selectItemsBegunBy(
  client: pg.ClientBase,
  orgId: number,
  decisionId: number,
): Promise<BegunItem[]> {
  const { rows } = await client.query<BegunItem>(
    `select i.id, i.no, i.amount_minor as "amountMinor", i.home_minor as "homeMinor",
            coalesce(e.accounting_date, i.accounting_date) as "begunOn",
            coalesce((select sum(a.item_minor) from allocation a
              where a.org_id = i.org_id and a.item_id = i.id and a.decision_id <> $2), 0)::bigint
              as "usedMinor"
     from open_item i left join entry e on e.org_id = i.org_id and e.id = i.entry_id
     where i.org_id = $1 and i.cancelled_at is null and i.id in (
       select b.id from entry e join open_item b on b.org_id = e.org_id and b.entry_id = e.id
       where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2
       union all
       -- an invoice of what was paid before it moves no account and has no entry
       select x.invoice_id from delivery_invoice x
       join open_item b on b.org_id = x.org_id and b.id = x.invoice_id and b.entry_id is null
       where x.org_id = $1 and x.decision_id = $2)`,
    [orgId, decisionId],
  );
  return rows;
}

export type StoredClaim = {
  readonly id: number;
  readonly receiptId: number;
  readonly customerId: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly accountingDate: IsoDate;
  readonly entryId: number;
};

export async function selectDecisionClaims(
  client: pg.ClientBase,
  orgId: number,
  decisionId: number,
): Promise<StoredClaim[]> {
  const { rows } = await client.query<StoredClaim>(
    `select id, receipt_id as "receiptId", customer_id as "customerId",
            amount_minor as "amountMinor", home_minor as "homeMinor",
            accounting_date as "accountingDate", entry_id as "entryId"
     from receipt_claim where org_id = $1 and decision_id = $2 order by id`,
    [orgId, decisionId],
  );
  return rows;
}
