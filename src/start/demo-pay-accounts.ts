// The demo's accounts to pay into: one a currency, proposed by an invented colleague and confirmed by the
// visitor's own person, and one more that waits for the visitor.
import type { Actor } from "../app/actor.ts";
import { decideApproval } from "../app/adjustments/approvals.ts";
import type { Deps } from "../app/deps.ts";
import { listPayAccounts } from "../app/pay-accounts/list.ts";
import { proposePayAccount } from "../app/pay-accounts/propose.ts";
import type { Auth } from "../app/people/auth.ts";
import { randomPassword } from "../app/people/create-first-administrator.ts";
import { assert } from "../core/assert.ts";
import { selectTeam } from "../db/collection-team.ts";
import { insertMember } from "../db/members.ts";
import { inOrganisation } from "../db/transaction.ts";

// an administrator, as the visitor is: what is told by role goes to the visitor as before
const colleague = {
  email: "colleague@qingzhang.example",
  name: "李静",
  role: "administrator",
} as const;

/** Books whose accounts somebody has dealt with are left as they are. */
export async function addDemoPayAccounts(
  deps: Deps & { readonly auth: Auth },
  visitor: Actor & { readonly memberId: number },
  booksId: number,
): Promise<void> {
  const { rows, ownName } = await listPayAccounts(deps, visitor, booksId);
  const isTouched = rows.some((row) => row.printed ?? row.waiting ?? row.stopped);
  if (isTouched) return;
  const proposer = await addColleague(deps, visitor.orgId);
  const currencies = new Set<string>();
  const spare = rows.find(
    (row, at) => rows.findIndex(({ currency }) => currency === row.currency) < at,
  );
  for (const row of rows) {
    const isFirst = !currencies.has(row.currency);
    currencies.add(row.currency);
    if (!isFirst && row !== spare) continue;
    const { bankAccountId, bank, holder } = row;
    const asked = await proposePayAccount(deps, proposer, {
      ...{ booksId, bankAccountId, bank, holder: holder || ownName },
      reason: isFirst ? "" : "第二个收款账户",
    });
    assert(asked.ok, "an account of the demo can be proposed");
    if (!isFirst) continue;
    const { approvalId } = asked.value;
    const comment = "拨打开户行公布的客服电话，柜员 05 核对账号与户名一致";
    const decided = { booksId, approvalId, approve: true, comment };
    const done = await decideApproval(deps, visitor, decided);
    assert(done.ok, "the administrator may confirm it");
  }
}

/** The one of a start that was cut off, or a new one. */
async function addColleague(
  deps: Deps & { readonly auth: Auth },
  orgId: number,
): Promise<Actor & { readonly memberId: number }> {
  const { email, name, role } = colleague;
  const { userId } = await deps.auth.ensureAccount({ email, name, password: randomPassword() });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const member = await insertMember(db, {
      ...{ orgId, userId, email, name, role },
      ...{ limits: {}, isLead: false, language: "zh" },
    });
    const found = member ?? (await selectTeam(db, orgId)).find((one) => one.email === email);
    assert(found !== undefined, "the colleague is a member");
    return { orgId, memberId: found.id, role, language: "zh", name };
  });
}
