// Dunning policies by scope and the settings of the books; the last version counts.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type PolicyRow = {
  readonly id: number;
  readonly scope: "organisation" | "segment" | "customer" | "item";
  readonly segment: string | null;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly version: number;
  readonly setting: unknown;
  readonly observedFrom: string;
  readonly subject: string;
  readonly by: string | null;
  readonly recordedAt: Date;
};

/** Of every scope the last version, also where it says that there is none any more. */
export async function selectPolicies(db: Db, { orgId, booksId }: InBooks): Promise<PolicyRow[]> {
  const { rows } = await db.query<PolicyRow>(
    `select distinct on (p.scope, p.segment, p.customer_id, p.item_id) p.id, p.scope, p.segment,
       p.customer_id as "customerId", p.item_id as "itemId", p.version, p.setting,
       p.observed_from as "observedFrom", coalesce(c.name, i.no, p.segment, '') as subject,
       m.name as by, p.recorded_at as "recordedAt"
     from dunning_policy p
     left join customer c on c.org_id = p.org_id and c.id = p.customer_id
     left join open_item i on i.org_id = p.org_id and i.id = p.item_id
     left join member m on m.org_id = p.org_id and m.id = p.by_member_id
     where p.org_id = $1 and p.books_id = $2
     order by p.scope, p.segment, p.customer_id, p.item_id, p.version desc`,
    [orgId, booksId],
  );
  return rows;
}

export async function insertPolicy(
  db: Db,
  { orgId, booksId }: InBooks,
  policy: Pick<PolicyRow, "scope" | "segment" | "customerId" | "itemId" | "version"> & {
    readonly setting: object | null;
    readonly observedFrom: string;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into dunning_policy (org_id, books_id, scope, segment, customer_id, item_id, version,
       setting, observed_from, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      orgId,
      booksId,
      policy.scope,
      policy.segment,
      policy.customerId,
      policy.itemId,
      policy.version,
      policy.setting === null ? null : JSON.stringify(policy.setting),
      policy.observedFrom,
      policy.memberId,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** Null: nothing was changed yet, or not by the instant named. */
export async function selectDunningSetting(
  db: Db,
  { orgId, booksId }: InBooks,
  knownAt: string | null = null,
): Promise<{ readonly version: number; readonly setting: unknown } | null> {
  const { rows } = await db.query<{ version: number; setting: unknown }>(
    `select version, setting from dunning_setting where org_id = $1 and books_id = $2
       and ($3::timestamptz is null or recorded_at <= $3)
     order by version desc limit 1`,
    [orgId, booksId, knownAt],
  );
  return rows[0] ?? null;
}

export async function insertDunningSetting(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly version: number; readonly setting: object; readonly memberId: number | null },
): Promise<void> {
  await db.query(
    `insert into dunning_setting (org_id, books_id, version, setting, by_member_id)
     values ($1, $2, $3, $4, $5)`,
    [orgId, booksId, of.version, JSON.stringify(of.setting), of.memberId],
  );
}

/** Of customers and of documents; what a policy may be for. */
export async function selectSegments(db: Db, { orgId, booksId }: InBooks): Promise<string[]> {
  const { rows } = await db.query<{ segment: string }>(
    `select distinct segment from customer where org_id = $1 and books_id = $2 and segment <> ''
     order by segment limit 200`,
    [orgId, booksId],
  );
  return rows.map(({ segment }) => segment);
}

/** False: these books have no such customer or document. */
export async function hasPolicySubject(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly customerId: number | null; readonly itemId: number | null },
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select ($3::bigint is null or exists (select from customer where org_id = $1 and books_id = $2
         and id = $3))
       and ($4::bigint is null or exists (select from open_item where org_id = $1 and books_id = $2
         and id = $4)) as found`,
    [orgId, booksId, of.customerId, of.itemId],
  );
  return rows[0]?.found ?? false;
}

/** Whether the clock has run dunning on that day. */
export async function hasDailyRun(
  db: Db,
  { orgId, booksId }: InBooks,
  day: string,
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select from dunning_run where org_id = $1 and books_id = $2 and day = $3
       and kind = 'daily') as found`,
    [orgId, booksId, day],
  );
  return rows[0]?.found ?? false;
}
