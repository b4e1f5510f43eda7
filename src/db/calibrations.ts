// What the threshold is calibrated on, and its stored versions.
import type { Calibration, Label } from "../core/calibration/calibrate.ts";
import { bandEdges, type StratumSize } from "../core/calibration/strata.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type BlindLabel = Label & {
  readonly customerId: number | null;
  readonly customerName: string | null;
  /** "2026-09" of the bank line. */
  readonly month: string;
  readonly homeMinor: number;
  /** Answered since a person last restored the template: what was before is settled. */
  readonly isRecent: boolean;
};

const restoredSql = (rule: string) => `coalesce((select max(x.recorded_at) from rule_standing x
    where x.org_id = $1 and x.books_id = $2 and x.code = ${rule} and x.act = 'restore'), '-infinity')`;

/** Answered samples, by sample; those that could not be told are no labels. */
export async function selectBlindLabels(db: Db, { orgId, booksId }: Books): Promise<BlindLabel[]> {
  const { rows } = await db.query<BlindLabel>(
    `select s.rule, s.score, a.verdict = 'agree' as "isRight", true as "isBlind",
            c.id as "customerId", c.name as "customerName",
            to_char(l.booking_date, 'YYYY-MM') as month, coalesce(r.home_minor, 0) as "homeMinor",
            a.recorded_at > ${restoredSql("s.rule")} as "isRecent"
     from blind_sample s
     join lateral (select x.verdict, x.recorded_at from sample_answer x
       where x.org_id = s.org_id and x.sample_id = s.id order by x.id desc limit 1) a on true
     join bank_line l on l.org_id = s.org_id and l.id = s.bank_line_id
     join decision d on d.org_id = s.org_id and d.id = s.decision_id
     join match m on m.org_id = d.org_id and m.id = d.match_id
     left join customer c on c.org_id = m.org_id and c.id = (m.candidates -> 0 ->> 'customerId')::bigint
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where s.org_id = $1 and s.books_id = $2 and a.verdict <> 'unsure' order by s.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Lines of the newest shadow month: settled by the firm without seeing the system's answer. */
export async function selectShadowLabels(db: Db, { orgId, booksId }: Books): Promise<Label[]> {
  const { rows } = await db.query<Label>(
    `select s.rule, s.score, true as "isBlind",
            s.outcome in ('agree', 'asked_right') or coalesce(s.verdict = 'ours', false) as "isRight"
     from shadow_line s
     where s.org_id = $1 and s.outcome <> 'missed'
       and s.shadow_id = (select max(m.id) from shadow_month m
         where m.org_id = $1 and m.books_id = $2)
     order by s.bank_line_id`,
    [orgId, booksId],
  );
  return rows;
}

export type ShownDecision = {
  readonly rule: string;
  readonly score: number;
  /** [item, amount] of the best reading, and of what the person posted. */
  readonly proposed: readonly (readonly [number, number])[];
  readonly decided: readonly (readonly [number, number])[];
};

/** What people decided about one line with the proposal in view, by decision. */
export async function selectShownDecisions(
  db: Db,
  { orgId, booksId }: Books,
): Promise<ShownDecision[]> {
  const { rows } = await db.query<ShownDecision>(
    `select m.rule, m.confidence::float8 as score,
            (select json_agg(json_build_array((p ->> 'itemId')::bigint, (p ->> 'amountMinor')::bigint)
               order by (p ->> 'itemId')::bigint)
             from jsonb_array_elements(m.candidates -> 0 -> 'allocations') p) as proposed,
            coalesce((select json_agg(json_build_array(a.item_id, a.item_minor) order by a.item_id)
             from allocation a where a.org_id = d.org_id and a.decision_id = d.id
               and a.kind = 'receipt' and a.item_id is not null), '[]') as decided
     from decision d
     join bank_line l on l.org_id = d.org_id and l.id = d.bank_line_id
     join match m on m.org_id = l.org_id and m.id = l.match_id
     where d.org_id = $1 and d.books_id = $2 and d.kind in ('confirm', 'manual')
       and d.undone_by_id is null and not d.detail ? 'lineIds'
       and jsonb_array_length(m.candidates -> 0 -> 'allocations') > 0
     order by d.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Lines with a best reading by stratum; of them those posted automatically. */
export async function selectStrata(
  db: Db,
  { orgId, booksId }: Books,
): Promise<(StratumSize & { readonly automatic: number })[]> {
  const { rows } = await db.query<StratumSize & { automatic: number }>(
    `select m.rule, width_bucket(m.confidence::float8, $3::float8[]) - 1 as band,
            count(*) as count, count(*) filter (where l.lane = 'auto') as automatic
     from bank_line l join match m on m.org_id = l.org_id and m.id = l.match_id
     where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null and m.rule <> ''
     group by 1, 2 order by 1, 2`,
    [orgId, booksId, bandEdges],
  );
  return rows;
}

/** Scores of automatic postings that people undid and no sample had asked about. */
export async function selectUndoneScores(db: Db, { orgId, booksId }: Books): Promise<number[]> {
  const { rows } = await db.query<{ score: number }>(
    `select m.confidence::float8 as score
     from decision d
     join decision u on u.org_id = d.org_id and u.id = d.undone_by_id and u.by_member_id is not null
       and not u.detail ? 'bankReturn'
     join match m on m.org_id = d.org_id and m.id = d.match_id
     where d.org_id = $1 and d.books_id = $2 and d.kind = 'auto'
       and d.recorded_at > ${restoredSql("m.rule")}
       and not exists (select from blind_sample s join sample_answer a on a.org_id = s.org_id
         and a.sample_id = s.id where s.org_id = d.org_id and s.decision_id = d.id)
     order by 1`,
    [orgId, booksId],
  );
  return rows.map((row) => row.score);
}

export type CalibrationRow = Calibration & {
  readonly version: number;
  readonly maxWrongPerMille: number;
  readonly recordedAt: Date;
};

export async function selectCalibration(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CalibrationRow | null> {
  const { rows } = await db.query<{
    version: number;
    state: Calibration["state"];
    threshold: number;
    maxWrongPerMille: string;
    figures: Omit<Calibration, "state" | "threshold">;
    recordedAt: Date;
  }>(
    `select version, state, threshold, max_wrong_per_mille as "maxWrongPerMille", figures,
            recorded_at as "recordedAt"
     from calibration where org_id = $1 and books_id = $2 order by version desc limit 1`,
    [orgId, booksId],
  );
  const [row] = rows;
  if (!row) return null;
  const { figures, ...rest } = row;
  // versions stored before these were counted lack them
  const above = { labelsAbove: 0, wrongAbove: 0 };
  return { ...above, ...figures, ...rest, maxWrongPerMille: Number(row.maxWrongPerMille) };
}

export async function insertCalibration(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  row: Calibration & { readonly version: number; readonly maxWrongPerMille: number },
): Promise<void> {
  const { version, state, threshold, maxWrongPerMille, ...figures } = row;
  await db.query(
    `insert into calibration (org_id, books_id, version, state, threshold, max_wrong_per_mille,
       figures, by_member_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      orgId,
      booksId,
      version,
      state,
      threshold,
      maxWrongPerMille,
      JSON.stringify(figures),
      memberId,
      recordedAt,
    ],
  );
}
