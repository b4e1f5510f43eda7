// Who works on whom: dealt out by rule and load, or given to somebody by a person.
import type { CollectionSettings } from "../../contract/collections.ts";
import { type AssignmentRule, assignCases } from "../../core/collections/assign.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { countCustomersOfBooks } from "../../db/collection-cases.ts";
import { selectTeam, storeAssignments, type TeamMemberRow } from "../../db/collection-team.ts";
import { isActiveMember } from "../../db/difference-life.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { loadCases } from "./load-cases.ts";

export async function assignByRule(
  deps: Deps,
  actor: Actor,
  books: CollectionBooks,
): Promise<{ readonly assigned: number }> {
  const { orgId, booksId } = books;
  const { memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const assigned = await dealOut(db, books, memberId);
    const act = { actor: actor.name, action: "collection.assign", subjectKind: "books" };
    await storeAudit(db, recording, [{ ...act, subjectId: booksId, detail: { assigned } }]);
    return { assigned };
  });
}

/** Within a transaction; also by the round that looks after the books. */
export async function dealOut(
  db: Db,
  books: CollectionBooks,
  byMemberId: number | null,
): Promise<number> {
  const settings = await loadCollectionSettings(db, books);
  const team = await selectTeam(db, books.orgId);
  const cases = (await loadCases(db, books, { settings })).map((one) => {
    const { id, region, segment, ownerId, assigneeId, how } = one.customer;
    const now = assigneeId === null || how === null ? null : { memberId: assigneeId, how };
    const { askHome: askMinor, graded } = one;
    return { customerId: id, askMinor, grade: graded.grade, region, segment, ownerId, now };
  });
  const active = new Set(team.map(({ id }) => id));
  const assignments = assignCases(cases, rulesOf(settings, team, books.homeCurrency), active);
  await storeAssignments(db, books, { how: "rule", byMemberId, assignments });
  return assignments.length;
}

function rulesOf(
  { rules }: CollectionSettings,
  team: readonly TeamMemberRow[],
  homeCurrency: string,
): AssignmentRule[] {
  if (rules.length > 0) {
    return rules.map(({ from, ...rule }) => {
      const minor = parseMinor(from, homeCurrency);
      return { ...rule, fromMinor: minor === null ? 0 : toSafeMinor(minor) };
    });
  }
  const memberIds = usualCollectors(team);
  return [{ grades: [], regions: [], segments: [], fromMinor: 0, memberIds }];
}

/** Whoever has the role; in a firm without collectors the accountants, else the administrator. */
function usualCollectors(team: readonly TeamMemberRow[]): readonly number[] {
  for (const wanted of ["collector", "accountant", "administrator"]) {
    const ids = team.filter(({ role }) => role === wanted).map(({ id }) => id);
    if (ids.length > 0) return ids;
  }
  return [];
}

export type AssignRefusal = { readonly code: "member_gone" } | { readonly code: "not_found" };

export async function assignToMember(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly customerIds: readonly number[];
    readonly memberId: number;
  },
): Promise<Result<{ readonly assigned: number }, AssignRefusal>> {
  const { orgId, memberId: byMemberId } = actor;
  const { booksId, customerIds, memberId } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: byMemberId });
    if (!(await isActiveMember(db, orgId, memberId))) return refuse({ code: "member_gone" });
    const ids = [...new Set(customerIds)];
    if ((await countCustomersOfBooks(db, { orgId, booksId }, ids)) < ids.length) {
      return refuse({ code: "not_found" });
    }
    const assignments = ids.map((customerId) => ({ customerId, memberId, reason: "" }));
    await storeAssignments(db, { orgId, booksId }, { how: "person", byMemberId, assignments });
    const act = { actor: actor.name, action: "collection.assign", subjectKind: "member" };
    await storeAudit(db, recording, [
      { ...act, subjectId: memberId, detail: { customerIds: ids } },
    ]);
    return ok({ assigned: ids.length });
  });
}
