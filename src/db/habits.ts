// What people's settlements show of how customers pay, and which habits were revoked.
import type { HabitCode, Settlement } from "../core/calibration/habits.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type SettlementRow = Settlement & {
  readonly decisionId: number;
  readonly lineId: number;
  readonly customerId: number;
  readonly date: string;
  readonly by: string | null;
};

/** Confirmations and settlements by hand that stand, of two years; undone ones are gone. */
export async function selectSettlements(
  db: Db,
  { orgId, booksId }: Books,
  customerId: number | null,
): Promise<SettlementRow[]> {
  const { rows } = await db.query<SettlementRow>(
    `with settled as (
       select d.id, d.recorded_at, d.bank_line_id, i.customer_id, max(p.name) as by,
              array_agg(i.id) as ids, max(i.due_date) as due,
              json_agg(json_build_object('no', i.no, 'orderNo', i.order_no,
                'contractNo', i.contract_no, 'issueMonth', to_char(i.issue_date, 'YYYY-MM'))
                order by i.id) as items
       from decision d
       join allocation a on a.org_id = d.org_id and a.decision_id = d.id and a.kind = 'receipt'
       join open_item i on i.org_id = a.org_id and i.id = a.item_id and i.kind <> 'credit_note'
       left join member p on p.org_id = d.org_id and p.id = d.by_member_id
       where d.org_id = $1 and d.books_id = $2 and d.kind in ('confirm', 'manual')
         and d.undone_by_id is null and d.recorded_at > now() - interval '720 days'
         and ($3::bigint is null or i.customer_id = $3)
       group by d.id, d.recorded_at, d.bank_line_id, i.customer_id)
     select s.id as "decisionId", s.bank_line_id as "lineId", s.customer_id as "customerId",
            l.booking_date as date, l.memo, s.by, s.items,
            exists (select from allocation a where a.org_id = $1 and a.decision_id = s.id
              and a.code = 'discount') as "tookDiscount",
            coalesce(o.earlier, false) as "passedOver", coalesce(o.other, false) as "hadChoice"
     from settled s
     join bank_line l on l.org_id = $1 and l.id = s.bank_line_id
     left join lateral (
       select bool_or(e.due_date < s.due) as earlier, true as other
       from open_item e
       where e.org_id = $1 and e.customer_id = s.customer_id and e.kind = 'invoice'
         and e.currency = l.currency and e.recorded_at <= s.recorded_at and not e.id = any(s.ids)
         and (e.cancelled_at is null or e.cancelled_at > s.recorded_at)
         and e.amount_minor <> coalesce((select sum(a.item_minor) from allocation a
           where a.org_id = $1 and a.item_id = e.id and a.recorded_at < s.recorded_at), 0)
       having count(*) > 0) o on true
     order by s.id`,
    [orgId, booksId, customerId],
  );
  return rows;
}

/** Habits that are revoked now. */
export async function selectRevokedHabits(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ customerId: number; code: string }[]> {
  const { rows } = await db.query<{ customerId: number; code: string }>(
    `select "customerId", code from (
       select distinct on (m.customer_id, m.code) m.customer_id as "customerId", m.code, m.act
       from habit_mark m join customer c on c.org_id = m.org_id and c.id = m.customer_id
       where m.org_id = $1 and c.books_id = $2 order by m.customer_id, m.code, m.id desc) latest
     where act = 'revoke'`,
    [orgId, booksId],
  );
  return rows;
}

export async function insertHabitMark(
  db: Db,
  { orgId, memberId, recordedAt }: Recording,
  mark: {
    readonly customerId: number;
    readonly code: HabitCode;
    readonly act: "revoke" | "restore";
  },
): Promise<void> {
  await db.query(
    `insert into habit_mark (org_id, customer_id, code, act, by_member_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [orgId, mark.customerId, mark.code, mark.act, memberId, recordedAt],
  );
}
