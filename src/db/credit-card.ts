// One customer's credit: the rating as it was stored, its months, what is known from outside, cover.
import type { Because } from "../core/because.ts";
import type { Conduct } from "../core/credit/history.ts";
import type { ScorePoint } from "../core/credit/scorecard.ts";
import type { CreditRating } from "../core/credit/settings.ts";
import type { Db } from "./pool.ts";

export type RatingRow = {
  readonly score: number | null;
  readonly rating: CreditRating | null;
  readonly trend: "up" | "level" | "down" | "unknown";
  readonly confidence: "high" | "medium" | "low";
  readonly paymentIndex: number | null;
  /** Written by app/credit/rate-customers.ts alone. */
  readonly detail: {
    readonly points: readonly ScorePoint[];
    readonly conduct: Conduct;
    readonly formula: readonly Because[];
  };
  readonly warnings: readonly Because[];
  readonly formulaLimitMinor: number | null;
  readonly ratedAt: Date;
};

export async function selectRating(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<RatingRow | null> {
  const { rows } = await db.query<RatingRow>(
    `select score, rating, trend, confidence, payment_index as "paymentIndex", detail, warnings,
       formula_limit_minor as "formulaLimitMinor", rated_at as "ratedAt"
     from customer_credit where org_id = $1 and customer_id = $2`,
    [orgId, customerId],
  );
  return rows[0] ?? null;
}

export type CreditMonthRow = {
  readonly month: string;
  readonly score: number | null;
  readonly rating: CreditRating | null;
  readonly exposureMinor: number;
  readonly limitMinor: number | null;
};

/** The last 24, oldest first. */
export async function selectCreditMonths(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<CreditMonthRow[]> {
  const { rows } = await db.query<CreditMonthRow>(
    `select * from (
       select month, score, rating, exposure_minor as "exposureMinor", limit_minor as "limitMinor"
       from credit_month where org_id = $1 and customer_id = $2 order by month desc limit 24) m
     order by month`,
    [orgId, customerId],
  );
  return rows;
}

export type FlagRow = {
  readonly id: number;
  readonly kind: "dishonest" | "bankruptcy" | "lawsuit" | "registration" | "other" | "clear";
  readonly isSevere: boolean;
  readonly foundOn: string;
  readonly note: string;
  readonly by: string | null;
};

export async function selectFlags(db: Db, orgId: number, customerId: number): Promise<FlagRow[]> {
  const { rows } = await db.query<FlagRow>(
    `select f.id, f.kind, f.is_severe as "isSevere", f.found_on as "foundOn", f.note, m.name as by
     from credit_flag f left join member m on m.org_id = f.org_id and m.id = f.by_member_id
     where f.org_id = $1 and f.customer_id = $2 and f.ended_at is null order by f.id desc`,
    [orgId, customerId],
  );
  return rows;
}

type OfCustomer = {
  readonly orgId: number;
  readonly booksId: number;
  readonly customerId: number;
  readonly memberId: number;
};

export async function insertFlag(
  db: Db,
  of: OfCustomer,
  flag: Omit<FlagRow, "id" | "by">,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into credit_flag (org_id, books_id, customer_id, kind, is_severe, note, found_on,
       by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      of.orgId,
      of.booksId,
      of.customerId,
      flag.kind,
      flag.isSevere,
      flag.note,
      flag.foundOn,
      of.memberId,
    ],
  );
  return rows[0]!.id;
}

export type CoverRow = {
  readonly id: number;
  readonly kind: "guarantee" | "insurance";
  readonly amountMinor: number;
  readonly validTo: string | null;
  readonly note: string;
  readonly by: string | null;
};

export async function selectCovers(db: Db, orgId: number, customerId: number): Promise<CoverRow[]> {
  const { rows } = await db.query<CoverRow>(
    `select v.id, v.kind, v.amount_minor as "amountMinor", v.valid_to as "validTo", v.note,
       m.name as by
     from credit_cover v left join member m on m.org_id = v.org_id and m.id = v.by_member_id
     where v.org_id = $1 and v.customer_id = $2 and v.ended_at is null order by v.id desc`,
    [orgId, customerId],
  );
  return rows;
}

export async function insertCover(
  db: Db,
  of: OfCustomer,
  cover: Omit<CoverRow, "id" | "by">,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into credit_cover (org_id, books_id, customer_id, kind, amount_minor, valid_to, note,
       by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      of.orgId,
      of.booksId,
      of.customerId,
      cover.kind,
      cover.amountMinor,
      cover.validTo,
      cover.note,
      of.memberId,
    ],
  );
  return rows[0]!.id;
}

/** False: there is none that still holds. */
export async function endFlag(db: Db, of: OfCustomer, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update credit_flag set ended_at = clock_timestamp(), ended_by = $4
     where org_id = $1 and customer_id = $2 and id = $3 and ended_at is null`,
    [of.orgId, of.customerId, id, of.memberId],
  );
  return rowCount === 1;
}

export async function endCover(db: Db, of: OfCustomer, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update credit_cover set ended_at = clock_timestamp(), ended_by = $4
     where org_id = $1 and customer_id = $2 and id = $3 and ended_at is null`,
    [of.orgId, of.customerId, id, of.memberId],
  );
  return rowCount === 1;
}
