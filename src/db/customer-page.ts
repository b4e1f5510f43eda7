// One customer: master data, what is open at a viewpoint (from records alone), the ledger lines, the
// facts known about how they pay.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type CustomerMaster = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly terms: string;
  readonly paymentHabit: string;
  readonly feeBearer: "us" | "customer";
  readonly tieRule: "ask" | "earliest";
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly parentId: number | null;
  readonly parentName: string | null;
  readonly isRelatedParty: boolean;
  readonly onHold: boolean;
  readonly isProvisional: boolean;
  readonly segment: string;
  readonly region: string;
  readonly department: string;
  readonly formerNames: readonly string[];
};

export async function selectCustomer(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<CustomerMaster | null> {
  const { rows } = await db.query<CustomerMaster>(
    `select c.id, c.no, c.name, c.tax_id as "taxId", c.terms, c.payment_habit as "paymentHabit",
       c.fee_bearer as "feeBearer", c.tie_rule as "tieRule", m.id as "ownerId",
       m.name as "ownerName", p.id as "parentId", p.name as "parentName",
       c.is_related_party as "isRelatedParty", c.on_hold as "onHold",
       (c.extra ->> 'provisional') is not null as "isProvisional", c.segment, c.region,
       coalesce(c.extra ->> 'department', '') as department,
       coalesce((select array_agg(f.value order by f.id desc) from customer_fact f
         where f.org_id = c.org_id and f.customer_id = c.id and f.kind = 'former_name'
           and f.revoked_at is null), '{}') as "formerNames"
     from customer c
     left join member m on m.org_id = c.org_id and m.id = c.owner_member_id
     left join customer p on p.org_id = c.org_id and p.id = c.parent_id
     where c.org_id = $1 and c.books_id = $2 and c.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** asOf: by accounting date; knownAt: by the instant of recording, null = all that is recorded. */
export type CustomerViewpoint = InBooks & {
  readonly customerId: number;
  readonly asOf: string;
  readonly knownAt: string | null;
};

export type ItemAtRow = {
  readonly id: number;
  readonly kind: string;
  readonly account: string;
  readonly currency: string;
  readonly openMinor: number;
  readonly openHomeMinor: number;
  readonly disputedMinor: number;
  readonly dueDate: string | null;
  readonly issueDate: string;
  readonly ageFrom: string;
  readonly isLinked: boolean;
};

/** Items with an amount left at the viewpoint; a linked credit note has its invoice's dates. */
export async function selectItemsAt(db: Db, at: CustomerViewpoint): Promise<ItemAtRow[]> {
  const { rows } = await db.query<ItemAtRow>(
    `with seen as (select $4::date as d, coalesce($5::timestamptz, 'infinity') as k),
     changed as (
       select x.item_id, sum(x.disputed_delta_minor)::bigint as disputed,
         (array_agg(x.due_date order by x.id desc) filter (where x.due_date is not null))[1] as due_date
       from item_change x join open_item i on i.org_id = x.org_id and i.id = x.item_id, seen
       where x.org_id = $1 and i.customer_id = $3 and x.accounting_date <= seen.d
         and x.recorded_at <= seen.k
       group by x.item_id)
     select i.id, i.kind, i.account, i.currency,
       (i.amount_minor - coalesce(a.used, 0))::bigint as "openMinor",
       (i.home_minor - coalesce(a.home, 0))::bigint as "openHomeMinor",
       coalesce(ch.disputed, 0)::bigint as "disputedMinor",
       case when blue.id is null then coalesce(ch.due_date, i.due_date)
         else coalesce(chb.due_date, blue.due_date) end as "dueDate",
       coalesce(blue.issue_date, i.issue_date, i.accounting_date) as "issueDate",
       coalesce(blue.age_from, i.age_from, i.issue_date, i.accounting_date) as "ageFrom",
       blue.id is not null as "isLinked"
     from open_item i cross join seen
     left join changed ch on ch.item_id = i.id
     left join open_item blue on i.kind = 'credit_note' and blue.org_id = i.org_id
       and blue.id = i.linked_item_id
     left join changed chb on chb.item_id = blue.id
     left join lateral (select sum(x.item_minor) as used, sum(x.item_home_minor) as home
       from allocation x where x.org_id = i.org_id and x.item_id = i.id
         and x.accounting_date <= seen.d and x.recorded_at <= seen.k) a on true
     where i.org_id = $1 and i.books_id = $2 and i.customer_id = $3 and i.account is not null
       and i.accounting_date <= seen.d and i.recorded_at <= seen.k
       and (i.amount_minor <> coalesce(a.used, 0) or i.home_minor <> coalesce(a.home, 0))
     order by i.id`,
    [at.orgId, at.booksId, at.customerId, at.asOf, at.knownAt],
  );
  return rows;
}

export type UnappliedRow = {
  readonly currency: string;
  readonly minor: number;
  readonly homeMinor: number;
};

/** Money on the customer's account (2203.01) by claims and allocations. */
export async function selectUnappliedAt(db: Db, at: CustomerViewpoint): Promise<UnappliedRow[]> {
  const { rows } = await db.query<UnappliedRow>(
    `with seen as (select $4::date as d, coalesce($5::timestamptz, 'infinity') as k)
     select currency, sum(minor)::bigint as minor, sum(home)::bigint as "homeMinor" from (
       select r.currency, c.amount_minor as minor, c.home_minor as home
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id, seen
       where c.org_id = $1 and r.books_id = $2 and c.customer_id = $3
         and c.accounting_date <= seen.d and c.recorded_at <= seen.k
       union all
       select r.currency, -a.receipt_minor, -a.receipt_home_minor
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id, seen
       where a.org_id = $1 and a.books_id = $2 and a.receipt_customer_id = $3
         and a.accounting_date <= seen.d and a.recorded_at <= seen.k) moves
     group by currency`,
    [at.orgId, at.booksId, at.customerId, at.asOf, at.knownAt],
  );
  return rows;
}

export type AccountBalanceRow = {
  readonly account: string;
  readonly currency: string;
  readonly minor: number;
  readonly homeMinor: number;
};

/** Balances of the customer's accounts by posting lines, debit positive. */
export async function selectBalancesAt(
  db: Db,
  at: CustomerViewpoint,
  accounts: readonly string[],
): Promise<AccountBalanceRow[]> {
  const { rows } = await db.query<AccountBalanceRow>(
    `select p.account, p.currency,
       sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor,
       sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as "homeMinor"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.customer_id = $3 and p.account = any($6::text[])
       and e.accounting_date <= $4 and e.recorded_at <= coalesce($5::timestamptz, 'infinity')
     group by p.account, p.currency order by p.currency, p.account`,
    [at.orgId, at.booksId, at.customerId, at.asOf, at.knownAt, accounts],
  );
  return rows;
}

export type LedgerLineRow = {
  readonly entryId: number;
  readonly seq: number;
  readonly date: string;
  readonly event: string;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, string | number>>;
  readonly reversesId: number | null;
  readonly account: string;
  readonly side: "D" | "C";
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly itemId: number | null;
  readonly lineId: number | null;
};

/** Lines of a period on the customer's accounts, in the order of a ledger. */
export async function selectLedgerLines(
  db: Db,
  at: CustomerViewpoint,
  of: {
    readonly from: string;
    readonly accounts: readonly string[];
    readonly currency: string;
    readonly limit: number;
  },
): Promise<LedgerLineRow[]> {
  const { rows } = await db.query<LedgerLineRow>(
    `select e.id as "entryId", e.seq, e.accounting_date as date, e.event,
       e.narration_key as "narrationKey", e.narration_fields as "narrationFields",
       e.reverses_id as "reversesId", p.account, p.side, p.currency,
       p.amount_minor as "amountMinor", p.home_minor as "homeMinor", p.item_id as "itemId",
       r.bank_line_id as "lineId"
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     left join receipt r on r.org_id = p.org_id and r.id = p.receipt_id
     where p.org_id = $1 and e.books_id = $2 and p.customer_id = $3 and p.account = any($6::text[])
       and p.currency = $8 and e.accounting_date between $7 and $4
       and e.recorded_at <= coalesce($5::timestamptz, 'infinity')
     order by e.accounting_date, e.recorded_at, e.id, p.n limit $9`,
    [
      at.orgId,
      at.booksId,
      at.customerId,
      at.asOf,
      at.knownAt,
      of.accounts,
      of.from,
      of.currency,
      of.limit,
    ],
  );
  return rows;
}

export type CustomerFactRow = {
  readonly id: number;
  readonly kind: "alias" | "former_name" | "account" | "pays_for";
  readonly value: string;
  readonly paysForId: number | null;
  readonly paysForName: string | null;
  readonly provenance: "master" | "learned";
  readonly confirmations: number;
  readonly lineId: number | null;
  readonly lineDate: string | null;
  readonly lineMinor: number | null;
  readonly lineCurrency: string | null;
  readonly by: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly alsoAt: readonly { readonly id: number; readonly name: string }[];
};

/** What counts first, what was revoked last. */
export async function selectFacts(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<CustomerFactRow[]> {
  const { rows } = await db.query<CustomerFactRow>(
    `select f.id, f.kind, f.value, p.id as "paysForId", p.name as "paysForName", f.provenance,
       f.confirmations, l.id as "lineId", l.booking_date as "lineDate",
       l.amount_minor as "lineMinor", l.currency as "lineCurrency", m.name as by,
       f.created_at as "createdAt", f.last_used_at as "lastUsedAt", f.revoked_at as "revokedAt",
       case when f.kind <> 'account' or f.revoked_at is not null then '[]'::json else
         (select coalesce(json_agg(distinct jsonb_build_object('id', o.id, 'name', o.name)), '[]')
          from customer_fact x join customer o on o.org_id = x.org_id and o.id = x.customer_id
          where x.org_id = f.org_id and x.kind = 'account' and x.value = f.value
            and x.customer_id <> f.customer_id and x.revoked_at is null) end as "alsoAt"
     from customer_fact f
     left join customer p on p.org_id = f.org_id and p.id = f.pays_for_id
     left join bank_line l on l.org_id = f.org_id and l.id = f.learned_from_line_id
     left join member m on m.org_id = f.org_id and m.id = f.by_member_id
     where f.org_id = $1 and f.customer_id = $2
     order by f.revoked_at is not null, f.kind, f.id`,
    [orgId, customerId],
  );
  return rows;
}
