// What the customer (in the portal) or one of us on the customer's behalf answers to a statement,
// line by line. Every act locks the statement, leaves its trail, and can be undone alone.
import type { PoolClient } from "pg";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type AnswerRefusal,
  checkAct,
  checkDecisions,
  finishedState,
  type LineDecision,
  stateAfterResolving,
  stateAfterUndo,
} from "../../core/statements/answer.ts";
import type { AnswerStrength, Confirmation } from "../../core/statements/statement.ts";
import { notifyLive } from "../../db/live-events.ts";
import {
  insertStatementEvents,
  lockStatement,
  type NewStatementEvent,
  type StatementLineRow,
  type StatementRow,
  selectStatementLines,
  updateStatement,
  updateStatementLines,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

/** Who answers: a person at the customer, or one of us for them (by phone, on paper). */
export type Answerer =
  | { readonly side: "customer"; readonly name: string; readonly contactId: number | null }
  | { readonly side: "us"; readonly name: string; readonly memberId: number | null };

export type StatementRef = {
  readonly orgId: number;
  readonly statementId: number;
  /** Only a statement of this customer is found: what a portal session may see. */
  readonly customerId?: number | undefined;
  readonly booksId?: number | undefined;
};

export type AnswerFault = { readonly code: "not_found" } | AnswerRefusal;

export type AnsweredStatement = {
  readonly confirmation: Confirmation;
  readonly lines: readonly StatementLineRow[];
};

type Opened = {
  readonly db: PoolClient;
  readonly orgId: number;
  readonly statement: StatementRow;
  readonly lines: readonly StatementLineRow[];
};

/** Agrees or objects to lines; saved at each tap, counts as an answer once it is finished. */
export function decideLines(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly decisions: readonly LineDecision[] },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement, lines } = opened;
    const allowed = checkAct(statement.confirmation, "answer");
    if (!allowed.ok) return allowed;
    const fits = checkDecisions(lines, input.decisions);
    if (!fits.ok) return fits;
    const of = { orgId: input.orgId, statementId: statement.id };
    const changes = input.decisions.map((decision) => ({
      n: decision.n,
      state: decision.state,
      reason: decision.state === "objected" ? decision.reason : "",
      theirMinor: decision.state === "objected" ? decision.theirMinor : null,
      note: decision.note ?? "",
      decidedBy: who.name,
    }));
    await updateStatementLines(db, of, changes);
    await trail(
      opened,
      changes.map(({ n, state, reason, theirMinor, note }) => ({
        lineN: n,
        act: state,
        ...actorOfTrail(who),
        detail: { reason, theirMinor, note },
      })),
    );
    return ok(null);
  });
}

/** Takes the answer to one line back; the others keep theirs. */
export function undoLine(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly n: number; readonly reason: string },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement, lines } = opened;
    const allowed = checkAct(statement.confirmation, "undo_line");
    if (!allowed.ok) return allowed;
    const line = lines.find(({ n, state }) => n === input.n && state !== "open");
    if (!line) return refuse({ code: "line_not_found", line: input.n });
    const { orgId } = input;
    await updateStatementLines(db, { orgId, statementId: statement.id }, [blank(line.n)]);
    const confirmation = stateAfterUndo(statement.confirmation, statement.sentAt !== null);
    if (confirmation !== statement.confirmation) {
      await updateStatement(db, orgId, statement.id, { confirmation, unanswered: true });
    }
    const { state, reason, theirMinor, note } = line;
    const before = { state, reason, theirMinor, note, statement: statement.confirmation };
    const detail = { reason: input.reason, before };
    await trail(opened, [{ lineN: line.n, act: "undone", ...actorOfTrail(who), detail }]);
    return ok(null);
  });
}

export type Finish = {
  readonly name: string;
  readonly position: string;
  readonly note: string;
  readonly strength: AnswerStrength;
};

/** The customer is through: confirmed when every line is agreed, else partly objected. */
export function finishAnswer(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly finish: Finish },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement, lines } = opened;
    const allowed = checkAct(statement.confirmation, "answer");
    if (!allowed.ok) return allowed;
    const confirmation = finishedState(lines);
    if (!confirmation.ok) return confirmation;
    const answer = { ...input.finish, side: who.side };
    await updateStatement(db, input.orgId, statement.id, {
      confirmation: confirmation.value,
      answer,
    });
    const act = confirmation.value === "confirmed" ? "confirmed" : "finished";
    await trail(opened, [{ act, ...actorOfTrail(who), detail: answer }]);
    return ok(null);
  });
}

