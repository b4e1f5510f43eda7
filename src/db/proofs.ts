// The proofs of ACCOUNTING §6 on the database: records (items, receipts, claims, allocations)
// against posting lines, for every customer and currency, at a viewpoint. Only what differs comes back.
import type pg from "pg";

export type ProofPoint = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: string;
  /** Null = all that is known now. */
  readonly knownAt: string | null;
};

export type ProofFault = {
  readonly proof: string;
  readonly customerId: number | null;
  readonly currency: string;
  readonly recordsMinor: number;
  readonly ledgerMinor: number;
  readonly recordsHomeMinor: number;
  readonly ledgerHomeMinor: number;
};

/** Items of an account family against its posting lines, per customer and currency. */
const itemProofs = [
  {
    proof: "aging_is_1122",
    accounts: ["receivable", "e_receivable", "retention", "uninvoiced"],
  },
  { proof: "bills_are_1121", accounts: ["bill", "bill_trade"] },
  { proof: "contract_assets_are_1141", accounts: ["contract_asset"] },
  { proof: "payables_tie", accounts: ["payable"] },
  { proof: "held_for_factors_ties", accounts: ["agency"] },
] as const;

/** Each account with the place of its proof among `itemProofs`, counted from one as arrays here are. */
const provenAccounts = itemProofs.flatMap(({ accounts }, at) =>
  accounts.map((account) => ({ account, place: at + 1 })),
);

/** Of an account of $5, the place of its proof. */
const placeSql = (account: string) => `($6::int[])[array_position($5::text[], ${account})]`;

/** Money of receipts: of a customer, and what nobody has claimed. Their places follow those of items. */
const unapplied = { proof: "unapplied_is_2203_01", place: itemProofs.length + 1 } as const;
const unidentified = { proof: "unidentified_is_2241_01", place: itemProofs.length + 2 } as const;

/**
 * All proofs in one pass over items, receipts, claims, allocations, entries and their lines, in their
 * order. Where all counts that is known now, nothing is asked of `recorded_at`, so that entries are
 * read from their index alone. Whose money is compared as a number, nobody's as 0: "is not distinct
 * from" cannot be hashed, and ten thousand customers were compared with each other.
 */
