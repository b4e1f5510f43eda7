// Money in, claimed, sent back: J07, J08, J09, J11, J38, J45. Each cent rests in exactly one place.
import { ok, type Result, refuse } from "../../result.ts";
import {
  itemUse,
  type NewItem,
  type NewReceipt,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
} from "../open.ts";
import {
  type Booked,
  credit,
  debit,
  type LineRefs,
  makeEntry,
  negate,
  type Occasion,
  type PostingLine,
} from "../posting.ts";
import { openItemLines, receiptRefs, settleItem, withExchangeDifference } from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

function bankLine(
  side: typeof debit,
  booked: Booked,
  refs: LineRefs,
  bankAccountId: string | null,
) {
  return side("bank", booked, bankAccountId === null ? refs : { ...refs, bankAccountId });
}

/** J07 payer unknown, J08 payer known: the receipt says which. */
export function receipt(occasion: Occasion, newReceipt: NewReceipt): Posting {
  const refs = receiptRefs(newReceipt);
  const known = newReceipt.account === "on_account";
  const entry = makeEntry(occasion, {
    event: known ? "J08" : "J07",
    narration: known
      ? { key: "entry_receipt", fields: { customer: newReceipt.customerName } }
      : { key: "entry_receipt_unidentified", fields: { payer: newReceipt.payerName } },
    lines: [
      bankLine(debit, newReceipt, refs, newReceipt.bankAccountId),
      credit(newReceipt.account, newReceipt, refs),
    ],
  });
  return posting(entry, { newReceipt });
}

/** J07: money of an unknown payer is a debt to him, not an advance. */
export function receiptUnidentified(
  occasion: Occasion,
  from: Omit<NewReceipt, "account" | "customerId" | "customerName">,
): Posting {
  return receipt(occasion, {
    ...from,
    account: "unidentified",
    customerId: null,
    customerName: "",
  });
}

/** J08: the customer is whose debt is paid, not who paid (代付). */
export function receiptIdentified(
  occasion: Occasion,
  from: Omit<NewReceipt, "account" | "customerId"> & { readonly customerId: string },
): Posting {
  return receipt(occasion, { ...from, account: "on_account" });
}

export type ClaimInput = {
  readonly receipt: OpenReceipt;
  readonly customerId: string;
  readonly customerName: string;
  readonly amountMinor: bigint;
};

/** J09: unidentified money, or a part of it, is known to be a customer's. */
export function claim(occasion: Occasion, input: ClaimInput): Result<Posting, ClaimRefusal> {
  const { receipt: from, customerId, customerName, amountMinor } = input;
  if (from.account !== "unidentified") {
    return refuse({ code: "already_identified", customer: from.customerName });
  }
  const taken = takeFromReceipt(from, amountMinor);
  if (!taken.ok) return taken;
  const to: OpenReceipt = {
    ...from,
    ...taken.value,
    account: "on_account",
    customerId,
    customerName,
  };
  const entry = makeEntry(occasion, {
    event: "J09",
    narration: { key: "entry_claim", fields: { customer: customerName, payer: from.payerName } },
    lines: [
      debit("unidentified", taken.value, receiptRefs(from)),
      credit("on_account", taken.value, receiptRefs(to)),
    ],
  });
  const uses = [receiptUse(from, taken.value), receiptUse(to, negate(taken.value))];
  return ok(posting(entry, { uses }));
}

export type ClaimRefusal =
  | { readonly code: "already_identified"; readonly customer: string }
  | TakeReceiptRefusal;

export type BankReturnInput = {
  readonly receipt: OpenReceipt;
  /** What came in at first: all of it must be unapplied again. */
  readonly receivedMinor: bigint;
};

/** J11: the bank takes the receipt back (退票); its allocations are undone before, in one transaction. */
export function bankReturn(
  occasion: Occasion,
  { receipt: from, receivedMinor }: BankReturnInput,
): Result<Posting, BankReturnRefusal> {
  if (from.amountMinor !== receivedMinor) return refuse({ code: "still_applied" });
  const refs = receiptRefs(from);
  const entry = makeEntry(occasion, {
    event: "J11",
    narration: { key: "entry_bank_return", fields: { payer: from.payerName } },
    lines: [
      bankLine(debit, negate(from), refs, from.bankAccountId),
      credit(from.account, negate(from), refs),
    ],
  });
  return ok(posting(entry, { uses: [receiptUse(from, from)] }));
}

export type BankReturnRefusal = { readonly code: "still_applied" };

export type RefundInput = {
  /** Unapplied money, a credit note, or an advance. */
  readonly of: { readonly receipt: OpenReceipt } | { readonly item: OpenItem };
  /** Money to pay out, above zero. */
  readonly amountMinor: bigint;
  readonly bankAccountId: string;
  /** What leaves the bank, at the day's rate. */
  readonly paid: Booked;
  readonly toAccount: string;
  /** The account that paid us; "" = unknown, then a person vouches for it. */
  readonly payerAccount: string;
};