/** An objection came to its end on our side; the last one makes the statement agreed. */
export function resolveLine(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly n: number; readonly note: string },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement, lines } = opened;
    const allowed = checkAct(statement.confirmation, "resolve");
    if (!allowed.ok) return allowed;
    const line = lines.find(({ n, state }) => n === input.n && state === "objected");
    if (!line) return refuse({ code: "line_not_found", line: input.n });
    await updateStatementLines(db, { orgId: input.orgId, statementId: statement.id }, [
      { ...line, state: "resolved", decidedBy: who.name },
    ]);
    const detail = { note: input.note };
    await trail(opened, [{ lineN: line.n, act: "resolved", ...actorOfTrail(who), detail }]);
    const after = lines.map((one) =>
      one.n === line.n ? { ...one, state: "resolved" as const } : one,
    );
    const confirmation = stateAfterResolving(statement.confirmation, after);
    if (confirmation === statement.confirmation) return ok(null);
    await updateStatement(db, input.orgId, statement.id, { confirmation });
    await trail(opened, [{ act: "confirmed", ...actorOfTrail(who), detail }]);
    return ok(null);
  });
}

/** A resolved objection is taken up again: the statement is partly objected once more. */
export function objectAgain(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly n: number; readonly note: string },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement, lines } = opened;
    const allowed = checkAct(statement.confirmation, "object_again");
    if (!allowed.ok) return allowed;
    const line = lines.find(({ n, state }) => n === input.n && state === "resolved");
    if (!line) return refuse({ code: "line_not_found", line: input.n });
    const of = { orgId: input.orgId, statementId: statement.id };
    await updateStatementLines(db, of, [{ ...line, state: "objected" }]);
    if (statement.confirmation === "confirmed") {
      await updateStatement(db, input.orgId, statement.id, { confirmation: "partly_objected" });
    }
    const detail = { note: input.note };
    await trail(opened, [{ lineN: line.n, act: "reopened", ...actorOfTrail(who), detail }]);
    return ok(null);
  });
}

/** The first look makes a sent statement a viewed one; every look is kept. */
export function noteView(
  deps: Deps,
  who: Answerer,
  input: StatementRef & { readonly act: "viewed" | "downloaded"; readonly detail?: object },
): Promise<Result<AnsweredStatement, AnswerFault>> {
  return onStatement(deps, input, async (opened) => {
    const { db, statement } = opened;
    if (who.side === "customer") {
      const isFirst = statement.confirmation === "sent";
      await updateStatement(db, input.orgId, statement.id, {
        viewed: true,
        ...(isFirst ? { confirmation: "viewed" as const } : {}),
      });
    }
    const detail = input.detail ?? {};
    await trail(opened, [{ act: input.act, ...actorOfTrail(who), detail }]);
    return ok(null);
  });
}

async function onStatement(
  deps: Deps,
  ref: StatementRef,
  act: (opened: Opened) => Promise<Result<null, AnswerFault>>,
): Promise<Result<AnsweredStatement, AnswerFault>> {
  const { orgId, statementId } = ref;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const statement = await lockStatement(db, orgId, statementId);
    if (statement === null || !isAsked(statement, ref)) return refuse({ code: "not_found" });
    const lines = await selectStatementLines(db, orgId, statementId);
    const done = await act({ db, orgId, statement, lines });
    if (!done.ok) return done;
    const { booksId } = statement;
    await notifyLive(db, { orgId, booksId, topic: "statements", id: statementId });
    const after = await lockStatement(db, orgId, statementId);
    const confirmation = after?.confirmation ?? statement.confirmation;
    return ok({ confirmation, lines: await selectStatementLines(db, orgId, statementId) });
  });
}

function isAsked(statement: StatementRow, { customerId, booksId }: StatementRef): boolean {
  if (customerId !== undefined && statement.customerId !== customerId) return false;
  return booksId === undefined || statement.booksId === booksId;
}

function blank(n: number) {
  return { n, state: "open" as const, reason: "", theirMinor: null, note: "", decidedBy: "" };
}

function actorOfTrail(who: Answerer) {
  const { side, name: actor } = who;
  const memberId = who.side === "us" ? who.memberId : null;
  const contactId = who.side === "customer" ? who.contactId : null;
  return { side, actor, memberId, contactId };
}

async function trail(
  { db, orgId, statement }: Opened,
  events: readonly Omit<NewStatementEvent, "statementId">[],
): Promise<void> {
  const { id: statementId, booksId } = statement;
  await insertStatementEvents(
    db,
    { orgId, booksId },
    events.map((event) => ({ ...event, statementId })),
  );
}
