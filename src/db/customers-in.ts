// Customers, their names and accounts, exchange rates and own accounts on their way in.

import type { CustomerGroups } from "../core/customer-groups.ts";
import { bulkInsert, type Cell } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";

/** Imports of one organisation that may create customers wait for each other. */
export async function lockCustomersIn(client: Db, orgId: number): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('import', $1))", [orgId]);
}

export type KnownCustomer = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  /** Made from the name on an item, its number given by us. */
  readonly provisional: boolean;
};

export async function knownCustomers(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<KnownCustomer[]> {
  const { rows } = await client.query<KnownCustomer>(
    `select id, no, name, tax_id as "taxId", (extra ->> 'provisional') is not null as provisional
     from customer where org_id = $1 and books_id = $2 order by id`,
    [orgId, booksId],
  );
  return rows;
}

export type NewCustomerRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly terms: string;
  readonly paymentHabit: string;
  readonly search: string;
  readonly extra: Readonly<Record<string, string>>;
};

export async function insertCustomers(
  client: Db,
  orgId: number,
  booksId: number,
  customers: readonly NewCustomerRow[],
): Promise<void> {
  const rows = customers.map((c): Cell[] => [
    orgId,
    c.id,
    booksId,
    c.no,
    c.name,
    c.taxId,
    c.terms,
    c.paymentHabit,
    c.search,
    JSON.stringify(c.extra),
  ]);
  await bulkInsert(
    client,
    {
      table: "customer",
      columns: {
        org_id: "bigint",
        id: "bigint",
        books_id: "bigint",
        no: "text",
        name: "text",
        tax_id: "text",
        terms: "text",
        payment_habit: "text",
        search: "text",
        extra: "jsonb",
      },
    },
    rows,
  );
}

export type CustomerUpdate = Omit<NewCustomerRow, "extra">;

/** What the file says replaces what the books have; an empty cell changes nothing. */
export async function updateCustomers(
  client: Db,
  orgId: number,
  updates: readonly CustomerUpdate[],
): Promise<number> {
  const { rowCount } = await client.query(
    `update customer c set no = u.no, name = u.name,
       tax_id = case when u.tax_id = '' then c.tax_id else u.tax_id end,
       terms = case when u.terms = '' then c.terms else u.terms end,
       payment_habit = case when u.habit = '' then c.payment_habit else u.habit end,
       search = u.search, extra = c.extra - 'provisional'
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[]) u (id, no, name, tax_id, terms, habit, search)
     where c.org_id = $1 and c.id = u.id
       and (c.no, c.name, c.search) is distinct from (u.no, u.name, u.search)
         or (c.org_id = $1 and c.id = u.id and (
           (u.tax_id <> '' and u.tax_id <> c.tax_id) or (u.terms <> '' and u.terms <> c.terms)
           or (u.habit <> '' and u.habit <> c.payment_habit)))`,
    [
      orgId,
      updates.map((u) => u.id),
      updates.map((u) => u.no),
      updates.map((u) => u.name),
      updates.map((u) => u.taxId),
      updates.map((u) => u.terms),
      updates.map((u) => u.paymentHabit),
      updates.map((u) => u.search),
    ],
  );
  return rowCount ?? 0;
}

export type CustomerGroupsRow = { readonly id: number } & CustomerGroups;

/**
 * What customers are grouped by; empty changes nothing. A salesperson who is a member, by a name that
 * is one member's alone, becomes the owner; who is none is kept by name.
 */
export async function setGroups(
  client: Db,
  orgId: number,
  groups: readonly CustomerGroupsRow[],
): Promise<void> {
  if (groups.length === 0) return;
  await client.query(
    `update customer c set
       region = case when u.region = '' then c.region else u.region end,
       segment = case when u.segment = '' then c.segment else u.segment end,
       owner_member_id = coalesce(m.id, c.owner_member_id),
       extra = c.extra || jsonb_strip_nulls(jsonb_build_object('department', nullif(u.department, ''),
         'salesperson', case when m.id is null then nullif(u.salesperson, '') end))
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
       u (id, region, segment, department, salesperson)
     left join (select name, min(id) as id from member where org_id = $1 and active
       group by name having count(*) = 1) m on m.name = u.salesperson
     where c.org_id = $1 and c.id = u.id`,
    [
      orgId,
      groups.map(({ id }) => id),
      groups.map(({ region }) => region),
      groups.map(({ segment }) => segment),
      groups.map(({ department }) => department),
      groups.map(({ salesperson }) => salesperson),
    ],
  );
}

