// The kinds of open item, their sign and where they stand (DOMAIN §1, one row each).
import type { AccountKey } from "./ledger/accounts.ts";

export type ItemKind =
  | "invoice"
  | "interest"
  | "debit_note"
  | "credit_note"
  | "delivery"
  | "retention"
  | "bill"
  | "bill_discounted"
  | "bill_endorsed"
  | "e_receivable"
  | "advance"
  | "plan"
  | "payable"
  | "deposit"
  | "factored"
  | "held_for_factor"
  | "written_off";

export type ItemKindFacts = {
  readonly zh: string;
  readonly en: string;
  /** +1: the customer owes it; −1: we owe it or it reduces what is owed. */
  readonly sign: 1 | -1;
  /** Null: a memo, no entry in the ledger. */
  readonly account: AccountKey | null;
  readonly inAging: boolean;
  /** May a receipt be allocated to it? */
  readonly takesReceipts: boolean;
};

export const itemKinds: Readonly<Record<ItemKind, ItemKindFacts>> = {
  invoice: {
    zh: "发票",
    en: "Invoice",
    sign: 1,
    account: "receivable",
    inAging: true,
    takesReceipts: true,
  },
  interest: {
    zh: "利息",
    en: "Interest",
    sign: 1,
    account: "receivable",
    inAging: true,
    takesReceipts: true,
  },
  debit_note: {
    zh: "借项",
    en: "Debit note",
    sign: 1,
    account: "receivable",
    inAging: true,
    takesReceipts: true,
  },
  credit_note: {
    zh: "红字",
    en: "Credit note",
    sign: -1,
    account: "receivable",
    inAging: true,
    takesReceipts: true,
  },
  delivery: {
    zh: "未开票",
    en: "Delivery",
    sign: 1,
    account: "uninvoiced",
    inAging: true,
    takesReceipts: true,
  },
  retention: {
    zh: "质保金",
    en: "Retention",
    sign: 1,
    account: "contract_asset",
    inAging: true,
    takesReceipts: true,
  },
  bill: { zh: "票据", en: "Bill", sign: 1, account: "bill", inAging: false, takesReceipts: true },
  bill_discounted: {
    zh: "已贴现",
    en: "Discounted bill",
    sign: 1,
    account: "bill",
    inAging: false,
    takesReceipts: false,
  },
  bill_endorsed: {
    zh: "已背书",
    en: "Endorsed bill",
    sign: 1,
    account: "bill",
    inAging: false,
    takesReceipts: false,
  },
  e_receivable: {
    zh: "电子债权",
    en: "E-receivable",
    sign: 1,
    account: "e_receivable",
    inAging: true,
    takesReceipts: true,
  },
  advance: {
    zh: "预收",
    en: "Advance",
    sign: -1,
    account: "advance",
    inAging: false,
    takesReceipts: false,
  },
  plan: {
    zh: "分期",
    en: "Instalment",
    sign: 1,
    account: null,
    inAging: false,
    takesReceipts: true,
  },
  payable: {
    zh: "应付",
    en: "Payable",
    sign: -1,
    account: "payable",
    inAging: false,
    takesReceipts: false,
  },
  deposit: {
    zh: "押金",
    en: "Deposit",
    sign: 1,
    account: "deposit_held",
    inAging: false,
    takesReceipts: false,
  },
  factored: {
    zh: "已保理",
    en: "Factored receivable",
    sign: 1,
    account: "receivable",
    inAging: true,
    takesReceipts: false,
  },
  held_for_factor: {
    zh: "代收保理款",
    en: "Held for the factor",
    sign: -1,
    account: "agency",
    inAging: false,
    takesReceipts: false,
  },
  written_off: {
    zh: "已核销坏账",
    en: "Written off",
    sign: 1,
    account: null,
    inAging: false,
    takesReceipts: false,
  },
};

/** Passed on before their maturity: whoever holds them may still come back to us. */
const passedBillKinds = ["bill_discounted", "bill_endorsed"] as const satisfies readonly ItemKind[];

export function isPassedBill(kind: string): boolean {
  return passedBillKinds.some((one) => one === kind);
}

/** What another has of a claim: a bill passed on, a receivable sold to a factor. */
export function isPassedOn(kind: string): boolean {
  return isPassedBill(kind) || kind === "factored";
}

/** What may stand in a matching input (src/cli/reconcile.md, column `kind`). */
export const matchableKinds = [
  "invoice",
  "credit_note",
  "advance",
  "bill",
  "plan",
  "delivery",
  "retention",
  "interest",
  "e_receivable",
  "payable",
  "debit_note",
] as const satisfies readonly ItemKind[];
