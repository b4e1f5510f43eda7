// What the global search looks in: customers by name, number and pinyin, open items by number or
// amount, bank lines by payer, reference, memo or amount.
import type { Db } from "./pool.ts";
import { foldOf, holdsSql } from "./search-terms.ts";

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

/** `pattern`: an ILIKE pattern of the normalised words. */
export async function customersLike(
  db: Db,
  asked: Asked & { pattern: string },
): Promise<SearchRow[]> {
  const holds = (text: string) => holdsSql(text, "$3", foldOf(asked.pattern));
  const { rows } = await db.query<SearchRow>(
    `select 'customer' as kind, id, name as title, no as detail, null as "amountMinor",
       null as currency, name as find
     from customer where org_id = $1 and books_id = $2
       and (${holds("search")} or ${holds("name")} or ${holds("no")} or ${holds("tax_id")})
     order by length(name), id limit $4`,
    [asked.orgId, asked.booksId, asked.pattern, asked.limit],
  );
  return rows;
}

export async function itemsLike(db: Db, asked: Asked & { pattern: string }): Promise<SearchRow[]> {
  const holds = (text: string) => holdsSql(text, "$3", foldOf(asked.pattern));
  const { rows } = await db.query<SearchRow>(
    `select 'item' as kind, i.id, i.no as title, c.name as detail,
       i.amount_minor as "amountMinor", i.currency, i.no as find
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and (${holds("i.no")} or ${holds("i.order_no")} or ${holds("i.contract_no")})
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
  const holds = (text: string) => holdsSql(text, "$3", foldOf(asked.pattern));
  const { rows } = await db.query<SearchRow>(
    `select 'line' as kind, id, coalesce(nullif(payer_name, ''), memo) as title,
       booking_date::text as detail, amount_minor as "amountMinor", currency,
       coalesce(nullif(bank_ref, ''), nullif(payer_name, ''), memo) as find
     from bank_line where org_id = $1 and books_id = $2 and cancelled_at is null
       and (${holds("payer_name")} or ${holds("memo")} or ${holds("bank_ref")})
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