/** J38: back to the customer, only to the account that paid; always two persons (roles.ts). */
export function refund(occasion: Occasion, input: RefundInput): Result<Posting, RefundRefusal> {
  const { of, amountMinor, paid, bankAccountId, payerAccount, toAccount } = input;
  if (payerAccount !== "" && payerAccount !== toAccount) {
    return refuse({ code: "other_account", payerAccount, toAccount });
  }
  const source =
    "receipt" in of ? fromReceipt(of.receipt, amountMinor) : fromCredit(of.item, amountMinor);
  if (!source.ok) return source;
  const { lines, use, refs, customer } = source.value;
  const entry = makeEntry(occasion, {
    event: "J38",
    narration: { key: "entry_refund", fields: { customer } },
    lines: withExchangeDifference(
      occasion.books,
      [...lines, bankLine(credit, paid, refs, bankAccountId)],
      refs,
    ),
  });
  return ok(posting(entry, { uses: [use] }));
}

export type RefundRefusal =
  | { readonly code: "other_account"; readonly payerAccount: string; readonly toAccount: string }
  | { readonly code: "no_credit"; readonly number: string }
  | TakeItemRefusal
  | TakeReceiptRefusal;

type RefundSource = {
  readonly lines: readonly PostingLine[];
  readonly use: Posting["uses"][number];
  readonly refs: LineRefs;
  readonly customer: string;
};

function fromReceipt(
  receipt: OpenReceipt,
  amountMinor: bigint,
): Result<RefundSource, TakeReceiptRefusal> {
  const taken = takeFromReceipt(receipt, amountMinor);
  if (!taken.ok) return taken;
  const refs = receiptRefs(receipt);
  return ok({
    lines: [debit(receipt.account, taken.value, refs)],
    use: receiptUse(receipt, taken.value),
    refs,
    customer: receipt.customerName || receipt.payerName,
  });
}

const refundableKinds: ReadonlySet<OpenItem["kind"]> = new Set<OpenItem["kind"]>([
  "credit_note",
  "advance",
]);

function fromCredit(
  item: OpenItem,
  amountMinor: bigint,
): Result<RefundSource, TakeItemRefusal | { code: "no_credit"; number: string }> {
  if (!refundableKinds.has(item.kind)) return refuse({ code: "no_credit", number: item.number });
  const taken = takeFromItem(item, -amountMinor);
  if (!taken.ok) return taken;
  const refs = { customerId: item.customerId, itemId: item.itemId };
  const lines =
    item.kind === "advance"
      ? settleItem(item, taken.value)
      : [debit(item.account, negate(taken.value), refs)];
  return ok({ lines, use: itemUse(item, taken.value), refs, customer: item.customerName });
}

export type DepositInput = {
  readonly item: NewItem;
  /** Straight from the bank line, or from a receipt that is booked already. */
  readonly from: { readonly bankAccountId: string | null } | { readonly receipt: OpenReceipt };
};

/** J45: a deposit is no receivable and stands outside aging. Its amount is negative: we owe it. */
export function deposit(
  occasion: Occasion,
  { item, from }: DepositInput,
): Result<Posting, TakeReceiptRefusal> {
  const refs = { customerId: item.customerId, itemId: item.itemId };
  const draft = {
    event: "J45",
    narration: { key: "entry_deposit", fields: { customer: item.customerName } },
  } as const;
  if ("bankAccountId" in from) {
    const line = bankLine(debit, negate(item), refs, from.bankAccountId);
    const entry = makeEntry(occasion, { ...draft, lines: [line, ...openItemLines(item)] });
    return ok(posting(entry, { newItem: item }));
  }
  const taken = takeFromReceipt(from.receipt, -item.amountMinor);
  if (!taken.ok) return taken;
  const newItem = { ...item, homeMinor: -taken.value.homeMinor };
  const line = debit(from.receipt.account, taken.value, receiptRefs(from.receipt));
  const entry = makeEntry(occasion, { ...draft, lines: [line, ...openItemLines(newItem)] });
  return ok(posting(entry, { newItem, uses: [receiptUse(from.receipt, taken.value)] }));
}

export type DepositReturnInput = {
  readonly item: OpenItem;
  /** Above zero. */
  readonly amountMinor: bigint;
  readonly bankAccountId: string;
  readonly paid: Booked;
};

/** J45 the other way: the deposit goes back. */
export function depositReturned(
  occasion: Occasion,
  { item, amountMinor, bankAccountId, paid }: DepositReturnInput,
): Result<Posting, TakeItemRefusal> {
  const taken = takeFromItem(item, -amountMinor);
  if (!taken.ok) return taken;
  const refs = { customerId: item.customerId, itemId: item.itemId };
  const lines = [...settleItem(item, taken.value), bankLine(credit, paid, refs, bankAccountId)];
  const entry = makeEntry(occasion, {
    event: "J45",
    narration: { key: "entry_deposit_returned", fields: { customer: item.customerName } },
    lines: withExchangeDifference(occasion.books, lines, refs),
  });
  return ok(posting(entry, { uses: [itemUse(item, taken.value)] }));
}
