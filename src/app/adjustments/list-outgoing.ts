// What the form of a refund offers: outgoing bank lines, and the customer's unapplied money.
import type { OpenReceipts, OutgoingLines } from "../../contract/adjustments.ts";
import { isCurrency } from "../../core/currency.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  selectOpenReceipts,
  selectOutgoingLines,
  selectUnclaimedReceipts,
} from "../../db/refunds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

const listed = 50;
const listedUnclaimed = 200;

export async function listOutgoing(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  of: { readonly currency: string; readonly amount?: string | undefined },
): Promise<Result<OutgoingLines, { readonly code: "not_an_amount"; readonly value: string }>> {
  const { currency, amount } = of;
  const minor = amount === undefined || !isCurrency(currency) ? null : parseMinor(amount, currency);
  if (amount !== undefined && minor === null)
    return refuse({ code: "not_an_amount", value: amount });
  const amountMinor = minor === null ? null : toSafeMinor(minor);
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectOutgoingLines(db, books, { currency, amountMinor, limit: listed }),
  );
  return ok({
    rows: rows.map(({ id, date, payeeName, payeeAccount, memo, ...row }) => ({
      id,
      date,
      payeeName,
      payeeAccount,
      memo,
      currency: row.currency,
      amount: formatMinor(row.amountMinor, row.currency),
    })),
  });
}

export async function listOpenReceipts(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  of: { readonly customer?: number | undefined; readonly currency?: string | undefined },
): Promise<OpenReceipts> {
  const { customer, currency = null } = of;
  const unclaimed = { currency, amountMinor: null, bankAccountId: null, limit: listedUnclaimed };
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    customer === undefined
      ? selectUnclaimedReceipts(db, books, unclaimed)
      : selectOpenReceipts(db, books, customer),
  );
  return {
    rows: rows.map(({ amountMinor, openMinor, ...row }) => ({
      ...row,
      amount: formatMinor(amountMinor, row.currency),
      open: formatMinor(openMinor, row.currency),
    })),
  };
}
