// 收到承兑汇票: a bill of exchange taken as a receipt at face amount, and the items it settles.
import { z } from "zod";
import { decimalAmount } from "./money.ts";
import { dateParam, recordId } from "./page.ts";

export const billBody = z.strictObject({
  customerId: recordId,
  /** 银承 accepted by a bank, 商承 by a firm; platform: no bill, an e-receivable (云信, 融信 …). */
  acceptance: z.enum(["bank", "trade", "platform"]),
  /** 票号 (凭证号 of an e-receivable); an electronic bill that can be split carries its 子票区间. */
  number: z.string().trim().min(1).max(40),
  range: z.string().trim().max(30).default(""),
  acceptor: z.string().trim().min(1).max(120),
  drawer: z.string().trim().max(120).default(""),
  receivedOn: dateParam,
  dueDate: dateParam,
  /** Face amount in home currency. */
  amount: decimalAmount,
  /** What it settles at once; the rest stays on the customer's account. */
  parts: z
    .array(z.strictObject({ itemId: recordId, amount: decimalAmount }))
    .max(500)
    .default([]),
});
export type BillBody = z.infer<typeof billBody>;

export const takenBill = z
  .object({ decisionId: recordId, itemId: recordId, receiptId: recordId })
  .meta({ id: "TakenBill" });
