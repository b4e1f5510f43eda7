// Events that interrupt a limitation period: recorded with their paper, revoked, never changed.
import { ok, type Result, refuse } from "../../core/result.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import {
  insertLimitationEvent,
  revokeLimitationEvent,
  selectLimitationEvents,
} from "../../db/report-limitation.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "../people/find-actor.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type NewLimitationEvent = {
  readonly customerId: number;
  readonly itemId: number | null;
  readonly kind: string;
  readonly date: string;
  readonly evidence: string;
};

export async function listLimitationEvents(deps: Deps, books: InBooks, customerId: number | null) {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectLimitationEvents(db, books, customerId),
  );
  return rows.map(({ revokedAt, ...row }) => ({ ...row, isRevoked: revokedAt !== null }));
}

export async function recordLimitationEvent(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly event: NewLimitationEvent },
): Promise<Result<{ readonly id: number }, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, event } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const id = await insertLimitationEvent(
      db,
      { orgId, booksId },
      { ...event, memberId, recordedAt: recording.recordedAt },
    );
    if (id === null) return refuse({ code: "not_found" });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "limitation.record",
        subjectKind: "customer",
        subjectId: event.customerId,
        detail: { kind: event.kind, date: event.date, evidence: event.evidence },
      },
    ]);
    return ok({ id });
  });
}

export async function revokeEvent(
  deps: Deps,
  actor: KnownActor,
  input: { readonly booksId: number; readonly id: number },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, id } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const revokedAt = recording.recordedAt;
    const isRevoked = await revokeLimitationEvent(db, { orgId, booksId }, { id, revokedAt });
    if (!isRevoked) return refuse({ code: "not_found" });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "limitation.revoke",
        subjectKind: "books",
        subjectId: booksId,
        detail: { id },
      },
    ]);
    return ok(null);
  });
}
