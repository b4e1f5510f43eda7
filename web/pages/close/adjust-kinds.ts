// What may be done to an item or to money on account, and what each act needs to be told.
import type { AdjustmentBody } from "../../../src/contract/adjustments.ts";
import type { ItemKind } from "../../../src/core/item-kinds.ts";
import { actOfAdjustment, mayAdjust, paperOf } from "../../../src/core/ledger/adjustment-kinds.ts";
import { factsOfAct, type Role } from "../../../src/core/roles.ts";

export type AdjustKind = AdjustmentBody["kind"];

/** An item, or unapplied money, as the page that opens the form knows it. */
export type AdjustSubject = {
  /** Null for money. */
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly no: string;
  /** Kind of item, "receipt", or "unclaimed" for money that is nobody's. */
  readonly kind: string;
  readonly currency: string;
  /** What is left on it, with its sign. */
  readonly open: string;
  /** Of a delivery: what no invoice bills yet, paid or not. */
  readonly unbilled?: string | null;
  readonly customerId: number;
  /** Of money: the account that paid; "" = unknown. */
  readonly payerAccount: string;
};

const kindsOf: Readonly<Record<string, readonly AdjustKind[]>> = {
  receipt: ["apply_receipt", "refund", "reassign", "keep_as_advance"],
  unclaimed: ["unclaimed_income"],
  retention: ["retention_release", "transfer", "goods_payment", "write_off"],
  credit_note: ["refund"],
  advance: ["refund"],
  bill: ["discount_bill", "endorse_bill", "dishonour"],
  bill_discounted: ["clear_bill", "recourse_bill"],
  bill_endorsed: ["clear_bill", "recourse_bill"],
  factored: ["clear_factored", "recourse_factored", "apply_receipt"],
  held_for_factor: ["pay_factor"],
  written_off: ["recover"],
  payable: [],
  plan: [],
  deposit: ["return_deposit"],
};
const usualKinds: readonly AdjustKind[] = [
  "rounding",
  "fee",
  "discount",
  "penalty",
  "freight",
  "platform_fee",
  "withholding",
  "offset_credit",
  "apply_advance",
  "net_payable",
  "three_party",
  "transfer",
  "goods_payment",
  "retention_split",
  "factor",
  "write_off",
];

/** Those a person of that role may do, or ask for. */
export function kindsFor(
  { kind: itemKind, open, unbilled }: Pick<AdjustSubject, "kind" | "open" | "unbilled">,
  role: Role,
): readonly AdjustKind[] {
  const isFor = (kind: AdjustKind) => kind !== "factor" || mayAdjust(kind, itemKind as ItemKind); // of our own records
  const all = [
    ...(itemKind === "delivery" && !isNothing(unbilled ?? open)
      ? (["invoice_delivery"] as const)
      : []),
    // of a delivery paid before its invoice nothing is left to adjust
    ...(isNothing(open) ? [] : (kindsOf[itemKind] ?? usualKinds).filter(isFor)),
  ];
  return all.filter((kind) => factsOfAct(actOfAdjustment[kind]).roles.includes(role));
}

const isNothing = (amount: string) => !/[1-9]/.test(amount);

/** What an adjustment of that kind is about: of a delivery that is invoiced, all that is not yet. */
export function leftFor({ open, unbilled }: AdjustSubject, kind: AdjustKind): string {
  return kind === "invoice_delivery" ? (unbilled ?? open) : open;
}

/** The kind of item that settles the adjusted one; of three_party another customer's. */
export const otherKinds: Readonly<Partial<Record<AdjustKind, string>>> = {
  offset_credit: "credit_note",
  apply_advance: "advance",
  net_payable: "payable",
  three_party: "payable",
};

/** Acts about all that is left: the amount is not asked for. */
const wholeKinds: ReadonlySet<AdjustKind> = new Set<AdjustKind>([
  "retention_release",
  "reassign",
  "dishonour",
  "recover",
  "refund",
  "return_deposit",
  "keep_as_advance",
  "invoice_delivery",
  "unclaimed_income",
  "discount_bill",
  "endorse_bill",
  "clear_bill",
  "recourse_bill",
  "factor",
  "clear_factored",
  "recourse_factored",
  "pay_factor",
]);

