// What the tests of differences are asked about, loaded for many at once: the difference with its
// money, what the payer owes, who else owes that amount, what came before.

import type { IsoDate } from "../core/date.ts";
import type { ItemKind } from "../core/item-kinds.ts";
import { booksDay } from "./books-day.ts";
import { isReceiptOf, noDebtKindsSql, undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Bank lines of money in that fit nothing become differences, each once. */
export async function insertLineDifferences(db: Db, recording: Recording): Promise<number[]> {
  const { orgId, booksId, recordedAt } = recording;
  const { rows } = await db.query<{ id: number }>(
    `insert into difference (org_id, books_id, customer_id, receipt_id, bank_line_id, residual,
       currency, amount_minor, recorded_at)
     select l.org_id, l.books_id, coalesce(r.customer_id, m.payer_id), r.id, l.id, 'unmatched',
       r.currency, r.amount_minor - r.applied_minor, $3
     from ${undecidedLinesSql}
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     left join match m on m.org_id = l.org_id and m.id = l.match_id
     where l.org_id = $1 and l.books_id = $2 and l.lane = 'unmatched'
       and r.applied_minor < r.amount_minor
     on conflict (org_id, bank_line_id)
       where bank_line_id is not null and state = 'open' and residual = 'unmatched' do nothing
     returning id`,
    [orgId, booksId, recordedAt],
  );
  return rows.map(({ id }) => id);
}

export type EndedDifference = {
  readonly id: number;
  readonly outcome: string;
  readonly decisionId: number | null;
};

/** Open ones whose line is decided or whose item is settled by now, with what did it. */
export async function endSettledDifferences(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
): Promise<EndedDifference[]> {
  const { rows } = await db.query<EndedDifference>(
    `update difference d set state = 'resolved', resolved_at = $3, resolved_by_id = e.by_id,
       outcome = e.outcome
     from (
       select x.id, case when l.lane = 'not_receivable' then 'not_receivable' else 'corrected' end
           as outcome,
         (select max(b.id) from decision b where b.org_id = l.org_id and b.bank_line_id = l.id
            and b.undone_by_id is null and b.kind <> 'reverse') as by_id
       from difference x join bank_line l on l.org_id = x.org_id and l.id = x.bank_line_id
       where x.org_id = $1 and x.books_id = $2 and x.state = 'open' and x.residual = 'unmatched'
         and (l.cancelled_at is not null
           or l.lane in ('auto', 'confirmed', 'not_receivable', 'suggested'))
       union all
       select x.id, coalesce((select case when a.kind = 'receipt' then 'collected'
             when a.kind = 'netting' then 'corrected' else a.code end
           from allocation a where a.org_id = i.org_id and a.item_id = i.id and a.reverses_id is null
           order by a.id desc limit 1), 'corrected'),
         (select a.decision_id from allocation a where a.org_id = i.org_id and a.item_id = i.id
            and a.reverses_id is null order by a.id desc limit 1)
       from difference x join open_item i on i.org_id = x.org_id and i.id = x.item_id
       where x.org_id = $1 and x.books_id = $2 and x.state = 'open'
         and (i.applied_minor = i.amount_minor or i.cancelled_at is not null)
       union all
       select x.id, 'advance', (select a.decision_id from allocation a where a.org_id = r.org_id
           and a.receipt_id = r.id and a.reverses_id is null order by a.id desc limit 1)
       from difference x join receipt r on r.org_id = x.org_id and r.id = x.receipt_id
       where x.org_id = $1 and x.books_id = $2 and x.state = 'open' and x.item_id is null
         and x.residual <> 'unmatched'
         and (r.applied_minor = r.amount_minor or r.cancelled_at is not null)
     ) e
     where d.org_id = $1 and d.id = e.id and d.state = 'open'
     returning d.id, d.outcome, d.resolved_by_id as "decisionId"`,
    [orgId, booksId, recordedAt],
  );
  return rows;
}

export type DifferenceFactsRow = {
  readonly id: number;
  readonly residual: string;
  readonly code: string | null;
  readonly codeBy: "engine" | "test" | "person";
  readonly because: readonly unknown[];
  readonly customerId: number | null;
  readonly customerOwnerId: number | null;
  readonly payerName: string | null;
  readonly feeBearer: "us" | "customer";
  readonly itemId: number | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly paidOn: IsoDate;
  readonly memo: string;
  /** All that came in with this money. */
  readonly receivedMinor: number;
  /** What the decision applied to the item. */
  readonly appliedMinor: number;
  readonly receiptId: number | null;
  /** Why the last run could not place the line. */
  readonly matchReason: unknown;
};

/** Open differences that no test has seen (or all that no person has coded), oldest first. */
export async function selectDifferencesToExamine(
  db: Db,
  { orgId, booksId }: Books,
  { again, after, limit }: { again: boolean; after: number; limit: number },
): Promise<DifferenceFactsRow[]> {
  const { rows } = await db.query<DifferenceFactsRow>(
    `select d.id, d.residual, d.code, d.code_by as "codeBy", d.because, d.customer_id as "customerId",
       c.owner_member_id as "customerOwnerId", c.name as "payerName",
       coalesce(c.fee_bearer, 'us') as "feeBearer", d.item_id as "itemId", d.currency,
       abs(d.amount_minor)::bigint as "amountMinor", coalesce(r.date, ${booksDay("d.recorded_at")}) as "paidOn",
       coalesce(l.memo, '') as memo, coalesce(r.amount_minor, 0) as "receivedMinor",
       abs(coalesce((select sum(a.item_minor) from allocation a where a.org_id = d.org_id
         and a.decision_id = d.decision_id and a.item_id = d.item_id), 0))::bigint as "appliedMinor",
       d.receipt_id as "receiptId", m.reason as "matchReason"
     from difference d
     left join customer c on c.org_id = d.org_id and c.id = d.customer_id
     left join receipt r on r.org_id = d.org_id and r.id = d.receipt_id
     left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
     left join match m on m.org_id = l.org_id and m.id = l.match_id and d.residual = 'unmatched'
     where d.org_id = $1 and d.books_id = $2 and d.state = 'open' and d.code_by <> 'person'
       and d.id > $4 and ($3 or d.examined_at is null)
     order by d.id limit $5`,
    [orgId, booksId, again, after, limit],
  );
  return rows;
}

export type DebtRow = {
  readonly id: number;
  readonly customerId: number;
  readonly no: string;
  readonly kind: ItemKind;
  readonly customerNo: string;
  readonly customerName: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly faceMinor: number;
  readonly issueDate: IsoDate | null;
  readonly discountDate: IsoDate | null;
  readonly discountMinor: number;
  readonly retentionMinor: number;
  readonly taxRate: string;
  readonly orderNo: string;
  readonly deliveryNo: string;
  readonly contractNo: string | null;
  readonly discountPercent: string | null;
  readonly discountDays: number | null;
  readonly retentionPercent: string | null;
};

const debtColumns = `i.id, i.customer_id as "customerId", i.no, i.kind, c.no as "customerNo",
  c.name as "customerName", i.currency, (i.amount_minor - i.applied_minor)::bigint as "openMinor",
  i.face_minor as "faceMinor", i.issue_date as "issueDate", i.discount_date as "discountDate",
  i.discount_minor as "discountMinor", i.retention_minor as "retentionMinor",
  i.tax_rate as "taxRate", i.order_no as "orderNo", i.delivery_no as "deliveryNo",
  k.no as "contractNo", trim_scale(k.discount_pct)::text as "discountPercent",
  k.discount_days as "discountDays", trim_scale(k.retention_pct)::text as "retentionPercent"`;

const debtTables = `open_item i
  join customer c on c.org_id = i.org_id and c.id = i.customer_id
  left join contract k on k.org_id = i.org_id and k.cancelled_at is null
    and (k.id = i.contract_id or (i.contract_id is null and i.contract_no <> ''
      and k.books_id = i.books_id and k.no = i.contract_no))`;

/** Whatever these customers have open, debts and credits, and the items named. */
export async function selectDebtsOf(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly customerIds: readonly number[]; readonly itemIds: readonly number[] },
): Promise<DebtRow[]> {
  const { rows } = await db.query<DebtRow>(
    `select ${debtColumns} from ${debtTables}
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.kind not in ('payable', ${noDebtKindsSql})
       and ((i.customer_id = any($3) and i.amount_minor <> i.applied_minor) or i.id = any($4))
     order by i.id`,
    [orgId, booksId, of.customerIds, of.itemIds],
  );
  return rows;
}

