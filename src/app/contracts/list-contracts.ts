// The contracts of the books or of one customer, with what was invoiced under them.
import type { ContractRow } from "../../contract/contracts.ts";
import { formatMinor } from "../../core/money.ts";
import { describeTerms } from "../../core/terms/describe-terms.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import { type ContractDbRow, selectContracts } from "../../db/contracts.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export async function listContracts(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  filter: { readonly customer?: number | undefined; readonly q?: string | undefined },
): Promise<{ rows: ContractRow[] }> {
  const { pattern } = searchTerms(filter.q);
  const customerId = filter.customer ?? null;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectContracts(db, books, { id: null, customerId, pattern }),
  );
  return { rows: rows.map(contractOnWire) };
}

export function contractOnWire(row: ContractDbRow): ContractRow {
  const { currency, terms } = row;
  const money = (minor: number) => formatMinor(minor, currency);
  const parsed = terms === "" ? null : parseTerms(terms);
  const planned = row.items.map((item) => ({
    itemId: item.id,
    no: item.no,
    label: item.label,
    dueDate: item.dueDate,
    amount: money(item.amountMinor),
    open: money(item.openMinor),
  }));
  return {
    id: row.id,
    customer: { id: row.customerId, name: row.customerName },
    no: row.no,
    currency,
    amount: row.amountMinor === null ? null : money(row.amountMinor),
    terms,
    termsInWords: parsed?.ok
      ? { zh: describeTerms(parsed.value, "zh"), en: describeTerms(parsed.value, "en") }
      : null,
    retentionPct: row.retentionPct,
    taxRate: row.taxRate,
    signedOn: row.signedOn,
    endsOn: row.endsOn,
    invoiced: money(row.invoicedMinor),
    open: money(row.openMinor),
    plan: planned,
    cancelled:
      row.cancelledAt === null
        ? null
        : { at: row.cancelledAt.toISOString(), reason: row.cancelReason },
  };
}
