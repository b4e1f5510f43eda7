// Templates that were demoted to suggesting, and the live figures that decide it.
import type { LiveFigures } from "../core/calibration/standing.ts";
import type { RuleSetting } from "../core/matching/input.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Automatic postings of 90 days by template, counted anew after a person restored one. */
export async function selectLiveFigures(db: Db, { orgId, booksId }: Books): Promise<LiveFigures[]> {
  const { rows } = await db.query<LiveFigures>(
    `select d.detail ->> 'rule' as rule, count(*) as posted,
            count(*) filter (where u.by_member_id is not null and not u.detail ? 'bankReturn'
              and a.verdict is null) as undone,
            count(*) filter (where a.verdict in ('agree', 'disagree')) as sampled,
            count(*) filter (where a.verdict = 'disagree') as wrong
     from decision d
     left join decision u on u.org_id = d.org_id and u.id = d.undone_by_id
     left join blind_sample s on s.org_id = d.org_id and s.decision_id = d.id
     left join lateral (select x.verdict from sample_answer x
       where x.org_id = s.org_id and x.sample_id = s.id order by x.id desc limit 1) a on true
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'auto'
       and d.recorded_at > now() - interval '90 days'
       and d.recorded_at > coalesce((select max(r.recorded_at) from rule_standing r
         where r.org_id = d.org_id and r.books_id = d.books_id and r.code = d.detail ->> 'rule'
           and r.act = 'restore'), '-infinity')
     group by 1 order by 1`,
    [orgId, booksId],
  );
  return rows;
}

export type StandingRow = {
  readonly code: string;
  readonly act: "demote" | "restore";
  readonly settingBefore: Omit<RuleSetting, "code">;
  readonly figures: LiveFigures & { readonly wrongAtLeast: number };
  readonly recordedAt: Date;
};

/** Templates that are demoted now. */
export async function selectDemoted(db: Db, { orgId, booksId }: Books): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select * from (
       select distinct on (code) code, act, setting_before as "settingBefore", figures,
              recorded_at as "recordedAt"
       from rule_standing where org_id = $1 and books_id = $2 order by code, id desc) latest
     where act = 'demote' order by code`,
    [orgId, booksId],
  );
  return rows;
}

export async function insertStanding(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  row: {
    readonly code: string;
    readonly act: "demote" | "restore";
    readonly settingBefore: unknown;
    readonly figures: unknown;
    readonly reason: string;
  },
): Promise<void> {
  await db.query(
    `insert into rule_standing (org_id, books_id, code, act, setting_before, figures, reason,
       by_member_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      orgId,
      booksId,
      row.code,
      row.act,
      JSON.stringify(row.settingBefore),
      JSON.stringify(row.figures),
      row.reason,
      memberId,
      recordedAt,
    ],
  );
}
