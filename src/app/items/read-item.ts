// One open item as its drawer shows it: document, source, allocations both ways, differences,
// changes, entries.
import type { EvidenceFile } from "../../contract/adjustments.ts";
import type {
  DeliveriesToBill,
  ItemAllocation,
  ItemDetail,
  ItemEntry,
} from "../../contract/items.ts";
import { type DifferenceCode, differences } from "../../core/differences.ts";
import type { AccountKey, LedgerSettings } from "../../core/ledger/accounts.ts";
import { accountOf } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type Billing,
  selectBillingOf,
  selectOtherDeliveries,
  selectUnbilled,
} from "../../db/delivery-invoices.ts";
import { selectFilesOfDecisions } from "../../db/evidence-files.ts";
import { type ItemRow, selectItem } from "../../db/item-list.ts";
import {
  type ItemAllocationRow,
  type ItemDifferenceRow,
  type ItemDocument,
  type ItemEntryRow,
  selectItemAllocations,
  selectItemChanges,
  selectItemDifferences,
  selectItemDocument,
  selectItemEntries,
} from "../../db/item-page.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { narration } from "../customers/read-customer-ledger.ts";
import type { Deps } from "../deps.ts";
import { evidenceById } from "../evidence/evidence-files.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { type BooksToday, itemOnWire } from "./list-items.ts";

export async function readItem(
  deps: Deps,
  books: BooksToday,
  id: number,
): Promise<Result<ItemDetail, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const detail = await loadItem(db, books, id);
    return detail === null ? refuse({ code: "not_found" }) : ok(detail);
  });
}

/** What an invoice of this delivery may bill beside it, the oldest first. */
export async function readDeliveriesToBill(
  deps: Deps,
  books: BooksToday,
  id: number,
): Promise<Result<DeliveriesToBill, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const item = await selectItem(db, books, id);
    if (item === null) return refuse({ code: "not_found" });
    const others = await selectOtherDeliveries(db, books, id);
    return ok({
      rows: others.map(({ unbilledMinor, ...row }) => ({
        ...row,
        unbilled: formatMinor(unbilledMinor, item.currency),
      })),
    });
  });
}

/** Null: there is none in these books. */
export async function loadItem(db: Db, books: BooksToday, id: number): Promise<ItemDetail | null> {
  const { orgId } = books;
  const document = await selectItemDocument(db, books, id);
  const row = await selectItem(db, books, id);
  if (document === null || row === null) return null;
  const { ledger } = await loadBooksContext(db, books);
  const { currency } = document;
  const allocations = await selectItemAllocations(db, orgId, id);
  const decisionIds = allocations.map(({ decisionId }) => decisionId);
  const files = evidenceById(await selectFilesOfDecisions(db, orgId, decisionIds));
  const billing = await selectBillingOf(db, orgId, id);
  const unbilled = (await selectUnbilled(db, books, [id])).get(id);
  const found = await selectItemDifferences(db, orgId, id);
  const changes = await selectItemChanges(db, orgId, id);
  const entries = await selectItemEntries(db, orgId, id);
  return {
    item: documentOnWire(document, { ledger, row }),
    source: sourceOf(document),
    billing: billing.map((one) => billingOnWire(one, currency)),
    unbilled: unbilled ? formatMinor(unbilled.unbilledMinor, currency) : null,
    allocations: allocations.map((row) => allocationOnWire(row, { currency, files })),
    differences: found.map(differenceOnWire),
    changes: changes.map(({ recordedAt, disputedDeltaMinor, ...row }) => ({
      ...row,
      at: recordedAt.toISOString(),
      disputedChange: formatMinor(disputedDeltaMinor, currency),
    })),
    entries: entries.map((row) => entryOnWire(row, ledger)),
  };
}

