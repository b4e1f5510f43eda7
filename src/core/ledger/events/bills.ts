// Bills of exchange 票据: taken as a receipt (J28) and dishonoured (J32).
import type { IsoDate } from "../../date.ts";
import { ok, type Result, refuse } from "../../result.ts";
import {
  itemUse,
  type NewItem,
  type NewReceipt,
  type OpenItem,
  type Posting,
  posting,
} from "../open.ts";
import { credit, debit, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, receiptRefs, settleItem } from "../settlement.ts";
import { type TakeItemRefusal, takeFromItem } from "../take.ts";

export type BillTakenInput = {
  /** kind `bill`, account `bill` (银承) or `bill_trade` (商承); number = 票号 with 子票区间. */
  readonly bill: NewItem;
  /** The receipt that the bill is; applied to invoices like any other. */
  readonly receipt: NewReceipt;
};

/** J28: a bill counts at face amount, as a receipt on the customer's account. */
export function billTaken(occasion: Occasion, { bill, receipt }: BillTakenInput): Posting {
  const refs = itemRefs(bill);
  const entry = makeEntry(occasion, {
    event: "J28",
    narration: {
      key: "entry_bill",
      fields: { customer: bill.customerName, number: bill.number, due: bill.dueDate ?? "" },
    },
    lines: [
      debit(bill.account, bill, refs),
      credit(receipt.account, receipt, receiptRefs(receipt)),
    ],
  });
  return posting(entry, { newItem: bill, newReceipt: receipt });
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
  readonly bankAccountId: string;
  /** derecognised: the bill left the books when it was discounted; loan: it stands against 2001. */
  readonly discountedAs: "derecognised" | "loan";
};

/** J32, discounted before: the bank takes its money back and the claim is open again. */
export function billRecourse(
  occasion: Occasion,
  input: RecourseInput,
): Result<Posting, DishonourRefusal> {
  const { bill, bankAccountId, discountedAs } = input;
  if (bill.kind !== "bill") return refuse({ code: "no_bill", number: bill.number });
  const newItem = reopened(occasion, input);
  const claim = debit(newItem.account, newItem, itemRefs(newItem));
  const paidBack = credit("bank", newItem, { customerId: bill.customerId, bankAccountId });
  const draft = {
    event: "J32",
    narration: { key: "entry_recourse", fields: { number: bill.number } },
  } as const;
  if (discountedAs === "derecognised") {
    return ok(posting(makeEntry(occasion, { ...draft, lines: [claim, paidBack] }), { newItem }));
  }
  const taken = takeFromItem(bill, bill.amountMinor);
  if (!taken.ok) return taken;
  const loan = debit("loan", newItem, { customerId: bill.customerId });
  const lines = [loan, paidBack, claim, ...settleItem(bill, taken.value)];
  const entry = makeEntry(occasion, { ...draft, lines });
  return ok(posting(entry, { newItem, uses: [itemUse(bill, taken.value)] }));
}

function reopened(occasion: Occasion, { bill, newItemId, firstClaim }: DishonourInput): NewItem {
  return {
    ...bill,
    itemId: newItemId,
    kind: "invoice",
    account: "receivable",
    accountingDate: occasion.accountingDate,
    ageFrom: firstClaim,
    linkedItemId: bill.itemId,
  };
}
