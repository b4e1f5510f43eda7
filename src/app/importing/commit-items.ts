// Stores staged open items, each on its entry: openings J01, invoices J02, deliveries J03, invoices of
// deliveries J04, red invoices J05. Instalments and settled items are memos and have none. Known items
// add nothing; an invoice of which only a person can say what it bills waits.

import type { ImportChoices } from "../../contract/imports.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import type { ItemKind } from "../../core/item-kinds.ts";
import type { Periods } from "../../core/ledger/accounting-date.ts";
import type { AccountKey, LedgerSettings } from "../../core/ledger/accounts.ts";
import { type Origin, salesOrigin } from "../../core/ledger/event-codes.ts";
import {
  accountOfKind,
  delivery,
  invoice,
  openingItem,
  redInvoice,
} from "../../core/ledger/events/sales.ts";
import { homePart } from "../../core/ledger/home-amount.ts";
import type { NewItem, Posting } from "../../core/ledger/open.ts";
import type { Entry, Occasion } from "../../core/ledger/posting.ts";
import { toSafeMinor } from "../../core/money.ts";
import {
  dropKnownItems,
  dropStaged,
  indexStagedItems,
  insertDisputes,
  insertItems,
  type NewItemRow,
  nameStagedCustomers,
  type StagedItem,
  stagedItemsAfter,
} from "../../db/items-in.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewEntry,
  type Recording,
  reserveIds,
  storeAllocations,
  storeEntries,
} from "../../db/recording.ts";
import type { ImportProblem } from "../../importers/importer.ts";
import { lineRow } from "../posting/posting-records.ts";
import { billedItem, billedStaged, StagedBilling, storeBilled } from "./bill-staged.ts";
import { createCustomers } from "./commit-customers.ts";
import { dueByTerms } from "./due-by-terms.ts";
import { placeStaged, undecidedOf, undecidedProblems } from "./place-invoices.ts";
import type { Progress } from "./progress.ts";
import type { PlannedCustomer } from "./reading.ts";

const pageItems = 5000;

export type ItemsStored = {
  readonly stored: number;
  readonly known: number;
  readonly entries: number;
  readonly customersCreated: number;
  /** Rows that wait for a person. */
  readonly undecided: readonly ImportProblem[];
};

export async function commitItems(
  client: Db,
  recording: Recording,
  input: {
    readonly batchId: number;
    readonly newCustomers: readonly PlannedCustomer[];
    readonly ledger: LedgerSettings;
    readonly periods: Periods;
    readonly choices: ImportChoices;
    readonly expected: number;
  },
  progress: Progress,
): Promise<ItemsStored> {
  const { orgId, booksId } = recording;
  const customerIds = await createCustomers(client, recording, input.newCustomers);
  await nameStagedCustomers(client, customerIds);
  const known = await dropKnownItems(client, orgId, booksId);
  const placed = await placeStaged(client, recording, input.choices);
  await dropStaged(
    client,
    undecidedOf(placed).map(({ id }) => id),
  );
  const billing = await StagedBilling.load(client, recording, placed);
  await indexStagedItems(client);
  let stored = 0;
  let entries = 0;
  for (let after = 0; ; ) {
    await progress.report("posting", stored, input.expected);
    const page = await stagedItemsAfter(client, orgId, { booksId, after, limit: pageItems });
    const last = page.at(-1);
    if (last === undefined) break;
    entries += await storePage(client, recording, page, { ...input, billing });
    stored += page.length;
    after = last.position;
  }
  const undecided = undecidedProblems(placed);
  return { stored, known, entries, customersCreated: customerIds.length, undecided };
}

type PageInput = {
  readonly batchId: number;
  readonly ledger: LedgerSettings;
  readonly periods: Periods;
  readonly billing: StagedBilling;
};

async function storePage(
  client: Db,
  recording: Recording,
  staged: readonly StagedItem[],
  input: PageInput,
): Promise<number> {
  const page = staged.map((item) => ({ ...item, dueDate: dueByTerms(item) }));
  const entryIds = await reserveIds(client, "entry", page.length);
  const made = page.map((item, index) => {
    const posting = billingOf(item, input);
    const own = posting ? null : itemEntry(item, input.ledger);
    const entry = own && entryRow(own, entryIds[index]!, item.id);
    return { item, entryId: entryIds[index]!, entry, posting };
  });
  const billed = await billedStaged(
    client,
    made.flatMap(({ item, entryId, posting }) =>
      posting ? [{ posting, entryId, date: isoDate(item.accountingDate) }] : [],
    ),
  );
  const entries = [...made.flatMap(({ entry }) => entry ?? []), ...billed.entries];
  await storeEntries(client, recording, entries);
  const rows = made.map(
    ({ item, entry, entryId, posting }): NewItemRow => ({
      ...item,
      account: accountOf(item, input.ledger),
      origin: posting ? salesOrigin(input.ledger) : originOf(item, input.ledger),
      ageFrom: item.issueDate,
      ...(posting
        ? { ...billedItem(item, posting), entryId: posting.entry && entryId }
        : { entryId: entry?.id ?? null }),
    }),
  );
  await insertItems(client, recording, input.batchId, rows);
  await insertDisputes(client, recording, rows);
  await storeBilled(client, recording, billed);
  await storeAllocations(client, recording, billed.allocations);
  return entries.length;
}

/** Null: it bills no delivery of the books. */
function billingOf(
  item: StagedItem,
  { ledger: books, periods, billing }: PageInput,
): Posting | null {
  if (!billing.bills(item)) return null;
  const accountingDate = isoDate(item.accountingDate);
  const issueDate = item.issueDate === null ? accountingDate : isoDate(item.issueDate);
  const newItem = newItemOf(inFull(item), "receivable", { issueDate, accountingDate });
  const taxMinor = item.taxMinor === null ? null : BigInt(item.taxMinor);
  return billing.post(item, { books, periods, newItem, taxMinor });
}

/** A part-paid invoice as on its paper: what was paid of it was paid of its delivery. */
function inFull(item: StagedItem): StagedItem {
  const { currency, amountMinor, homeMinor, faceMinor } = item;
  const open = { currency, amountMinor: BigInt(amountMinor), homeMinor: BigInt(homeMinor) };
  const homeOfAll = toSafeMinor(homePart(open, BigInt(faceMinor)));
  return { ...item, amountMinor: faceMinor, homeMinor: homeOfAll };
}

/** What another program invoiced is in its ledger already, unless the books say otherwise (DOMAIN §3.1). */
function originOf({ event }: StagedItem, books: LedgerSettings): Origin {
  return event === "J01" ? "gl" : salesOrigin(books);
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
  const origin = originOf(item, books);
  const occasion: Occasion = { books, businessDate: issueDate, accountingDate, origin };
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
      return openingItem(occasion, newItem, deferredOf(item)).entry;
  }
}

/** Of a delivery that no invoice bills yet: at the rate its amount was booked at. */
function deferredOf({ kind, currency, homeMinor, amountMinor, taxMinor }: StagedItem) {
  if (kind !== "delivery" || !taxMinor) return null;
  const open = { currency, amountMinor: BigInt(amountMinor), homeMinor: BigInt(homeMinor) };
  return { currency, amountMinor: BigInt(taxMinor), homeMinor: homePart(open, BigInt(taxMinor)) };
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
