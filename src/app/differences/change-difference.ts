// What a person changes of a difference: whose it is, by when, where it stands, its cause, a note.
import type { DifferenceChange } from "../../contract/differences.ts";
import { because } from "../../core/because.ts";
import { differences, isDifferenceCode } from "../../core/differences.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertDisputeMark, isActiveMember, updateDifference } from "../../db/difference-life.ts";
import { type DifferenceDetailRow, selectDifference } from "../../db/difference-list.ts";
import { insertDifferenceEvents, type NewDifferenceEvent } from "../../db/differences.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export type ChangeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "difference_closed"; readonly state: string }
  | { readonly code: "member_gone" };

export async function changeDifference(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly today: string;
    readonly id: number;
    readonly change: DifferenceChange;
  },
): Promise<Result<{ readonly id: number }, ChangeRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id, change, today } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const row = await selectDifference(db, recording, { id, lock: true });
    if (!row) return refuse({ code: "not_found" });
    if (row.state !== "open" && !isNoteAlone(change)) {
      return refuse({ code: "difference_closed", state: row.state });
    }
    const { ownerId, dueOn, stage, code } = change;
    if (typeof ownerId === "number" && !(await isActiveMember(db, orgId, ownerId))) {
      return refuse({ code: "member_gone" });
    }
    await updateDifference(db, recording, {
      id,
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(stage === undefined ? {} : { stage }),
      ...(code === undefined || code === row.code
        ? {}
        : { code, because: [because("diff.by_person", { name: actor.name }), ...row.because] }),
    });
    if (code !== undefined) await markDisputed(db, recording, { row, code, today });
    await insertDifferenceEvents(db, recording, eventsOf(id, change, row));
    const detail = { ...change };
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "difference.change",
        subjectKind: "difference",
        subjectId: id,
        detail,
      },
    ]);
    return ok({ id });
  });
}

function isNoteAlone({ ownerId, dueOn, stage, code }: DifferenceChange): boolean {
  return [ownerId, dueOn, stage, code].every((value) => value === undefined);
}

/** What needs a red invoice stands open as disputed until it exists (DOMAIN §5.1). */
async function markDisputed(
  db: Db,
  recording: Recording,
  of: { readonly row: DifferenceDetailRow; readonly code: string; readonly today: string },
): Promise<void> {
  const { row, code, today } = of;
  if (row.itemId === null || !isDifferenceCode(code)) return;
  const { family, needsRedInvoice } = differences[code];
  const missing = row.leftMinor - row.itemDisputedMinor;
  if (missing <= 0 || (family !== "dispute" && !needsRedInvoice)) return;
  const mark = { itemId: row.itemId, amountMinor: missing, date: today, reason: code };
  await insertDisputeMark(db, recording, { ...mark, decisionId: null });
}

function eventsOf(
  id: number,
  { ownerId, dueOn, stage, code, note }: DifferenceChange,
  row: DifferenceDetailRow,
): NewDifferenceEvent[] {
  const events: NewDifferenceEvent[] = [];
  if (code !== undefined && code !== row.code) {
    events.push({ id, act: "recoded", detail: { from: row.code, code } });
  }
  if (ownerId !== undefined && ownerId !== row.ownerId) {
    events.push({ id, act: "assigned", detail: { from: row.ownerId, ownerMemberId: ownerId } });
  }
  if (dueOn !== undefined && dueOn !== row.dueOn) {
    events.push({ id, act: "dated", detail: { from: row.dueOn, dueOn } });
  }
  if (stage !== undefined && stage !== row.stage) {
    events.push({ id, act: "moved", detail: { from: row.stage, stage } });
  }
  if (note !== "") {
    const [first, ...rest] = events;
    if (first) return [{ ...first, note }, ...rest];
    events.push({ id, act: "noted", note });
  }
  return events;
}
