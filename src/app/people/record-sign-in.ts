// Sign-ins and what people do to their own accounts, in the audit trail of each organisation they
// belong to (ASVS 16.3.1).
import { membershipsOfUser } from "../../db/members.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "./record-act.ts";

export type AccountEvent =
  | "signed_in"
  | "sign_in_failed"
  | "second_factor_failed"
  | "signed_out"
  | "sessions_ended"
  | "password_changed"
  | "second_factor_enabled"
  | "second_factor_disabled"
  | "backup_codes_renewed";

export async function recordAccountEvent(
  deps: Deps,
  input: { userId: string; event: AccountEvent; address: string },
): Promise<void> {
  const { userId, event, address } = input;
  const memberships = await beforeOrganisation(deps.pool, { userId }, (db) =>
    membershipsOfUser(db, userId),
  );
  for (const { orgId, memberId, name } of memberships) {
    await inOrganisation(deps.pool, orgId, (db) =>
      recordAct(
        db,
        { orgId, memberId, name },
        { action: event, subjectKind: "member", subjectId: memberId, detail: { address } },
      ),
    );
  }
}
