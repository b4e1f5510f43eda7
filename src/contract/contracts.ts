// Contracts 合同: terms, retention, and the instalment plan whose parts are plan items.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/)
  .meta({ description: 'Per cent, e.g. "5" or "2.5"' });

const sentence = z.object({ zh: z.string(), en: z.string() });

export const contractRow = z
  .object({
    id: recordId,
    customer: z.object({ id: recordId, name: z.string() }),
    no: z.string(),
    currency: currencyCode,
    amount: decimalAmount.nullable(),
    terms: z.string(),
    termsInWords: sentence.nullable(),
    retentionPct: percent.nullable(),
    taxRate: percent.nullable(),
    signedOn: dateText.nullable(),
    endsOn: dateText.nullable(),
    /** Documents under this contract: their amount, and what of it is open. */
    invoiced: decimalAmount,
    open: decimalAmount,
    plan: z.array(
      z.object({
        /** Null: the part is known from a file and has no item. */
        itemId: recordId.nullable(),
        no: z.string(),
        label: z.string(),
        dueDate: dateText.nullable(),
        amount: decimalAmount,
        open: decimalAmount,
      }),
    ),
    /** Given up, with its reason; null: it stands. */
    cancelled: z.object({ at: instantText, reason: z.string() }).nullable(),
  })
  .meta({ id: "Contract" });
export type ContractRow = z.infer<typeof contractRow>;
export const contractList = z.object({ rows: z.array(contractRow) });
export const contractListQuery = z.object({
  customer: recordIdParam.optional(),
  q: z.string().max(200).optional(),
});

/** The parts of a plan add up to the contract's amount. */
export const newContract = z.strictObject({
  customerId: recordId,
  no: z.string().trim().min(1).max(60),
  currency: currencyCode,
  amount: decimalAmount.nullable().default(null),
  terms: z.string().trim().max(120).default(""),
  retentionPct: percent.nullable().default(null),
  taxRate: percent.nullable().default(null),
  signedOn: dateParam.nullable().default(null),
  endsOn: dateParam.nullable().default(null),
  plan: z
    .array(
      z.strictObject({
        label: z.string().trim().max(60).default(""),
        dueDate: dateParam.nullable(),
        amount: decimalAmount,
      }),
    )
    .max(120)
    .default([]),
});
export type NewContract = z.infer<typeof newContract>;

/** Number, customer and currency stay; instalments with money on them stay as they are. */
export const contractChange = newContract
  .omit({ customerId: true, no: true, currency: true, plan: true })
  .extend({
    plan: z
      .array(
        z.strictObject({
          /** The instalment as it stands; null: a new one. */
          itemId: recordId.nullable().default(null),
          label: z.string().trim().max(60).default(""),
          dueDate: dateParam.nullable(),
          amount: decimalAmount,
        }),
      )
      .max(120)
      .default([]),
  });
export type ContractChange = z.infer<typeof contractChange>;
export const contractCancelBody = z.strictObject({ reason: z.string().trim().max(500) });
