// Matching runs and what they found out about each line.
import type pg from "pg";
import type { Because } from "../core/because.ts";
import type { Lane, ResidualCode } from "../core/matching/output.ts";
import { type BulkTable, bulkInsert, type Cell } from "./bulk-insert.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type StoredResidual = {
  readonly side: "item" | "line" | "home";
  readonly itemId: number | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly code: ResidualCode;
  readonly difference: string | null;
  readonly posted: boolean;
  readonly because: readonly Because[];
};

/** A reading of a line, by ids of the books. */
export type StoredCandidate = {
  readonly customerId: number;
  readonly allocations: readonly {
    readonly itemId: number;
    readonly amountMinor: number;
    readonly lineAmountMinor: number;
  }[];
  readonly residuals: readonly StoredResidual[];
  readonly confidence: number;
  readonly rule: string;
  readonly rules: readonly string[];
  readonly because: readonly Because[];
  readonly against: readonly Because[];
};

export type NewMatch = {
  readonly bankLineId: number;
  readonly lane: Lane;
  readonly category: string | null;
  readonly payerId: number | null;
  readonly confidence: number;
  readonly rule: string;
  readonly tiedWith: number;
  readonly reason: Because;
  readonly payerBecause: readonly Because[];
  readonly candidates: readonly StoredCandidate[];
};

const table: BulkTable = {
  table: "match",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    run_id: "bigint",
    bank_line_id: "bigint",
    lane: "text",
    category: "text",
    payer_id: "bigint",
    confidence: "real",
    rule: "text",
    tied_with: "int",
    reason: "jsonb",
    payer_because: "jsonb",
    candidates: "jsonb",
  },
};

/** A match as the cells of its row. */
export type MatchCells = readonly Cell[];

export function matchCells(run: Books & { readonly runId: number }, m: NewMatch): MatchCells {
  return [
    run.orgId,
    run.booksId,
    run.runId,
    m.bankLineId,
    m.lane,
    m.category,
    m.payerId,
    m.confidence,
    m.rule,
    m.tiedWith,
    JSON.stringify(m.reason),
    JSON.stringify(m.payerBecause),
    JSON.stringify(m.candidates),
  ];
}

export async function insertMatches(
  client: pg.ClientBase,
  matches: readonly MatchCells[],
): Promise<void> {
  await bulkInsert(client, table, matches);
}

export type MatchRow = NewMatch & { readonly id: number; readonly lineVersion: number };

/** What is posted of a match: its best reading, without the evidence. */
export type PostableMatch = Pick<
  MatchRow,
  "id" | "bankLineId" | "lane" | "category" | "payerId" | "payerBecause"
> & {
  readonly candidates: readonly Pick<
    StoredCandidate,
    "customerId" | "allocations" | "residuals" | "rule"
  >[];
};

/**
 * The next matches of a run after a line id, in line order. Only lines that wait say how their payer
 * is known, and of their readings nothing but whose debt each pays.
 */
export async function selectMatchesAfter(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
  page: { readonly afterLineId: number; readonly limit: number },
): Promise<PostableMatch[]> {
  const { rows } = await client.query<PostableRow>(
    `select id, bank_line_id as "bankLineId", lane, category, payer_id as "payerId",
       case when lane in ('suggested', 'unmatched') then payer_because else '[]' end as "payerBecause",
       case lane when 'auto' then
           (candidates->0) - array['because', 'against', 'rules', 'confidence'] end as best,
       case when lane in ('suggested', 'unmatched') then
           jsonb_path_query_array(candidates, '$[*].customerId') end as "customerIds"
     from match where org_id = $1 and run_id = $2 and bank_line_id > $3
     order by bank_line_id limit $4`,
    [run.orgId, run.runId, page.afterLineId, page.limit],
  );
  return rows.map(({ best, customerIds, ...match }) => ({
    ...match,
    candidates: best === null ? (customerIds ?? []).map(waitingReading) : [best],
  }));
}

type PostableRow = Omit<PostableMatch, "candidates"> & {
  readonly best: PostableMatch["candidates"][number] | null;
  readonly customerIds: readonly number[] | null;
};

function waitingReading(customerId: number): PostableMatch["candidates"][number] {
  return { customerId, allocations: [], residuals: [], rule: "" };
}

export type RunRow = {
  readonly id: number;
  readonly booksId: number;
  readonly jobId: number | null;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly engineVersion: string;
  readonly weightsVersion: string;
  readonly asOf: string;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly storedThrough: number;
  readonly memberId: number | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
};

const runColumns = `id, books_id as "booksId", job_id as "jobId", state,
  engine_version as "engineVersion", weights_version as "weightsVersion", as_of as "asOf", counts,
  stored_through as "storedThrough", by_member_id as "memberId", started_at as "startedAt",
  finished_at as "finishedAt"`;

