// The latest job of each import.

import type { JobRunRow } from "./job-runs.ts";
import type { Db } from "./pool.ts";

export type { JobRunRow };

export async function latestJobsOf(
  client: Db,
  orgId: number,
  of: { readonly kinds: readonly string[]; readonly refIds: readonly number[] },
): Promise<JobRunRow[]> {
  const { rows } = await client.query<JobRunRow>(
    `select j.id, j.books_id as "booksId", j.kind, j.ref_id as "refId", j.state, j.phase, j.done,
       j.total, j.cancel_requested as "cancelRequested", j.result, j.error,
       j.by_member_id as "memberId", j.created_at as "createdAt", j.started_at as "startedAt",
       j.finished_at as "finishedAt"
     from unnest($3::bigint[]) r (id)
     cross join lateral (
       select * from job_run where org_id = $1 and kind = any($2) and ref_id = r.id
       order by id desc limit 1) j`,
    [orgId, of.kinds, of.refIds],
  );
  return rows;
}
