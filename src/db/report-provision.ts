// What the bad-debt provision is worked out from: settings by version, customers assessed by
// themselves, how balances moved from one year of age to the next, and what of old sales was never paid.
import { fatesSql, givenUpSql, movedOnSql } from "./claim-fates.ts";
import type { Db } from "./pool.ts";
import { type ReportPoint, receivableSql } from "./report-positions.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type MigrationRow = {
  /** Full years of age at the earlier date: 0 = up to one year … 5 = over five. */
  readonly years: number;
  readonly earlierMinor: number;
  /** Of just these claims, still open a year later or given up meanwhile. */
  readonly laterMinor: number;
};

/** Items open at `earlier` by years of age, and what of them had not been collected by `later`. */
export async function selectMigration(
  db: Db,
  point: Omit<ReportPoint, "asOf">,
  of: { readonly earlier: string; readonly later: string },
): Promise<MigrationRow[]> {
  const { rows } = await db.query<MigrationRow>(
    `with ${fatesSql}
     select least(5, greatest(0, extract(year from age($3::date - 1,
         coalesce(i.age_from, i.issue_date, i.accounting_date)))))::int as years,
       sum(i.then)::bigint as "earlierMinor", sum(i.open + i.lost)::bigint as "laterMinor"
     from fate i
     group by 1 order by 1`,
    [point.orgId, point.booksId, of.earlier, of.later, point.knownAt],
  );
  return rows;
}

export type CohortRow = {
  readonly soldMinor: number;
  readonly afterDueMinor: number;
  readonly after30Minor: number;
  readonly after60Minor: number;
  readonly after90Minor: number;
  /** Still unpaid a year after the due date. */
  readonly neverMinor: number;
};

/**
 * Of what was invoiced between two days, how much was unpaid so long after it was due. Receipts, credits and
 * what goods were worth count, what was given up does not; a claim sold without recourse is left out.
 */
export async function selectCohort(
  db: Db,
  point: ReportPoint,
  of: { readonly from: string; readonly to: string },
): Promise<CohortRow> {
  const { rows } = await db.query<CohortRow>(
    `with sold as (
       select i.id, i.home_minor, i.due_date as due from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql} and i.amount_minor > 0
         and i.due_date is not null and i.issue_date between $5 and $6
         and i.accounting_date <= $3 and i.recorded_at <= $4),
     used as (
       select a.business_date - s.due as late, a.item_home_minor as home,
         -- what carries it on is a claim of its own; what was never owed is none
         a.kind = 'cancel' or a.code in ${movedOnSql} as is_moved, ${givenUpSql("a")} as given_up
       from sold s join allocation a on a.org_id = $1 and a.item_id = s.id
       where a.accounting_date <= $3 and a.recorded_at <= $4),
     paid as (select late, home - given_up as home from used where not is_moved),
     total as (
       select coalesce((select sum(home_minor) from sold), 0)
         - coalesce((select sum(home) from used where is_moved), 0) as sold)
     select t.sold::bigint as "soldMinor",
       (t.sold - coalesce(sum(p.home) filter (where p.late <= 0), 0))::bigint as "afterDueMinor",
       (t.sold - coalesce(sum(p.home) filter (where p.late <= 30), 0))::bigint as "after30Minor",
       (t.sold - coalesce(sum(p.home) filter (where p.late <= 60), 0))::bigint as "after60Minor",
       (t.sold - coalesce(sum(p.home) filter (where p.late <= 90), 0))::bigint as "after90Minor",
       (t.sold - coalesce(sum(p.home) filter (where p.late <= 365), 0))::bigint as "neverMinor"
     from total t left join paid p on true group by t.sold`,
    [point.orgId, point.booksId, point.asOf, point.knownAt, of.from, of.to],
  );
  return (
    rows[0] ?? {
      soldMinor: 0,
      afterDueMinor: 0,
      after30Minor: 0,
      after60Minor: 0,
      after90Minor: 0,
      neverMinor: 0,
    }
  );
}

/** The setting in force at an instant, as it was stored; null: none was made. */
export async function selectProvisionSetting(
  db: Db,
  { orgId, booksId }: Books,
  knownAt: string,
): Promise<{ version: number; setting: unknown } | null> {
  const { rows } = await db.query<{ version: number; setting: unknown }>(
    `select version, setting from provision_setting
     where org_id = $1 and books_id = $2 and recorded_at <= $3 order by version desc limit 1`,
    [orgId, booksId, knownAt],
  );
  return rows[0] ?? null;
}

export async function insertProvisionSetting(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly setting: object; readonly memberId: number; readonly recordedAt: string },
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `insert into provision_setting (org_id, books_id, version, setting, by_member_id, recorded_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 from provision_setting
     where org_id = $1 and books_id = $2 returning version`,
    [orgId, booksId, JSON.stringify(of.setting), of.memberId, of.recordedAt],
  );
  return rows[0]!.version;
}

export type SpecificRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly rate: string;
  readonly reason: string;
  readonly by: string | null;
};

