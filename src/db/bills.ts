// Bills of exchange 票据: the receipt a bill is, whether its number is taken, and what it was taken for.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

export async function insertBillReceipt(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  receipt: {
    readonly id: number;
    readonly kind: "bill" | "e_receivable";
    readonly customerId: number;
    readonly date: IsoDate;
    readonly currency: string;
    readonly amountMinor: number;
    readonly homeMinor: number;
    readonly payerName: string;
    readonly entryId: number;
  },
): Promise<void> {
  await db.query(
    `insert into receipt (org_id, id, books_id, kind, date, currency, amount_minor, home_minor,
       payer_name, customer_id, entry_id, recorded_at)
     values ($1, $2, $3, $12, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      orgId,
      receipt.id,
      booksId,
      receipt.date,
      receipt.currency,
      receipt.amountMinor,
      receipt.homeMinor,
      receipt.payerName,
      receipt.customerId,
      receipt.entryId,
      recordedAt,
      receipt.kind,
    ],
  );
}

/** 票号 with its 子票区间 is one bill, whoever handed it in. */
export async function isBillTaken(
  db: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  { kind, number }: { readonly kind: "bill" | "e_receivable"; readonly number: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from open_item where org_id = $1 and books_id = $2 and kind = $4 and no = $3
       and cancelled_at is null limit 1`,
    [orgId, booksId, number, kind],
  );
  return rowCount !== 0;
}

/**
 * The first date that any claim arose which the bill was taken for, also asked of a part of it that was
 * passed on; null: it was applied to none.
 */
export async function selectFirstClaim(
  db: Db,
  orgId: number,
  billItemId: number,
): Promise<IsoDate | null> {
  const { rows } = await db.query<{ first: IsoDate | null }>(
    `select min(coalesce(i.age_from, i.issue_date, i.accounting_date)) as first
     from open_item asked
     join open_item b on b.org_id = asked.org_id
       and b.id = case asked.kind when 'bill' then asked.id else asked.linked_item_id end
     join receipt r on r.org_id = b.org_id and r.entry_id = b.entry_id and r.kind = 'bill'
     join allocation a on a.org_id = r.org_id and a.receipt_id = r.id and a.item_minor > 0
     left join allocation back on back.org_id = a.org_id and back.reverses_id = a.id
     join open_item i on i.org_id = a.org_id and i.id = a.item_id
     where asked.org_id = $1 and asked.id = $2 and back.id is null and a.reverses_id is null`,
    [orgId, billItemId],
  );
  return rows[0]?.first ?? null;
}
