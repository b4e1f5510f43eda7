// Bills of exchange 票据: taken as a receipt (J28), discounted (J30) or endorsed (J31) before their
// maturity, cleared at it, and dishonoured (J32).
import type { IsoDate } from "../../date.ts";
import { type ItemKind, isPassedBill } from "../../item-kinds.ts";
import { ok, type Result, refuse } from "../../result.ts";
import type { EventCode } from "../event-codes.ts";
import {
  itemUse,
  type NewItem,
  type NewReceipt,
  type OpenItem,
  type Posting,
  posting,
} from "../open.ts";
import { credit, debit, inHome, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, receiptRefs, settleItem } from "../settlement.ts";
import { type TakeItemRefusal, type Taken, takeFromItem } from "../take.ts";
import {
  endedElsewhere,
  type PaidForRefusal,
  type PassedOn,
  type PassedOnMoney,
  type PassOnInput,
  paidFor,
  passOn,
  standsAgainst,
} from "./passed-on.ts";

export type BillTakenInput = {
  /**
   * kind `bill`, account `bill` (银承) or `bill_trade` (商承); number = 票号 with 子票区间. Or kind and
   * account `e_receivable` (云信, 融信 …), as old as what it is taken for.
   */
  readonly bill: NewItem;
  /** The receipt that the bill is; applied to invoices like any other. */
  readonly receipt: NewReceipt;
};

/**
 * J28: a bill counts at face amount, as a receipt on the customer's account. J43: so does an e-receivable,
 * which stays a receivable.
 */
export function billTaken(occasion: Occasion, { bill, receipt }: BillTakenInput): Posting {
  const refs = itemRefs(bill);
  const isBill = bill.kind === "bill";
  const entry = makeEntry(occasion, {
    event: isBill ? "J28" : "J43",
    narration: {
      key: isBill ? "entry_bill" : "entry_e_receivable",
      fields: { customer: bill.customerName, number: bill.number, due: bill.dueDate ?? "" },
    },
    lines: [
      debit(bill.account, bill, refs),
      credit(receipt.account, receipt, receiptRefs(receipt)),
    ],
  });
  return posting(entry, { newItem: bill, newReceipt: receipt });
}

/** The whole bill, or a part of it (分包); to the bank or the supplier. */
export type PassBillOnInput = Omit<PassOnInput, "item"> & { readonly bill: OpenItem };

/** J30: the bank pays less than the face; the rest is its interest. */
export function billDiscounted(
  occasion: Occasion,
  input: PassBillOnInput & { readonly money: PassedOnMoney },
): Result<Posting, DiscountRefusal> {
  const passed = passBillOn(occasion, input, "bill_discounted");
  if (!passed.ok) return passed;
  const paid = paidFor(occasion, { ...input, item: input.bill });
  if (!paid.ok) return paid;
  const { taken, newItem, gone, otherRefs } = passed.value;
  const interest = inHome(occasion.books, taken.amountMinor - paid.value.amountMinor);
  const entry = makeEntry(occasion, {
    event: "J30",
    narration: {
      key: "entry_bill_discounted",
      fields: { number: input.bill.number, to: input.to },
    },
    lines: [paid.value.line, debit("bill_discount", interest, otherRefs), ...gone],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(input.bill, taken), ...paid.value.uses] }));
}

export type DiscountRefusal = PassOnRefusal | PaidForRefusal;

/** J31: the bill pays what we owe a supplier; `payable`: where its items are kept in these books. */
export function billEndorsed(
  occasion: Occasion,
  input: PassBillOnInput & { readonly payable: OpenItem | null },
): Result<Posting, EndorseRefusal> {
  const { bill, amountMinor, payable, to } = input;
  const passed = passBillOn(occasion, input, "bill_endorsed");
  if (!passed.ok) return passed;
  const { taken, newItem, gone, otherRefs } = passed.value;
  const owed = payable && takePayable(payable, { bill, amountMinor });
  if (owed && !owed.ok) return owed;
  const entry = makeEntry(occasion, {
    event: "J31",
    narration: { key: "entry_bill_endorsed", fields: { number: bill.number, to } },
    lines: [
      ...(payable && owed
        ? settleItem(payable, owed.value)
        : [debit("payable", taken, { itemId: otherRefs.itemId })]),
      ...gone,
    ],
  });
  const settled = payable && owed ? [itemUse(payable, owed.value)] : [];
  return ok(posting(entry, { newItem, uses: [itemUse(bill, taken), ...settled] }));
}

export type EndorseRefusal =
  | PassOnRefusal
  | { readonly code: "no_payable"; readonly number: string }
  | { readonly code: "other_currency" };

function takePayable(
  payable: OpenItem,
  { bill, amountMinor }: { readonly bill: OpenItem; readonly amountMinor: bigint },
): Result<Taken, EndorseRefusal> {
  if (payable.kind !== "payable") return refuse({ code: "no_payable", number: payable.number });
  if (payable.currency !== bill.currency) return refuse({ code: "other_currency" });
  return takeFromItem(payable, -amountMinor);
}

export type PassOnRefusal =
  | { readonly code: "no_bill"; readonly number: string }
  | { readonly code: "bill_foreign"; readonly number: string; readonly currency: string }
  | { readonly code: "bill_receiver_missing" }
  | { readonly code: "bill_matured"; readonly number: string; readonly due: string }
  | TakeItemRefusal;

