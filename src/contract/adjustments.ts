// 调账与审批, 会计期间.
import { z } from "zod";
import { adjustmentKinds } from "../core/ledger/adjustment-kinds.ts";
import { goodsUses } from "../core/ledger/events/goods-payment.ts";
import { accountChoices, changedAccount } from "./accounts.ts";
import { because } from "./because.ts";
import { booksLimits } from "./books-limits.ts";
import { creditChange } from "./credit.ts";
import { memberLimits } from "./members.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";
import { payAccount } from "./pay-accounts.ts";

/** A paper behind an adjustment, kept as it came. */
export const evidenceFile = z
  .object({ id: recordId, name: z.string(), kind: z.string(), size: z.number().int() })
  .meta({ id: "EvidenceFile" });
export type EvidenceFile = z.infer<typeof evidenceFile>;
/** Files handed in before: evidence-files gives their ids. */
export const evidenceFileIds = z.array(recordId).max(20).default([]);

export const adjustmentBody = z.strictObject({
  kind: z.enum(adjustmentKinds),
  itemId: recordId.nullable().default(null),
  otherItemId: recordId.nullable().default(null),
  receiptId: recordId.nullable().default(null),
  /** transfer, reassign: who owes it, whose money it is from now on. */
  toCustomerId: recordId.nullable().default(null),
  /** refund, recourse_bill, recourse_factored, pay_factor: the outgoing bank line; without one, the account of ours the money leaves. */
  bankLineId: recordId.nullable().default(null),
  bankAccountId: recordId.nullable().default(null),
  /** refund without a bank line: the account that is paid. */
  toAccount: z.string().trim().max(60).default(""),
  amount: decimalAmount,
  reason: z.string().trim().min(1).max(500),
  difference: z
    .string()
    .regex(/^[TPS]\d\d$/)
    .nullable()
    .default(null),
  due: dateParam.nullable().default(null),
  /** retention_split: only time must pass (1122.03 in place of 1141). */
  isUnconditional: z.boolean().default(false),
  agreementNo: z.string().max(100).default(""),
  evidence: z.array(z.string().max(300)).max(20).default([]),
  responsible: z.string().max(100).default(""),
  fileIds: evidenceFileIds,
  /** invoice_delivery: the invoice; `amount` is its amount, `due` its due date (null = by the terms). */
  document: z
    .strictObject({
      no: z.string().trim().min(1).max(100),
      issuedOn: dateParam,
      /** Output VAT in it; null = what was deferred at the delivery. */
      tax: decimalAmount.nullable().default(null),
      /** Further deliveries of the customer that it bills. */
      moreItemIds: z.array(recordId).max(50).default([]),
    })
    .nullable()
    .default(null),
  /**
   * discount_bill, factor: what the bank, the factor paid. The money is the receipt `receiptId`, which is nobody's yet
   * (null = all of it), or it comes to our account `bankAccountId`, where no line shows it yet.
   */
  proceeds: decimalAmount.nullable().default(null),
  /** discount_bill, endorse_bill, factor: who has it now, the bank, the supplier, the factor. */
  toName: z.string().trim().max(100).default(""),
  /** As above, and clear_factored: the day; null = today. With a receipt, the day its money came. */
  passedOn: dateText.nullable().default(null),
  /** As above: it leaves the books (factor: sold without recourse); else it stands against 2001 or 2241.05. */
  isDerecognised: z.boolean().default(false),
  /** goods_payment; amounts in home currency. `amount` is the part of the claim given up. */
  goods: z
    .strictObject({
      what: z.string().trim().max(200),
      use: z.enum(goodsUses),
      /** Of the debt given up, tax included. */
      fairValue: decimalAmount,
      /** Input VAT in it; "0" where none may be deducted. */
      tax: decimalAmount,
      /** Of the loss allowance, used against what is given up. */
      allowanceUsed: decimalAmount,
    })
    .nullable()
    .default(null),
});
export type AdjustmentBody = z.infer<typeof adjustmentBody>;

export const adjustmentOutcome = z
  .object({
    kind: z.enum(["posted", "waiting"]),
    decisionId: recordId.nullable(),
    approvalId: recordId.nullable(),
    by: z.array(z.string()),
  })
  .meta({ id: "AdjustmentOutcome" });

/** Money out that no refund stands on yet: what a refund may be on the bank's side. */
export const outgoingQuery = z.object({
  currency: currencyCode,
  amount: decimalAmount.optional(),
});
export const outgoingLines = z
  .object({
    rows: z.array(
      z.object({
        id: recordId,
        date: dateText,
        /** Without its sign. */
        amount: decimalAmount,
        currency: currencyCode,
        payeeName: z.string(),
        payeeAccount: z.string(),
        memo: z.string(),
      }),
    ),
  })
  .meta({ id: "OutgoingLines" });
export type OutgoingLines = z.infer<typeof outgoingLines>;

/** Money of a customer that is not applied yet; without one, money that nobody has claimed. */
export const openReceiptsQuery = z.object({
  customer: recordIdParam.optional(),
  /** Of unclaimed money. */
  currency: currencyCode.optional(),
});
export const openReceipts = z
  .object({
    rows: z.array(
      z.object({
        id: recordId,
        kind: z.string(),
        /** Null: it came by no bank line (a bill). */
        lineId: recordId.nullable(),
        date: dateText,
        payerName: z.string(),
        payerAccount: z.string(),
        currency: currencyCode,
        amount: decimalAmount,
        open: decimalAmount,
      }),
    ),
  })
  .meta({ id: "OpenReceipts" });
export type OpenReceipts = z.infer<typeof openReceipts>;

