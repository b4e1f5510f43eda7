// A bill or an e-receivable taken from a customer: bills in hand (1122.02) against the customer's account (J28), then applied to
// the chosen items (J10). One decision; its undo gives both back.
import type { BillBody } from "../../contract/bills.ts";
import { assert } from "../../core/assert.ts";
import { earlierDate, type IsoDate, isoDate } from "../../core/date.ts";
import {
  allocationDate,
  type PeriodClosed,
  requestedDate,
} from "../../core/ledger/accounting-date.ts";
import type { AccountKey } from "../../core/ledger/accounts.ts";
import { type AllocationRefusal, allocation } from "../../core/ledger/events/allocations.ts";
import { billTaken } from "../../core/ledger/events/bills.ts";
import type { NewItem, NewReceipt, OpenItem, Posting } from "../../core/ledger/open.ts";
import { toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertBillReceipt, isBillTaken } from "../../db/bills.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { insertDecisions } from "../../db/decisions.ts";
import { selectLedgerItems } from "../../db/ledger-state.ts";
import { notifyLive } from "../../db/live-events.ts";
import { insertNewItems } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import {
  beginRecording,
  type Recording,
  reserveIds,
  storeAllocations,
  storeAudit,
  storeClaims,
  storeEntries,
} from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { minorOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { type BooksContext, loadBooksContext } from "../posting/books-context.ts";
import { idSource, postingRows } from "../posting/posting-records.ts";

export type TakenBill = {
  readonly decisionId: number;
  readonly itemId: number;
  readonly receiptId: number;
};

export type BillRefusal =
  | { readonly code: "customer_gone" }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "bill_taken_already"; readonly number: string }
  | { readonly code: "bill_due_before_receipt"; readonly received: string }
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "other_customer" }
  | { readonly code: "other_currency" }
  | PeriodClosed
  | AllocationRefusal;

export async function takeBill(
  deps: Deps,
  actor: Actor,
  { booksId, bill }: { readonly booksId: number; readonly bill: BillBody },
): Promise<Result<TakenBill, BillRefusal>> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const context = await loadBooksContext(db, recording);
    const [itemId] = await reserveIds(db, "open_item", 1);
    const [receiptId] = await reserveIds(db, "receipt", 1);
    assert(itemId !== undefined && receiptId !== undefined, "two ids were reserved");
    const made = await makePostings(db, recording, { context, bill, itemId, receiptId });
    if (!made.ok) return made;
    const decisionId = await storeBill(db, recording, { ...made.value, bill, receiptId });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "bill.take",
        subjectKind: "decision",
        subjectId: decisionId,
        detail: bill,
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return ok({ decisionId, itemId, receiptId });
  });
}

type Made = { readonly taken: Posting; readonly applied: Posting | null };

async function makePostings(
  db: Db,
  recording: Recording,
  of: {
    readonly context: BooksContext;
    readonly bill: BillBody;
    readonly itemId: number;
    readonly receiptId: number;
  },
): Promise<Result<Made, BillRefusal>> {
  const { context, bill } = of;
  const { ledger, periods } = context;
  const customer = await selectCustomer(db, recording, bill.customerId);
  if (!customer) return refuse({ code: "customer_gone" });
  const number = numberOf(bill);
  const kind = kindOf(bill);
  if (await isBillTaken(db, recording, { kind, number })) {
    return refuse({ code: "bill_taken_already", number });
  }
  const amountMinor = minorOf(bill.amount, ledger.homeCurrency);
  if (amountMinor === null) return refuse({ code: "not_an_amount", value: bill.amount });
  const received = isoDate(bill.receivedOn);
  if (bill.dueDate < received) {
    return refuse({ code: "bill_due_before_receipt", received });
  }
  const open = requestedDate(received, periods);
  if (!open.ok) return open;
  const booked = { currency: ledger.homeCurrency, amountMinor, homeMinor: amountMinor };
  const whose = { customerId: String(customer.id), customerName: customer.name };
  const dates = { accountingDate: received, businessDate: received };
  const receipt: NewReceipt = {
    ...booked,
    ...whose,
    ...dates,
    receiptId: String(of.receiptId),
    account: "on_account",
    bankAccountId: null,
    payerAccount: "",
    payerName: bill.drawer || customer.name,
  };
  const item: NewItem = {
    ...booked,
    ...whose,
    itemId: String(of.itemId),
    number,
    kind,
    account: accounts[bill.acceptance],
    issueDate: received,
    accountingDate: received,
    dueDate: isoDate(bill.dueDate),
    ageFrom: received,
    linkedItemId: null,
  };
  const occasion = { books: ledger, ...dates, origin: "ours" } as const;
  const applied = await applyBill(db, recording, { context, bill, receipt, received });
  if (!applied.ok) return applied;
  const { posting, oldest } = applied.value;
  // an e-receivable stays a claim among the others, and a claim never becomes younger
  const ageFrom = kind === "e_receivable" ? oldest : received;
  const taken = billTaken(occasion, { bill: { ...item, ageFrom }, receipt });
  return ok({ taken, applied: posting });
}

