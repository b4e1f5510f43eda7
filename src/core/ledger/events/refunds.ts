// Money back to the customer: unapplied, of a credit note, or of an advance (J38).
import { ok, type Result, refuse } from "../../result.ts";
import {
  itemUse,
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
import {
  bankRefs,
  itemRefs,
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
      [...lines, credit("bank", paid, bankRefs(refs, bankAccountId))],
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
  const refs = itemRefs(item);
  const lines =
    item.kind === "advance"
      ? settleItem(item, taken.value)
      : [debit(item.account, negate(taken.value), refs)];
  return ok({ lines, use: itemUse(item, taken.value), refs, customer: item.customerName });
}