/** A line of the entry an act would make, or made. */
export const effectLine = z.object({
  accountCode: z.string(),
  accountName: z.object({ zh: z.string(), en: z.string() }),
  side: z.enum(["debit", "credit"]),
  amount: decimalAmount,
  currency: currencyCode,
  homeAmount: decimalAmount,
});
export type EffectLine = z.infer<typeof effectLine>;

const narrationText = z.object({ zh: z.string(), en: z.string() });

/** What an adjustment would do, before it is posted. */
export const adjustmentPreview = z
  .object({
    kind: z.enum(["alone", "needs_approval"]),
    /** Positions that must sign. */
    by: z.array(z.string()),
    requires: z.array(z.string()),
    /** Why another person is needed. */
    reason: because.nullable(),
    homeAmount: decimalAmount,
    homeCurrency: currencyCode,
    effect: z.array(effectLine),
    /** What the entries will say of themselves. */
    narrations: z.array(narrationText),
  })
  .meta({ id: "AdjustmentPreview" });
export type AdjustmentPreview = z.infer<typeof adjustmentPreview>;

const approvalSubject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("adjustment"), request: adjustmentBody }),
  z.object({ kind: z.literal("reopen"), month: z.string() }),
  z.object({ kind: z.literal("accuracy"), from: z.number(), to: z.number() }),
  z.object({
    kind: z.literal("credit"),
    customerId: recordId,
    customerName: z.string(),
    currency: currencyCode,
    from: dateText,
    before: creditChange,
    change: creditChange,
  }),
  z.object({ kind: z.literal("limits"), name: z.string(), from: memberLimits, to: memberLimits }),
  z.object({ kind: z.literal("books_limits"), from: booksLimits, to: booksLimits }),
  z.object({
    kind: z.literal("accounts"),
    accounts: z.array(changedAccount),
    before: accountChoices,
    after: accountChoices,
  }),
  /** An own account printed to customers: as it is now (null: not at all), as it shall be. */
  z.object({ kind: z.literal("pay_account"), from: payAccount.nullable(), to: payAccount }),
]);
export type ApprovalSubject = z.infer<typeof approvalSubject>;

const approval = z
  .object({
    id: recordId,
    act: z.string(),
    amount: decimalAmount.nullable(),
    currency: currencyCode.nullable(),
    reason: z.string(),
    state: z.enum(["pending", "approved", "rejected", "withdrawn"]),
    askedBy: z.string(),
    askedById: recordId,
    askedAt: instantText,
    decidedBy: z.string().nullable(),
    decidedAt: instantText.nullable(),
    comment: z.string(),
    subject: approvalSubject,
    item: z
      .object({ id: recordId, no: z.string(), currency: currencyCode, customerName: z.string() })
      .nullable(),
    /** Of an adjustment of money: who paid it. */
    payerName: z.string().nullable(),
    by: z.array(z.string()),
    files: z.array(evidenceFile),
    /** The reader's role fits a position that signs; whether they may is said when they do. */
    isMine: z.boolean(),
    /** Those who signed while another signature is still missing. */
    signatures: z.array(z.object({ memberId: recordId, name: z.string(), at: instantText })),
  })
  .meta({ id: "Approval" });
export type Approval = z.infer<typeof approval>;
export const approvalList = z.object({ rows: z.array(approval) });

const namedMoney = {
  id: recordId,
  date: dateText,
  amount: decimalAmount,
  currency: currencyCode,
};

/** What an adjustment names by number, in words. */
const namedInRequest = z.object({
  /** What is left on the document now. */
  item: z.object({ open: decimalAmount, dueDate: dateText.nullable() }).nullable(),
  /** What it is set against. */
  otherItem: z
    .object({
      id: recordId,
      no: z.string(),
      currency: currencyCode,
      open: decimalAmount,
      customerName: z.string(),
    })
    .nullable(),
  /** Who owes it, whose money it is from now on. */
  toCustomer: z.object({ id: recordId, name: z.string() }).nullable(),
  receipt: z
    .object({
      ...namedMoney,
      lineId: recordId.nullable(),
      payerName: z.string(),
      payerAccount: z.string(),
      /** Null: nobody's yet, or all of it is applied. */
      customerName: z.string().nullable(),
    })
    .nullable(),
  /** The bank line by which money left. */
  outgoing: z.object({ ...namedMoney, payeeName: z.string(), payeeAccount: z.string() }).nullable(),
  /** The account of ours that money leaves or comes to. */
  account: z.object({ bank: z.string(), accountNo: z.string() }).nullable(),
});
export type NamedInRequest = z.infer<typeof namedInRequest>;

export const approvalDetail = z.object({
  approval,
  /** Null: no adjustment. */
  named: namedInRequest.nullable(),
  /** Null: no entry comes of it. */
  effect: z.array(effectLine).nullable(),
  narrations: z.array(narrationText),
  /** Why it could not be posted any more, as a sentence; null: it can. */
  problem: z.string().nullable(),
});
export type ApprovalDetail = z.infer<typeof approvalDetail>;

export const approvalOutcome = z.object({
  state: z.string(),
  decisionId: z.number().nullable(),
  /** Positions that still have to sign. */
  missing: z.array(z.string()),
});

export const approvalBody = z.strictObject({
  approve: z.boolean(),
  comment: z.string().max(500).default(""),
});

/** Papers handed in after the approval was asked for. */
export const approvalFilesBody = z.strictObject({ fileIds: z.array(recordId).min(1).max(20) });
export const approvalFiles = z.object({ files: z.array(evidenceFile) });

export const accuracyBody = z.strictObject({
  /** Wrong automatic lines accepted in a thousand. */
  maxWrongPerMille: z.number().min(0.1).max(50),
  reason: z.string().trim().max(500).default(""),
});
export const accuracyOutcome = z.object({
  kind: z.enum(["set", "waiting"]),
  approvalId: recordId.nullable(),
});
