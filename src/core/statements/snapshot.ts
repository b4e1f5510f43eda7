// What is frozen when a statement is made: everything its paper, its workbook and the portal show.
// Amounts are decimal text; the hash is taken over the canonical JSON of this.
import type { Sentence } from "../words/word.ts";
import type { StatementForm } from "./statement.ts";

export type SnapshotMovement = {
  readonly date: string;
  readonly what: Sentence;
  /** The document or the payer's reference. */
  readonly no: string;
  readonly debit: string | null;
  readonly credit: string | null;
  /** After it; above zero the customer owes. */
  readonly balance: string;
};

/** What the customer agrees or objects to; numbered from 1. */
export type SnapshotLine = {
  readonly n: number;
  readonly kind: "balance" | "item" | "receipt";
  readonly itemId: number | null;
  readonly receiptId: number | null;
  /** A kind of core/item-kinds.ts; "" for a receipt or a balance. */
  readonly itemKind: string;
  readonly no: string;
  /** Order, contract or delivery note beside it. */
  readonly reference: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  /** Of the document; open: what of it is in the closing balance (receipts and credits below zero). */
  readonly amount: string;
  readonly open: string;
  readonly disputed: string;
  /** Below zero: not due yet; null: no due date. */
  readonly daysLate: number | null;
  /** Sold to a factor with recourse: who is to be paid instead of us. */
  readonly factor?: string;
};

export type SnapshotParty = {
  readonly name: string;
  readonly taxId: string;
};

export type StatementSnapshot = {
  readonly version: 1;
  readonly no: string;
  readonly form: StatementForm;
  readonly language: "zh" | "en";
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly madeOn: string;
  readonly replyBy: string;
  readonly sender: SnapshotParty & {
    readonly accounts: readonly {
      readonly name: string;
      readonly bank: string;
      readonly accountNo: string;
    }[];
  };
  readonly customer: SnapshotParty & { readonly id: number; readonly no: string };
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
  readonly closing: string;
  readonly movements: readonly SnapshotMovement[];
  /** Open items, then receipts not applied: together the closing balance. */
  readonly lines: readonly SnapshotLine[];
  /** Without what is to be paid to a factor. */
  readonly aging: readonly { readonly bucket: string; readonly amount: string }[];
  /** As aging. */
  readonly overdue: string;
  /** Of the closing balance, what is to be paid to a factor; absent: nothing. */
  readonly factored?: string;
  readonly unapplied: string;
  readonly advances: string;
  readonly disputed: string;
  /** What is asked for: the closing balance without what is a factor's, of a demand the overdue part that is not disputed. */
  readonly asked: string;
};
