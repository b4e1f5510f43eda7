// What customers can be asked for today: overdue documents less what is disputed, credit notes and
// money that is there already. The present state, for work; reports read records (db/aging.ts).
import type { DunningGrade, GradeDays } from "../core/terms/ages.ts";
import { leftHomeSql } from "./left-home.ts";
import { unappliedReceiptsSql, undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** 1122 and its sub-accounts, as in the aging report. */
const receivable = "('receivable', 'e_receivable', 'retention', 'uninvoiced')";

/**
 * Documents as they stand: left, disputed of it, the day they are due. A linked credit note counts by
 * the day of its invoice, as in the aging report; `invoice` is where it is looked for;
 * `customer`: the placeholder of the one that is read, null: all. $1 organisation, $2 books.
 */
const documentsSql = (invoice: string, customer: string | null) => `with changed as (
    select item_id, sum(disputed_delta_minor)::bigint as disputed,
      (array_agg(due_date order by recorded_at desc, id desc) filter (where due_date is not null))[1] as due_date
    from item_change where org_id = $1 group by item_id),
  document as (
    select i.id, i.customer_id, i.linked_item_id, i.kind, i.no, i.currency, i.issue_date, i.contract_no,
      coalesce(c.due_date, i.due_date) as due, i.amount_minor as original_minor,
      case when i.kind = 'credit_note' then coalesce(cb.due_date, b.due_date)
        else coalesce(c.due_date, i.due_date) end as counted_due,
      i.amount_minor - i.applied_minor as left_minor,
      greatest(0, least(coalesce(c.disputed, 0), i.amount_minor - i.applied_minor)) as disputed_minor,
      ${leftHomeSql("i")} as left_home
    from open_item i left join changed c on c.item_id = i.id
    left join ${invoice} b on i.kind = 'credit_note' and b.org_id = i.org_id and b.id = i.linked_item_id
    left join changed cb on cb.item_id = b.id
    where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
      and i.applied_minor <> i.amount_minor and i.account in ${receivable}
      -- sold with recourse: in the books, but the factor's to ask for
      and i.kind <> 'factored'
      ${customer === null ? "" : `and i.customer_id = ${customer}`})`;

/** Of all customers: the few invoices with a credit note are read, not every item a second time. */
export const openDocuments = documentsSql(
  `(select org_id, id, due_date from open_item where org_id = $1 and id in (
      select linked_item_id from open_item
      where org_id = $1 and books_id = $2 and kind = 'credit_note' and linked_item_id is not null))`,
  null,
);

export type DueSumRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly documents: number;
  readonly overdueMinor: number;
  readonly overdueHome: number;
  /** Of what is overdue. */
  readonly disputedMinor: number;
  /** Open credit notes that are not in what is overdue, below zero. */
  readonly creditMinor: number;
  /** Of what money on account and free credit notes leave, the oldest first; of all, where they leave none. */
  readonly oldestDue: string | null;
  /** Overdue from the days of each grade on, less disputes and credit notes that name the document. */
  readonly oldA: number;
  readonly oldAHome: number;
  readonly oldB: number;
  readonly oldBHome: number;
  readonly oldC: number;
  readonly oldCHome: number;
  /** Taken off there by credit notes that name a document. */
  readonly linkedMinor: number;
  /** Open credit notes whose document is not open, and what those of one exceed it by, above zero. */
  readonly freeCreditMinor: number;
};

