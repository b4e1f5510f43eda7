// 收款账户: which accounts of ours are printed to customers, who proposed and who confirmed each.
import { z } from "zod";
import { currencyCode } from "./money.ts";
import { instantText, recordId, recordIdParam } from "./page.ts";

/** As it is printed. */
export const payAccount = z
  .object({
    accountNo: z.string(),
    holderZh: z.string(),
    holderEn: z.string(),
    bank: z.string(),
    currency: currencyCode,
  })
  .meta({ id: "PayAccount" });
export type PayAccountOnWire = z.infer<typeof payAccount>;

const personAt = z.object({ name: z.string(), at: instantText });

export const payAccountList = z
  .object({
    rows: z.array(
      z.object({
        bankAccountId: recordId,
        accountNo: z.string(),
        /** As the files of the bank say, or as it was entered with them; printed nowhere. */
        holder: z.string(),
        bank: z.string(),
        currency: currencyCode,
        /** What is printed to customers; null: this account is not. */
        printed: payAccount
          .extend({
            proposed: personAt,
            confirmed: personAt,
            /** Which number known before was called, and who answered. */
            call: z.string(),
            /** What files say now is something else: it is not printed before two people agree. */
            differs: z.array(z.enum(["holder", "bank", "currency"])),
          })
          .nullable(),
        /** What waits for a second person. */
        waiting: z
          .object({
            approvalId: recordId,
            to: payAccount,
            proposed: personAt,
            reason: z.string(),
            /** Proposed by the reader, who therefore cannot confirm it. */
            isOwn: z.boolean(),
          })
          .nullable(),
        /** When it was printed last, and is no more. */
        stopped: personAt.extend({ reason: z.string() }).nullable(),
      }),
    ),
    /** The firm's own name: the holder to propose where no file named one. */
    ownName: z.string(),
    /** Currencies customers owe in without an account to pay into. */
    missing: z.array(currencyCode),
    /** Others than the reader who may confirm; nobody confirms their own. */
    otherSigners: z.array(z.string()),
  })
  .meta({ id: "PayAccountList" });
export type PayAccountList = z.infer<typeof payAccountList>;

export const payAccountPath = z.object({ booksId: recordIdParam, bankAccountId: recordIdParam });
export const payAccountProposal = z.strictObject({
  holder: z.string().trim().max(200),
  bank: z.string().trim().max(200).default(""),
  reason: z.string().trim().max(500).default(""),
});
export const payAccountAsked = z.object({ approvalId: recordId });
export const payAccountStop = z.strictObject({ reason: z.string().trim().max(500) });
