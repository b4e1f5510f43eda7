// Settings of rule templates, and what each rule did lately.
import type { RuleSetting } from "../core/matching/input.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export async function insertRuleSetting(
  db: Db,
  { orgId, booksId }: Books,
  change: {
    readonly code: string;
    readonly setting: unknown;
    readonly memberId: number | null;
    readonly reason?: string;
  },
): Promise<void> {
  await db.query(
    `insert into rule_setting (org_id, books_id, code, version, setting, by_member_id, reason)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6 from rule_setting
     where org_id = $1 and books_id = $2 and code = $3`,
    [
      ...[orgId, booksId, change.code, JSON.stringify(change.setting), change.memberId],
      change.reason ?? "",
    ],
  );
}

export type RuleVersionRow = {
  readonly version: number;
  readonly setting: RuleSetting;
  readonly reason: string;
  readonly recordedAt: Date;
  /** "" = the system. */
  readonly by: string;
};

/** Newest first. */
export async function selectRuleVersions(
  db: Db,
  { orgId, booksId }: Books,
  code: string,
): Promise<RuleVersionRow[]> {
  const { rows } = await db.query<RuleVersionRow>(
    `select s.version, s.setting, s.reason, s.recorded_at as "recordedAt",
            coalesce(m.name, '') as by
     from rule_setting s left join member m on m.org_id = s.org_id and m.id = s.by_member_id
     where s.org_id = $1 and s.books_id = $2 and s.code = $3 order by s.version desc`,
    [orgId, booksId, code],
  );
  return rows;
}

/** Of the last 90 days: decisions by each rule, and how many of them were undone. */
export async function selectRuleFigures(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ rule: string; posted: number; undone: number }[]> {
  const { rows } = await db.query<{ rule: string; posted: number; undone: number }>(
    `select detail ->> 'rule' as rule, count(*) as posted,
            count(*) filter (where undone_by_id is not null) as undone
     from decision
     where org_id = $1 and books_id = $2 and kind in ('auto', 'confirm')
       and recorded_at > now() - interval '90 days'
     group by 1`,
    [orgId, booksId],
  );
  return rows;
}