export async function insertRun(
  client: pg.ClientBase,
  run: Books & { readonly asOf: string; readonly memberId: number | null },
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into match_run (org_id, books_id, state, as_of, by_member_id)
     values ($1, $2, 'running', $3, $4) returning id`,
    [run.orgId, run.booksId, run.asOf, run.memberId],
  );
  return rows[0]!.id;
}

export async function setRunJob(
  client: pg.ClientBase,
  orgId: number,
  { runId, jobId }: { readonly runId: number; readonly jobId: number },
): Promise<void> {
  await client.query("update match_run set job_id = $3 where org_id = $1 and id = $2", [
    orgId,
    runId,
    jobId,
  ]);
}

export async function selectRun(
  client: pg.ClientBase,
  orgId: number,
  id: number,
): Promise<RunRow | null> {
  const { rows } = await client.query<RunRow>(
    `select ${runColumns} from match_run where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function selectLatestRun(client: pg.ClientBase, books: Books): Promise<RunRow | null> {
  const { rows } = await client.query<RunRow>(
    `select ${runColumns} from match_run where org_id = $1 and books_id = $2
     order by id desc limit 1`,
    [books.orgId, books.booksId],
  );
  return rows[0] ?? null;
}

/** What a run was matched by. */
export type RunVersions = {
  readonly engineVersion: string;
  readonly weightsVersion: string;
  readonly settings: unknown;
};

/** The run's matches are all stored; from here on it posts. */
export async function markMatched(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
  by: RunVersions,
): Promise<void> {
  await client.query(
    `update match_run set engine_version = $3, weights_version = $4, settings = $5,
            matched_at = clock_timestamp()
     where org_id = $1 and id = $2`,
    [run.orgId, run.runId, by.engineVersion, by.weightsVersion, JSON.stringify(by.settings)],
  );
}

export async function moveRun(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
  storedThrough: number,
): Promise<void> {
  await client.query("update match_run set stored_through = $3 where org_id = $1 and id = $2", [
    run.orgId,
    run.runId,
    storedThrough,
  ]);
}

export async function finishRun(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
  end: { readonly state: "done" | "failed" | "cancelled"; readonly counts: unknown },
): Promise<void> {
  await client.query(
    `update match_run set state = $3, counts = $4, finished_at = clock_timestamp()
     where org_id = $1 and id = $2`,
    [run.orgId, run.runId, end.state, JSON.stringify(end.counts)],
  );
}

/** All matches of a run, and those up to a line. */
export async function countMatches(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
  through: number,
): Promise<{ readonly total: number; readonly done: number }> {
  const { rows } = await client.query<{ total: number; done: number }>(
    `select count(*) as total, count(*) filter (where bank_line_id <= $3) as done
     from match where org_id = $1 and run_id = $2`,
    [run.orgId, run.runId, through],
  );
  return rows[0]!;
}

export type LaneFigure = {
  readonly lane: string;
  readonly currency: string;
  readonly count: number;
  readonly amountMinor: number;
};

/** Count and money of every lane; together they are all lines of the books. */
export async function selectLaneFigures(
  client: pg.ClientBase,
  books: Books,
): Promise<LaneFigure[]> {
  const { rows } = await client.query<LaneFigure>(
    `select lane, currency, count(*) as count, sum(amount_minor)::bigint as "amountMinor"
     from bank_line where org_id = $1 and books_id = $2 and cancelled_at is null
     group by lane, currency order by lane, currency`,
    [books.orgId, books.booksId],
  );
  return rows;
}

/** A match that could not be posted as found: its lane and why. */
export async function updateMatchLanes(
  client: pg.ClientBase,
  orgId: number,
  changes: readonly { readonly matchId: number; readonly lane: Lane; readonly reason: Because }[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `update match m set lane = c.lane, reason = c.reason
     from unnest($2::bigint[], $3::text[], $4::jsonb[]) c (id, lane, reason)
     where m.org_id = $1 and m.id = c.id`,
    [
      orgId,
      changes.map((c) => c.matchId),
      changes.map((c) => c.lane),
      changes.map((c) => JSON.stringify(c.reason)),
    ],
  );
}

/** Of a run: lines it posted, and lines that were decided or changed by something else meanwhile. */
export async function countOutcomes(
  client: pg.ClientBase,
  run: { readonly orgId: number; readonly runId: number },
): Promise<{ posted: number; changed: number }> {
  const { rows } = await client.query<{ posted: number; changed: number }>(
    `select count(*) filter (where m.lane = 'auto' and l.match_id = m.id) as posted,
            count(*) filter (where m.reason ->> 'key' = 'changed_meanwhile'
              or l.match_id is distinct from m.id) as changed
     from match m join bank_line l on l.org_id = m.org_id and l.id = m.bank_line_id
     where m.org_id = $1 and m.run_id = $2`,
    [run.orgId, run.runId],
  );
  return rows[0]!;
}

/** The present match of each line, by line id. */
export async function selectMatchesOfLines(
  client: pg.ClientBase,
  orgId: number,
  lineIds: readonly number[],
): Promise<Map<number, MatchRow>> {
  const { rows } = await client.query<MatchRow>(
    `select m.id, m.bank_line_id as "bankLineId", m.lane, m.category, m.payer_id as "payerId",
            m.confidence, m.rule, m.tied_with as "tiedWith", m.reason,
            m.payer_because as "payerBecause", m.candidates, l.version as "lineVersion"
     from bank_line l join match m on m.org_id = l.org_id and m.id = l.match_id
     where l.org_id = $1 and l.id = any($2)`,
    [orgId, lineIds],
  );
  return new Map(rows.map((row) => [row.bankLineId, row]));
}
