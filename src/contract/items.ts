// Open items 未清项: the list, one item with all that hangs on it, changes of due date and dispute.
import { z } from "zod";
import { evidenceFile } from "./adjustments.ts";
import { amountFilter } from "./amount-filter.ts";
import { exportChoice, oneOrMore } from "./bank-lines.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  dateParam,
  dateText,
  instantText,
  pageOf,
  pageQuery,
  recordId,
  recordIdParam,
} from "./page.ts";

export const itemKindNames = [
  "invoice",
  "interest",
  "debit_note",
  "credit_note",
  "delivery",
  "retention",
  "bill",
  "bill_discounted",
  "bill_endorsed",
  "e_receivable",
  "advance",
  "plan",
  "payable",
  "deposit",
  "factored",
  "held_for_factor",
  "written_off",
] as const;

export const itemStatuses = [
  "overdue",
  "due_soon",
  "not_due",
  "disputed",
  "open",
  "part_settled",
  "settled",
] as const;

const itemFilters = z.object({
  q: z.string().max(12_000).optional(),
  /** Without it: what is open; where something is searched for: everything. */
  state: z.enum(["open", "settled", "all"]).optional(),
  /** Without it: what customers owe; where a kind is named or something searched for: all kinds. */
  scope: z.enum(["receivable", "beside", "all"]).optional(),
  status: oneOrMore(itemStatuses).optional(),
  kind: oneOrMore(itemKindNames).optional(),
  customer: recordIdParam.optional(),
  contract: recordIdParam.optional(),
  currency: currencyCode.optional(),
  amount: amountFilter.optional(),
  issuedFrom: dateParam.optional(),
  issuedTo: dateParam.optional(),
  dueFrom: dateParam.optional(),
  dueTo: dateParam.optional(),
  /** "none": items whose due date nobody knows. */
  dueDate: z.enum(["none"]).optional(),
});
export type ItemFilters = z.infer<typeof itemFilters>;

export const itemQuery = pageQuery.extend(itemFilters.shape);
export const itemExport = itemFilters.extend(exportChoice.shape);

const customerName = z.object({ id: recordId, name: z.string() });

const openItemRow = z
  .object({
    id: recordId,
    customer: customerName,
    kind: z.enum(itemKindNames),
    no: z.string(),
    currency: currencyCode,
    amount: decimalAmount,
    /** Amount − open, what an opening had lost before it came in among it. */
    applied: decimalAmount,
    open: decimalAmount,
    disputed: decimalAmount,
    issueDate: dateText.nullable(),
    dueDate: dateText.nullable(),
    /** Calendar days past due; below zero: still to come; null: no due date known. */
    daysLate: z.number().int().nullable(),
    status: z.enum(itemStatuses),
    orderNo: z.string(),
    contractNo: z.string(),
    memo: z.string(),
  })
  .meta({ id: "OpenItem" });
export type OpenItemOnWire = z.infer<typeof openItemRow>;

export const itemTotals = z.object({
  currencies: z.array(
    z.object({
      currency: currencyCode,
      count: z.number().int(),
      amount: decimalAmount,
      applied: decimalAmount,
      open: decimalAmount,
      overdue: decimalAmount,
      disputed: decimalAmount,
    }),
  ),
  notFound: z.array(z.string()),
});
export type ItemTotals = z.infer<typeof itemTotals>;

export const itemPage = pageOf(openItemRow, itemTotals);
export type ItemPage = z.infer<typeof itemPage>;

const itemAllocation = z.object({
  id: recordId,
  kind: z.enum(["receipt", "netting", "adjustment", "cancel"]),
  /** What an adjustment is: rounding, fee … */
  code: z.string(),
  difference: z.string().nullable(),
  /** Off the item, in its currency; below zero: given back. */
  amount: decimalAmount,
  receipt: z
    .object({
      lineId: recordId.nullable(),
      date: dateText.nullable(),
      payer: z.string(),
      amount: decimalAmount,
      currency: currencyCode,
    })
    .nullable(),
  otherItem: z.object({ id: recordId, no: z.string() }).nullable(),
  decisionId: recordId,
  rule: z.string(),
  accountingDate: dateText,
  at: instantText,
  /** Null: the system. */
  by: z.string().nullable(),
  entryId: recordId.nullable(),
  isReversal: z.boolean(),
  isReversed: z.boolean(),
  reason: z.string(),
  /** Papers of the decision. */
  files: z.array(evidenceFile),
});
export type ItemAllocation = z.infer<typeof itemAllocation>;