/** Customers with something overdue, per currency; `customerId` null: all of them. */
export async function selectDueSums(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly today: string;
    readonly customerId: number | null;
    readonly gradeDays: GradeDays;
  },
): Promise<DueSumRow[]> {
  const { A, B, C } = of.gradeDays;
  const { rows } = await db.query<DueSumRow>(
    `${of.customerId === null ? openDocuments : documentsSql("open_item", "$4")},
     credited as (
       select linked_item_id as id, -sum(left_minor) as minor from document
       where kind = 'credit_note' and linked_item_id is not null group by linked_item_id),
     claim as (
       select d.*, least(coalesce(k.minor, 0), left_minor - disputed_minor)::bigint as linked_minor,
         greatest(0, left_minor - disputed_minor - coalesce(k.minor, 0))::bigint as net_minor,
         greatest(0, coalesce(k.minor, 0) - left_minor)::bigint as exceeding_minor
       from document d left join credited k on k.id = d.id where d.left_minor > 0),
     free as (
       select customer_id, currency, sum(minor)::bigint as minor from (
         select customer_id, currency, -left_minor as minor from document d
         where kind = 'credit_note' and not exists (select from document o where o.id = d.linked_item_id)
         union all
         select customer_id, currency, exceeding_minor from claim where exceeding_minor > 0) x
       group by customer_id, currency),
     pool as (
       select customer_id, currency, sum(minor) as minor from (
         select customer_id, currency, minor from free union all ${unappliedSql}) m
       where $4::bigint is null or customer_id = $4 group by customer_id, currency),
     left_over as (
       select customer_id, currency, min(due) as due from (
         select c.customer_id, c.currency, c.due, p.minor as pool, sum(c.net_minor)
           over (partition by c.customer_id, c.currency order by c.due, c.id) as so_far
         from claim c join pool p on p.customer_id = c.customer_id and p.currency = c.currency
         where c.due < $3 and c.net_minor > 0) x
       where so_far > pool group by customer_id, currency),
     netted as (
       select customer_id, currency, ${oldSql(["A", "B", "C"])},
         coalesce(sum(linked_minor) filter (where due < $3), 0)::bigint as "linkedMinor",
         min(due) filter (where net_minor > 0 and due < $3) as due
       from claim group by customer_id, currency),
     summed as (
       select customer_id, currency,
         count(*) filter (where left_minor > 0 and due < $3) as documents,
         coalesce(sum(left_minor) filter (where counted_due < $3), 0)::bigint as "overdueMinor",
         coalesce(sum(left_home) filter (where counted_due < $3), 0)::bigint as "overdueHome",
         coalesce(sum(disputed_minor) filter (where left_minor > 0 and due < $3), 0)::bigint as "disputedMinor",
         coalesce(sum(left_minor) filter (where left_minor < 0 and (counted_due < $3) is not true), 0)::bigint
           as "creditMinor",
         min(due) filter (where left_minor > disputed_minor and due < $3) as "oldestDue"
       from document group by customer_id, currency
       having sum(left_minor) filter (where counted_due < $3) > 0)
     select s.customer_id as "customerId", s.currency, s.documents, s."overdueMinor", s."overdueHome",
       s."disputedMinor", s."creditMinor",
       coalesce(case when p.minor > 0 then l.due else n.due end, s."oldestDue") as "oldestDue", n."oldA", n."oldAHome", n."oldB",
       n."oldBHome", n."oldC", n."oldCHome", n."linkedMinor",
       coalesce(f.minor, 0)::bigint as "freeCreditMinor"
     from summed s
     join netted n on n.customer_id = s.customer_id and n.currency = s.currency
     left join free f on f.customer_id = s.customer_id and f.currency = s.currency
     left join pool p on p.customer_id = s.customer_id and p.currency = s.currency
     left join left_over l on l.customer_id = s.customer_id and l.currency = s.currency
     order by s.customer_id, s.currency`,
    [orgId, booksId, of.today, of.customerId, A, B, C],
  );
  return rows;
}

/** $5, $6, $7: from which day A, B, C begin. */
function oldSql(grades: readonly DunningGrade[]): string {
  return grades
    .map((grade, at) => {
      const isOld = `filter (where due <= $3::date - $${5 + at}::int)`;
      // divided only where a part is taken off: division is what takes long here
      const home = `case when net_minor = left_minor then left_home
           else round(left_home::numeric * net_minor / left_minor)::bigint end`;
      return `coalesce(sum(net_minor) ${isOld}, 0)::bigint as "old${grade}",
         coalesce(sum(${home}) ${isOld}, 0)::bigint as "old${grade}Home"`;
    })
    .join(", ");
}

export type CustomerMoneyRow = {
  readonly customerId: number;
  readonly currency: string;
  readonly minor: number;
};

/** $1 organisation, $2 books. */
const unappliedSql = `select r.customer_id, r.currency, r.amount_minor - r.applied_minor as minor
    from ${unappliedReceiptsSql} where r.org_id = $1 and r.books_id = $2
    union all
    select customer_id, currency, applied_minor - amount_minor
    from open_item where org_id = $1 and books_id = $2 and kind = 'advance' and contract_no = ''
      and contract_id is null and cancelled_at is null and applied_minor <> amount_minor`;

