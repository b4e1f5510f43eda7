// What is done with a comparison: shown to the customer, withdrawn, a group put right on the other
// side, answered, disputed; and the two signatures that close it.
import type { IsoDate } from "../../core/date.ts";
import type { DisputeReason } from "../../core/disputes/dispute.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type ComparisonRow,
  type GroupChange,
  insertComparisonEvent,
  lockComparison,
  selectComparisonGroup,
  selectGroupEntries,
  selectOpenGroups,
  storeSignature,
  updateComparison,
  updateComparisonGroup,
} from "../../db/comparisons.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type OpenByHandRefusal, openByHand } from "../disputes/open-by-hand.ts";
import { type Comparer, type ComparisonRefusal, mayChange } from "./make-comparison.ts";
import { findComparison } from "./read-comparison.ts";
import { reconciliationHash } from "./reconcile-stored.ts";

type Noted = { readonly act: string; readonly groupN?: number; readonly detail?: object };

async function note(db: Db, who: Comparer, id: number, event: Noted): Promise<void> {
  const { side, name: actor, memberId } = who;
  await insertComparisonEvent(db, who, { comparisonId: id, side, actor, memberId, ...event });
}

export async function changeComparison(
  deps: Deps,
  who: Comparer,
  input: { readonly id: number; readonly act: "share" | "unshare" | "withdraw" },
): Promise<Result<null, ComparisonRefusal>> {
  const { id, act } = input;
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const found = mayChange(await lockComparison(db, who.orgId, id), who);
    if (!found.ok) return found;
    const change =
      act === "withdraw" ? { state: "withdrawn" as const } : { isShared: act === "share" };
    await updateComparison(db, who.orgId, id, change);
    await note(db, who, id, { act: act === "withdraw" ? "withdrawn" : "shared", detail: { act } });
    return ok(null);
  });
}

/** Whose books are put right, the cause, a note among us. */
export async function changeGroup(
  deps: Deps,
  who: Comparer,
  input: {
    readonly id: number;
    readonly n: number;
    readonly change: Pick<GroupChange, "code" | "corrects" | "note">;
  },
): Promise<Result<null, ComparisonRefusal>> {
  const { id, n, change } = input;
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const found = mayChange(await lockComparison(db, who.orgId, id), who);
    if (!found.ok) return found;
    const group = await selectComparisonGroup(db, who.orgId, { id, n });
    if (!group || group.verdict === "agreed") return refuse({ code: "not_found" });
    await updateComparisonGroup(db, who.orgId, { id, n }, { ...change, decidedBy: who.name });
    await note(db, who, id, { act: "corrected", groupN: n, detail: change });
    return ok(null);
  });
}

/** What the customer says of one difference. */
export async function answerGroup(
  deps: Deps,
  who: Comparer,
  input: {
    readonly id: number;
    readonly n: number;
    readonly answer: "agreed" | "objected";
    readonly note: string;
  },
): Promise<Result<null, ComparisonRefusal>> {
  const { id, n, answer } = input;
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const found = mayChange(await lockComparison(db, who.orgId, id), who);
    if (!found.ok) return found;
    const group = await selectComparisonGroup(db, who.orgId, { id, n });
    if (!group || group.verdict === "agreed") return refuse({ code: "not_found" });
    const change = { answer, answerNote: input.note, answeredBy: who.name };
    await updateComparisonGroup(db, who.orgId, { id, n }, change);
    await note(db, who, id, { act: "answered", groupN: n, detail: { answer, note: input.note } });
    return ok(null);
  });
}

export async function signComparison(
  deps: Deps,
  who: Comparer,
  input: { readonly id: number; readonly name: string; readonly position: string },
): Promise<Result<null, ComparisonRefusal>> {
  const { id, name, position } = input;
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await lockSeen(db, who, id);
    if (!row) return refuse({ code: "not_found" });
    if (row.state !== "open") return refuse({ code: "comparison_state", state: row.state });
    const sha256 = reconciliationHash(row, await selectOpenGroups(db, who.orgId, id));
    const signature = { name, position, at: deps.clock.now().toISOString(), sha256 };
    await storeSignature(db, who.orgId, { id, side: who.side, signature });
    const other = who.side === "us" ? row.theirSignature : row.ourSignature;
    const isShared = who.side === "us" ? { isShared: true } : {};
    const isWhole = other?.sha256 === sha256;
    await updateComparison(db, who.orgId, id, {
      ...isShared,
      ...(isWhole ? { state: "closed" as const } : {}),
    });
    await note(db, who, id, { act: "signed", detail: { ...signature, isWhole } });
    return ok(null);
  });
}

/** Until both have signed, each may take its own signature back. */
export async function takeSignatureBack(
  deps: Deps,
  who: Comparer,
  id: number,
): Promise<Result<null, ComparisonRefusal>> {
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await lockSeen(db, who, id);
    if (!row) return refuse({ code: "not_found" });
    if (row.state !== "open") return refuse({ code: "comparison_state", state: row.state });
    await storeSignature(db, who.orgId, { id, side: who.side, signature: null });
    await note(db, who, id, { act: "unsigned" });
    return ok(null);
  });
}

async function lockSeen(db: Db, who: Comparer, id: number): Promise<ComparisonRow | null> {
  await lockComparison(db, who.orgId, id);
  return findComparison(db, who, id);
}

export type DisputeGroupRefusal =
  | ComparisonRefusal
  | OpenByHandRefusal
  | { readonly code: "comparison_no_document" };

/** A difference that becomes a dispute: about our documents in the group, as much as differs. */
export async function disputeGroup(
  deps: Deps,
  actor: Actor,
  input: {
    readonly who: Comparer;
    readonly id: number;
    readonly n: number;
    readonly today: IsoDate;
    readonly reason: DisputeReason;
    readonly note: string;
  },
): Promise<Result<{ readonly id: number }, DisputeGroupRefusal>> {
  const { who, id, n, today, reason } = input;
  const asked = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await findComparison(db, who, id);
    const group = row && (await selectComparisonGroup(db, who.orgId, { id, n }));
    if (!row || !group) return null;
    const entries = await selectGroupEntries(db, who.orgId, { id, groups: [n] });
    return { row, group, entries };
  });
  if (!asked) return refuse({ code: "not_found" });
  const documents = asked.entries.flatMap(({ itemId, minor }) =>
    itemId === null || minor <= 0 ? [] : [{ itemId, minor }],
  );
  const [only] = documents;
  const gap = Math.abs(asked.group.oursMinor - asked.group.theirsMinor);
  if (!only || gap === 0) return refuse({ code: "comparison_no_document" });
  const { currency } = asked.row;
  const items =
    documents.length === 1
      ? [{ id: only.itemId, amount: formatMinor(Math.min(gap, only.minor), currency) }]
      : documents.map((one) => ({ id: one.itemId, amount: formatMinor(one.minor, currency) }));
  const opened = {
    items,
    reason,
    note: input.note,
    source: "comparison",
    differenceId: null,
  } as const;
  const made = await openByHand(deps, actor, { booksId: who.booksId, today, opened });
  if (!made.ok) return made;
  await inOrganisation(deps.pool, who.orgId, async (db) => {
    await updateComparisonGroup(db, who.orgId, { id, n }, { disputeId: made.value.id });
    await note(db, who, id, { act: "disputed", groupN: n, detail: { disputeId: made.value.id } });
  });
  return made;
}
