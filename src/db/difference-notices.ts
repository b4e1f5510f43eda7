// Differences told to customers and their answers. One statement a function.
import type { NoticeState } from "../core/disputes/notice.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type TellableRow = {
  readonly differenceId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly itemId: number;
  readonly itemNo: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly openMinor: number;
  /** What is still missing because of it. */
  readonly shortMinor: number;
  readonly code: string | null;
  readonly because: readonly { readonly key: string; readonly fields: Record<string, string> }[];
  readonly paidOn: string | null;
  readonly paidMinor: number | null;
  readonly paidCurrency: string | null;
  readonly appliedMinor: number | null;
};

/**
 * Open differences of documents, not told yet, nobody's dispute; one by its id, or the oldest ones. What
 * a person took back only a person tells again.
 */
export async function selectTellable(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly id: number | null;
    readonly residuals: readonly string[];
    readonly limit: number;
  },
): Promise<TellableRow[]> {
  const { rows } = await db.query<TellableRow>(
    `select d.id as "differenceId", d.customer_id as "customerId", c.name as "customerName",
       i.id as "itemId", i.no as "itemNo", i.currency, i.amount_minor as "amountMinor",
       (i.amount_minor - i.applied_minor)::bigint as "openMinor",
       least(abs(d.amount_minor), i.amount_minor - i.applied_minor)::bigint as "shortMinor",
       d.code, d.because, r.date as "paidOn", r.amount_minor as "paidMinor",
       r.currency as "paidCurrency", a.item_minor as "appliedMinor"
     from difference d
     join customer c on c.org_id = d.org_id and c.id = d.customer_id
     join open_item i on i.org_id = d.org_id and i.id = d.item_id and i.cancelled_at is null
       and i.amount_minor > i.applied_minor
     left join lateral (select x.receipt_id, x.item_minor from allocation x
       where x.org_id = d.org_id and x.decision_id = d.decision_id and x.item_id = d.item_id
         and x.receipt_id is not null order by x.id limit 1) a on true
     left join receipt r on r.org_id = d.org_id and r.id = coalesce(d.receipt_id, a.receipt_id)
     where d.org_id = $1 and d.books_id = $2 and d.state = 'open' and d.stage <> 'waiting_approval'
       and (d.id = $3 or ($3::bigint is null and d.examined_at is not null))
       and d.residual = any($4::text[])
       and not exists (select from difference_notice n where n.org_id = d.org_id
         and n.difference_id = d.id and (n.state <> 'withdrawn' or $3::bigint is null))
       and not exists (select from dispute t where t.org_id = d.org_id and t.difference_id = d.id
         and t.state <> 'resolved')
     order by d.id limit $5`,
    [orgId, booksId, of.id, of.residuals, of.limit],
  );
  return rows;
}

/** Who hears of it: who answers for payments, else for statements; the first that can be reached. */
export async function selectNoticeContacts(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<
  {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly postalAddress: string;
    readonly language: "zh" | "en";
  }[]
> {
  const { rows } = await db.query<{
    id: number;
    name: string;
    email: string;
    phone: string;
    postalAddress: string;
    language: "zh" | "en";
  }>(
    `select id, name, email, phone, postal_address as "postalAddress", language
     from customer_contact
     where org_id = $1 and customer_id = $2 and ended_at is null and purpose <> 'superior'
     order by purpose <> 'payment', id`,
    [orgId, customerId],
  );
  return rows;
}

export type NoticeSeen = {
  readonly no: string;
  readonly amount: string;
  readonly open: string;
  readonly paidOn: string | null;
  readonly paid: string | null;
  readonly paidCurrency: string | null;
  readonly applied: string | null;
  readonly because: readonly { readonly zh: string; readonly en: string }[];
};

export async function insertNotice(
  db: Db,
  { orgId, booksId }: InBooks,
  notice: {
    readonly customerId: number;
    readonly differenceId: number;
    readonly itemId: number;
    readonly contactId: number;
    readonly currency: string;
    readonly shortMinor: number;
    readonly seen: NoticeSeen;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into difference_notice (org_id, books_id, customer_id, difference_id, item_id, contact_id,
       currency, short_minor, seen, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      orgId,
      booksId,
      notice.customerId,
      notice.differenceId,
      notice.itemId,
      notice.contactId,
      notice.currency,
      notice.shortMinor,
      JSON.stringify(notice.seen),
      notice.memberId,
    ],
  );
  return rows[0]!.id;
}

/** By which link the customer answers. */
export async function storeNoticeLink(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly invitationId: number },
): Promise<void> {
  await db.query(`update difference_notice set invitation_id = $3 where org_id = $1 and id = $2`, [
    orgId,
    of.id,
    of.invitationId,
  ]);
}

