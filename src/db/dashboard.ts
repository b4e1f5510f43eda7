// Small figures of the dashboard that no report gives: cash of the day and the month, the automatic
// share of late, ratings of a few customers, a mark that changes when anything below it does, and the
// picture that was last made of all of them.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type CashRow = {
  readonly count: number;
  readonly todayMinor: number;
  readonly monthMinor: number;
};

/** Receipts in home currency; what was judged no receipt is none. */
export async function selectCash(
  db: Db,
  { orgId, booksId }: InBooks,
  { today }: { readonly today: string },
): Promise<CashRow> {
  const { rows } = await db.query<CashRow>(
    `select count(*) filter (where date = $3::date) as count,
       coalesce(sum(home_minor) filter (where date = $3::date), 0)::bigint as "todayMinor",
       coalesce(sum(home_minor), 0)::bigint as "monthMinor"
     from receipt where org_id = $1 and books_id = $2 and cancelled_at is null
       and date between date_trunc('month', $3::date)::date and $3::date`,
    [orgId, booksId, today],
  );
  return rows[0]!;
}

export type AutomaticRow = { readonly lines: number; readonly automatic: number };

/** Money in that was judged a receivable, and how much of it the program settled by itself. */
export async function selectAutomatic(
  db: Db,
  { orgId, booksId }: InBooks,
  { today, days }: { readonly today: string; readonly days: number },
): Promise<AutomaticRow> {
  const { rows } = await db.query<AutomaticRow>(
    `select count(*) as lines, count(*) filter (where lane = 'auto') as automatic
     from bank_line where org_id = $1 and books_id = $2 and cancelled_at is null and amount_minor > 0
       and lane not in ('not_receivable', 'new')
       and booking_date between $3::date - $4::int and $3::date`,
    [orgId, booksId, today, days],
  );
  return rows[0]!;
}

export type RatingRow = {
  readonly customerId: number;
  readonly rating: "A" | "B" | "C" | "D" | null;
  readonly trend: "up" | "level" | "down" | "unknown";
};

export async function selectRatings(
  db: Db,
  orgId: number,
  customerIds: readonly number[],
): Promise<RatingRow[]> {
  const { rows } = await db.query<RatingRow>(
    `select customer_id as "customerId", rating, trend from customer_credit
     where org_id = $1 and customer_id = any($2::bigint[])`,
    [orgId, customerIds],
  );
  return rows;
}

/** Promises are no records of the ledger: what is known of them changes by itself. */
export async function selectPromiseMark(db: Db, { orgId, booksId }: InBooks): Promise<string> {
  const { rows } = await db.query<{ mark: string }>(
    `select concat_ws(' ', count(*), max(id), sum(received_minor)) as mark from promise_to_pay
     where org_id = $1 and books_id = $2 and state = 'open'`,
    [orgId, booksId],
  );
  return rows[0]?.mark ?? "";
}

export type PictureRow = {
  readonly day: string;
  readonly knownAt: string;
  readonly mark: string;
  readonly figures: unknown;
  readonly madeAt: string;
};

export async function selectPicture(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<PictureRow | null> {
  const { rows } = await db.query<PictureRow>(
    `select day, to_char(known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "knownAt",
       mark, figures, to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"
     from dashboard_picture where org_id = $1 and books_id = $2`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

/** Never an older one over a newer one: two servers may make them at once. */
export async function storePicture(
  db: Db,
  { orgId, booksId }: InBooks,
  picture: PictureRow,
): Promise<void> {
  await db.query(
    `insert into dashboard_picture as p (org_id, books_id, day, known_at, mark, figures, made_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, books_id) do update set day = excluded.day, known_at = excluded.known_at,
       mark = excluded.mark, figures = excluded.figures, made_at = excluded.made_at
     where p.known_at <= excluded.known_at and p.made_at < excluded.made_at`,
    [
      orgId,
      booksId,
      picture.day,
      picture.knownAt,
      picture.mark,
      JSON.stringify(picture.figures),
      picture.madeAt,
    ],
  );
}

/** Whether there is anything to show. */
export async function selectHasItems(db: Db, { orgId, booksId }: InBooks): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    "select exists (select from open_item where org_id = $1 and books_id = $2) as has",
    [orgId, booksId],
  );
  return rows[0]?.has ?? false;
}