/** Customers assessed by themselves, as known at an instant. */
export async function selectSpecifics(
  db: Db,
  { orgId, booksId }: Books,
  knownAt: string,
): Promise<SpecificRow[]> {
  const { rows } = await db.query<SpecificRow>(
    `select s.id, s.customer_id as "customerId", c.name as "customerName", s.rate, s.reason, m.name as by
     from provision_specific s join customer c on c.org_id = s.org_id and c.id = s.customer_id
     left join member m on m.org_id = s.org_id and m.id = s.by_member_id
     where s.org_id = $1 and s.books_id = $2 and s.recorded_at <= $3
       and (s.ended_at is null or s.ended_at > $3) order by c.name collate "zh_pinyin", s.id`,
    [orgId, booksId, knownAt],
  );
  return rows;
}

export async function selectRelatedParties(db: Db, { orgId, booksId }: Books): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    "select id from customer where org_id = $1 and books_id = $2 and is_related_party order by id",
    [orgId, booksId],
  );
  return rows.map(({ id }) => id);
}

/** Replaces what was assessed of this customer before. */
export async function replaceSpecific(
  db: Db,
  { orgId, booksId }: Books,
  of: {
    readonly customerId: number;
    readonly rate: string;
    readonly reason: string;
    readonly memberId: number;
    readonly recordedAt: string;
  },
): Promise<number> {
  await db.query(
    `update provision_specific set ended_at = $3
     where org_id = $1 and customer_id = $2 and ended_at is null`,
    [orgId, of.customerId, of.recordedAt],
  );
  const { rows } = await db.query<{ id: number }>(
    `insert into provision_specific (org_id, books_id, customer_id, rate, reason, by_member_id,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [orgId, booksId, of.customerId, of.rate, of.reason, of.memberId, of.recordedAt],
  );
  return rows[0]!.id;
}

/** False when there is none of that id in force. */
export async function endSpecific(
  db: Db,
  { orgId, booksId }: Books,
  of: { readonly id: number; readonly endedAt: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update provision_specific set ended_at = $4
     where org_id = $1 and books_id = $2 and id = $3 and ended_at is null`,
    [orgId, booksId, of.id, of.endedAt],
  );
  return rowCount === 1;
}

export type ProvisionMovesRow = {
  readonly openingMinor: number;
  readonly writtenOffMinor: number;
  readonly recoveredMinor: number;
  readonly chargedMinor: number;
};

/** 1231.01 of the period: credit above zero. What was charged in it stands apart. */
export async function selectProvisionMoves(
  db: Db,
  point: ReportPoint,
  from: string,
): Promise<ProvisionMovesRow> {
  const { rows } = await db.query<ProvisionMovesRow>(
    `with moved as (
       select e.event, e.accounting_date as date,
         case p.side when 'C' then p.home_minor else -p.home_minor end as minor
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2 and p.account = 'allowance'
         and e.accounting_date <= $3 and e.recorded_at <= $4)
     select coalesce(sum(minor) filter (where date < $5), 0)::bigint as "openingMinor",
       coalesce(-sum(minor) filter (where date >= $5 and event in ('J37', 'J44')), 0)::bigint as "writtenOffMinor",
       coalesce(sum(minor) filter (where date >= $5 and event = 'J39'), 0)::bigint as "recoveredMinor",
       coalesce(sum(minor) filter (where date >= $5 and event not in ('J37', 'J39', 'J44')), 0)::bigint as "chargedMinor"
     from moved`,
    [point.orgId, point.booksId, point.asOf, point.knownAt, from],
  );
  return rows[0]!;
}

/** What stands on 1231.01 by customer, credit above zero; charges of the whole have none. */
export async function selectAllowances(
  db: Db,
  point: ReportPoint,
): Promise<{ customerId: number | null; minor: number }[]> {
  const { rows } = await db.query<{ customerId: number | null; minor: number }>(
    `select p.customer_id as "customerId",
       sum(case p.side when 'C' then p.home_minor else -p.home_minor end)::bigint as minor
     from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
     where p.org_id = $1 and e.books_id = $2 and p.account = 'allowance'
       and e.accounting_date <= $3 and e.recorded_at <= $4
     group by 1 having sum(case p.side when 'C' then p.home_minor else -p.home_minor end) <> 0`,
    [point.orgId, point.booksId, point.asOf, point.knownAt],
  );
  return rows;
}

/** Charges of a month that stand, the newest first. */
export async function selectProvisions(
  db: Db,
  { orgId, booksId }: Books,
  month: string,
): Promise<{ decisionId: number; at: Date; by: string | null }[]> {
  const { rows } = await db.query<{ decisionId: number; at: Date; by: string | null }>(
    `select d.id as "decisionId", d.recorded_at as at, m.name as by
     from decision d left join member m on m.org_id = d.org_id and m.id = d.by_member_id
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'adjust' and d.undone_by_id is null
       and d.detail ->> 'provision' = $3
     order by d.id desc`,
    [orgId, booksId, month],
  );
  return rows;
}
