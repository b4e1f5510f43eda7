// What a matching run found: its lines by lane in count and money, and why some wait for a person.
import type { Db } from "./pool.ts";
import type { StripLane } from "./workbench.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type RunResultRow = {
  readonly id: number;
  readonly jobId: number | null;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly engineVersion: string;
  readonly weightsVersion: string;
  readonly asOf: string;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly startedAt: Date;
  /** From here on it posted. */
  readonly matchedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly by: string | null;
};

const runColumns = `select r.id, r.job_id as "jobId", r.state, r.engine_version as "engineVersion",
  r.weights_version as "weightsVersion", r.as_of as "asOf", r.counts, r.started_at as "startedAt",
  r.matched_at as "matchedAt", r.finished_at as "finishedAt", p.name as by
from match_run r left join member p on p.org_id = r.org_id and p.id = r.by_member_id`;

export async function selectRunResult(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<RunResultRow | null> {
  const { rows } = await db.query<RunResultRow>(
    `${runColumns} where r.org_id = $1 and r.books_id = $2 and r.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** Newest first, before an id. */
export async function selectRunResults(
  db: Db,
  { orgId, booksId }: Books,
  page: { readonly before: number | null; readonly limit: number },
): Promise<RunResultRow[]> {
  const { rows } = await db.query<RunResultRow>(
    `${runColumns} where r.org_id = $1 and r.books_id = $2 and ($3::bigint is null or r.id < $3)
     order by r.id desc limit $4`,
    [orgId, booksId, page.before, page.limit],
  );
  return rows;
}

export type RunLaneSum = {
  readonly runId: number;
  readonly lane: StripLane;
  readonly currency: string;
  readonly count: number;
  /** Money in. */
  readonly inMinor: number;
};

const laneSql = `case m.lane when 'suggested' then 'to_confirm' when 'unmatched' then 'exception'
  else m.lane end`;

export async function selectRunLaneSums(
  db: Db,
  orgId: number,
  runIds: readonly number[],
): Promise<RunLaneSum[]> {
  const { rows } = await db.query<RunLaneSum>(
    `select m.run_id as "runId", ${laneSql} as lane, l.currency, count(*) as count,
            coalesce(sum(l.amount_minor) filter (where l.amount_minor > 0), 0)::bigint as "inMinor"
     from match m join bank_line l on l.org_id = m.org_id and l.id = m.bank_line_id
     where m.org_id = $1 and m.run_id = any($2) group by 1, 2, 3 order by 1, 2, 3`,
    [orgId, runIds],
  );
  return rows;
}

/** Why its proposals and exceptions wait, most frequent first. */
export async function selectRunCauses(
  db: Db,
  orgId: number,
  runId: number,
): Promise<{ lane: StripLane; key: string; count: number }[]> {
  const { rows } = await db.query<{ lane: StripLane; key: string; count: number }>(
    `select ${laneSql} as lane, m.reason ->> 'key' as key, count(*) as count
     from match m where m.org_id = $1 and m.run_id = $2 and m.lane in ('suggested', 'unmatched')
     group by 1, 2 order by 1 desc, 3 desc, 2`,
    [orgId, runId],
  );
  return rows;
}
