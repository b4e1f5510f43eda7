// What happens to an account that is printed to customers is told at once to everybody else who may act
// on it: a false one is found by whoever knows the right one.
import { type Happening, type NoticeKind, tellWhom } from "../../core/notices/notice.ts";
import { accountEnd, type PayAccount } from "../../core/pay-accounts.ts";
import { isRole, type Position, positions, type Role } from "../../core/roles.ts";
import { selectTeam } from "../../db/collection-team.ts";
import { insertNotices, selectMutes } from "../../db/notices.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

export function signersFor(by: readonly Position[]): readonly Role[] {
  return by.flatMap((position): readonly Role[] => positions[position].roles);
}

export async function tellOthers(
  db: Db,
  recording: Recording,
  of: {
    readonly kind: Extract<NoticeKind, `pay_account_${string}`>;
    /** The approval or the record it is about. */
    readonly about: number;
    readonly account: PayAccount;
    /** Who did it; nobody is told what they did themselves. */
    readonly person: string;
    readonly roles: readonly Role[];
  },
): Promise<void> {
  const { kind, about, account, person, roles } = of;
  const { bank, accountNo, currency } = account;
  const team = await selectTeam(db, recording.orgId);
  const others = team.flatMap(({ id, role }) =>
    isRole(role) && roles.includes(role) && id !== recording.memberId ? [{ id, role }] : [],
  );
  const happening: Happening = {
    kind,
    dedupeKey: `${kind} ${about}`,
    customerId: null,
    currency: null,
    amountMinor: null,
    fields: { bank, account: accountEnd(accountNo), currency, person },
    concernsIds: others.map(({ id }) => id),
    page: "payAccounts",
    query: "",
  };
  const told = tellWhom([happening], others, await selectMutes(db, recording));
  const { concernsIds: _, ...notice } = happening;
  await insertNotices(
    db,
    recording,
    told.map(({ memberId }) => ({ memberId, ...notice })),
  );
}
