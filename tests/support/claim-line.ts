// The money of a bank line claimed for a customer by its records alone (J09 without its entry): for
// tests about what reads them.
import { isoDate } from "../../src/core/date.ts";
import { updateReceiptCustomers } from "../../src/db/decisions.ts";
import { reserveIds, storeClaims } from "../../src/db/recording.ts";
import type { TestBooks } from "./books.ts";

/** Gives the id of the line's receipt. */
export async function claimLine(
  books: TestBooks,
  lineId: number,
  customerId: number,
): Promise<number> {
  return books.record(async (db, recording) => {
    const { rows } = await db.query<{
      id: number;
      amountMinor: number;
      homeMinor: number;
      date: string;
      entryId: number;
    }>(
      `select id, amount_minor as "amountMinor", home_minor as "homeMinor", date,
         entry_id as "entryId" from receipt where org_id = $1 and bank_line_id = $2`,
      [books.orgId, lineId],
    );
    const { id: receiptId, date, ...money } = rows[0]!;
    const [decisionId] = await reserveIds(db, "decision", 1);
    const accountingDate = isoDate(date);
    const claim = { receiptId, customerId, decisionId: decisionId!, accountingDate };
    await storeClaims(db, recording, [{ ...claim, ...money, reversesId: null }]);
    await updateReceiptCustomers(db, [{ receiptId, customerId }]);
    return receiptId;
  });
}
