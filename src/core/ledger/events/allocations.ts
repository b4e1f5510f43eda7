// 核销: a receipt settles items (J10, with J33 and J34), a red invoice settles a blue one (J06).
import { assert } from "../../assert.ts";
import { itemKinds } from "../../item-kinds.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { homeParts } from "../home-amount.ts";
import {
  type Allocation,
  itemUse,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
  type Use,
} from "../open.ts";
import {
  type Booked,
  debit,
  type LineRefs,
  makeEntry,
  type Occasion,
  type PostingLine,
} from "../posting.ts";
import {
  exchangeGain,
  itemRefs,
  receiptRefs,
  settleItem,
  withExchangeDifference,
} from "../settlement.ts";
import {
  checkReceipt,
  type TakeItemRefusal,
  type Taken,
  type TakeReceiptRefusal,
  takeFromItem,
} from "../take.ts";

export type AllocationPart = {
  readonly item: OpenItem;
  /** In the item's currency, with the sign of its kind. */
  readonly amountMinor: bigint;
  /** What the receipt gives for it, in the receipt's currency. */
  readonly receiptAmountMinor: bigint;
};

export type AllocationInput = {
  readonly receipt: OpenReceipt;
  readonly parts: readonly AllocationPart[];
};

/**
 * J10: one pair of lines for each item. Where the receipt was booked at another rate than the item
 * the difference is realised here (J33); where the currencies differ the person or the engine says
 * how much of each (J34), and the entry balances in home currency alone.
 */
export function allocation(
  occasion: Occasion,
  { receipt, parts }: AllocationInput,
): Result<Posting, AllocationRefusal> {
  if (receipt.account !== "on_account") return refuse({ code: "payer_unknown" });
  const takes = takeAll(parts);
  if (!takes.ok) return takes;
  for (const part of parts) assertSameCurrencyAmount(receipt, part);
  const asked = parts.map((part) => part.receiptAmountMinor);
  const refusal = checkReceipt(
    receipt,
    asked.reduce((a, b) => a + b, 0n),
  );
  if (refusal) return refuse(refusal);
  const homes = homeParts(receipt, asked);

  const lines: PostingLine[] = [];
  const uses: Use[] = [];
  const allocations: Allocation[] = [];
  parts.forEach(({ item }, index) => {
    const taken = takes.value[index]!;
    const given: Booked = {
      currency: receipt.currency,
      amountMinor: asked[index]!,
      homeMinor: homes[index]!,
    };
    const pair = settlementPair(occasion, { receipt, given, item, taken });
    lines.push(...pair);
    uses.push(itemUse(item, taken), receiptUse(receipt, given));
    const by = { of: "receipt", receiptId: receipt.receiptId } as const;
    allocations.push(allocationRecord(item, taken, by, given));
  });
  const narration = allocationNarration(receipt, parts);
  return ok(
    posting(makeEntry(occasion, { event: "J10", narration, lines }), { uses, allocations }),
  );
}

export type AllocationRefusal =
  | { readonly code: "payer_unknown" }
  | { readonly code: "takes_no_receipts"; readonly number: string }
  | { readonly code: "item_twice"; readonly number: string }
  | TakeItemRefusal
  | TakeReceiptRefusal;

function takeAll(
  parts: readonly AllocationPart[],
): Result<Taken[], Exclude<AllocationRefusal, TakeReceiptRefusal> | { code: "amount_zero" }> {
  const seen = new Set<string>();
  const takes: Taken[] = [];
  for (const { item, amountMinor, receiptAmountMinor } of parts) {
    if (!itemKinds[item.kind].takesReceipts || itemKinds[item.kind].account === null) {
      return refuse({ code: "takes_no_receipts", number: item.number });
    }
    if (seen.has(item.itemId)) return refuse({ code: "item_twice", number: item.number });
    seen.add(item.itemId);
    const taken = takeFromItem(item, amountMinor);
    if (!taken.ok) return taken;
    // what the money gives for nothing, or takes back for a debt, would stand as an exchange difference
    if (receiptAmountMinor === 0n) return refuse({ code: "amount_zero" });
    if (receiptAmountMinor < 0n !== amountMinor < 0n) {
      return refuse({ code: "wrong_sign", number: item.number });
    }
    takes.push(taken.value);
  }
  return ok(takes);
}

