// A new first password for a member who lost theirs, and the second factor off when the phone is
// gone too. Only for people of this organisation alone: an account is shared by all organisations
// its person belongs to, and none may open the others' door. Whoever makes a first password knows it,
// so the member is told by mail: nobody signs in as a colleague unnoticed.

import { dayIn } from "../../clock.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { secondFactorOff } from "../../core/words/messages.ts";
import { booksOf } from "../../db/books.ts";
import { memberById, membershipsOfUser } from "../../db/members.ts";
import type { Db } from "../../db/pool.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { tellMembers } from "../sending/tell-members.ts";
import type { Auth } from "./auth.ts";
import { randomPassword } from "./create-first-administrator.ts";
import { recordAct } from "./record-act.ts";

export type ResetPasswordRefusal =
  | { readonly code: "member_not_found" }
  | { readonly code: "own_role" }
  | { readonly code: "member_elsewhere" };

export async function resetPassword(
  deps: Deps & { readonly auth: Auth },
  actor: Actor,
  input: { id: number; secondFactorToo: boolean },
): Promise<Result<{ firstPassword: string }, ResetPasswordRefusal>> {
  const { orgId } = actor;
  const { id, secondFactorToo } = input;
  const member = await inOrganisation(deps.pool, orgId, (db) => memberById(db, orgId, id));
  if (!member) return refuse({ code: "member_not_found" });
  if (id === actor.memberId) return refuse({ code: "own_role" });
  const { userId } = member;
  const memberships = await beforeOrganisation(deps.pool, { userId }, (db) =>
    membershipsOfUser(db, userId),
  );
  if (memberships.some((one) => one.orgId !== orgId)) return refuse({ code: "member_elsewhere" });
  return ok(await reset(deps, { userId, actors: [{ actor, id }], secondFactorToo }));
}

/** Who acts in the trail of a reset from the machine. */
const machine = { memberId: null, name: "system" } as const;

/**
 * From the machine itself, by whoever holds its files: an only administrator who lost the password has
 * nobody to ask. It stands in the trail of every organisation the person belongs to.
 */
export async function resetPasswordFromMachine(
  deps: Pick<Deps, "pool" | "clock"> & { readonly auth: Auth },
  { email, secondFactorToo }: { readonly email: string; readonly secondFactorToo: boolean },
): Promise<Result<{ firstPassword: string }, { readonly code: "member_not_found" }>> {
  const userId = await deps.auth.userOfEmail(email);
  if (userId === null) return refuse({ code: "member_not_found" });
  const memberships = await beforeOrganisation(deps.pool, { userId }, (db) =>
    membershipsOfUser(db, userId),
  );
  const actors = memberships.map(({ orgId, memberId }) => ({
    actor: { ...machine, orgId },
    id: memberId,
  }));
  return ok(await reset(deps, { userId, actors, secondFactorToo }));
}

type ResetActor = Pick<Actor, "orgId" | "memberId" | "name">;

/** Noted in each organisation before it counts. */
async function reset(
  deps: Pick<Deps, "pool" | "clock"> & { readonly auth: Auth },
  of: {
    readonly userId: string;
    readonly actors: readonly { readonly actor: ResetActor; readonly id: number }[];
    readonly secondFactorToo: boolean;
  },
): Promise<{ firstPassword: string }> {
  const { userId, actors, secondFactorToo } = of;
  const firstPassword = randomPassword();
  for (const { actor, id } of actors) {
    await inOrganisation(deps.pool, actor.orgId, async (db) => {
      await recordAct(db, actor, {
        action: "password_reset",
        subjectKind: "member",
        subjectId: id,
        detail: { secondFactorToo },
      });
      await tellMember(deps, db, { actor, id, secondFactorToo });
    });
  }
  await deps.auth.setFirstPassword(userId, firstPassword);
  if (secondFactorToo) await deps.auth.dropSecondFactor(userId);
  return { firstPassword };
}

/** Messages leave from a set of books: the first. */
async function tellMember(
  deps: Pick<Deps, "clock">,
  db: Db,
  { actor, id, secondFactorToo }: { actor: ResetActor; id: number; secondFactorToo: boolean },
): Promise<void> {
  const { orgId } = actor;
  const [books] = await booksOf(db, orgId);
  if (!books) return;
  const now = deps.clock.now();
  await tellMembers(
    db,
    { orgId, booksId: books.id },
    {
      key: `password_reset ${id} ${now.toISOString()}`,
      code: "password_reset",
      memberIds: [id],
      toTeam: false,
      values: (language) => ({
        by: actor.name,
        day: dayIn(books.timeZone, now),
        factor: secondFactorToo ? secondFactorOff[language] : "",
      }),
    },
  );
}
