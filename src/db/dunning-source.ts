// What dunning decides on, as the ledger stands at this moment: claims with something left, credits,
// promises, what was done before. For all customers, or for those named.
import { isReceiptOf, unappliedReceiptsSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

export type DunningScope = {
  readonly orgId: number;
  readonly booksId: number;
  /** Null: all. */
  readonly customerIds: readonly number[] | null;
  readonly today: string;
  readonly timeZone: string;
};

export type DunningItemRow = {
  readonly id: number;
  readonly customerId: number;
  readonly segment: string;
  readonly no: string;
  readonly kind: string;
  readonly currency: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly openMinor: number;
  readonly disputedMinor: number;
  readonly homeMinor: number;
  readonly linkedCreditMinor: number;
  readonly knownOn: string;
};

/** The narrow list of what has something open leads to the items, where all customers are asked for. */
function isUnsettled(item: string): string {
  return `exists (select from unsettled_item u where u.org_id = ${item}.org_id
    and u.books_id = ${item}.books_id and u.item_id = ${item}.id)`;
}

const claimKinds = "('invoice', 'interest', 'debit_note', 'delivery', 'retention', 'e_receivable')";

/**
 * Claims and, of contracts without any invoice yet, instalments. The ledger's own guarded total says
 * what is left, so that nothing is asked for a moment after it was paid.
 */
export async function selectDunningItems(db: Db, scope: DunningScope): Promise<DunningItemRow[]> {
  const { rows } = await db.query<DunningItemRow>(
    `select i.id, i.customer_id as "customerId",
       (select c.segment from customer c where c.org_id = i.org_id and c.id = i.customer_id)
         as segment, i.no, i.kind, i.currency,
       i.issue_date as "issueDate", coalesce(ch.due_date, i.due_date) as "dueDate",
       i.amount_minor - i.applied_minor as "openMinor",
       greatest(coalesce(ch.disputed, 0), 0)::bigint as "disputedMinor",
       round(i.home_minor::numeric * (i.amount_minor - i.applied_minor) / i.amount_minor)::bigint
         as "homeMinor",
       coalesce(n.minor, 0)::bigint as "linkedCreditMinor",
       (i.recorded_at at time zone $5)::date as "knownOn"
     from open_item i
     left join lateral (select sum(x.disputed_delta_minor) as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x where x.org_id = i.org_id and x.item_id = i.id) ch on true
     left join (select linked_item_id, sum(applied_minor - amount_minor) as minor from open_item
       where org_id = $1 and books_id = $2 and kind = 'credit_note' and cancelled_at is null
         and applied_minor <> amount_minor and linked_item_id is not null
         and ${isUnsettled("open_item")} and ($3::bigint[] is null or customer_id = any($3))
       group by linked_item_id) n on n.linked_item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.applied_minor <> i.amount_minor and i.amount_minor > 0 and ${isUnsettled("i")}
       and ($3::bigint[] is null or i.customer_id = any($3))
       and coalesce(ch.due_date, i.due_date) <= $4::date + 60
       and (i.kind in ${claimKinds} or i.kind = 'plan' and not exists (
         select from open_item b where b.org_id = i.org_id and b.books_id = i.books_id
           and b.customer_id = i.customer_id and b.contract_no = i.contract_no
           and b.kind in ('invoice', 'delivery') and b.cancelled_at is null))
     order by i.customer_id, i.id`,
    [scope.orgId, scope.booksId, scope.customerIds, scope.today, scope.timeZone],
  );
  return rows;
}

export type CreditRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly minor: number;
};

/**
 * Money on account, advances of no contract, credit notes whose document is not open, and what credit
 * notes of one exceed it by: it is owed back whatever they name.
 */
export async function selectDunningCredits(db: Db, scope: DunningScope): Promise<CreditRow[]> {
  const { rows } = await db.query<CreditRow>(
    `select customer_id as "customerId", currency, sum(minor)::bigint as minor from (
       select resting.customer_id, r.currency, r.amount_minor - r.applied_minor as minor
       from ${unappliedReceiptsSql} where r.org_id = $1 and r.books_id = $2
       union all
       select i.customer_id, i.currency, i.applied_minor - i.amount_minor
       from open_item i where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
         and i.applied_minor <> i.amount_minor and ${isUnsettled("i")}
         and (i.kind = 'advance' and i.contract_no = '' and i.contract_id is null
           or i.kind = 'credit_note' and not exists (select from open_item b
             where b.org_id = i.org_id and b.id = i.linked_item_id and b.cancelled_at is null
               and b.applied_minor <> b.amount_minor))
       union all
       select b.customer_id, b.currency, sum(i.applied_minor - i.amount_minor) - min(b.amount_minor - b.applied_minor)
       from open_item i join open_item b on b.org_id = i.org_id and b.id = i.linked_item_id
         and b.cancelled_at is null and b.applied_minor <> b.amount_minor
       where i.org_id = $1 and i.books_id = $2 and i.kind = 'credit_note' and i.cancelled_at is null
         and i.applied_minor <> i.amount_minor and ${isUnsettled("i")}
         and ($3::bigint[] is null or i.customer_id = any($3))
       group by b.id, b.customer_id, b.currency
       having sum(i.applied_minor - i.amount_minor) > min(b.amount_minor - b.applied_minor)) x
     where $3::bigint[] is null or customer_id = any($3)
     group by customer_id, currency`,
    [scope.orgId, scope.booksId, scope.customerIds],
  );
  return rows;
}

