// What the tests of a difference are asked about: the amount, the money, the debts it may be about,
// and what else in the books could explain it. Amounts are minor units, as in the matching engine.
import type { IsoDate } from "../date.ts";
import type { ItemKind } from "../item-kinds.ts";

/** Agreed in writing for the debt's contract; null where nothing is. */
export type AgreedTerms = {
  readonly contractNo: string;
  /** Per cent as decimal text: "5", "2.5". */
  readonly discountPercent: string | null;
  readonly discountDays: number | null;
  readonly retentionPercent: string | null;
};

export type DebtFacts = {
  readonly no: string;
  readonly kind: ItemKind;
  readonly customerNo: string;
  readonly customerName: string;
  readonly currency: string;
  /** What was open when the money came. */
  readonly owedMinor: number;
  readonly faceMinor: number;
  readonly issueDate: IsoDate | null;
  readonly discountDate: IsoDate | null;
  readonly discountMinor: number;
  readonly retentionMinor: number;
  /** Per cent as text, "" unknown. */
  readonly taxRate: string;
  readonly orderNo: string;
  readonly deliveryNo: string;
  readonly terms: AgreedTerms | null;
};

export type MoneyFacts = { readonly date: IsoDate; readonly amountMinor: number };

export type DifferenceSubject = {
  /** line: money that fits nothing; item: part of a debt was not paid; money: too much came. */
  readonly about: "line" | "item" | "money";
  readonly currency: string;
  /** The difference itself, above zero; of a line all of it. */
  readonly amountMinor: number;
  /** What came in: for the debt (item), or in all. */
  readonly paidMinor: number;
  readonly paidOn: IsoDate;
  readonly memo: string;
  /** Null: nobody knows who paid. */
  readonly payer: { readonly name: string; readonly feeBearer: "us" | "customer" } | null;
  /** item: the debt, after it its possible twins. line, money: all the payer owes, any currency. */
  readonly debts: readonly DebtFacts[];
  /** Debts of others that are exactly the difference. */
  readonly elsewhere: readonly DebtFacts[];
  /** The payer's credit notes that are still open, sizes above zero. */
  readonly credits: readonly DebtFacts[];
  /** Earlier money of the same payer and exactly this amount, newest first. */
  readonly sameMoney: readonly MoneyFacts[];
};

/** A debt beside the money that may have been meant for it. */
export type Pair = {
  readonly debt: DebtFacts;
  readonly owedMinor: number;
  readonly paidMinor: number;
};

/** item: one pair. line, money: what came beside each debt of the money's currency. */
export function pairsOf({ about, debts, currency, ...subject }: DifferenceSubject): Pair[] {
  const paidMinor = about === "money" ? subject.amountMinor : subject.paidMinor;
  const meant = about === "item" ? debts.slice(0, 1) : debts;
  return meant
    .filter((debt) => debt.currency === currency && debt.owedMinor > 0)
    .map((debt) => ({ debt, owedMinor: debt.owedMinor, paidMinor }));
}
