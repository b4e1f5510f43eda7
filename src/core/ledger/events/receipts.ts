// Money in, claimed, moved to the right customer, taken back by the bank (J07, J08, J09, J11), kept as
// income after years without a claim (J46). Each cent rests in one place.
import { addMonths, type IsoDate } from "../../date.ts";
import { formatMinor } from "../../money.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { type NewReceipt, type OpenReceipt, type Posting, posting, receiptUse } from "../open.ts";
import { credit, debit, makeEntry, negate, type Occasion } from "../posting.ts";
import { bankRefs, receiptRefs } from "../settlement.ts";
import { type TakeReceiptRefusal, takeFromReceipt } from "../take.ts";

/** J07 payer unknown, J08 payer known: the receipt says which. */
function receipt(occasion: Occasion, newReceipt: NewReceipt): Posting {
  const refs = receiptRefs(newReceipt);
  const known = newReceipt.account === "on_account";
  const entry = makeEntry(occasion, {
    event: known ? "J08" : "J07",
    narration: known
      ? { key: "entry_receipt", fields: { customer: newReceipt.customerName } }
      : { key: "entry_receipt_unidentified", fields: { payer: newReceipt.payerName } },
    lines: [
      debit("bank", newReceipt, bankRefs(refs, newReceipt.bankAccountId)),
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

export type MoveInput = {
  readonly receipt: OpenReceipt;
  readonly customerId: string;
  readonly customerName: string;
};

/**
 * J09 again: what is left of a receipt was claimed for the wrong customer and moves to the right
 * one's account. All that is left moves: a receipt rests in one place.
 */
export function moveToCustomer(occasion: Occasion, input: MoveInput): Result<Posting, MoveRefusal> {
  const { receipt: from, customerId, customerName } = input;
  if (from.account !== "on_account") return refuse({ code: "payer_unknown" });
  if (from.customerId === customerId) return refuse({ code: "same_customer" });
  const taken = takeFromReceipt(from, from.amountMinor);
  if (!taken.ok) return taken;
  const to: OpenReceipt = { ...from, customerId, customerName };
  const entry = makeEntry(occasion, {
    event: "J09",
    narration: {
      key: "entry_moved",
      fields: { from: from.customerName, to: customerName, payer: from.payerName },
    },
    lines: [
      debit("on_account", taken.value, receiptRefs(from)),
      credit("on_account", taken.value, receiptRefs(to)),
    ],
  });
  const uses = [receiptUse(from, taken.value), receiptUse(to, negate(taken.value))];
  return ok(posting(entry, { uses }));
}

export type MoveRefusal =
  | { readonly code: "payer_unknown" }
  | { readonly code: "same_customer" }
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
      debit("bank", negate(from), bankRefs(refs, from.bankAccountId)),
      credit(from.account, negate(from), refs),
    ],
  });
  return ok(posting(entry, { uses: [receiptUse(from, from)] }));
}

export type BankReturnRefusal = { readonly code: "still_applied" };

/** So long the payer may ask for it back: the general limitation period (民法典 188). */
export const unclaimedYears = 3;

/** J46: money that nobody has claimed for years; all that is left of it. */
export function unclaimedToIncome(
  occasion: Occasion,
  input: {
    readonly receipt: OpenReceipt;
    /** What was asked for: all that is left, or the rest would stay with nobody who may claim it. */
    readonly amountMinor: bigint;
    readonly today: IsoDate;
  },
): Result<Posting, UnclaimedRefusal> {
  const { receipt: from, amountMinor, today } = input;
  if (from.account !== "unidentified") {
    return refuse({ code: "already_identified", customer: from.customerName });
  }
  const earliest = addMonths(from.businessDate, unclaimedYears * 12);
  if (today < earliest)
    return refuse({ code: "unclaimed_too_young", date: from.businessDate, earliest });
  const taken = takeFromReceipt(from, amountMinor);
  if (!taken.ok) return taken;
  const { currency } = from;
  if (amountMinor !== from.amountMinor) {
    const open = formatMinor(from.amountMinor, currency);
    return refuse({ code: "unclaimed_in_part", currency, open });
  }
  const refs = receiptRefs(from);
  const entry = makeEntry(occasion, {
    event: "J46",
    narration: {
      key: "entry_unclaimed_income",
      fields: { payer: from.payerName, date: from.businessDate },
    },
    lines: [debit("unidentified", taken.value, refs), credit("other_income", taken.value, refs)],
  });
  return ok(posting(entry, { uses: [receiptUse(from, taken.value)] }));
}

export type UnclaimedRefusal =
  | { readonly code: "already_identified"; readonly customer: string }
  | {
      readonly code: "unclaimed_too_young";
      readonly date: IsoDate;
      /** The remedy. */
      readonly earliest: IsoDate;
    }
  | { readonly code: "unclaimed_in_part"; readonly currency: string; readonly open: string }
  | TakeReceiptRefusal;
