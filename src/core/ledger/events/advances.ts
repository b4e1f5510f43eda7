// 预收: money for goods not yet delivered becomes a debt to the customer and settles later invoices
// (J20–J22). Advances are not revalued: they settle at the rate of the day they came in.
import { assert } from "../../assert.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { type AccountKey, splitsAdvanceTax } from "../accounts.ts";
import { homePart } from "../home-amount.ts";
import {
  itemUse,
  type NewItem,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
  type Tax,
} from "../open.ts";
import { type Booked, debit, makeEntry, negate, type Occasion } from "../posting.ts";
import {
  isDebt,
  itemRefs,
  openItemLines,
  receiptRefs,
  settleItem,
  withExchangeDifference,
} from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

export type AdvanceInput = {
  readonly receipt: OpenReceipt;
  /** Above zero. */
  readonly amountMinor: bigint;
  readonly newItemId: string;
  /** What people know the advance by: contract number, order, or the receipt's own. */
  readonly number: string;
};

export type AdvanceRefusal = { readonly code: "payer_unknown" } | TakeReceiptRefusal;

/** J20: an overpayment that a person decided to keep for later invoices. */
export function overpaymentToAdvance(
  occasion: Occasion,
  input: AdvanceInput,
): Result<Posting, AdvanceRefusal> {
  return openAdvance(occasion, input, { event: "J20", account: "advance_plain", taxMinor: 0n });
}

export type PrepaymentInput = AdvanceInput & {
  /** Output VAT inside the amount, 待转销项税额. */
  readonly taxMinor: bigint;
};

/** J21: prepayment of a contract: 2205 with 2221.10, or gross in 2203.02 (old style, SME). */
export function prepayment(
  occasion: Occasion,
  input: PrepaymentInput,
): Result<Posting, AdvanceRefusal> {
  const split = splitsAdvanceTax(occasion.books);
  const account = split ? "advance" : "advance_plain";
  return openAdvance(occasion, input, {
    event: "J21",
    account,
    taxMinor: split ? input.taxMinor : 0n,
  });
}

type AdvanceKind = {
  readonly event: "J20" | "J21";
  readonly account: AccountKey;
  readonly taxMinor: bigint;
};

function openAdvance(
  occasion: Occasion,
  { receipt, amountMinor, newItemId, number }: AdvanceInput,
  { event, account, taxMinor }: AdvanceKind,
): Result<Posting, AdvanceRefusal> {
  if (receipt.account !== "on_account") return refuse({ code: "payer_unknown" });
  const taken = takeFromReceipt(receipt, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    itemId: newItemId,
    customerId: receipt.customerId,
    customerName: receipt.customerName,
    number,
    kind: "advance",
    account,
    ...negate(taken.value),
    ...(taxMinor === 0n ? {} : { tax: negativeTax(taken.value, taxMinor) }),
    issueDate: receipt.businessDate,
    accountingDate: occasion.accountingDate,
    dueDate: null,
    ageFrom: receipt.businessDate,
    linkedItemId: null,
  };
  const refs = { ...receiptRefs(receipt), itemId: newItemId };
  const entry = makeEntry(occasion, {
    event,
    narration: {
      key: event === "J20" ? "entry_overpayment" : "entry_prepayment",
      fields: { customer: receipt.customerName, number },
    },
    lines: [debit("on_account", taken.value, refs), ...openItemLines(newItem)],
  });
  return ok(posting(entry, { newItem, uses: [receiptUse(receipt, taken.value)] }));
}

function negativeTax(gross: Booked, taxMinor: bigint): Tax {
  assert(taxMinor > 0n && taxMinor < gross.amountMinor, "tax is a part of the advance");
  return { amountMinor: -taxMinor, homeMinor: -homePart(gross, taxMinor) };
}

export type ApplyAdvanceInput = {
  readonly advance: OpenItem;
  readonly item: OpenItem;
  /** Above zero, in their common currency. */
  readonly amountMinor: bigint;
};

/** J22 预收冲应收: dated by the later of the two documents (accounting-date.ts). */
export function applyAdvance(
  occasion: Occasion,
  { advance, item, amountMinor }: ApplyAdvanceInput,
): Result<Posting, ApplyAdvanceRefusal> {
  if (advance.kind !== "advance") return refuse({ code: "no_advance", number: advance.number });
  if (advance.customerId !== item.customerId) return refuse({ code: "other_customer" });
  const settled = settleByDebt({ debt: advance, item, amountMinor });
  if (!settled.ok) return settled;
  const { lines, uses, allocations } = settled.value;
  const entry = makeEntry(occasion, {
    event: "J22",
    narration: {
      key: "entry_apply_advance",
      fields: { customer: item.customerName, advance: advance.number, number: item.number },
    },
    lines: withExchangeDifference(occasion.books, lines, itemRefs(item)),
  });
  return ok(posting(entry, { uses, allocations }));
}

export type ApplyAdvanceRefusal =
  | { readonly code: "no_advance"; readonly number: string }
  | { readonly code: "other_customer" }
  | SettleByDebtRefusal;

export type SettleByDebtRefusal = { readonly code: "other_currency" } | TakeItemRefusal;

type DebtSettlement = Pick<Posting, "uses" | "allocations"> & {
  readonly lines: ReturnType<typeof settleItem>;
};

/** What we owe (advance, payable) settles what we are owed: both shrink. */
export function settleByDebt(input: {
  readonly debt: OpenItem;
  readonly item: OpenItem;
  readonly amountMinor: bigint;
}): Result<DebtSettlement, SettleByDebtRefusal> {
  const { debt, item, amountMinor } = input;
  assert(isDebt(debt.account) && !isDebt(item.account), "a debt settles a claim");
  if (debt.currency !== item.currency) return refuse({ code: "other_currency" });
  const given = takeFromItem(debt, -amountMinor);
  if (!given.ok) return given;
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const byHomeMinor = -given.value.homeMinor;
  return ok({
    lines: [...settleItem(debt, given.value), ...settleItem(item, taken.value)],
    uses: [itemUse(debt, given.value), itemUse(item, taken.value)],
    allocations: [
      {
        itemId: item.itemId,
        itemAmountMinor: amountMinor,
        itemHomeMinor: taken.value.homeMinor,
        by: { of: "item", itemId: debt.itemId },
        byCurrency: debt.currency,
        byAmountMinor: amountMinor,
        byHomeMinor,
        fxHomeMinor: byHomeMinor - taken.value.homeMinor,
      },
    ],
  });
}