const itemEntry = z.object({
  id: recordId,
  seq: z.number().int(),
  event: z.string(),
  accountingDate: dateText,
  at: instantText,
  narration: z.object({ zh: z.string(), en: z.string() }),
  isReversal: z.boolean(),
  by: z.string().nullable(),
  rule: z.string(),
  lines: z.array(
    z.object({
      accountCode: z.string(),
      accountName: z.object({ zh: z.string(), en: z.string() }),
      side: z.enum(["debit", "credit"]),
      amount: decimalAmount,
      currency: currencyCode,
      homeAmount: decimalAmount,
      isOwn: z.boolean(),
    }),
  ),
});
export type ItemEntry = z.infer<typeof itemEntry>;

const itemChangeRow = z.object({
  id: recordId,
  at: instantText,
  accountingDate: dateText,
  /** Null: this change left the due date. */
  dueDate: dateText.nullable(),
  disputedChange: decimalAmount,
  reason: z.string(),
  by: z.string().nullable(),
});

export const itemDetail = z
  .object({
    item: openItemRow.extend({
      documentDueDate: dateText.nullable(),
      ageFrom: dateText.nullable(),
      accountingDate: dateText,
      recordedAt: instantText,
      homeAmount: decimalAmount,
      homeCurrency: currencyCode,
      bookingRate: z.string(),
      tax: decimalAmount.nullable(),
      discount: z.object({ amount: decimalAmount, until: dateText.nullable() }).nullable(),
      deliveryNo: z.string(),
      statementNo: z.string(),
      linked: z.object({ id: recordId.nullable(), no: z.string() }).nullable(),
      contractId: recordId.nullable(),
      origin: z.enum(["ours", "gl"]),
      isCancelled: z.boolean(),
    }),
    source: z
      .object({
        batchId: recordId,
        fileName: z.string(),
        row: z.number().int().nullable(),
        by: z.string().nullable(),
      })
      .nullable(),
    /** The invoices that bill a delivery; the deliveries that an invoice bills. */
    billing: z.array(
      z.object({
        item: z.object({ id: recordId, no: z.string() }),
        amount: decimalAmount,
        decisionId: recordId,
      }),
    ),
    /** Of a delivery: what no invoice bills yet, paid or not. */
    unbilled: decimalAmount.nullable(),
    allocations: z.array(itemAllocation),
    differences: z.array(
      z.object({
        id: recordId,
        code: z.string().nullable(),
        name: z.object({ zh: z.string(), en: z.string() }).nullable(),
        residual: z.string(),
        amount: decimalAmount,
        currency: currencyCode,
        state: z.enum(["open", "resolved", "withdrawn"]),
        owner: z.string().nullable(),
        dueOn: dateText.nullable(),
        at: instantText,
      }),
    ),
    changes: z.array(itemChangeRow),
    entries: z.array(itemEntry),
  })
  .meta({ id: "OpenItemDetail" });
export type ItemDetail = z.infer<typeof itemDetail>;

/** Deliveries that an invoice may bill as well: of the same customer and currency, not billed in full. */
export const deliveriesToBill = z
  .object({
    rows: z.array(
      z.object({
        id: recordId,
        no: z.string(),
        issueDate: dateText,
        unbilled: decimalAmount,
      }),
    ),
  })
  .meta({ id: "DeliveriesToBill" });
export type DeliveriesToBill = z.infer<typeof deliveriesToBill>;

/** At least one of due date and disputed amount. */
export const itemChangeBody = z
  .strictObject({
    dueDate: dateParam.optional(),
    /** All that is disputed from now on, not what is added to it. */
    disputed: decimalAmount.optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ dueDate, disputed }) => dueDate !== undefined || disputed !== undefined, {
    message: "dueDate or disputed",
  });
export type ItemChangeBody = z.infer<typeof itemChangeBody>;
