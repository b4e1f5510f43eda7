// Stores staged open items, each on its entry: openings J01, invoices J02, deliveries J03, red
// invoices J05. Instalments and settled items are memos and have none. Known items add nothing.

import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import type { ItemKind } from "../../core/item-kinds.ts";
import type { AccountKey, LedgerSettings } from "../../core/ledger/accounts.ts";
import {
  accountOfKind,
  delivery,
  invoice,
  openingItem,
  redInvoice,
} from "../../core/ledger/events/sales.ts";
import { homePart } from "../../core/ledger/home-amount.ts";
import type { NewItem } from "../../core/ledger/open.ts";
import type { Entry, Occasion } from "../../core/ledger/posting.ts";
import {
  dropKnownItems,
  indexStagedItems,
  insertDisputes,
  insertItems,
  nameStagedCustomers,
  type StagedItem,
  stagedItemsAfter,
} from "../../db/items-in.ts";
import type { Db } from "../../db/pool.ts";
import { type NewEntry, type Recording, reserveIds, storeEntries } from "../../db/recording.ts";
import { lineRow } from "../posting/posting-records.ts";
import { createCustomers } from "./commit-customers.ts";
import { dueByTerms } from "./due-by-terms.ts";
import type { Progress } from "./progress.ts";
import type { PlannedCustomer } from "./reading.ts";

const pageItems = 5000;

export type ItemsStored = {
  readonly stored: number;
  readonly known: number;
  readonly entries: number;
  readonly customersCreated: number;
};

export async function commitItems(
  client: Db,
  recording: Recording,
  input: {
    readonly batchId: number;
    readonly newCustomers: readonly PlannedCustomer[];
    readonly ledger: LedgerSettings;
    readonly expected: number;
  },
  progress: Progress,
): Promise<ItemsStored> {
  const { orgId, booksId } = recording;
  const customerIds = await createCustomers(client, recording, input.newCustomers);
  await nameStagedCustomers(client, customerIds);
  const known = await dropKnownItems(client, orgId, booksId);
  await indexStagedItems(client);
  let stored = 0;
  let entries = 0;
  for (let after = 0; ; ) {
    await progress.report("posting", stored, input.expected);
    const page = await stagedItemsAfter(client, orgId, { booksId, after, limit: pageItems });
    const last = page.at(-1);
    if (last === undefined) break;
    entries += await storePage(client, recording, page, input);
    stored += page.length;
    after = last.position;
  }
  return { stored, known, entries, customersCreated: customerIds.length };
}

async function storePage(
  client: Db,
  recording: Recording,
  staged: readonly StagedItem[],
  input: { readonly batchId: number; readonly ledger: LedgerSettings },
): Promise<number> {
  const page = staged.map((item) => ({ ...item, dueDate: dueByTerms(item) }));
  const entryIds = await reserveIds(client, "entry", page.length);
  const made = page.map((item, index) => {
    const entry = itemEntry(item, input.ledger);
    return { item, entry: entry && entryRow(entry, entryIds[index]!, item.id) };
  });
  const entries = made.flatMap(({ entry }) => (entry ? [entry] : []));
  await storeEntries(client, recording, entries);
  const rows = made.map(({ item, entry }) => ({
    ...item,
    account: accountOf(item, input.ledger),
    // What another program invoiced is in its ledger already (DOMAIN §3.1).
    origin: "gl" as const,
    entryId: entry?.id ?? null,
  }));
  await insertItems(client, recording, input.batchId, rows);
  await insertDisputes(client, recording, rows);
  return entries.length;
}

function accountOf(item: StagedItem, books: LedgerSettings): AccountKey | null {
  return accountOfKind(books, item.kind as ItemKind); // staged from ItemRow.kind
}

/** Null for memos: instalments, settled items. */
function itemEntry(item: StagedItem, books: LedgerSettings): Entry | null {
  const account = accountOf(item, books);
  if (account === null || item.amountMinor === 0) return null;
  const accountingDate = isoDate(item.accountingDate);
  const issueDate = item.issueDate === null ? accountingDate : isoDate(item.issueDate);
  const occasion: Occasion = { books, businessDate: issueDate, accountingDate, origin: "gl" };
  const newItem = newItemOf(item, account, { issueDate, accountingDate });
  switch (item.event) {
    case "J02":
      return invoice(occasion, { item: newItem, ...netAndTax(newItem, item.taxMinor) }).entry;
    case "J03":
      return delivery(occasion, { item: newItem, ...netAndTax(newItem, item.taxMinor) }).entry;
    case "J05":
      return redInvoice(occasion, {
        item: newItem,
        ...netAndTax(newItem, item.taxMinor),
        blueNumber: item.linkedNo,
        confirmationNo: "",
      }).entry;
    default:
      assert(item.event === "J01", `no item comes in by ${item.event}`);
      return openingItem(occasion, newItem).entry;
  }
}

function newItemOf(
  item: StagedItem,
  account: AccountKey,
  dates: { readonly issueDate: IsoDate; readonly accountingDate: IsoDate },
): NewItem {
  return {
    itemId: String(item.id),
    customerId: String(item.customerId),
    customerName: item.customerName,
    number: item.no,
    kind: item.kind as ItemKind, // staged from ItemRow.kind
    account,
    currency: item.currency,
    amountMinor: BigInt(item.amountMinor),
    homeMinor: BigInt(item.homeMinor),
    ...dates,
    dueDate: item.dueDate === null ? null : isoDate(item.dueDate),
    ageFrom: dates.issueDate,
    linkedItemId: item.linkedItemId === null ? null : String(item.linkedItemId),
  };
}

/** Output VAT as the file says it; without it all is net (against 0001 the split shows nowhere). */
function netAndTax(item: NewItem, taxMinor: number | null) {
  const { currency, amountMinor, homeMinor } = item;
  const tax = BigInt(taxMinor ?? 0);
  const taxHome = tax === 0n ? 0n : homePart(item, tax);
  return {
    net: { currency, amountMinor: amountMinor - tax, homeMinor: homeMinor - taxHome },
    tax: { currency, amountMinor: tax, homeMinor: taxHome },
  };
}

function entryRow(entry: Entry, id: number, itemId: number): NewEntry {
  return {
    id,
    event: entry.event,
    origin: entry.origin,
    businessDate: entry.businessDate,
    accountingDate: entry.accountingDate,
    narrationKey: entry.narration.key,
    narrationFields: entry.narration.fields,
    sourceKind: "open_item",
    sourceId: itemId,
    reversesId: null,
    rule: "",
    lines: entry.lines.map(lineRow),
  };
}
