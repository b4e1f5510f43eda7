// The adjustments 调账 a person may ask for, each with the act of core/roles.ts that says who may, and
// the paper it cannot do without (ACCOUNTING §3 and §8): for the server, which refuses, and for the
// form, which asks.
import type { ItemKind } from "../item-kinds.ts";
import type { Act, Requirement } from "../roles.ts";

export const adjustmentKinds = [
  "rounding",
  "fee",
  "discount",
  "penalty",
  "withholding",
  "write_off",
  "offset_credit",
  "apply_advance",
  "keep_as_advance",
  "retention_split",
  "retention_release",
  "net_payable",
  "three_party",
  "transfer",
  "goods_payment",
  "refund",
  "return_deposit",
  "recover",
  "reassign",
  "apply_receipt",
  "dishonour",
  "invoice_delivery",
  "freight",
  "platform_fee",
  "unclaimed_income",
  "discount_bill",
  "endorse_bill",
  "clear_bill",
  "recourse_bill",
  "factor",
  "clear_factored",
  "recourse_factored",
  "pay_factor",
] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

export const actOfAdjustment: Readonly<Record<AdjustmentKind, Act>> = {
  rounding: "rounding",
  fee: "other_fee_or_discount",
  discount: "other_fee_or_discount",
  penalty: "price_reduction",
  withholding: "other_fee_or_discount",
  write_off: "bad_debt",
  offset_credit: "decide_matches",
  apply_advance: "decide_matches",
  keep_as_advance: "decide_matches",
  retention_split: "adjust",
  retention_release: "adjust",
  net_payable: "netting",
  three_party: "netting",
  transfer: "netting",
  goods_payment: "netting",
  refund: "refund",
  return_deposit: "refund",
  recover: "adjust",
  reassign: "decide_matches",
  apply_receipt: "decide_matches",
  dishonour: "adjust",
  invoice_delivery: "adjust",
  freight: "other_fee_or_discount",
  platform_fee: "other_fee_or_discount",
  unclaimed_income: "keep_unclaimed",
  // interest is paid; the money itself comes in
  discount_bill: "other_fee_or_discount",
  // as good as money that leaves: to whom, the second person asks by telephone
  endorse_bill: "refund",
  clear_bill: "adjust",
  recourse_bill: "refund",
  factor: "other_fee_or_discount",
  clear_factored: "adjust",
  recourse_factored: "refund",
  pay_factor: "refund",
};

const claims = [
  "invoice",
  "interest",
  "debit_note",
  "delivery",
  "retention",
  "e_receivable",
] as const;

/**
 * What the item adjusted must be. A memo (an instalment, a written-off claim) has no account that an
 * entry could take from; what we owe is no claim that becomes less. The other adjustments name the one
 * kind they are for when they refuse.
 */
const adjustableKinds: Readonly<Partial<Record<AdjustmentKind, readonly ItemKind[]>>> = {
  rounding: [...claims, "credit_note"],
  fee: claims,
  discount: claims,
  penalty: claims,
  withholding: claims,
  write_off: [...claims, "bill"],
  offset_credit: claims,
  apply_advance: claims,
  retention_split: claims,
  net_payable: claims,
  three_party: claims,
  transfer: claims,
  goods_payment: claims,
  invoice_delivery: ["delivery"],
  freight: claims,
  platform_fee: claims,
  // 1122.01 and 1122.02: what is invoiced, by us or by the platform that keeps it
  factor: ["invoice", "interest", "debit_note", "e_receivable"],
};

export function mayAdjust(adjustment: AdjustmentKind, item: ItemKind): boolean {
  return adjustableKinds[adjustment]?.includes(item) ?? true;
}

const papers: Readonly<Partial<Record<string, Requirement>>> = {
  // J16: the agreement of both sides
  penalty: "paper",
  // J17: who carried it for how much
  freight: "carrier_document",
  // J37: court, bankruptcy, deregistration, dunning log
  write_off: "evidence",
  // J23–J25, J44: signed by every party
  net_payable: "signed_agreement",
  three_party: "signed_agreement",
  transfer: "signed_agreement",
  // J42: the contract with the factor, and what the debtor was told
  factor: "signed_agreement",
  goods_payment: "signed_agreement",
  // J41: without the certificate the amount stays open
  withholding: "certificate",
};

/** Null: a file may be attached, none must be. */
export function paperOf(adjustment: string): Requirement | null {
  return papers[adjustment] ?? null;
}
