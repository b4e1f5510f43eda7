// What the global search looks in: customers by name, number and pinyin, open items by number or
// amount, bank lines by payer, reference, memo or amount.
import type { Db } from "./pool.ts";

export type SearchRow = {
  readonly kind: "customer" | "item" | "line";
  readonly id: number;
  readonly title: string;
  readonly detail: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly find: string;
};

type Asked = { readonly orgId: number; readonly booksId: number; readonly limit: number };

/**
 * Figures and Chinese have no case, and a comparison that folds none takes a fraction of the time:
 * over 100,000 rows the difference between noticing and not.
 */
function likeSql({ pattern }: { readonly pattern: string }): "like" | "ilike" {
  return pattern.toLowerCase() === pattern.toUpperCase() ? "like" : "ilike";
}

/** `pattern`: an ILIKE pattern of the normalised words. */
export async function customersLike(
  db: Db,
  asked: Asked & { pattern: string },
): Promise<SearchRow[]> {
  const like = likeSql(asked);
  const { rows } = await db.query<SearchRow>(
    `select 'customer' as kind, id, name as title, no as detail, null as "amountMinor",
       null as currency, name as find
     from customer where org_id = $1 and books_id = $2
       and (search ${like} $3 or name ${like} $3 or no ${like} $3 or tax_id ${like} $3)
     order by length(name), id limit $4`,
    [asked.orgId, asked.booksId, asked.pattern, asked.limit],
  );
  return rows;
}

export async function itemsLike(db: Db, asked: Asked & { pattern: string }): Promise<SearchRow[]> {
  const like = likeSql(asked);
  const { rows } = await db.query<SearchRow>(
    `select 'item' as kind, i.id, i.no as title, c.name as detail,
       i.amount_minor as "amountMinor", i.currency, i.no as find
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and (i.no ${like} $3 or i.order_no ${like} $3 or i.contract_no ${like} $3)
     order by i.id desc limit $4`,
    [asked.orgId, asked.booksId, asked.pattern, asked.limit],
  );
  return rows;
}

/** `amounts`: the figure in minor units by the number of decimals a currency may have. */
export async function itemsOfAmount(
  db: Db,
  asked: Asked & { amounts: readonly number[] },
): Promise<SearchRow[]> {
  const { rows } = await db.query<SearchRow>(
    `select 'item' as kind, i.id, i.no as title, c.name as detail,
       i.amount_minor as "amountMinor", i.currency, i.no as find
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.amount_minor = any($3::bigint[])
     order by i.id desc limit $4`,
    [asked.orgId, asked.booksId, asked.amounts, asked.limit],
  );
  return rows;
}

export async function linesLike(db: Db, asked: Asked & { pattern: string }): Promise<SearchRow[]> {
  const like = likeSql(asked);
  const { rows } = await db.query<SearchRow>(
    `select 'line' as kind, id, coalesce(nullif(payer_name, ''), memo) as title,
       booking_date::text as detail, amount_minor as "amountMinor", currency,
       coalesce(nullif(bank_ref, ''), nullif(payer_name, ''), memo) as find
     from bank_line where org_id = $1 and books_id = $2 and cancelled_at is null
       and (payer_name ${like} $3 or memo ${like} $3 or bank_ref ${like} $3)
     order by booking_date desc, id desc limit $4`,
    [asked.orgId, asked.booksId, asked.pattern, asked.limit],
  );
  return rows;
}

export async function linesOfAmount(
  db: Db,
  asked: Asked & { amounts: readonly number[] },
): Promise<SearchRow[]> {
  const { rows } = await db.query<SearchRow>(
    `select 'line' as kind, id, coalesce(nullif(payer_name, ''), memo) as title,
       booking_date::text as detail, amount_minor as "amountMinor", currency,
       coalesce(nullif(bank_ref, ''), nullif(payer_name, ''), memo) as find
     from bank_line where org_id = $1 and books_id = $2 and cancelled_at is null
       and amount_minor = any($3::bigint[])
     order by booking_date desc, id desc limit $4`,
    [asked.orgId, asked.booksId, asked.amounts, asked.limit],
  );
  return rows;
}
