// An account of ours begins to be printed to customers, because a second person confirmed it, or stops,
// because one person says so.
import { type PayAccount, payAccountText } from "../../core/pay-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { acts, type Role } from "../../core/roles.ts";
import type { ApprovalRow } from "../../db/approvals.ts";
import { notifyLive } from "../../db/live-events.ts";
import { insertPayAccount, lockPrinted, stopPayAccount } from "../../db/pay-accounts.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { SettingsMoved } from "../books-settings/accounts.ts";
import type { Deps } from "../deps.ts";
import type { PayAccountPayload } from "./propose.ts";
import { tellOthers } from "./tell-others.ts";

/** Everybody who may propose, confirm or stop one. */
const concerned: readonly Role[] = acts.stop_pay_account.roles;

/** Carried out with the approval. */
export async function printPayAccount(
  db: Db,
  recording: Recording,
  of: {
    readonly actor: Actor & { readonly memberId: number };
    readonly approval: Pick<ApprovalRow, "id" | "askedBy" | "askedAt">;
    readonly payload: PayAccountPayload;
  },
): Promise<Result<null, SettingsMoved>> {
  const { actor, approval, payload } = of;
  const { bankAccountId, fromId, from, to } = payload;
  const printed = await lockPrinted(db, recording, bankAccountId);
  if ((printed?.id ?? null) !== fromId) return refuse({ code: "settings_moved" });
  const { memberId } = actor;
  if (printed) {
    await stopPayAccount(db, recording, { id: printed.id, memberId, reason: "" });
  }
  await insertPayAccount(db, recording, {
    ...to,
    bankAccountId,
    approvalId: approval.id,
    proposedBy: approval.askedBy,
    proposedAt: approval.askedAt,
    confirmedBy: memberId,
  });
  const event = {
    action: "pay_account.print",
    subjectKind: "bank_account",
    subjectId: bankAccountId,
    detail: {
      from: from && payAccountText(from),
      to: payAccountText(to),
      approvalId: approval.id,
    },
  };
  await storeAudit(db, recording, [{ actor: actor.name, ...event }]);
  await tellOthers(db, recording, {
    kind: "pay_account_confirmed",
    about: approval.id,
    account: to,
    person: actor.name,
    roles: concerned,
  });
  return ok(null);
}

export type StopRefusal =
  | { readonly code: "pay_account_not_printed" }
  | { readonly code: "reason_missing" };

/** One person is enough: no customer is sent to a false account by printing none. */
export async function stopPrinting(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: { readonly booksId: number; readonly bankAccountId: number; readonly reason: string },
): Promise<Result<null, StopRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, bankAccountId, reason } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const printed = await lockPrinted(db, recording, bankAccountId);
    if (!printed) return refuse({ code: "pay_account_not_printed" });
    if (reason.trim() === "") return refuse({ code: "reason_missing" });
    const { id, ...from }: PayAccount & { readonly id: number } = printed;
    await stopPayAccount(db, recording, { id, memberId, reason });
    const event = {
      action: "pay_account.stop",
      subjectKind: "bank_account",
      subjectId: bankAccountId,
      detail: { from: payAccountText(from), reason },
    };
    await storeAudit(db, recording, [{ actor: actor.name, ...event }]);
    await tellOthers(db, recording, {
      kind: "pay_account_stopped",
      about: id,
      account: from,
      person: actor.name,
      roles: concerned,
    });
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok(null);
  });
}
