// Long work: its row with progress and the wish to cancel, and the queue entry that starts it.
import type { Db } from "./pool.ts";

export type JobRunRow = {
  readonly id: number;
  readonly booksId: number;
  readonly kind: string;
  readonly refId: number | null;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly cancelRequested: boolean;
  readonly result: Readonly<Record<string, unknown>>;
  readonly error: string;
  readonly memberId: number | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

const columns = `id, books_id as "booksId", kind, ref_id as "refId", state, phase, done, total,
  cancel_requested as "cancelRequested", result, error, by_member_id as "memberId",
  created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;

export async function insertJobRun(
  db: Db,
  run: {
    orgId: number;
    booksId: number;
    kind: string;
    refId: number | null;
    memberId: number | null;
    /** 0: at once. */
    inSeconds: number;
  },
): Promise<JobRunRow> {
  const { rows } = await db.query<JobRunRow>(
    `insert into job_run (org_id, books_id, kind, ref_id, by_member_id, starts_at)
     values ($1, $2, $3, $4, $5,
       case when $6::int > 0 then now() + make_interval(secs => $6::int) end) returning ${columns}`,
    [run.orgId, run.booksId, run.kind, run.refId, run.memberId, run.inSeconds],
  );
  return rows[0]!;
}

/**
 * Puts the work into the queue within the caller's transaction. Jobs of one set of books run one
 * after another (queue name), so that no two runs post side by side.
 */
export async function enqueueJob(
  db: Db,
  job: { name: string; payload: object; queueName: string; key: string; inSeconds: number },
): Promise<void> {
  await db.query(
    `select from graphile_worker.add_job($1, $2::json, queue_name := $3, max_attempts := 10,
       job_key := $4, run_at := now() + make_interval(secs => $5::int))`,
    [job.name, JSON.stringify(job.payload), job.queueName, job.key, job.inSeconds],
  );
}

export async function jobRunById(db: Db, orgId: number, id: number): Promise<JobRunRow | null> {
  const { rows } = await db.query<JobRunRow>(
    `select ${columns} from job_run where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

/** What is queued or running, and what ended within the last minute: the top bar shows both. */
export async function liveJobRuns(db: Db, orgId: number, booksId: number): Promise<JobRunRow[]> {
  const { rows } = await db.query<JobRunRow>(
    `select ${columns} from job_run where org_id = $1 and books_id = $2
       and (state in ('queued', 'running') or finished_at > now() - interval '1 minute')
       and (starts_at is null or starts_at <= now())
     order by id desc limit 20`,
    [orgId, booksId],
  );
  return rows;
}

/** False when it has ended or was cancelled already. */
export async function startJobRun(db: Db, orgId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update job_run set state = 'running', started_at = coalesce(started_at, now())
     where org_id = $1 and id = $2 and state in ('queued', 'running')`,
    [orgId, id],
  );
  return rowCount === 1;
}

/** Stores the progress and answers whether somebody asked to cancel. */
export async function reportProgress(
  db: Db,
  progress: { orgId: number; id: number; done: number; total: number; phase: string },
): Promise<boolean> {
  const { rows } = await db.query<{ cancel: boolean }>(
    `update job_run set done = $3, total = $4, phase = $5
     where org_id = $1 and id = $2 returning cancel_requested as cancel`,
    [progress.orgId, progress.id, progress.done, progress.total, progress.phase],
  );
  return rows[0]?.cancel ?? true;
}

export async function finishJobRun(
  db: Db,
  end: {
    orgId: number;
    id: number;
    state: "done" | "failed" | "cancelled";
    result: object;
    error: string;
  },
): Promise<void> {
  await db.query(
    `update job_run set state = $3, result = $4, error = $5, finished_at = now()
     where org_id = $1 and id = $2`,
    [end.orgId, end.id, end.state, JSON.stringify(end.result), end.error],
  );
}

/** A queued run ends at once; a running one at its next report. Null when there is none alive. */
export async function requestCancel(db: Db, orgId: number, id: number): Promise<JobRunRow | null> {
  const { rows } = await db.query<JobRunRow>(
    `update job_run set cancel_requested = true,
       state = case state when 'queued' then 'cancelled' else state end,
       finished_at = case state when 'queued' then now() else finished_at end
     where org_id = $1 and id = $2 and state in ('queued', 'running') returning ${columns}`,
    [orgId, id],
  );
  return rows[0] ?? null;
}