function passBillOn(
  occasion: Occasion,
  { bill, ...input }: PassBillOnInput,
  kind: "bill_discounted" | "bill_endorsed",
): Result<PassedOn, PassOnRefusal> {
  if (bill.kind !== "bill") return refuse({ code: "no_bill", number: bill.number });
  if (bill.currency !== occasion.books.homeCurrency) {
    return refuse({ code: "bill_foreign", number: bill.number, currency: bill.currency });
  }
  if (input.to.trim() === "") return refuse({ code: "bill_receiver_missing" });
  const { dueDate } = bill;
  if (dueDate !== null && dueDate <= occasion.businessDate) {
    return refuse({ code: "bill_matured", number: bill.number, due: dueDate });
  }
  return passOn(occasion, { ...input, item: bill }, kind);
}

export type ClearInput = {
  /** The bill passed on. */
  readonly bill: OpenItem;
  readonly amountMinor: bigint;
  readonly today: IsoDate;
};

/** The acceptor has paid whoever holds it: the bill and what it stood against end together. */
export function billCleared(
  occasion: Occasion,
  { bill, amountMinor, today }: ClearInput,
): Result<Posting, ClearRefusal> {
  const { number, kind, dueDate } = bill;
  if (!isPassedBill(kind)) return refuse({ code: "bill_not_passed_on", number });
  if (dueDate === null || dueDate > today) {
    return refuse({ code: "bill_not_due", number, due: dueDate ?? "" });
  }
  const taken = takeFromItem(bill, amountMinor);
  if (!taken.ok) return taken;
  const narration = { key: "entry_bill_cleared", fields: { number } } as const;
  return ok(
    endedElsewhere(occasion, bill, { taken: taken.value, event: passedBy(kind), narration }),
  );
}

export type ClearRefusal =
  | { readonly code: "bill_not_passed_on"; readonly number: string }
  | { readonly code: "bill_not_due"; readonly number: string; readonly due: string }
  | TakeItemRefusal;

function passedBy(kind: ItemKind): EventCode {
  return kind === "bill_discounted" ? "J30" : "J31";
}

export type DishonourInput = {
  readonly bill: OpenItem;
  readonly newItemId: string;
  /** Age of the first invoice the bill was taken for; a bill never makes a claim younger. */
  readonly firstClaim: IsoDate;
};

/** J32, bill still held: the claim is open again, due since the bill's maturity. */
export function billDishonoured(
  occasion: Occasion,
  { bill, newItemId, firstClaim }: DishonourInput,
): Result<Posting, DishonourRefusal> {
  if (bill.kind !== "bill") return refuse({ code: "no_bill", number: bill.number });
  const taken = takeFromItem(bill, bill.amountMinor);
  if (!taken.ok) return taken;
  const newItem = reopened(occasion, { bill, newItemId, firstClaim });
  const entry = makeEntry(occasion, {
    event: "J32",
    narration: { key: "entry_dishonoured", fields: { number: bill.number } },
    lines: [debit(newItem.account, newItem, itemRefs(newItem)), ...settleItem(bill, taken.value)],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(bill, taken.value)] }));
}

export type DishonourRefusal =
  | { readonly code: "no_bill"; readonly number: string }
  | TakeItemRefusal;

export type RecourseInput = DishonourInput & {
  /** Of the bill passed on, what its holder takes back. */
  readonly amountMinor: bigint;
  readonly bankAccountId: string;
};

/** J32, passed on before: its holder takes the money back and the claim is open again. */
export function billRecourse(
  occasion: Occasion,
  input: RecourseInput,
): Result<Posting, RecourseRefusal> {
  const { bill, amountMinor, bankAccountId } = input;
  const { kind, number } = bill;
  if (!isPassedBill(kind)) return refuse({ code: "bill_not_passed_on", number });
  const taken = takeFromItem(bill, amountMinor);
  if (!taken.ok) return taken;
  const newItem = { ...reopened(occasion, input), ...taken.value };
  const claim = debit(newItem.account, newItem, itemRefs(newItem));
  const paidBack = credit("bank", newItem, { customerId: bill.customerId, bankAccountId });
  const lines = bill.isDerecognised
    ? [claim, paidBack]
    : [
        debit(standsAgainst(bill), taken.value, itemRefs(bill)),
        paidBack,
        claim,
        ...settleItem(bill, taken.value),
      ];
  const entry = makeEntry(occasion, {
    event: "J32",
    narration: { key: "entry_recourse", fields: { number } },
    lines,
  });
  return ok(posting(entry, { newItem, uses: [itemUse(bill, taken.value)] }));
}

export type RecourseRefusal =
  | { readonly code: "bill_not_passed_on"; readonly number: string }
  | TakeItemRefusal;

function reopened(occasion: Occasion, { bill, newItemId, firstClaim }: DishonourInput): NewItem {
  const { isDerecognised: _, ...claim } = bill;
  return {
    ...claim,
    itemId: newItemId,
    kind: "invoice",
    account: "receivable",
    accountingDate: occasion.accountingDate,
    ageFrom: firstClaim,
    linkedItemId: bill.itemId,
  };
}