/** Open debts of exactly one of these amounts, whoever owes them; few of each are enough. */
export async function selectDebtsOfAmount(
  db: Db,
  { orgId, booksId }: Books,
  amounts: readonly number[],
): Promise<DebtRow[]> {
  const { rows } = await db.query<DebtRow>(
    `select ${debtColumns} from ${debtTables}
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.kind in ('invoice', 'debit_note', 'delivery', 'interest')
       and i.amount_minor <> i.applied_minor
       and i.amount_minor - i.applied_minor = any($3)
     order by i.id limit 5000`,
    [orgId, booksId, amounts],
  );
  return rows;
}

export type EarlierMoneyRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number;
  readonly date: IsoDate;
  readonly receiptId: number;
};

/** Money of these customers that is applied, newest first. */
export async function selectEarlierMoney(
  db: Db,
  { orgId, booksId }: Books,
  customerIds: readonly number[],
): Promise<EarlierMoneyRow[]> {
  const { rows } = await db.query<EarlierMoneyRow>(
    `select r.customer_id as "customerId", r.currency, r.amount_minor as "amountMinor", r.date,
       r.id as "receiptId"
     from receipt r
     where r.org_id = $1 and r.books_id = $2 and r.cancelled_at is null
       and ${isReceiptOf("r", "= any($3)")} and r.applied_minor > 0
     order by r.date desc, r.id desc limit 20000`,
    [orgId, booksId, customerIds],
  );
  return rows;
}

