// What an item's customer and document agreed about fees and discounts, and what its money is
// worth at home: needed to say whether a person may post a difference alone.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Amounts as booked; home ÷ amount is the booking rate. */
export type ItemTermsRow = {
  readonly id: number;
  readonly no: string;
  readonly customerNo: string;
  readonly feeBearer: "us" | "customer";
  readonly discountDate: IsoDate | null;
  readonly discountMinor: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
};

export async function selectItemTerms(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<Map<number, ItemTermsRow>> {
  const { rows } = await db.query<ItemTermsRow>(
    `select i.id, i.no, c.no as "customerNo", c.fee_bearer as "feeBearer",
            i.discount_date as "discountDate", i.discount_minor as "discountMinor",
            i.amount_minor as "amountMinor", i.home_minor as "homeMinor"
     from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where i.org_id = $1 and i.books_id = $2 and i.id = any($3)`,
    [orgId, booksId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export type LineTermsRow = {
  readonly id: number;
  readonly date: IsoDate;
  readonly account: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
};

export async function selectLineTerms(
  db: Db,
  { orgId, booksId }: Books,
  ids: readonly number[],
): Promise<Map<number, LineTermsRow>> {
  const { rows } = await db.query<LineTermsRow>(
    `select l.id, r.date, b.account_no as account, r.amount_minor as "amountMinor",
            r.home_minor as "homeMinor"
     from bank_line l
     join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
     join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
     where l.org_id = $1 and l.books_id = $2 and l.id = any($3)`,
    [orgId, booksId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