export type PromiseRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly amountMinor: number;
  readonly promisedOn: string;
  readonly dueOn: string;
  readonly receivedMinor: number;
};

/** Open promises, and payments announced in the portal: each with what came in since. */
export async function selectDunningPromises(db: Db, scope: DunningScope): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow>(
    `select p.customer_id as "customerId", p.currency, p.amount_minor as "amountMinor",
       p.promised_on as "promisedOn", p.due_on as "dueOn",
       coalesce((select sum(r.amount_minor) from receipt r where r.org_id = $1 and r.books_id = $2
         and ${isReceiptOf("r", "= p.customer_id")} and r.currency = p.currency
         and r.cancelled_at is null
         and r.date >= p.promised_on), 0)::bigint as "receivedMinor"
     from (
       select customer_id, currency, amount_minor, promised_on, due_on from promise_to_pay
       where org_id = $1 and books_id = $2 and state = 'open'
       union all
       select customer_id, currency, amount_minor, (announced_at at time zone $5)::date,
         coalesce(pay_on, (announced_at at time zone $5)::date + 3)
       from payment_announcement where org_id = $1 and books_id = $2 and cancelled_at is null
         and coalesce(pay_on, (announced_at at time zone $5)::date + 3) >= $4::date - 31) p
     where $3::bigint[] is null or p.customer_id = any($3)
     order by p.customer_id, p.due_on`,
    [scope.orgId, scope.booksId, scope.customerIds, scope.today, scope.timeZone],
  );
  return rows;
}

export type TrackRow = {
  readonly itemId: number;
  readonly nominal: number | null;
  readonly takenOn: string | null;
  readonly startAt: number | null;
};

/** What counts as carried out: a task given, a letter made, a message that left. */
const isTaken = `n.taken_on is not null and n.state in ('released', 'done')
  and (n.message_id is null or exists (select from message m
    where m.org_id = n.org_id and m.id = n.message_id and m.state in ('sent', 'bounced')))`;

export async function selectTracks(
  db: Db,
  { orgId, customerIds }: DunningScope,
  itemIds: readonly number[],
): Promise<TrackRow[]> {
  const { rows } = await db.query<TrackRow>(
    `with taken as (
       select x.item_id, max(x.nominal) as nominal, max(n.taken_on) as taken_on
       from dunning_notice_item x
       join dunning_notice n on n.org_id = x.org_id and n.id = x.notice_id
       where x.org_id = $1 and x.nominal is not null and x.asked_minor > 0 and x.item_id = any($2)
         and ($3::bigint[] is null or n.customer_id = any($3)) and ${isTaken}
       group by x.item_id)
     select coalesce(t.item_id, s.item_id) as "itemId", t.nominal, t.taken_on as "takenOn",
       s.nominal as "startAt"
     from taken t full join (select item_id, nominal from dunning_start
       where org_id = $1 and item_id = any($2)) s on s.item_id = t.item_id`,
    [orgId, itemIds, customerIds],
  );
  return rows;
}

export type TouchRow = {
  readonly customerId: number;
  readonly on: string;
  readonly channel: string;
  readonly kind: "step" | "repeat" | "statement" | "call";
};

/** Of the last two months: what reached the customer; reminders of statements and calls of the week. */
export async function selectTouches(db: Db, scope: DunningScope): Promise<TouchRow[]> {
  const { rows } = await db.query<TouchRow>(
    `select n.customer_id as "customerId", n.taken_on as on, n.channel, n.kind
     from dunning_notice n
     where n.org_id = $1 and n.books_id = $2 and n.kind <> 'action' and n.taken_on > $4::date - 62
       and ($3::bigint[] is null or n.customer_id = any($3)) and ${isTaken}
     union all
     select m.customer_id, (m.sent_at at time zone $5)::date, 'email', 'statement'
     from message m where m.org_id = $1 and m.books_id = $2 and m.template = 'statement_reminder'
       and m.state = 'sent' and (m.sent_at at time zone $5)::date > $4::date - 8 and m.customer_id is not null
       and ($3::bigint[] is null or m.customer_id = any($3))
     union all
     select customer_id, on_date, 'call', 'call' from call_log
     where org_id = $1 and books_id = $2 and channel = 'call' and on_date > $4::date - 8
       and ($3::bigint[] is null or customer_id = any($3))`,
    [scope.orgId, scope.booksId, scope.customerIds, scope.today, scope.timeZone],
  );
  return rows;
}

export type ActionRow = { readonly customerId: number; readonly kind: string; readonly on: string };