/** Money of customers that is here and pays nothing yet: on their account, or an advance for no contract. */
export async function selectUnapplied(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<CustomerMoneyRow[]> {
  const { rows } = await db.query<CustomerMoneyRow>(
    `select customer_id as "customerId", currency, sum(minor)::bigint as minor
     from (${unappliedSql}) x group by customer_id, currency`,
    [orgId, booksId],
  );
  return rows;
}

/** Money that came in, whose payer is proposed and waits for a person: nobody is asked for it again. */
export async function selectOnTheWay(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<CustomerMoneyRow[]> {
  const { rows } = await db.query<CustomerMoneyRow>(
    `select m.payer_id as "customerId", r.currency,
       sum(r.amount_minor - r.applied_minor)::bigint as minor
     from ${undecidedLinesSql}
     join match m on m.org_id = l.org_id and m.id = l.match_id and m.payer_id is not null
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
       and r.customer_id is null
     where l.org_id = $1 and l.books_id = $2 and l.lane = 'suggested'
     group by m.payer_id, r.currency`,
    [orgId, booksId],
  );
  return rows;
}

/** 0–1 that what a customer owes is paid late, by amount; who has no prediction is not in it. */
export async function selectLateProbabilities(
  db: Db,
  { orgId, booksId }: InBooks,
  customerId: number | null,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ customerId: number; probability: number }>(
    `select p.customer_id as "customerId",
       (sum(p.probability * (i.amount_minor - i.applied_minor)::float8)
         / sum((i.amount_minor - i.applied_minor)::float8) / 1000) as probability
     from late_prediction p
     join open_item i on i.org_id = p.org_id and i.id = p.item_id
       and i.applied_minor <> i.amount_minor and i.amount_minor > 0 and i.cancelled_at is null
     where p.org_id = $1 and p.books_id = $2 and ($3::bigint is null or p.customer_id = $3)
     group by p.customer_id`,
    [orgId, booksId, customerId],
  );
  return new Map(rows.map(({ customerId: id, probability }) => [id, probability]));
}

export type CaseCustomerRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly region: string;
  readonly segment: string;
  readonly ownerId: number | null;
  readonly assigneeId: number | null;
  readonly assigneeName: string | null;
  readonly how: "rule" | "person" | null;
  /** Deliveries are stopped. */
  readonly isHeld: boolean;
};

export async function selectCaseCustomers(
  db: Db,
  { orgId }: InBooks,
  ids: readonly number[],
): Promise<CaseCustomerRow[]> {
  const { rows } = await db.query<CaseCustomerRow>(
    `select c.id, c.no, c.name, c.region, c.segment, c.owner_member_id as "ownerId",
       a.member_id as "assigneeId", m.name as "assigneeName", a.how,
       c.on_hold or exists (select from supply_hold h where h.org_id = c.org_id
         and h.customer_id = c.id and h.lifted_at is null) as "isHeld"
     from customer c
     left join collection_assignment a on a.org_id = c.org_id and a.customer_id = c.id
     left join member m on m.org_id = a.org_id and m.id = a.member_id
     where c.org_id = $1 and c.id = any($2::bigint[])`,
    [orgId, ids],
  );
  return rows;
}

export type DueDocumentRow = {
  readonly id: number;
  readonly kind: string;
  readonly no: string;
  readonly currency: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly contractNo: string;
  readonly originalMinor: number;
  readonly leftMinor: number;
  readonly disputedMinor: number;
};

/** Everything open of one customer that is a receivable, the oldest first. */
export async function selectDocumentsOfCase(
  db: Db,
  { orgId, booksId }: InBooks,
  customerId: number,
): Promise<DueDocumentRow[]> {
  const { rows } = await db.query<DueDocumentRow>(
    `${documentsSql("open_item", "$3")}
     select id, kind, no, currency, issue_date as "issueDate", due as "dueDate",
       contract_no as "contractNo", original_minor as "originalMinor", left_minor as "leftMinor",
       disputed_minor::bigint as "disputedMinor"
     from document order by due nulls last, id limit 500`,
    [orgId, booksId, customerId],
  );
  return rows;
}

/** How many of these customers are of these books. */
export async function countCustomersOfBooks(
  db: Db,
  { orgId, booksId }: InBooks,
  ids: readonly number[],
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from customer
     where org_id = $1 and books_id = $2 and id = any($3::bigint[])`,
    [orgId, booksId, ids],
  );
  return rows[0]?.count ?? 0;
}