const payingKinds: ReadonlySet<AdjustKind> = new Set<AdjustKind>([
  "refund",
  "return_deposit",
  "recourse_bill",
  "recourse_factored",
  "pay_factor",
]);

/** Money leaves: by a bank line, or an account of ours. */
function paysOut(kind: AdjustKind): boolean {
  return payingKinds.has(kind);
}

/** All that is left moves, or comes back: no part of it. */
export const fixedKinds: ReadonlySet<AdjustKind> = new Set<AdjustKind>([
  "reassign",
  "dishonour",
  "unclaimed_income",
]);

export function emptyBody(subject: AdjustSubject, kind: AdjustKind, today: string): AdjustmentBody {
  return {
    kind,
    itemId: subject.itemId,
    otherItemId: null,
    receiptId: subject.receiptId,
    toCustomerId: null,
    bankLineId: null,
    bankAccountId: null,
    toAccount: paysOut(kind) ? subject.payerAccount : "",
    // of a tail or a fee nobody wants the whole item
    amount: wholeKinds.has(kind) ? leftFor(subject, kind).replace("-", "") : "",
    reason: "",
    difference: null,
    due: null,
    isUnconditional: false,
    agreementNo: "",
    evidence: [],
    responsible: "",
    fileIds: [],
    document:
      kind === "invoice_delivery" ? { no: "", issuedOn: today, tax: null, moreItemIds: [] } : null,
    proceeds: null,
    toName: "",
    passedOn: null,
    isDerecognised: false,
    goods: kind === "goods_payment" ? noGoods : null,
  };
}

const noGoods: AdjustmentBody["goods"] = {
  what: "",
  use: "goods",
  fairValue: "",
  tax: "",
  allowanceUsed: "0",
};

export function isFilled(body: AdjustmentBody): boolean {
  const { kind, amount, reason, fileIds } = body;
  if (paperOf(kind) !== null && fileIds.length === 0) return false;
  if (!/^\d+(\.\d+)?$/.test(amount) || reason.trim() === "") return false;
  if (otherKinds[kind] !== undefined && body.otherItemId === null) return false;
  if (kind === "invoice_delivery" && !isDocument(body.document)) return false;
  if ((kind === "discount_bill" || kind === "factor") && !hasMoney(body)) return false;
  if (kind === "goods_payment" && !hasGoods(body)) return false;
  if (isPassedOn(kind) && body.toName.trim() === "") return false;
  const isApplied = body.itemId !== null && body.receiptId !== null;
  if (kind === "apply_receipt" && !isApplied) return false;
  if ((kind === "transfer" || kind === "reassign") && body.toCustomerId === null) return false;
  const hasPayout = body.bankLineId !== null || body.bankAccountId !== null;
  return !paysOut(kind) || hasPayout;
}

/** Whether the form holds already what the act cannot do without; a call is made outside it. */
export function isThere(requirement: string, body: AdjustmentBody): boolean {
  switch (requirement) {
    case "paper":
    case "signed_agreement":
    case "certificate":
    case "carrier_document":
      return body.fileIds.length > 0;
    case "reason":
    case "cause":
      return body.reason.trim() !== "";
    case "evidence":
      return body.evidence.length > 0;
    case "responsible":
      return body.responsible.trim() !== "";
    default:
      return false;
  }
}

/** A receipt that is booked already, or what came to which account. */
function hasMoney({ receiptId, bankAccountId, proceeds }: AdjustmentBody): boolean {
  if (receiptId !== null) return true;
  return bankAccountId !== null && /^\d+(\.\d+)?$/.test(proceeds ?? "");
}

function hasGoods({ goods, agreementNo }: AdjustmentBody): boolean {
  if (goods === null || goods.what.trim() === "" || agreementNo.trim() === "") return false;
  const { fairValue, tax, allowanceUsed } = goods;
  return [fairValue, tax, allowanceUsed].every((text) => /^\d+(\.\d+)?$/.test(text));
}

function isPassedOn(kind: AdjustKind): boolean {
  return kind === "discount_bill" || kind === "endorse_bill" || kind === "factor";
}

function isDocument(document: AdjustmentBody["document"]): boolean {
  if (document === null || document.no.trim() === "" || document.issuedOn === "") return false;
  return document.tax === null || /^\d+(\.\d+)?$/.test(document.tax);
}