/** Proposals of a grade, whatever became of them; deliveries that are stopped count as of today. */
export async function selectPastActions(db: Db, scope: DunningScope): Promise<ActionRow[]> {
  const { rows } = await db.query<ActionRow>(
    `select n.customer_id as "customerId", n.channel as kind, max(n.day) as on
     from dunning_notice n where n.org_id = $1 and n.books_id = $2 and n.kind = 'action'
       and n.state not in ('replaced', 'stopped') and ($3::bigint[] is null or n.customer_id = any($3))
     group by n.customer_id, n.channel
     union all
     select customer_id, 'supply_hold', $4::date from supply_hold
     where org_id = $1 and books_id = $2 and lifted_at is null
       and ($3::bigint[] is null or customer_id = any($3))`,
    [scope.orgId, scope.booksId, scope.customerIds, scope.today],
  );
  return rows;
}

export type DunningContactRow = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly language: "zh" | "en";
};

export async function selectDunningContacts(
  db: Db,
  orgId: number,
  ids: readonly number[],
): Promise<DunningContactRow[]> {
  const { rows } = await db.query<DunningContactRow>(
    `select id, name, email, phone, postal_address as "postalAddress", language
     from customer_contact where org_id = $1 and id = any($2)`,
    [orgId, ids],
  );
  return rows;
}

export type CustomerStateRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly isInFlight: boolean;
  readonly hasMoneyToConfirm: boolean;
  readonly pausedUntil: string | null;
  /** A person said no to today's notice. */
  readonly isRejectedToday: boolean;
  readonly contactId: number | null;
  readonly superiorId: number | null;
};

/** Money that was recognised as a customer's and waits for a person holds dunning back this long. */
const confirmDays = 30;

/**
 * An address that bounced last is no contact. `reach`: kinds of address our channels can use.
 * `exceptNoticeId`: the one that asks is not in its own way.
 */
export async function selectCustomerStates(
  db: Db,
  scope: DunningScope,
  of: {
    readonly customerIds: readonly number[];
    readonly exceptNoticeId: number | null;
    readonly reach: readonly ("email" | "phone" | "post")[];
  },
): Promise<CustomerStateRow[]> {
  const { rows } = await db.query<CustomerStateRow>(
    `with usable as (
       select k.customer_id, k.id, k.purpose from customer_contact k
       where k.org_id = $1 and k.customer_id = any($3) and k.ended_at is null
         and ('email' = any($6) and k.email <> '' or 'phone' = any($6) and k.phone <> ''
           or 'post' = any($6) and k.postal_address <> '')
         and not exists (select from message m where m.org_id = k.org_id
           and m.customer_id = k.customer_id and m.to_address = k.email and m.state = 'bounced'
           and not exists (select from message l where l.org_id = m.org_id
             and l.customer_id = m.customer_id and l.to_address = m.to_address
             and l.state = 'sent' and l.id > m.id))),
     reached as (
       select customer_id,
         (array_agg(id order by array_position(array['payment', 'statement', 'superior'], purpose),
           id))[1] as contact_id,
         min(id) filter (where purpose = 'superior') as superior_id
       from usable group by customer_id),
     in_flight as (
       select distinct n.customer_id from message m
       join dunning_notice n on n.org_id = m.org_id and n.message_id = m.id
       where m.org_id = $1 and m.books_id = $2 and m.state in ('queued', 'sending')
         and n.state = 'released' and n.customer_id = any($3) and n.id is distinct from $4),
     to_confirm as (
       select distinct x.payer_id as customer_id from undecided_line u
       join bank_line l on l.org_id = u.org_id and l.id = u.line_id
       join match x on x.org_id = l.org_id and x.id = l.match_id
       where u.org_id = $1 and u.books_id = $2 and l.amount_minor > 0 and l.cancelled_at is null
         and l.lane in ('suggested', 'unmatched', 'held') and x.payer_id = any($3)
         and l.booking_date > $5::date - ${confirmDays}),
     paused as (
       select customer_id, max(until) as until from dunning_pause
       where org_id = $1 and customer_id = any($3) and ended_at is null and until >= $5::date
       group by customer_id),
     rejected as (
       select distinct customer_id from dunning_notice
       where org_id = $1 and books_id = $2 and day = $5 and state = 'rejected'
         and kind <> 'action' and customer_id = any($3))
     select c.id, c.no, c.name, f.customer_id is not null as "isInFlight",
       t.customer_id is not null as "hasMoneyToConfirm", p.until as "pausedUntil",
       j.customer_id is not null as "isRejectedToday", r.contact_id as "contactId",
       r.superior_id as "superiorId"
     from customer c
     left join reached r on r.customer_id = c.id
     left join in_flight f on f.customer_id = c.id
     left join to_confirm t on t.customer_id = c.id
     left join paused p on p.customer_id = c.id
     left join rejected j on j.customer_id = c.id
     where c.org_id = $1 and c.books_id = $2 and c.id = any($3) order by c.id`,
    [scope.orgId, scope.booksId, of.customerIds, of.exceptNoticeId, scope.today, of.reach],
  );
  return rows;
}
