// Shadow months: the lines and items a firm's own settlements speak of, what came of comparing them,
// and what a person says of a disagreement.
import type { ShadowOutcome, ShadowPart } from "../core/calibration/shadow.ts";
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { StoredCandidate } from "./matches.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type PlacedLine = {
  /** Position in what was asked for. */
  readonly at: number;
  readonly lineId: number;
  /** By the bank's reference, which says more than day and amount. */
  readonly isByRef: boolean;
  readonly currency: string;
  readonly amountMinor: number;
};

export type WantedLine = {
  readonly bankRef: string;
  readonly date: string;
  readonly payer: string;
  /** The amount in minor units of currencies with no, two and three decimals; what is not one: null. */
  readonly minors: readonly (number | null)[];
};

/** Money-in lines by the bank's reference, or by day and amount (and payer); several may fit. */
export async function selectShadowLines(
  db: Db,
  { orgId, booksId }: Books,
  wanted: readonly WantedLine[],
): Promise<PlacedLine[]> {
  const { rows } = await db.query<PlacedLine>(
    `with wanted as materialized (
       select at::int - 1 as at, ref, date::date as date, payer, m0, m2, m3
       from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[])
         with ordinality w (ref, date, payer, m0, m2, m3, at))
     select w.at, l.id as "lineId", true as "isByRef", l.currency,
            l.amount_minor as "amountMinor"
     from wanted w join bank_line l on l.org_id = $1 and l.books_id = $2
       and l.cancelled_at is null and l.amount_minor > 0 and w.ref <> '' and l.bank_ref = w.ref
     union all
     select w.at, l.id, false, l.currency, l.amount_minor
     from wanted w join bank_line l on l.org_id = $1 and l.books_id = $2
       and l.cancelled_at is null and l.amount_minor > 0 and l.booking_date = w.date
       and l.amount_minor in (w.m0, w.m2, w.m3) and (w.payer = '' or l.payer_name = w.payer)
     order by 1, 2`,
    [
      orgId,
      booksId,
      wanted.map((one) => one.bankRef),
      wanted.map((one) => (one.date === "" ? null : one.date)),
      wanted.map((one) => one.payer),
      ...[0, 1, 2].map((place) => wanted.map((one) => one.minors[place] ?? null)),
    ],
  );
  return rows;
}

export type NamedItem = {
  readonly no: string;
  readonly itemId: number;
  readonly customerId: number;
  readonly currency: string;
};

export async function selectItemsNamed(
  db: Db,
  { orgId, booksId }: Books,
  numbers: readonly string[],
): Promise<NamedItem[]> {
  const { rows } = await db.query<NamedItem>(
    `select no, id as "itemId", customer_id as "customerId", currency from open_item
     where org_id = $1 and books_id = $2 and no = any($3) and cancelled_at is null order by id`,
    [orgId, booksId, numbers],
  );
  return rows;
}

export type OwnAnswerRow = {
  readonly lineId: number;
  readonly lane: string;
  readonly rule: string;
  readonly score: number;
  readonly payerId: number | null;
  readonly candidates: readonly StoredCandidate[];
  readonly homeMinor: number;
};

/** What the last run found on these lines, before anybody decided. */
export async function selectOwnAnswers(
  db: Db,
  { orgId, booksId }: Books,
  lineIds: readonly number[],
): Promise<OwnAnswerRow[]> {
  const { rows } = await db.query<OwnAnswerRow>(
    `select l.id as "lineId", coalesce(m.lane, 'unmatched') as lane, coalesce(m.rule, '') as rule,
            coalesce(m.confidence, 0)::float8 as score, m.payer_id as "payerId",
            coalesce(m.candidates, '[]') as candidates, coalesce(r.home_minor, 0) as "homeMinor"
     from bank_line l
     left join match m on m.org_id = l.org_id and m.id = l.match_id
     left join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     where l.org_id = $1 and l.books_id = $2 and l.id = any($3)`,
    [orgId, booksId, lineIds],
  );
  return rows;
}

export type ShadowLine = {
  readonly lineId: number;
  readonly outcome: ShadowOutcome;
  readonly rule: string;
  readonly score: number;
  readonly homeMinor: number;
  readonly ours: readonly ShadowPart[];
  readonly theirs: readonly ShadowPart[];
};

const table: BulkTable = {
  table: "shadow_line",
  columns: {
    org_id: "bigint",
    shadow_id: "bigint",
    bank_line_id: "bigint",
    outcome: "text",
    rule: "text",
    score: "float8",
    home_minor: "bigint",
    ours: "jsonb",
    theirs: "jsonb",
  },
};

export async function insertShadowMonth(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  month: {
    readonly fileName: string;
    readonly rowsRead: number;
    readonly rowsUnplaced: number;
    readonly lines: readonly ShadowLine[];
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into shadow_month (org_id, books_id, file_name, rows_read, rows_unplaced, by_member_id,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [orgId, booksId, month.fileName, month.rowsRead, month.rowsUnplaced, memberId, recordedAt],
  );
  const id = rows[0]!.id;
  await bulkInsert(
    db,
    table,
    month.lines.map((l) => [
      orgId,
      id,
      l.lineId,
      l.outcome,
      l.rule,
      l.score,
      l.homeMinor,
      JSON.stringify(l.ours),
      JSON.stringify(l.theirs),
    ]),
  );
  return id;
}

export type ShadowMonthRow = {
  readonly id: number;
  readonly fileName: string;
  readonly rowsRead: number;
  readonly rowsUnplaced: number;
  readonly recordedAt: Date;
};

/** The newest; an earlier one is superseded. */
export async function selectShadowMonth(
  db: Db,
  { orgId, booksId }: Books,
): Promise<ShadowMonthRow | null> {
  const { rows } = await db.query<ShadowMonthRow>(
    `select id, file_name as "fileName", rows_read as "rowsRead", rows_unplaced as "rowsUnplaced",
            recorded_at as "recordedAt"
     from shadow_month where org_id = $1 and books_id = $2 order by id desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

export type Verdict = "ours" | "theirs" | "neither";

export async function selectShadowMonthLines(
  db: Db,
  orgId: number,
  shadowId: number,
): Promise<(ShadowLine & { readonly verdict: Verdict | null })[]> {
  const { rows } = await db.query<ShadowLine & { verdict: Verdict | null }>(
    `select bank_line_id as "lineId", outcome, rule, score, home_minor as "homeMinor", ours, theirs,
            verdict
     from shadow_line where org_id = $1 and shadow_id = $2
     order by home_minor desc, bank_line_id`,
    [orgId, shadowId],
  );
  return rows;
}

/** Once: false where it was judged before or is no disagreement. */
export async function setShadowVerdict(
  db: Db,
  { orgId, memberId, recordedAt }: Recording,
  of: { readonly shadowId: number; readonly lineId: number; readonly verdict: Verdict },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update shadow_line set verdict = $4, judged_by = $5, judged_at = $6
     where org_id = $1 and shadow_id = $2 and bank_line_id = $3 and verdict is null
       and outcome in ('differ', 'asked_wrong')`,
    [orgId, of.shadowId, of.lineId, of.verdict, memberId, recordedAt],
  );
  return rowCount === 1;
}
