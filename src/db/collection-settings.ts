// Settings of the collectors' day and of notices, by version; targets of a month; the weekly plan and
// what was changed because of it; what a member prefers. One statement a function.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
export type SettingTopic = "collection" | "notice";

export type SettingRow = {
  readonly version: number;
  readonly setting: unknown;
  readonly byName: string | null;
  readonly at: Date;
};

/** The one that counts; null: nobody has changed anything. */
export async function selectCollectionSetting(
  db: Db,
  { orgId, booksId }: InBooks,
  topic: SettingTopic,
): Promise<SettingRow | null> {
  const { rows } = await db.query<SettingRow>(
    `select s.version, s.setting, m.name as "byName", s.recorded_at as at
     from collection_setting s left join member m on m.org_id = s.org_id and m.id = s.by_member_id
     where s.org_id = $1 and s.books_id = $2 and s.topic = $3 order by s.version desc limit 1`,
    [orgId, booksId, topic],
  );
  return rows[0] ?? null;
}

export async function insertCollectionSetting(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly topic: SettingTopic;
    readonly setting: object;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into collection_setting (org_id, books_id, topic, version, setting, by_member_id)
     select $1, $2, $3, 1 + coalesce(max(version), 0), $4, $5 from collection_setting
     where org_id = $1 and books_id = $2 and topic = $3`,
    [orgId, booksId, of.topic, JSON.stringify(of.setting), of.memberId],
  );
}

export type TargetRow = { readonly memberId: number | null; readonly amountMinor: number };

export async function selectTargets(
  db: Db,
  { orgId, booksId }: InBooks,
  month: string,
): Promise<TargetRow[]> {
  const { rows } = await db.query<TargetRow>(
    `select distinct on (member_id) member_id as "memberId", amount_minor as "amountMinor"
     from collection_target where org_id = $1 and books_id = $2 and month = $3
     order by member_id, id desc`,
    [orgId, booksId, month],
  );
  return rows;
}

export async function insertTarget(
  db: Db,
  { orgId, booksId }: InBooks,
  target: TargetRow & { readonly month: string; readonly byMemberId: number | null },
): Promise<void> {
  await db.query(
    `insert into collection_target (org_id, books_id, month, member_id, amount_minor, by_member_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [orgId, booksId, target.month, target.memberId, target.amountMinor, target.byMemberId],
  );
}

export type PlanRow = { readonly week: string; readonly plan: unknown };

/** Every plan up to a week, the last word for each week, in order. */
export async function selectCollectionPlans(
  db: Db,
  { orgId, booksId }: InBooks,
  throughWeek: string,
): Promise<PlanRow[]> {
  const { rows } = await db.query<PlanRow>(
    `select distinct on (week) week, plan from collection_plan
     where org_id = $1 and books_id = $2 and week <= $3 order by week, id desc`,
    [orgId, booksId, throughWeek],
  );
  return rows;
}

export async function insertCollectionPlan(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly week: string; readonly plan: object; readonly memberId: number | null },
): Promise<void> {
  await db.query(
    `insert into collection_plan (org_id, books_id, week, plan, by_member_id)
     values ($1, $2, $3, $4, $5)`,
    [orgId, booksId, of.week, JSON.stringify(of.plan), of.memberId],
  );
}

export type ActRow = {
  readonly id: number;
  readonly week: string;
  readonly proposal: string;
  readonly state: "applied" | "declined";
  readonly because: Readonly<Record<string, string | number>>;
  readonly change: Readonly<Record<string, string | number>>;
  readonly byName: string | null;
  readonly at: Date;
};

export async function selectCollectionActs(
  db: Db,
  { orgId, booksId }: InBooks,
  fromWeek: string,
): Promise<ActRow[]> {
  const { rows } = await db.query<ActRow>(
    `select a.id, a.week, a.proposal, a.state, a.because, a.change, m.name as "byName",
       a.recorded_at as at
     from collection_act a left join member m on m.org_id = a.org_id and m.id = a.by_member_id
     where a.org_id = $1 and a.books_id = $2 and a.week >= $3 order by a.id`,
    [orgId, booksId, fromWeek],
  );
  return rows;
}

export async function insertCollectionAct(
  db: Db,
  { orgId, booksId }: InBooks,
  act: Pick<ActRow, "week" | "proposal" | "state"> & {
    readonly because: object;
    readonly change: object;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into collection_act (org_id, books_id, week, proposal, state, because, change, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      orgId,
      booksId,
      act.week,
      act.proposal,
      act.state,
      JSON.stringify(act.because),
      JSON.stringify(act.change),
      act.memberId,
    ],
  );
}

type OfMember = InBooks & { readonly memberId: number };

export async function selectPreference(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  topic: "digest" | "dashboard",
): Promise<unknown> {
  const { rows } = await db.query<{ setting: unknown }>(
    `select setting from member_preference
     where org_id = $1 and books_id = $2 and member_id = $3 and topic = $4`,
    [orgId, booksId, memberId, topic],
  );
  return rows[0]?.setting ?? null;
}

export async function storePreference(
  db: Db,
  { orgId, booksId, memberId }: OfMember,
  { topic, setting }: { readonly topic: "digest" | "dashboard"; readonly setting: object },
): Promise<void> {
  await db.query(
    `insert into member_preference (org_id, books_id, member_id, topic, setting)
     values ($1, $2, $3, $4, $5)
     on conflict (org_id, books_id, member_id, topic)
     do update set setting = $5, updated_at = clock_timestamp()`,
    [orgId, booksId, memberId, topic, JSON.stringify(setting)],
  );
}
