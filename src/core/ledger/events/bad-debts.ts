// 坏账: written off but still claimed (账销案存, J37), and money that comes in after all (J39).
import { type DifferenceCode, differences } from "../../differences.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { type AccountKey, billAccounts, type LedgerSettings } from "../accounts.ts";
import {
  itemUse,
  type NewItem,
  type OpenItem,
  type OpenReceipt,
  type Posting,
  posting,
  receiptUse,
} from "../open.ts";
import { credit, debit, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, openItemLines, receiptRefs, settleItem } from "../settlement.ts";
import {
  type TakeItemRefusal,
  type TakeReceiptRefusal,
  takeFromItem,
  takeFromReceipt,
} from "../take.ts";

export type WriteOffInput = {
  readonly item: OpenItem;
  readonly amountMinor: bigint;
  /** The memo item on the register 备查簿. */
  readonly newItemId: string;
  /** Why the money will not come; the code where a difference is its cause. */
  readonly cause: string;
  readonly difference: DifferenceCode | null;
  /** Court, bankruptcy, deregistration, dunning log: ids of attachments. */
  readonly evidence: readonly string[];
  readonly responsible: string;
};

function lossAccount({ standard }: LedgerSettings, item: OpenItem): AccountKey {
  if (standard === "sme") return "other_expense";
  return (billAccounts as readonly AccountKey[]).includes(item.account)
    ? "allowance_bill"
    : "allowance";
}

/** J37: the claim leaves the ledger and stays on the register. */
export function writeOff(
  occasion: Occasion,
  input: WriteOffInput,
): Result<Posting, WriteOffRefusal> {
  const { item, amountMinor, newItemId, cause, difference, evidence, responsible } = input;
  if (difference !== null && differences[difference].needsRedInvoice) {
    return refuse({ code: "red_invoice_required", difference });
  }
  if (cause.trim() === "") return refuse({ code: "cause_missing" });
  if (evidence.length === 0) return refuse({ code: "evidence_missing" });
  if (responsible.trim() === "") return refuse({ code: "responsible_missing" });
  if (item.amountMinor < 0n) return refuse({ code: "wrong_sign", number: item.number });
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...item,
    ...taken.value,
    itemId: newItemId,
    kind: "written_off",
    accountingDate: occasion.accountingDate,
    linkedItemId: item.itemId,
  };
  const entry = makeEntry(occasion, {
    event: "J37",
    narration: {
      key: "entry_write_off",
      fields: { customer: item.customerName, number: item.number },
    },
    lines: [
      debit(lossAccount(occasion.books, item), taken.value, itemRefs(item)),
      ...settleItem(item, taken.value),
    ],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(item, taken.value)] }));
}

export type WriteOffRefusal =
  | { readonly code: "red_invoice_required"; readonly difference: DifferenceCode }
  | { readonly code: "cause_missing" }
  | { readonly code: "evidence_missing" }
  | { readonly code: "responsible_missing" }
  | TakeItemRefusal;

export type RecoveryInput = {
  /** The memo item of the register. */
  readonly writtenOff: OpenItem;
  readonly amountMinor: bigint;
  readonly newItemId: string;
};

/**
 * J39: the claim is restored against the allowance; receipt (J08) and allocation (J10) follow.
 * 6702 is not touched. The SME standard has no allowance: `recoveryAsIncome`.
 */
export function recovery(
  occasion: Occasion,
  { writtenOff, amountMinor, newItemId }: RecoveryInput,
): Result<Posting, RecoveryRefusal> {
  if (writtenOff.kind !== "written_off") {
    return refuse({ code: "not_written_off", number: writtenOff.number });
  }
  if (occasion.books.standard === "sme") return refuse({ code: "no_allowance" });
  const taken = takeFromItem(writtenOff, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...writtenOff,
    ...taken.value,
    itemId: newItemId,
    kind: "invoice",
    accountingDate: occasion.accountingDate,
    linkedItemId: writtenOff.itemId,
  };
  const entry = makeEntry(occasion, {
    event: "J39",
    narration: recoveryNarration(writtenOff),
    lines: [
      ...openItemLines(newItem),
      credit(lossAccount(occasion.books, newItem), taken.value, itemRefs(newItem)),
    ],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(writtenOff, taken.value)] }));
}

export type RecoveryRefusal =
  | { readonly code: "not_written_off"; readonly number: string }
  | { readonly code: "no_allowance" }
  | TakeItemRefusal;

export type RecoveryAsIncomeInput = {
  readonly writtenOff: OpenItem;
  readonly receipt: OpenReceipt;
  readonly amountMinor: bigint;
};

/** J39 under the SME standard: the receipt becomes other income. */
export function recoveryAsIncome(
  occasion: Occasion,
  { writtenOff, receipt, amountMinor }: RecoveryAsIncomeInput,
): Result<Posting, RecoveryAsIncomeRefusal> {
  if (writtenOff.kind !== "written_off") {
    return refuse({ code: "not_written_off", number: writtenOff.number });
  }
  if (occasion.books.standard !== "sme") return refuse({ code: "has_allowance" });
  if (writtenOff.currency !== receipt.currency) return refuse({ code: "other_currency" });
  const memo = takeFromItem(writtenOff, amountMinor);
  if (!memo.ok) return memo;
  const taken = takeFromReceipt(receipt, amountMinor);
  if (!taken.ok) return taken;
  const refs = receiptRefs(receipt);
  const entry = makeEntry(occasion, {
    event: "J39",
    narration: recoveryNarration(writtenOff),
    lines: [debit("on_account", taken.value, refs), credit("other_income", taken.value, refs)],
  });
  const uses = [itemUse(writtenOff, memo.value), receiptUse(receipt, taken.value)];
  return ok(posting(entry, { uses }));
}

export type RecoveryAsIncomeRefusal =
  | { readonly code: "not_written_off"; readonly number: string }
  | { readonly code: "has_allowance" }
  | { readonly code: "other_currency" }
  | TakeItemRefusal
  | TakeReceiptRefusal;

function recoveryNarration(writtenOff: OpenItem) {
  const fields = { customer: writtenOff.customerName, number: writtenOff.number };
  return { key: "entry_recovery", fields } as const;
}
