// Writing a customer's master data, other names and relations, and taking back what was learned.
import type { Db } from "./pool.ts";

export type CustomerColumns = {
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly terms: string;
  readonly paymentHabit: string;
  readonly feeBearer: "us" | "customer";
  readonly tieRule: "ask" | "earliest";
  readonly ownerMemberId: number | null;
  readonly parentId: number | null;
  readonly isRelatedParty: boolean;
  readonly onHold: boolean;
  readonly segment: string;
  readonly region: string;
  readonly department: string;
  readonly search: string;
};

function valuesOf(c: CustomerColumns): unknown[] {
  return [
    c.no,
    c.name,
    c.taxId,
    c.terms,
    c.paymentHabit,
    c.feeBearer,
    c.tieRule,
    c.ownerMemberId,
    c.parentId,
    c.isRelatedParty,
    c.onHold,
    c.segment,
    c.region,
    c.search,
    c.department,
  ];
}

export async function insertCustomer(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly id: number },
  customer: CustomerColumns,
): Promise<void> {
  await db.query(
    `insert into customer (org_id, books_id, id, no, name, tax_id, terms, payment_habit, fee_bearer,
       tie_rule, owner_member_id, parent_id, is_related_party, on_hold, segment, region, search, extra)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
       jsonb_strip_nulls(jsonb_build_object('department', nullif($18, ''))))`,
    [of.orgId, of.booksId, of.id, ...valuesOf(customer)],
  );
}

/** A customer made from the name on an item is a full one once somebody has edited it. */
export async function updateCustomer(
  db: Db,
  of: { readonly orgId: number; readonly id: number },
  customer: CustomerColumns,
): Promise<void> {
  await db.query(
    `update customer set no = $3, name = $4, tax_id = $5, terms = $6, payment_habit = $7,
       fee_bearer = $8, tie_rule = $9, owner_member_id = $10, parent_id = $11,
       is_related_party = $12, on_hold = $13, segment = $14, region = $15, search = $16,
       extra = extra - 'provisional' - 'department'
         || jsonb_strip_nulls(jsonb_build_object('department', nullif($17, '')))
     where org_id = $1 and id = $2`,
    [of.orgId, of.id, ...valuesOf(customer)],
  );
}

/** Another customer of the books with this number; null: it is free. */
export async function customerWithNo(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly no: string },
): Promise<{ id: number; name: string } | null> {
  const { rows } = await db.query<{ id: number; name: string }>(
    "select id, name from customer where org_id = $1 and books_id = $2 and no = $3",
    [of.orgId, of.booksId, of.no],
  );
  return rows[0] ?? null;
}

/** The customers above this one, itself first: a group has no circles. */
export async function selectAncestors(db: Db, orgId: number, id: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `with recursive above (id, parent_id, depth) as (
       select id, parent_id, 1 from customer where org_id = $1 and id = $2
       union all
       select c.id, c.parent_id, above.depth + 1 from above
       join customer c on c.org_id = $1 and c.id = above.parent_id where above.depth < 50)
     select id from above`,
    [orgId, id],
  );
  return rows.map((row) => row.id);
}

export async function isActiveMember(db: Db, orgId: number, memberId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from member where org_id = $1 and id = $2 and active",
    [orgId, memberId],
  );
  return rowCount === 1;
}

/** Members a customer may be given to. */
export async function selectOwners(db: Db, orgId: number): Promise<{ id: number; name: string }[]> {
  const { rows } = await db.query<{ id: number; name: string }>(
    "select id, name from member where org_id = $1 and active order by name, id",
    [orgId],
  );
  return rows;
}

/** Other names that the search finds the customer under. */
export async function selectOtherNames(db: Db, orgId: number, id: number): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>(
    `select value from customer_fact where org_id = $1 and customer_id = $2
       and kind in ('alias', 'former_name') and revoked_at is null order by id`,
    [orgId, id],
  );
  return rows.map((row) => row.value);
}

export async function updateSearch(
  db: Db,
  of: { readonly orgId: number; readonly id: number },
  search: string,
): Promise<void> {
  await db.query("update customer set search = $3 where org_id = $1 and id = $2", [
    of.orgId,
    of.id,
    search,
  ]);
}

/** Null: there is none, or it is revoked already. */
export async function revokeFact(
  db: Db,
  of: { readonly orgId: number; readonly customerId: number; readonly factId: number },
): Promise<{ kind: string; value: string; provenance: string } | null> {
  const { rows } = await db.query<{ kind: string; value: string; provenance: string }>(
    `update customer_fact set revoked_at = now()
     where org_id = $1 and customer_id = $2 and id = $3 and revoked_at is null
     returning kind, value, provenance`,
    [of.orgId, of.customerId, of.factId],
  );
  return rows[0] ?? null;
}
