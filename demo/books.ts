// What the generator makes: the papers a firm would have, and apart from them the truth.
// Days are counted from 1970-01-01 (core/date.ts dayNumber); amounts are minor units.

export type DemoItemKind =
  | "invoice"
  | "credit_note"
  | "advance"
  | "bill"
  | "plan"
  | "delivery"
  | "retention"
  | "interest"
  | "e_receivable"
  | "payable";

export type DemoItem = {
  itemNo: string;
  kind: DemoItemKind;
  customerNo: string;
  currency: string;
  amountMinor: number;
  /** At the start of the window, before any line of it; 0 = settled earlier. */
  openMinor: number;
  issueDay: number;
  dueDay: number | null;
  orderNo: string;
  contractNo: string;
  deliveryNo: string;
  statementNo: string;
  statementConfirmed: boolean;
  linkedNo: string;
  memo: string;
  bookingRate: string;
  discountDay: number | null;
  discountMinor: number;
  retentionMinor: number;
  retentionDay: number | null;
  taxRate: string;
};

export type DemoLine = {
  lineId: string;
  day: number;
  currency: string;
  /** + money in. */
  amountMinor: number;
  payerName: string;
  payerAccount: string;
  /** What the payer wrote: 用途, 附言. */
  memo: string;
  /** What the bank wrote: 摘要. */
  summary: string;
  bankRef: string;
  /** Position in DemoBooks.ownAccounts. */
  own: number;
};

export type DemoCustomer = {
  customerNo: string;
  name: string;
  aliases: string[];
  taxId: string;
  bankAccounts: string[];
  paysFor: string[];
  parentNo: string;
  currency: string;
  /** As a person would write it: 月结30天. */
  terms: string;
};

export type OwnBankAccount = {
  readonly account: string;
  readonly name: string;
  readonly bank: "icbc" | "ccb" | "cmb" | "bocom" | "boc" | "mt940" | "camt053";
  readonly currency: string;
};

/** `rate` = units of CNY for `unit` units of `from`, as text. */
export type DemoRate = { day: number; from: string; rate: string; unit: 1 | 100 };

export type TruthAllocation = {
  itemNo: string;
  kind: DemoItemKind;
  customerNo: string;
  amountMinor: number;
  lineAmountMinor: number;
};

export type TruthResidual = {
  itemNo: string | null;
  side: "item" | "line" | "home";
  amountMinor: number;
  currency: string;
  /** Residual code of the file-mode contract. */
  code: string;
  /** T01 … S04, or null where there is no fault. */
  difference: string | null;
};

export type LineTruth = {
  lineId: string;
  /** What makes the case: single_exact, month, retention … */
  kind: string;
  /** How the paper is cited: full, suffix, order, none … */
  reference: string;
  /** How the payer appears: account, traditional, personal … */
  payer: string;
  receivable: boolean;
  category: string | null;
  /** Who paid, as a customer; null where none did. */
  payerNo: string | null;
  /** The payer's name or account can be traced to the master data. */
  payerInMaster: boolean;
  allocations: TruthAllocation[];
  residuals: TruthResidual[];
};

export type GeneratedBooks = {
  readonly seed: number;
  readonly seller: Seller;
  readonly startDay: number;
  readonly asOfDay: number;
  readonly homeCurrency: string;
  readonly ownAccounts: readonly OwnBankAccount[];
  readonly customers: DemoCustomer[];
  readonly items: DemoItem[];
  /** In order of date. */
  readonly lines: DemoLine[];
  readonly rates: DemoRate[];
  /** One a line, in the same order. */
  readonly truth: LineTruth[];
};

export type Seller = { readonly name: string; readonly taxId: string; readonly english: string };
