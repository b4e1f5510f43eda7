// 开票清单: deliveries that customers have confirmed, by customer, as they are to be invoiced.
import type { InvoicingList } from "../../contract/statements.ts";
import { formatMinor } from "../../core/money.ts";
import { selectToInvoice, type ToInvoiceRow } from "../../db/statement-invoicing.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { csvLines } from "./archive.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function readInvoicingList(
  deps: Deps,
  books: InBooks,
  month: string | null,
): Promise<InvoicingList> {
  const rows = await load(deps, books, month);
  const totals = Map.groupBy(rows, ({ currency }) => currency);
  return {
    rows: rows.map((row) => ({
      itemId: row.itemId,
      no: row.no,
      customer: { id: row.customerId, name: row.customerName },
      statement: { id: row.statementId, no: row.statementNo },
      issueDate: row.issueDate,
      currency: row.currency,
      amount: formatMinor(row.openMinor, row.currency),
      agreedAt: row.agreedAt?.toISOString() ?? null,
      agreedBy: row.agreedBy,
    })),
    totals: [...totals].map(([currency, some]) => ({
      currency,
      amount: formatMinor(
        some.reduce((sum, { openMinor }) => sum + openMinor, 0),
        currency,
      ),
    })),
  };
}

/** For the program that writes the invoices: numbers and tax ids as text. */
export async function invoicingFile(
  deps: Deps,
  books: InBooks,
  month: string | null,
): Promise<string> {
  const rows = await load(deps, books, month);
  return csvLines([
    ["客户编号", "购方名称", "购方税号", "发货单号", "发货日", "币种", "金额", "对账单", "确认人"],
    ...rows.map((row) => [
      ...[row.customerNo, row.customerName, row.taxId, row.no, row.issueDate ?? ""],
      ...[row.currency, formatMinor(row.openMinor, row.currency), row.statementNo, row.agreedBy],
    ]),
  ]);
}

async function load(deps: Deps, books: InBooks, month: string | null): Promise<ToInvoiceRow[]> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectToInvoice(db, books, month),
  );
  return rows.sort((a, b) => a.customerId - b.customerId || a.no.localeCompare(b.no));
}