export async function selectProofFaults(
  client: pg.ClientBase,
  { orgId, booksId, asOf, knownAt }: ProofPoint,
): Promise<ProofFault[]> {
  const isKnown = (table: string) => `($4::timestamptz is null or ${table}.recorded_at <= $4)`;
  const { rows } = await client.query<ProofFault>(
    `with posted as materialized (
       select p.account, p.customer_id, p.currency,
         sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor,
         sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as home
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2
         and p.account = any($5::text[] || '{on_account,unidentified}'::text[])
         and e.accounting_date <= $3 and ${isKnown("e")}
       group by p.account, p.customer_id, p.currency),
     item as (
       select i.account, i.customer_id, i.currency,
         sum(i.amount_minor - coalesce(a.used, 0))::bigint as minor,
         sum(i.home_minor - coalesce(a.home, 0))::bigint as home
       from open_item i
       left join (select item_id, sum(item_minor)::bigint as used, sum(item_home_minor)::bigint as home
                  from allocation a where org_id = $1 and item_id is not null
                    and accounting_date <= $3 and ${isKnown("a")}
                  group by item_id) a on a.item_id = i.id
       where i.org_id = $1 and i.books_id = $2 and i.account = any($5)
         and i.accounting_date <= $3 and ${isKnown("i")}
       group by i.account, i.customer_id, i.currency),
     claimed as (
       select c.customer_id, r.currency, sum(c.amount_minor)::bigint as minor,
         sum(c.home_minor)::bigint as home
       from receipt_claim c join receipt r on r.org_id = c.org_id and r.id = c.receipt_id
       where c.org_id = $1 and r.books_id = $2 and c.accounting_date <= $3 and ${isKnown("c")}
       group by c.customer_id, r.currency),
     money as (
       select 0 as owner, r.currency, sum(r.amount_minor)::bigint as minor,
         sum(r.home_minor)::bigint as home
       from receipt r join entry e on e.org_id = r.org_id and e.id = r.entry_id
       where r.org_id = $1 and r.books_id = $2 and e.accounting_date <= $3 and ${isKnown("r")}
       group by r.currency
       union all
       select 0, currency, -minor, -home from claimed
       union all
       select customer_id, currency, minor, home from claimed
       union all
       select coalesce(a.receipt_customer_id, 0), r.currency, -sum(a.receipt_minor)::bigint,
         -sum(a.receipt_home_minor)::bigint
       from allocation a join receipt r on r.org_id = a.org_id and r.id = a.receipt_id
       where a.org_id = $1 and a.books_id = $2 and a.accounting_date <= $3 and ${isKnown("a")}
       group by a.receipt_customer_id, r.currency),
     records as (
       select ${placeSql("account")} as place, customer_id as owner, currency, sum(minor)::bigint as minor,
         sum(home)::bigint as home
       from item group by 1, 2, 3
       union all
       select case owner when 0 then ${unidentified.place} else ${unapplied.place} end, owner, currency,
         sum(minor)::bigint, sum(home)::bigint
       from money group by owner, currency),
     ledger as (
       select ${placeSql("account")} as place, customer_id as owner, currency, sum(minor)::bigint as minor,
         sum(home)::bigint as home
       from posted where account = any($5)
         -- a supplier whose payables the general ledger alone keeps (J31) is no customer of ours
         and (account <> 'payable' or customer_id is not null)
       group by 1, 2, 3
       union all
       select case owner when 0 then ${unidentified.place} else ${unapplied.place} end, owner, currency,
         -sum(minor)::bigint, -sum(home)::bigint
       from (select coalesce(case account when 'on_account' then customer_id end, 0) as owner, currency,
               minor, home
             from posted where account in ('on_account', 'unidentified')) x
       group by owner, currency)
     select ($7::text[])[coalesce(r.place, l.place)] as proof,
            nullif(coalesce(r.owner, l.owner), 0) as "customerId",
            coalesce(r.currency, l.currency) as currency,
            coalesce(r.minor, 0)::bigint as "recordsMinor", coalesce(l.minor, 0)::bigint as "ledgerMinor",
            coalesce(r.home, 0)::bigint as "recordsHomeMinor",
            coalesce(l.home, 0)::bigint as "ledgerHomeMinor"
     from records r full join ledger l
       on l.place = r.place and l.owner = r.owner and l.currency = r.currency
     where coalesce(r.minor, 0) <> coalesce(l.minor, 0) or coalesce(r.home, 0) <> coalesce(l.home, 0)
     order by coalesce(r.place, l.place), 2, 3`,
    [
      orgId,
      booksId,
      asOf,
      knownAt,
      provenAccounts.map(({ account }) => account),
      provenAccounts.map(({ place }) => place),
      [...itemProofs, unapplied, unidentified].map(({ proof }) => proof),
    ],
  );
  return rows;
}

/**
 * exposure: by customer (migration 0023). listed: an item, line or receipt not listed as it is (0028,
 * 0048). owner: a receipt whose customer has no claim of it.
 */
export type TotalFault = {
  readonly kind:
    | "item"
    | "receipt"
    | "exposure"
    | "listed_item"
    | "listed_line"
    | "listed_receipt"
    | "owner";
  readonly id: number;
};

