// The sets of books 账套 of an organisation.
import type { Db } from "./pool.ts";

export type BooksRow = {
  readonly id: number;
  readonly name: string;
  readonly homeCurrency: string;
  readonly standard: "cas" | "sme" | "international";
  readonly timeZone: string;
  readonly closedThrough: string | null;
  readonly ownTaxIds: readonly string[];
  readonly ownNames: readonly string[];
  readonly maxWrongPerMille: number;
};

const booksColumns = `id, name, home_currency as "homeCurrency", standard, time_zone as "timeZone",
  closed_through as "closedThrough", own_tax_ids as "ownTaxIds", own_names as "ownNames",
  max_wrong_per_mille::float8 as "maxWrongPerMille"`;

export async function booksOf(db: Db, orgId: number): Promise<BooksRow[]> {
  const { rows } = await db.query<BooksRow>(
    `select ${booksColumns} from books where org_id = $1 order by id`,
    [orgId],
  );
  return rows;
}

export async function booksById(db: Db, orgId: number, id: number): Promise<BooksRow | null> {
  const { rows } = await db.query<BooksRow>(
    `select ${booksColumns} from books where org_id = $1 and id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function insertBooks(
  db: Db,
  books: {
    orgId: number;
    name: string;
    homeCurrency: string;
    standard: BooksRow["standard"];
    timeZone: string;
    ownNames: readonly string[];
    ownTaxIds: readonly string[];
  },
): Promise<BooksRow> {
  const { rows } = await db.query<BooksRow>(
    `insert into books (org_id, name, home_currency, standard, time_zone, own_names, own_tax_ids)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${booksColumns}`,
    [
      books.orgId,
      books.name,
      books.homeCurrency,
      books.standard,
      books.timeZone,
      books.ownNames,
      books.ownTaxIds,
    ],
  );
  return rows[0]!;
}

export async function updateBooks(
  db: Db,
  orgId: number,
  id: number,
  change: {
    name: string | null;
    ownNames: readonly string[] | null;
    ownTaxIds: readonly string[] | null;
    maxWrongPerMille: number | null;
  },
): Promise<BooksRow | null> {
  const { rows } = await db.query<BooksRow>(
    `update books set name = coalesce($3, name), own_names = coalesce($4, own_names),
       own_tax_ids = coalesce($5, own_tax_ids),
       max_wrong_per_mille = coalesce($6, max_wrong_per_mille)
     where org_id = $1 and id = $2 returning ${booksColumns}`,
    [orgId, id, change.name, change.ownNames, change.ownTaxIds, change.maxWrongPerMille],
  );
  return rows[0] ?? null;
}
