// The language in which a member reads pages, letters and refusals.
import type { Language } from "../../core/words/word.ts";
import { setMemberLanguage } from "../../db/members.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "./find-actor.ts";

export async function setLanguage(
  deps: Deps,
  actor: KnownActor,
  language: Language,
): Promise<void> {
  const { orgId, memberId } = actor;
  await inOrganisation(deps.pool, orgId, (db) => setMemberLanguage(db, orgId, memberId, language));
}