/** Guarded running totals that differ from the sum of their records, and lists from what they list. */
export async function selectTotalFaults(
  client: pg.ClientBase,
  { orgId, booksId }: Pick<ProofPoint, "orgId" | "booksId">,
): Promise<TotalFault[]> {
  const { rows } = await client.query<TotalFault>(
    `select 'item' as kind, i.id from open_item i
     left join (select item_id, sum(item_minor) as used from allocation
                where org_id = $1 and item_id is not null group by item_id) a on a.item_id = i.id
     where i.org_id = $1 and i.books_id = $2 and i.applied_minor <> coalesce(a.used, 0)
     union all
     select 'receipt', r.id from receipt r
     left join (select receipt_id, sum(receipt_minor) as used from allocation
                where org_id = $1 and receipt_id is not null group by receipt_id) a
       on a.receipt_id = r.id
     where r.org_id = $1 and r.books_id = $2 and r.applied_minor <> coalesce(a.used, 0)
     union all
     select 'exposure', coalesce(e.customer_id, r.customer_id)
     from (select * from credit_exposure where org_id = $1 and books_id = $2) e
     full join (select * from exposures_of_records($1) where books_id = $2) r
       on r.customer_id = e.customer_id
     where coalesce(e.open_minor, 0) <> coalesce(r.open_minor, 0)
        or coalesce(e.uninvoiced_minor, 0) <> coalesce(r.uninvoiced_minor, 0)
        or coalesce(e.bills_minor, 0) <> coalesce(r.bills_minor, 0)
        or coalesce(e.advances_minor, 0) <> coalesce(r.advances_minor, 0)
        or coalesce(e.unapplied_minor, 0) <> coalesce(r.unapplied_minor, 0)
     union all
     select 'listed_item', coalesce(i.id, u.item_id)
     from (select id from open_item where org_id = $1 and books_id = $2
             and applied_minor <> amount_minor and cancelled_at is null) i
     full join (select item_id from unsettled_item where org_id = $1 and books_id = $2) u
       on u.item_id = i.id
     where i.id is null or u.item_id is null
     union all
     select 'listed_line', coalesce(l.id, u.line_id)
     from (select id from bank_line where org_id = $1 and books_id = $2
             and cancelled_at is null and is_undecided(lane)) l
     full join (select line_id from undecided_line where org_id = $1 and books_id = $2) u
       on u.line_id = l.id
     where l.id is null or u.line_id is null
     union all
     select 'listed_receipt', coalesce(r.id, u.receipt_id)
     from (select x.id, x.customer_id from receipt x
           where x.org_id = $1 and x.books_id = $2 and is_unapplied(x)) r
     full join (select receipt_id, customer_id from unapplied_receipt
                where org_id = $1 and books_id = $2) u
       on u.receipt_id = r.id and u.customer_id = r.customer_id
     where r.id is null or u.receipt_id is null
     union all
     select 'owner', r.id from receipt r
     where r.org_id = $1 and r.books_id = $2 and r.customer_id is not null
       and not exists (select from receipt_claim c where c.org_id = r.org_id
         and c.receipt_id = r.id and c.customer_id = r.customer_id)
     order by 1, 2`,
    [orgId, booksId],
  );
  return rows;
}

/** Entries of the books whose debits and credits differ; the database refuses them at insert. */
export async function selectUnbalancedEntries(
  client: pg.ClientBase,
  { orgId, booksId }: Pick<ProofPoint, "orgId" | "booksId">,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select e.id from entry e
     left join posting_line p on p.org_id = e.org_id and p.entry_id = e.id
     where e.org_id = $1 and e.books_id = $2
     group by e.id
     having count(p.n) < 2
         or sum(case p.side when 'D' then p.home_minor else -p.home_minor end) <> 0
     order by e.id`,
    [orgId, booksId],
  );
  return rows.map((row) => row.id);
}

/**
 * Proof 3, per bank line: its money is in one place only. Lines where the places do not add up. What is no
 * receivable has no receipt, or one of which nothing is left: the bank took it back, we hold it as a
 * deposit, or it is another set of books'.
 */
export async function selectMisplacedLines(
  client: pg.ClientBase,
  { orgId, booksId }: Pick<ProofPoint, "orgId" | "booksId">,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select l.id from bank_line l
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null and l.amount_minor > 0
       and (case when l.lane = 'not_receivable'
           then r.applied_minor < r.amount_minor
             or r.id is not null and l.category not in ('reversal', 'deposit', 'agency')
           else r.id is null end
         or (r.id is not null and r.amount_minor <> l.amount_minor))
     order by l.id`,
    [orgId, booksId],
  );
  return rows.map((row) => row.id);
}
