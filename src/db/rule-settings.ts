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

export type RuleFigures = {
  readonly rule: string;
  readonly posted: number;
  readonly undone: number;
  /** Home money of the lines posted. */
  readonly homeMinor: number;
  /** Blind samples of its automatic postings that were judged, and those judged wrong. */
  readonly sampled: number;
  readonly wrong: number;
};

/** Of the last 90 days, each rule with decisions. */
export async function selectRuleFigures(db: Db, { orgId, booksId }: Books): Promise<RuleFigures[]> {
  const { rows } = await db.query<RuleFigures>(
    `with lately as (
       select id, kind, undone_by_id, bank_line_id, detail ->> 'rule' as rule from decision
       where org_id = $1 and books_id = $2 and kind in ('auto', 'confirm')
         and recorded_at > now() - interval '90 days'),
     judged as (
       select s.decision_id as id, a.verdict from blind_sample s
       join lateral (select x.verdict from sample_answer x
         where x.org_id = s.org_id and x.sample_id = s.id order by x.id desc limit 1) a on true
       where s.org_id = $1 and s.books_id = $2)
     select d.rule, count(*) as posted,
            count(*) filter (where d.undone_by_id is not null) as undone,
            coalesce(sum(r.home_minor), 0)::bigint as "homeMinor",
            count(*) filter (where j.verdict in ('agree', 'disagree')) as sampled,
            count(*) filter (where j.verdict = 'disagree') as wrong
     from lately d
     left join receipt r on r.org_id = $1 and r.bank_line_id = d.bank_line_id
       and r.cancelled_at is null
     left join judged j on j.id = d.id and d.kind = 'auto'
     group by 1`,
    [orgId, booksId],
  );
  return rows;
}