function documentOnWire(
  document: ItemDocument,
  { ledger, row }: { readonly ledger: LedgerSettings; readonly row: Omit<ItemRow, "keys"> },
): ItemDetail["item"] {
  const { currency, discountMinor, taxMinor } = document;
  const { homeCurrency } = ledger;
  return {
    ...itemOnWire(row),
    documentDueDate: document.documentDueDate,
    ageFrom: document.ageFrom,
    accountingDate: document.accountingDate,
    recordedAt: document.recordedAt.toISOString(),
    homeAmount: formatMinor(document.homeMinor, homeCurrency),
    homeCurrency,
    bookingRate: document.bookingRate,
    tax: taxMinor === null ? null : formatMinor(taxMinor, currency),
    discount:
      discountMinor === 0
        ? null
        : { amount: formatMinor(discountMinor, currency), until: document.discountDate },
    deliveryNo: document.deliveryNo,
    statementNo: document.statementNo,
    linked: document.linkedNo === "" ? null : { id: document.linkedItemId, no: document.linkedNo },
    contractId: document.contractId,
    origin: document.origin,
    isCancelled: document.isCancelled,
  };
}

function sourceOf({ batchId, fileName, rowNo, importedBy }: ItemDocument): ItemDetail["source"] {
  if (batchId === null) return null;
  return { batchId, fileName: fileName ?? "", row: rowNo, by: importedBy };
}

function billingOnWire(row: Billing, currency: string): ItemDetail["billing"][number] {
  const { decisionId, otherId, otherNo, billedMinor } = row;
  const amount = formatMinor(billedMinor, currency);
  return { item: { id: otherId, no: otherNo }, amount, decisionId };
}

function allocationOnWire(
  row: ItemAllocationRow,
  of: { readonly currency: string; readonly files: ReadonlyMap<number, EvidenceFile[]> },
): ItemAllocation {
  const { currency, files } = of;
  const { receiptCurrency, otherItemId } = row;
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    difference: row.difference,
    amount: formatMinor(row.itemMinor, currency),
    receipt:
      receiptCurrency === null
        ? null
        : {
            lineId: row.lineId,
            date: row.lineDate,
            payer: row.payerName ?? "",
            amount: formatMinor(row.receiptMinor, receiptCurrency),
            currency: receiptCurrency,
          },
    otherItem: otherItemId === null ? null : { id: otherItemId, no: row.otherItemNo ?? "" },
    decisionId: row.decisionId,
    files: files.get(row.decisionId) ?? [],
    rule: row.rule,
    accountingDate: row.accountingDate,
    at: row.recordedAt.toISOString(),
    by: row.by,
    entryId: row.entryId,
    isReversal: row.reversesId !== null,
    isReversed: row.isReversed,
    reason: row.reason,
  };
}

function differenceOnWire(row: ItemDifferenceRow): ItemDetail["differences"][number] {
  const { recordedAt, amountMinor, state, code, ...rest } = row;
  const facts = code === null ? null : differences[code as DifferenceCode]; // the table's own codes
  return {
    ...rest,
    code,
    name: facts ? { zh: facts.zh, en: facts.en } : null,
    amount: formatMinor(amountMinor, row.currency),
    state: state as ItemDetail["differences"][number]["state"], // constrained by the schema
    at: recordedAt.toISOString(),
  };
}

function entryOnWire(row: ItemEntryRow, ledger: LedgerSettings): ItemEntry {
  return {
    id: row.id,
    seq: row.seq,
    event: row.event,
    accountingDate: row.accountingDate,
    at: row.recordedAt.toISOString(),
    narration: { zh: narration(row, "zh"), en: narration(row, "en") },
    isReversal: row.reversesId !== null,
    by: row.by,
    rule: row.rule,
    lines: row.lines.map(({ account, side, amountMinor, homeMinor, currency, isOwn }) => {
      const facts = accountOf(ledger, account as AccountKey); // posted by our own events
      return {
        accountCode: facts.code,
        accountName: { zh: facts.zh, en: facts.en },
        side: side === "D" ? "debit" : "credit",
        amount: formatMinor(amountMinor, currency),
        currency,
        homeAmount: formatMinor(homeMinor, ledger.homeCurrency),
        isOwn,
      };
    }),
  };
}
