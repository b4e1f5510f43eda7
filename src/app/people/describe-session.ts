// What the web client needs to know at its start: who, where, what they may do, which books.
import { dayIn } from "../../clock.ts";
import type { OrganisationSummary, Session } from "../../contract/session.ts";
import { actNames, mayDo } from "../../core/roles.ts";
import { type GradeDays, usualGradeDays } from "../../core/terms/ages.ts";
import { booksOf } from "../../db/books.ts";
import { membershipsOfUser, organisationById } from "../../db/members.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { loadGradeDays } from "../dunning/grade-rules.ts";
import type { SignedIn } from "./auth.ts";
import type { KnownActor } from "./find-actor.ts";

export async function describeSession(
  deps: Deps,
  input: { actor: KnownActor; person: SignedIn },
): Promise<Session> {
  const { actor, person } = input;
  const memberships = await beforeOrganisation(deps.pool, { userId: person.userId }, (db) =>
    membershipsOfUser(db, person.userId),
  );
  const organisations = [];
  for (const { orgId, role } of memberships) {
    organisations.push({ id: orgId, name: (await nameOf(deps, orgId)).name, role });
  }
  return {
    user: { email: person.email, name: actor.name, hasSecondFactor: person.hasSecondFactor },
    language: actor.language,
    organisation: await summarise(deps, actor),
    organisations,
    acts: actNames.filter((act) => mayDo(actor.role, act)),
    limits: { ...actor.limits },
  };
}

async function summarise(deps: Deps, actor: KnownActor): Promise<OrganisationSummary> {
  const { orgId } = actor;
  const { name, isDemo } = await nameOf(deps, orgId);
  const { rows, gradeDays } = await inOrganisation(deps.pool, orgId, async (db) => {
    const found = await booksOf(db, orgId);
    const days = new Map<number, GradeDays>();
    for (const { id: booksId, homeCurrency } of found) {
      days.set(booksId, await loadGradeDays(db, { orgId, booksId, homeCurrency }));
    }
    return { rows: found, gradeDays: days };
  });
  const now = deps.clock.now();
  const books = rows.map((row) => ({
    id: row.id,
    name: row.name,
    homeCurrency: row.homeCurrency,
    standard: row.standard,
    timeZone: row.timeZone,
    closedThrough: row.closedThrough,
    isDemo,
    today: dayIn(row.timeZone, now),
    gradeDays: gradeDays.get(row.id) ?? usualGradeDays,
  }));
  return { id: orgId, name, isDemo, memberId: actor.memberId, role: actor.role, books };
}

async function nameOf(deps: Deps, orgId: number): Promise<{ name: string; isDemo: boolean }> {
  const found = await inOrganisation(deps.pool, orgId, (db) => organisationById(db, orgId));
  return found ?? { name: "", isDemo: false };
}
