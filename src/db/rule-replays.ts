// Rule changes tried on history, with what they would have done.
import type { ReplayChange, ReplaySummary } from "../core/calibration/compare-replay.ts";
import type { RuleSetting } from "../core/matching/input.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** In place of a template's code: master data is tried, the rules stay. */
export const masterDataCode = "master_data";

export type ReplayRow = {
  readonly id: number;
  readonly booksId: number;
  readonly jobId: number | null;
  readonly code: string;
  readonly setting: RuleSetting;
  readonly state: "running" | "done" | "failed";
  readonly summary: ReplaySummary | null;
  readonly lines: readonly ReplayedLine[];
};

export type ReplayedLine = ReplayChange & {
  readonly before: readonly (readonly [itemId: number, amountMinor: number])[];
  readonly after: readonly (readonly [itemId: number, amountMinor: number])[];
  readonly right: readonly (readonly [itemId: number, amountMinor: number])[] | null;
};

export async function insertReplay(
  db: Db,
  { orgId, booksId }: Books,
  replay: {
    readonly code: string;
    readonly setting: RuleSetting;
    readonly memberId: number | null;
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into rule_replay (org_id, books_id, code, setting, by_member_id)
     values ($1, $2, $3, $4, $5) returning id`,
    [orgId, booksId, replay.code, JSON.stringify(replay.setting), replay.memberId],
  );
  return rows[0]!.id;
}

export async function setReplayJob(
  db: Db,
  orgId: number,
  { replayId, jobId }: { readonly replayId: number; readonly jobId: number },
): Promise<void> {
  await db.query("update rule_replay set job_id = $3 where org_id = $1 and id = $2", [
    orgId,
    replayId,
    jobId,
  ]);
}

export async function finishReplay(
  db: Db,
  orgId: number,
  end: {
    readonly replayId: number;
    readonly state: "done" | "failed";
    readonly summary: ReplaySummary | null;
    readonly lines: readonly ReplayedLine[];
  },
): Promise<void> {
  await db.query(
    `update rule_replay set state = $3, summary = $4, lines = $5, finished_at = clock_timestamp()
     where org_id = $1 and id = $2`,
    [orgId, end.replayId, end.state, JSON.stringify(end.summary ?? {}), JSON.stringify(end.lines)],
  );
}

export async function selectReplay(db: Db, orgId: number, id: number): Promise<ReplayRow | null> {
  const { rows } = await db.query<ReplayRow>(
    `select id, books_id as "booksId", job_id as "jobId", code, setting, state,
            case when state = 'done' then summary end as summary, lines
     from rule_replay where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}