export async function storeNoticeWithdrawn(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly by: string; readonly at: Date },
): Promise<void> {
  await db.query(
    `update difference_notice set state = 'withdrawn', withdrawn_by = $3, withdrawn_at = $4
     where org_id = $1 and id = $2`,
    [orgId, of.id, of.by, of.at],
  );
}

export type NoticeRow = {
  readonly id: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly differenceId: number;
  readonly itemId: number;
  readonly currency: string;
  readonly shortMinor: number;
  /** What of it is open today. */
  readonly leftMinor: number;
  readonly seen: NoticeSeen;
  readonly state: NoticeState;
  readonly answerNote: string;
  readonly payOn: string | null;
  readonly payCode: string | null;
  readonly answeredBy: string;
  readonly answeredAt: Date | null;
  readonly disputeId: number | null;
  readonly sentAt: Date;
  readonly invitationId: number | null;
  readonly hasLink: boolean;
};

const columns = `n.id, n.books_id as "booksId", n.customer_id as "customerId",
  c.name as "customerName", n.difference_id as "differenceId", n.item_id as "itemId", n.currency,
  n.short_minor as "shortMinor",
  least(n.short_minor, i.amount_minor - i.applied_minor)::bigint as "leftMinor", n.seen, n.state,
  n.answer_note as "answerNote", n.pay_on as "payOn", p.pay_code as "payCode",
  n.answered_by as "answeredBy", n.answered_at as "answeredAt", n.dispute_id as "disputeId",
  n.sent_at as "sentAt", n.invitation_id as "invitationId",
  v.id is not null and v.revoked_at is null and v.expires_at > now() as "hasLink"`;
const tables = `difference_notice n
  join customer c on c.org_id = n.org_id and c.id = n.customer_id
  join open_item i on i.org_id = n.org_id and i.id = n.item_id
  left join portal_invitation v on v.org_id = n.org_id and v.id = n.invitation_id
  left join payment_announcement p on p.org_id = n.org_id and p.id = n.announcement_id`;

export async function lockNotice(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly customerId: number | null },
): Promise<NoticeRow | null> {
  const { rows } = await db.query<NoticeRow>(
    `select ${columns} from ${tables}
     where n.org_id = $1 and n.id = $2 and ($3::bigint is null or n.customer_id = $3)
     for update of n`,
    [orgId, of.id, of.customerId],
  );
  return rows[0] ?? null;
}

/** The newest first. */
export async function selectNotices(
  db: Db,
  orgId: number,
  filter: {
    readonly booksId: number;
    readonly customerId: number | null;
    readonly differenceId: number | null;
    readonly limit: number;
  },
): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `select ${columns} from ${tables}
     where n.org_id = $1 and n.books_id = $2 and ($3::bigint is null or n.customer_id = $3)
       and ($4::bigint is null or n.difference_id = $4)
     order by n.id desc limit $5`,
    [orgId, filter.booksId, filter.customerId, filter.differenceId, filter.limit],
  );
  return rows;
}

export async function storeNoticeAnswer(
  db: Db,
  orgId: number,
  answer: {
    readonly id: number;
    readonly state: NoticeState;
    readonly note: string;
    readonly payOn: string | null;
    readonly by: string;
    readonly at: Date;
    readonly disputeId: number | null;
    readonly announcementId: number | null;
  },
): Promise<void> {
  await db.query(
    `update difference_notice set state = $3, answer_note = $4, pay_on = $5, answered_by = $6,
       answered_at = $7, dispute_id = $8, announcement_id = $9
     where org_id = $1 and id = $2`,
    [
      orgId,
      answer.id,
      answer.state,
      answer.note,
      answer.payOn,
      answer.by,
      answer.at,
      answer.disputeId,
      answer.announcementId,
    ],
  );
}

/** How much of an item is marked as disputed by open tickets: those marks are theirs to take off. */
export async function sumTicketMarks(db: Db, orgId: number, itemId: number): Promise<number> {
  const { rows } = await db.query<{ minor: number }>(
    `select coalesce(sum(x.marked_minor), 0)::bigint as minor from dispute_item x
     join dispute d on d.org_id = x.org_id and d.id = x.dispute_id and d.state <> 'resolved'
     where x.org_id = $1 and x.item_id = $2`,
    [orgId, itemId],
  );
  return rows[0]?.minor ?? 0;
}