function assertSameCurrencyAmount(receipt: OpenReceipt, part: AllocationPart): void {
  if (receipt.currency !== part.item.currency) return;
  assert(part.amountMinor === part.receiptAmountMinor, "in one currency both amounts are the same");
}

type Pair = {
  readonly receipt: OpenReceipt;
  readonly given: Booked;
  readonly item: OpenItem;
  readonly taken: Taken;
};

function settlementPair({ books }: Occasion, { receipt, given, item, taken }: Pair): PostingLine[] {
  const both: LineRefs = { receiptId: receipt.receiptId, itemId: item.itemId };
  const pair = [
    debit(receipt.account, given, { ...receiptRefs(receipt), ...both }),
    ...settleItem(item, taken, both),
  ];
  return withExchangeDifference(books, pair, { ...both, customerId: item.customerId });
}

function allocationRecord(
  item: OpenItem,
  taken: Taken,
  by: Allocation["by"],
  given: Booked,
): Allocation {
  return {
    itemId: item.itemId,
    itemAmountMinor: taken.amountMinor,
    itemHomeMinor: taken.homeMinor,
    by,
    byCurrency: given.currency,
    byAmountMinor: given.amountMinor,
    byHomeMinor: given.homeMinor,
    fxHomeMinor: given.homeMinor - taken.homeMinor,
  };
}

function allocationNarration(receipt: OpenReceipt, parts: readonly AllocationPart[]) {
  const first = parts[0]?.item.number ?? "";
  return {
    key: parts.length === 1 ? "entry_allocation_one" : "entry_allocation",
    fields: { count: parts.length, customer: receipt.customerName, first },
  } as const;
}

export type OffsetInput = {
  /** A credit note (negative). */
  readonly credit: OpenItem;
  readonly item: OpenItem;
  /** Above zero, in their common currency. */
  readonly amountMinor: bigint;
};

/**
 * J06: both shrink. On one account at one rate no entry arises, an allocation record all the same;
 * two booking rates give an exchange difference like J33.
 */
export function offsetCredit(
  occasion: Occasion,
  { credit, item, amountMinor }: OffsetInput,
): Result<Posting, OffsetRefusal> {
  if (credit.kind !== "credit_note") return refuse({ code: "no_credit", number: credit.number });
  if (credit.customerId !== item.customerId) return refuse({ code: "other_customer" });
  if (credit.currency !== item.currency) return refuse({ code: "other_currency" });
  const given = takeFromItem(credit, -amountMinor);
  if (!given.ok) return given;
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const lines = [...settleItem(item, taken.value), ...settleItem(credit, given.value)];
  const uses = [itemUse(item, taken.value), itemUse(credit, given.value)];
  const by = { of: "item", itemId: credit.itemId } as const;
  const paid = { ...given.value, amountMinor, homeMinor: -given.value.homeMinor };
  const allocations = [allocationRecord(item, taken.value, by, paid)];
  if (credit.account === item.account && exchangeGain(lines) === 0n) {
    return ok(posting(null, { uses, allocations }));
  }
  const entry = makeEntry(occasion, {
    event: "J06",
    narration: { key: "entry_offset", fields: { credit: credit.number, number: item.number } },
    lines: withExchangeDifference(occasion.books, lines, itemRefs(item)),
  });
  return ok(posting(entry, { uses, allocations }));
}

export type OffsetRefusal =
  | { readonly code: "no_credit"; readonly number: string }
  | { readonly code: "other_customer" }
  | { readonly code: "other_currency" }
  | TakeItemRefusal;
