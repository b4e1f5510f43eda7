// Claims settled by agreement instead of money: 冲应付, 并账, 三方抵账 (J23–J25).
import { ok, type Result, refuse } from "../../result.ts";
import { itemUse, type NewItem, type OpenItem, type Posting, posting } from "../open.ts";
import { debit, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, settleItem, withExchangeDifference } from "../settlement.ts";
import { type TakeItemRefusal, takeFromItem } from "../take.ts";
import { type SettleByDebtRefusal, settleByDebt } from "./advances.ts";

/** The written paper that nettings need; `us` stands for the firm of these books. */
export type Agreement = {
  readonly number: string;
  readonly signedBy: readonly string[];
};

export const ourSignature = "us";

export type AgreementRefusal =
  | { readonly code: "agreement_missing" }
  | { readonly code: "signature_missing"; readonly party: string };

export function checkAgreement(
  agreement: Agreement,
  parties: readonly string[],
): AgreementRefusal | null {
  if (agreement.number.trim() === "") return { code: "agreement_missing" };
  const missing = [ourSignature, ...parties].find((party) => !agreement.signedBy.includes(party));
  return missing === undefined ? null : { code: "signature_missing", party: missing };
}

export type NettingInput = {
  readonly payable: OpenItem;
  readonly item: OpenItem;
  /** Above zero, in their common currency. */
  readonly amountMinor: bigint;
  readonly agreement: Agreement;
};

/** J23: one party is customer and supplier. */
export function netWithPayable(
  occasion: Occasion,
  input: NettingInput,
): Result<Posting, NettingRefusal> {
  if (input.payable.customerId !== input.item.customerId) return refuse({ code: "other_customer" });
  return net(occasion, input, "J23");
}

/** J25: A owes us, we owe C, C owes A; three signatures, one agreement. */
export function threePartyNetting(
  occasion: Occasion,
  input: NettingInput,
): Result<Posting, NettingRefusal> {
  if (input.payable.customerId === input.item.customerId) return refuse({ code: "same_customer" });
  return net(occasion, input, "J25");
}

export type NettingRefusal =
  | { readonly code: "other_customer" }
  | { readonly code: "same_customer" }
  | { readonly code: "no_payable"; readonly number: string }
  | AgreementRefusal
  | SettleByDebtRefusal;

function net(
  occasion: Occasion,
  { payable, item, amountMinor, agreement }: NettingInput,
  event: "J23" | "J25",
): Result<Posting, NettingRefusal> {
  if (payable.kind !== "payable") return refuse({ code: "no_payable", number: payable.number });
  const refusal = checkAgreement(agreement, [...new Set([item.customerId, payable.customerId])]);
  if (refusal) return refuse(refusal);
  const settled = settleByDebt({ debt: payable, item, amountMinor });
  if (!settled.ok) return settled;
  const { lines, uses, allocations } = settled.value;
  const entry = makeEntry(occasion, {
    event,
    narration: {
      key: event === "J23" ? "entry_netting" : "entry_three_party",
      fields: {
        customer: item.customerName,
        supplier: payable.customerName,
        number: item.number,
        agreement: agreement.number,
      },
    },
    lines: withExchangeDifference(occasion.books, lines, itemRefs(item)),
  });
  return ok(posting(entry, { uses, allocations }));
}

export type TransferInput = {
  readonly item: OpenItem;
  readonly amountMinor: bigint;
  readonly newItemId: string;
  readonly toCustomerId: string;
  readonly toCustomerName: string;
  readonly agreement: Agreement;
};

/** J24: B takes over what A owes; the claim keeps its date, due date, age and rate. */
export function transferDebt(
  occasion: Occasion,
  input: TransferInput,
): Result<Posting, TransferRefusal> {
  const { item, amountMinor, newItemId, toCustomerId, toCustomerName, agreement } = input;
  if (item.customerId === toCustomerId) return refuse({ code: "same_customer" });
  const refusal = checkAgreement(agreement, [item.customerId, toCustomerId]);
  if (refusal) return refuse(refusal);
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...item,
    ...taken.value,
    itemId: newItemId,
    customerId: toCustomerId,
    customerName: toCustomerName,
    accountingDate: occasion.accountingDate,
    linkedItemId: item.itemId,
  };
  const entry = makeEntry(occasion, {
    event: "J24",
    narration: {
      key: "entry_transfer",
      fields: {
        from: item.customerName,
        to: toCustomerName,
        number: item.number,
        agreement: agreement.number,
      },
    },
    lines: [debit(item.account, newItem, itemRefs(newItem)), ...settleItem(item, taken.value)],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(item, taken.value)] }));
}

export type TransferRefusal =
  | { readonly code: "same_customer" }
  | AgreementRefusal
  | TakeItemRefusal;