export type ExaminedDifference = {
  readonly id: number;
  readonly code: string | null;
  readonly codeBy: "engine" | "test";
  readonly because: readonly unknown[];
  readonly alsoFits: readonly string[];
  readonly ownerRole: string;
  readonly ownerMemberId: number | null;
  readonly dueOn: string;
};

/** Keeps the owner and the day that are there already. */
export async function storeExamined(
  db: Db,
  { orgId, recordedAt }: Recording,
  found: readonly ExaminedDifference[],
): Promise<void> {
  if (found.length === 0) return;
  await db.query(
    `update difference d set code = x.code, code_by = x.code_by, because = x.because,
       also_fits = x.also_fits, examined_at = $2,
       owner_role = case when d.owner_role = '' then x.owner_role else d.owner_role end,
       owner_member_id = coalesce(d.owner_member_id, x.owner_member_id),
       due_on = coalesce(d.due_on, x.due_on)
     from (select * from jsonb_to_recordset($3::jsonb) as t (id bigint, code text, code_by text,
       because jsonb, also_fits text[], owner_role text, owner_member_id bigint, due_on date)) x
     where d.org_id = $1 and d.id = x.id`,
    [
      orgId,
      recordedAt,
      JSON.stringify(
        found.map((one) => ({
          id: one.id,
          code: one.code,
          code_by: one.codeBy,
          because: one.because,
          also_fits: one.alsoFits,
          owner_role: one.ownerRole,
          owner_member_id: one.ownerMemberId,
          due_on: one.dueOn,
        })),
      ),
    ],
  );
}

/** Active members, oldest first: who takes over by rule is the first of the role. */
export async function selectMembersByRole(
  db: Db,
  orgId: number,
): Promise<{ readonly id: number; readonly role: string; readonly name: string }[]> {
  const { rows } = await db.query<{ id: number; role: string; name: string }>(
    "select id, role, name from member where org_id = $1 and active order by id",
    [orgId],
  );
  return rows;
}