export async function setParents(
  client: Db,
  orgId: number,
  links: readonly { readonly id: number; readonly parentId: number }[],
): Promise<void> {
  await client.query(
    `update customer c set parent_id = u.parent from unnest($2::bigint[], $3::bigint[]) u (id, parent)
     where c.org_id = $1 and c.id = u.id and c.parent_id is distinct from u.parent`,
    [orgId, links.map((l) => l.id), links.map((l) => l.parentId)],
  );
}

export type NewFact = {
  readonly customerId: number;
  readonly kind: "alias" | "former_name" | "account" | "pays_for";
  readonly value: string;
  readonly paysForId: number | null;
};

/** Master data facts; one that stands already is not stored twice. */
export async function insertFacts(
  client: Db,
  orgId: number,
  memberId: number | null,
  facts: readonly NewFact[],
): Promise<number> {
  const rows = facts.map((f): Cell[] => [
    orgId,
    f.customerId,
    f.kind,
    f.value,
    f.paysForId,
    "master",
    memberId,
  ]);
  return bulkInsert(
    client,
    {
      table: "customer_fact",
      columns: {
        org_id: "bigint",
        customer_id: "bigint",
        kind: "text",
        value: "text",
        pays_for_id: "bigint",
        provenance: "text",
        by_member_id: "bigint",
      },
    },
    rows,
    `on conflict (org_id, customer_id, kind, value, provenance) where revoked_at is null do nothing`,
  );
}

/** Bank accounts of customers as known: one account at two customers is no evidence (DOMAIN §5.10). */
export async function customerAccounts(
  client: Db,
  orgId: number,
  booksId: number,
): Promise<readonly { readonly customerId: number; readonly value: string }[]> {
  const { rows } = await client.query<{ customerId: number; value: string }>(
    `select f.customer_id as "customerId", f.value from customer_fact f
     join customer c on c.org_id = f.org_id and c.id = f.customer_id
     where f.org_id = $1 and c.books_id = $2 and f.kind = 'account' and f.revoked_at is null`,
    [orgId, booksId],
  );
  return rows;
}

export type StoredRate = {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly unit: 1 | 100;
};

export async function ratesInto(
  client: Db,
  orgId: number,
  to: { readonly booksId: number; readonly currency: string },
): Promise<StoredRate[]> {
  const { rows } = await client.query<StoredRate>(
    `select date, from_currency as "from", to_currency as "to", rate, unit from exchange_rate
     where org_id = $1 and books_id = $2 and to_currency = $3 order by from_currency, date`,
    [orgId, to.booksId, to.currency],
  );
  return rows;
}

/** New rates are stored, changed ones replaced; what was booked keeps the rate it was booked at. */
export async function storeRates(
  client: Db,
  orgId: number,
  booksId: number,
  rates: readonly StoredRate[],
): Promise<{ readonly inserted: number; readonly changed: number }> {
  const { rows } = await client.query<{ inserted: boolean; n: number }>(
    `with stored as (
       insert into exchange_rate as r (org_id, books_id, date, from_currency, to_currency, rate, unit)
       select $1, $2, u.* from unnest($3::date[], $4::text[], $5::text[], $6::text[], $7::smallint[]) u
       on conflict (org_id, books_id, from_currency, to_currency, date)
       do update set rate = excluded.rate, unit = excluded.unit, recorded_at = now()
         where (r.rate, r.unit) is distinct from (excluded.rate, excluded.unit)
       returning xmax = 0 as inserted)
     select inserted, count(*) as n from stored group by inserted`,
    [
      orgId,
      booksId,
      rates.map((r) => r.date),
      rates.map((r) => r.from),
      rates.map((r) => r.to),
      rates.map((r) => r.rate),
      rates.map((r) => r.unit),
    ],
  );
  const of = (inserted: boolean) => rows.find((row) => row.inserted === inserted)?.n ?? 0;
  return { inserted: of(true), changed: of(false) };
}

/** Adds names under which the firm itself appears in bank files. */
export async function addOwnNames(
  client: Db,
  orgId: number,
  booksId: number,
  names: readonly string[],
): Promise<void> {
  await client.query(
    `update books set own_names = (
       select array_agg(distinct name) from unnest(own_names || $3::text[]) name)
     where org_id = $1 and id = $2`,
    [orgId, booksId, names],
  );
}
