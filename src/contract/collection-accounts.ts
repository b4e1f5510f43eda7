// 专属收款账户: which account of ours is given to which customer or contract.
import { z } from "zod";
import { recordId, recordIdParam } from "./page.ts";

export const collectionAccounts = z
  .object({
    rows: z.array(
      z.object({
        bankAccountId: recordId,
        accountNo: z.string(),
        bank: z.string(),
        currency: z.string(),
        /** Null: anybody may pay there. */
        customerId: recordId.nullable(),
        customerNo: z.string().nullable(),
        customerName: z.string().nullable(),
        /** "" = any of the customer's. */
        contractNo: z.string(),
      }),
    ),
  })
  .meta({ id: "CollectionAccounts" });
export type CollectionAccountsOnWire = z.infer<typeof collectionAccounts>;

export const collectionAccountPath = z.object({
  booksId: recordIdParam,
  bankAccountId: recordIdParam,
});
export const collectionAccountBody = z.strictObject({
  customerId: recordId.nullable(),
  contractNo: z.string().trim().max(120).default(""),
});
