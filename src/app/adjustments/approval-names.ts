// What an adjustment names by number, in words, for whoever signs it: what is left on the document, what
// it is set against, whose money it is, where money leaves or comes to.
import type { ApprovalDetail } from "../../contract/adjustments.ts";
import { formatMinor } from "../../core/money.ts";
import {
  selectNamedAccount,
  selectNamedCustomer,
  selectNamedItem,
  selectNamedOutgoing,
  selectNamedReceipt,
} from "../../db/approval-names.ts";
import type { Db } from "../../db/pool.ts";
import type { AdjustmentRequest } from "./adjustment.ts";

export async function namedIn(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  request: AdjustmentRequest,
): Promise<NonNullable<ApprovalDetail["named"]>> {
  const { itemId, otherItemId, toCustomerId, receiptId, bankLineId, bankAccountId } = request;
  const item = itemId === null ? null : await selectNamedItem(db, books, itemId);
  const other = otherItemId === null ? null : await selectNamedItem(db, books, otherItemId);
  const receipt = receiptId === null ? null : await selectNamedReceipt(db, books, receiptId);
  const outgoing = bankLineId === null ? null : await selectNamedOutgoing(db, books, bankLineId);
  return {
    item: item && { open: formatMinor(item.openMinor, item.currency), dueDate: item.dueDate },
    otherItem: other && {
      id: other.id,
      no: other.no,
      currency: other.currency,
      open: formatMinor(other.openMinor, other.currency),
      customerName: other.customerName,
    },
    toCustomer: toCustomerId === null ? null : await selectNamedCustomer(db, books, toCustomerId),
    receipt: receipt && withAmount(receipt),
    outgoing: outgoing && withAmount(outgoing),
    account: bankAccountId === null ? null : await selectNamedAccount(db, books, bankAccountId),
  };
}

function withAmount<T extends { readonly amountMinor: number; readonly currency: string }>(
  row: T,
): Omit<T, "amountMinor"> & { readonly amount: string } {
  const { amountMinor, ...rest } = row;
  return { ...rest, amount: formatMinor(amountMinor, row.currency) };
}
