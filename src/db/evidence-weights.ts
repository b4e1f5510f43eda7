// Weights of evidence learned in these books, by version, and which version a person put in use.
import type { LearnedKind } from "../core/calibration/learn-weights.ts";
import type { Weights } from "../core/matching/weights.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** In place of a template's code in a trial: the weights are tried, the rules stay. */
export const weightsCode = "evidence_weights";

export type WeightFigures = {
  readonly kinds: readonly LearnedKind[];
  /** Receivable lines compared; how many of them a person had decided; rounds of the estimate. */
  readonly lines: number;
  readonly confirmed: number;
  readonly rounds: number;
};

export type WeightsRow = {
  readonly version: number;
  readonly shipped: string;
  readonly who: Weights["who"];
  readonly figures: WeightFigures;
  readonly replayId: number;
  readonly recordedAt: Date;
};

/** A version comes with the trial that shows what it would change. */
export async function insertWeights(
  db: Db,
  { orgId, booksId }: Books,
  row: Pick<WeightsRow, "shipped" | "who" | "figures" | "replayId">,
): Promise<void> {
  await db.query(
    `insert into evidence_weights (org_id, books_id, version, shipped, who, figures, replay_id,
       by_member_id)
     select $1, $2, coalesce((select max(version) from evidence_weights
         where org_id = $1 and books_id = $2), 0) + 1, $3, $4, $5, r.id, r.by_member_id
     from rule_replay r where r.org_id = $1 and r.id = $6`,
    [
      ...[orgId, booksId, row.shipped, JSON.stringify(row.who), JSON.stringify(row.figures)],
      row.replayId,
    ],
  );
}

const columns = `w.version, w.shipped, w.who, w.figures, w.replay_id as "replayId",
  w.recorded_at as "recordedAt"`;

export async function selectNewestWeights(
  db: Db,
  { orgId, booksId }: Books,
): Promise<WeightsRow | null> {
  const { rows } = await db.query<WeightsRow>(
    `select ${columns} from evidence_weights w
     where w.org_id = $1 and w.books_id = $2 order by w.version desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

export type WeightsChoice = {
  /** Null: the shipped table. */
  readonly version: number | null;
  readonly reason: string;
  readonly by: string;
  readonly recordedAt: Date;
};

/** What is in use; null where nobody ever chose. */
export async function selectWeightsChoice(
  db: Db,
  { orgId, booksId }: Books,
): Promise<WeightsChoice | null> {
  const { rows } = await db.query<WeightsChoice>(
    `select c.version, c.reason, coalesce(m.name, '') as by, c.recorded_at as "recordedAt"
     from evidence_weights_choice c
     left join member m on m.org_id = c.org_id and m.id = c.by_member_id
     where c.org_id = $1 and c.books_id = $2 order by c.id desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

/** The table in use, or null: the shipped one. */
export async function selectWeightsInUse(
  db: Db,
  { orgId, booksId }: Books,
): Promise<Pick<WeightsRow, "version" | "who"> | null> {
  const { rows } = await db.query<Pick<WeightsRow, "version" | "who">>(
    `select w.version, w.who from evidence_weights w
     join (select version from evidence_weights_choice
       where org_id = $1 and books_id = $2 order by id desc limit 1) c on c.version = w.version
     where w.org_id = $1 and w.books_id = $2`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

export async function insertWeightsChoice(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  choice: { readonly version: number | null; readonly reason: string },
): Promise<void> {
  await db.query(
    `insert into evidence_weights_choice (org_id, books_id, version, reason, by_member_id,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [orgId, booksId, choice.version, choice.reason, memberId, recordedAt],
  );
}

/** Who pays, as people decided it: line and customer number. */
export async function selectConfirmedPayers(
  db: Db,
  { orgId, booksId }: Books,
): Promise<{ lineId: number; customerNo: string }[]> {
  const { rows } = await db.query<{ lineId: number; customerNo: string }>(
    `select r.bank_line_id as "lineId", c.no as "customerNo"
     from receipt r join customer c on c.org_id = r.org_id and c.id = r.customer_id
     where r.org_id = $1 and r.books_id = $2 and r.cancelled_at is null
       and r.bank_line_id is not null and exists (
         select from decision d where d.org_id = r.org_id and d.bank_line_id = r.bank_line_id
           and d.kind in ('confirm', 'manual', 'claim') and d.by_member_id is not null
           and d.run_id is null and d.undone_by_id is null)
     order by 1`,
    [orgId, booksId],
  );
  return rows;
}