const accounts = {
  bank: "bill",
  trade: "bill_trade",
  platform: "e_receivable",
} as const satisfies Readonly<Record<BillBody["acceptance"], AccountKey>>;

function kindOf({ acceptance }: Pick<BillBody, "acceptance">): "bill" | "e_receivable" {
  return acceptance === "platform" ? "e_receivable" : "bill";
}

type Applied = {
  /** Null: nothing is settled at once. */
  readonly posting: Posting | null;
  /** When the oldest of what it settles arose; else the day it was taken. */
  readonly oldest: IsoDate;
};

function numberOf({ number, range }: BillBody): string {
  return range === "" ? number : `${number} ${range}`;
}

async function applyBill(
  db: Db,
  recording: Recording,
  of: {
    readonly context: BooksContext;
    readonly bill: BillBody;
    readonly receipt: NewReceipt;
    readonly received: IsoDate;
  },
): Promise<Result<Applied, BillRefusal>> {
  const { bill, receipt, received, context } = of;
  if (bill.parts.length === 0) return ok({ posting: null, oldest: received });
  const items = await selectLedgerItems(
    db,
    recording,
    bill.parts.map((part) => part.itemId),
  );
  const parts: { item: OpenItem; amountMinor: bigint; receiptAmountMinor: bigint }[] = [];
  for (const { itemId, amount } of bill.parts) {
    const item = items.get(String(itemId));
    if (!item || item.isCancelled) return refuse({ code: "item_gone", itemId: String(itemId) });
    if (item.customerId !== receipt.customerId) return refuse({ code: "other_customer" });
    if (item.currency !== receipt.currency) return refuse({ code: "other_currency" });
    const size = minorOf(amount.replace(/^-/, ""), item.currency);
    if (size === null) return refuse({ code: "not_an_amount", value: amount });
    const amountMinor = item.amountMinor < 0n ? -size : size;
    parts.push({ item, amountMinor, receiptAmountMinor: amountMinor });
  }
  const days = parts.map(({ item }) => item.accountingDate);
  const accountingDate = allocationDate([received, ...days], context.periods);
  const occasion = { books: context.ledger, accountingDate, businessDate: accountingDate };
  const made = allocation({ ...occasion, origin: "ours" }, { receipt, parts });
  if (!made.ok) return made;
  const oldest = parts.map(({ item }) => item.ageFrom).reduce(earlierDate, received);
  return ok({ posting: made.value, oldest });
}

/** Entries first, then what stands on them, in the order their foreign keys ask for. */
async function storeBill(
  db: Db,
  recording: Recording,
  of: Made & { readonly bill: BillBody; readonly receiptId: number },
): Promise<number> {
  const { taken, applied, bill, receiptId } = of;
  const [decisionId] = await reserveIds(db, "decision", 1);
  assert(decisionId !== undefined, "one id was reserved");
  const postings = [taken, ...(applied ? [applied] : [])].map((posting) => ({
    posting,
    code: "",
  }));
  const record = { decisionId, matchId: null, rule: "", reason: "" };
  const entryIds = idSource(await reserveIds(db, "entry", postings.length));
  const rows = postingRows(postings, record, entryIds);
  const [first] = rows.entries;
  const { newReceipt } = taken;
  assert(first !== undefined && newReceipt !== undefined, "a bill has its entry and its receipt");
  const { customerId } = bill;
  const amounts = {
    amountMinor: toSafeMinor(newReceipt.amountMinor),
    homeMinor: toSafeMinor(newReceipt.homeMinor),
  };
  const memo = [bill.acceptor, bill.drawer].filter((name) => name !== "").join(" · ");
  await storeEntries(db, recording, rows.entries);
  await insertNewItems(
    db,
    recording,
    rows.newItems.map((item) => ({ ...item, memo })),
  );
  const kind = kindOf(bill);
  await insertBillReceipt(db, recording, {
    id: receiptId,
    kind,
    customerId,
    date: newReceipt.businessDate,
    currency: newReceipt.currency,
    ...amounts,
    payerName: newReceipt.payerName,
    entryId: first.id,
  });
  await insertDecisions(db, recording, [
    {
      id: decisionId,
      kind: "adjust",
      bankLineId: null,
      matchId: null,
      runId: null,
      reason: "",
      reversesId: null,
      detail: { adjustment: kind },
    },
  ]);
  // whose money a receipt is, reports read from its claims
  const { accountingDate } = newReceipt;
  const claim = { receiptId, customerId, ...amounts, decisionId, accountingDate };
  await storeClaims(db, recording, [{ ...claim, entryId: first.id, reversesId: null }]);
  await storeAllocations(db, recording, rows.allocations);
  return decisionId;
}
