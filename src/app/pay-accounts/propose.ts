// Proposes that an account of ours be printed to customers, or printed differently: number, bank,
// holder and currency as they stand here are what the second person confirms.
import { holderNames } from "../../core/own-names.ts";
import { isSamePayAccount, type PayAccount, payAccountText } from "../../core/pay-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts } from "../../core/roles.ts";
import { insertApproval } from "../../db/approvals.ts";
import { bankAccountsOf } from "../../db/bank-lines-in.ts";
import { booksById } from "../../db/books.ts";
import { notifyLive } from "../../db/live-events.ts";
import { lockPrinted, selectWaitingPayAccounts } from "../../db/pay-accounts.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { signersFor, tellOthers } from "./tell-others.ts";

/** What an approval of a pay account carries. */
export type PayAccountPayload = {
  readonly bankAccountId: number;
  /** What is printed now: its record and its text; null: nothing. */
  readonly fromId: number | null;
  readonly from: PayAccount | null;
  readonly to: PayAccount;
};

export type ProposeRefusal =
  | { readonly code: "bank_account_not_found" }
  | { readonly code: "pay_account_holder_missing" }
  | { readonly code: "pay_account_unchanged" }
  | { readonly code: "change_waiting"; readonly approvalId: number };

export async function proposePayAccount(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: {
    readonly booksId: number;
    readonly bankAccountId: number;
    readonly holder: string;
    readonly bank: string;
    readonly reason: string;
  },
): Promise<Result<{ readonly approvalId: number }, ProposeRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, bankAccountId, reason } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const accounts = await bankAccountsOf(db, orgId);
    const account = accounts.find((one) => one.id === bankAccountId && one.booksId === booksId);
    const books = await booksById(db, orgId, booksId);
    if (!account || !books) return refuse({ code: "bank_account_not_found" });
    if (input.holder === "") return refuse({ code: "pay_account_holder_missing" });
    const waiting = (await selectWaitingPayAccounts(db, recording)).find(
      (one) => one.bankAccountId === bankAccountId,
    );
    if (waiting) return refuse({ code: "change_waiting", approvalId: waiting.approvalId });
    const printed = await lockPrinted(db, recording, bankAccountId);
    const { zh, en } = holderNames(books, input.holder);
    const { accountNo, currency } = account;
    const to: PayAccount = { accountNo, holderZh: zh, holderEn: en, bank: input.bank, currency };
    if (printed && isSamePayAccount(printed, to)) return refuse({ code: "pay_account_unchanged" });
    const { id: fromId = null, ...from } = printed ?? {};
    const value = { bankAccountId, fromId, from: printed && from, to };
    const approvalId = await insertApproval(db, {
      orgId,
      booksId,
      act: "change_bank_account",
      payload: { payAccount: value, by: acts.change_bank_account.approvers },
      currency: null,
      amountMinor: null,
      reason,
      askedBy: memberId,
    });
    const event = { action: "pay_account.ask", subjectKind: "approval", subjectId: approvalId };
    const before = printed && payAccountText(printed);
    const detail = { from: before, to: payAccountText(to), reason };
    await storeAudit(db, recording, [{ actor: actor.name, ...event, detail }]);
    await tellOthers(db, recording, {
      kind: "pay_account_proposed",
      about: approvalId,
      account: to,
      person: actor.name,
      roles: signersFor(acts.change_bank_account.approvers),
    });
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok({ approvalId });
  });
}
