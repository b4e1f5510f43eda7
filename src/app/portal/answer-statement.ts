// What a customer answers in the portal: lines one by one, a line taken back, the end of it with name
// and position. Objections of a finished answer become disputes.
import type { DecisionsBody } from "../../contract/portal.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { LineDecision } from "../../core/statements/answer.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { disputeObjections } from "../disputes/dispute-objections.ts";
import {
  type Answerer,
  type AnswerFault,
  decideLines,
  type Finish,
  finishAnswer,
  noteView,
  undoLine,
} from "../statements/answer-statement.ts";
import { downloadPaper, type PaperFile } from "../statements/download-paper.ts";
import type { Visitor } from "./find-visitor.ts";
import { portalDay } from "./read-overview.ts";
import { selectShown } from "./read-statement.ts";

export type PortalAnswerRefusal =
  | AnswerFault
  | { readonly code: "not_an_amount"; readonly value: string };

function answererOf({ contactId, contactName, customerName }: Visitor, name = ""): Answerer {
  return { side: "customer", name: name || contactName || customerName, contactId };
}

function refOf({ orgId, customerId, booksId }: Visitor, statementId: number) {
  return { orgId, customerId, booksId, statementId };
}

/** Only what was sent to this customer; a withdrawn one is not there any more. */
async function findShown(
  deps: Deps,
  visitor: Visitor,
  statementId: number,
): Promise<Result<{ readonly currency: string }, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, visitor.orgId, async (db) => {
    const found = await selectShown(db, visitor, statementId);
    return found ? ok({ currency: found.statement.currency }) : refuse({ code: "not_found" });
  });
}

export async function decideInPortal(
  deps: Deps,
  visitor: Visitor,
  { statementId, decisions }: DecisionsBody & { readonly statementId: number },
): Promise<Result<null, PortalAnswerRefusal>> {
  const shown = await findShown(deps, visitor, statementId);
  if (!shown.ok) return shown;
  const read = readDecisions(decisions, shown.value.currency);
  if (!read.ok) return read;
  const ref = { ...refOf(visitor, statementId), decisions: read.value };
  const done = await decideLines(deps, answererOf(visitor), ref);
  return done.ok ? ok(null) : done;
}

function readDecisions(
  decisions: DecisionsBody["decisions"],
  currency: string,
): Result<LineDecision[], { readonly code: "not_an_amount"; readonly value: string }> {
  const read: LineDecision[] = [];
  for (const decision of decisions) {
    if (decision.state === "agreed") {
      read.push(decision);
      continue;
    }
    const { their, ...rest } = decision;
    const minor = their === null ? null : parseMinor(their, currency);
    if (their !== null && minor === null) return refuse({ code: "not_an_amount", value: their });
    read.push({ ...rest, theirMinor: minor === null ? null : toSafeMinor(minor) });
  }
  return ok(read);
}

export async function undoInPortal(
  deps: Deps,
  visitor: Visitor,
  { statementId, n }: { readonly statementId: number; readonly n: number },
): Promise<Result<null, AnswerFault>> {
  const shown = await findShown(deps, visitor, statementId);
  if (!shown.ok) return shown;
  const ref = { ...refOf(visitor, statementId), n, reason: "" };
  const done = await undoLine(deps, answererOf(visitor), ref);
  if (!done.ok) return done;
  await followObjections(deps, visitor, statementId);
  return ok(null);
}

export async function finishInPortal(
  deps: Deps,
  visitor: Visitor,
  {
    statementId,
    finish,
  }: { readonly statementId: number; readonly finish: Omit<Finish, "strength"> },
): Promise<Result<null, AnswerFault>> {
  const shown = await findShown(deps, visitor, statementId);
  if (!shown.ok) return shown;
  const ref = { ...refOf(visitor, statementId), finish: { ...finish, strength: "click" as const } };
  const done = await finishAnswer(deps, answererOf(visitor, finish.name), ref);
  if (!done.ok) return done;
  await followObjections(deps, visitor, statementId);
  return ok(null);
}

async function followObjections(deps: Deps, visitor: Visitor, statementId: number): Promise<void> {
  const { orgId } = visitor;
  const today = await inOrganisation(deps.pool, orgId, (db) => portalDay(deps, db, visitor));
  await disputeObjections(deps, { orgId, statementId, today });
}

export async function noteViewInPortal(
  deps: Deps,
  visitor: Visitor,
  viewed: {
    readonly statementId: number;
    readonly act: "viewed" | "downloaded";
    readonly detail?: object;
  },
): Promise<void> {
  const { statementId, ...rest } = viewed;
  await noteView(deps, answererOf(visitor), { ...refOf(visitor, statementId), ...rest });
}

/** The paper as it was frozen; every download is kept. */
export async function downloadInPortal(
  deps: Deps,
  visitor: Visitor,
  of: { readonly statementId: number; readonly format: "pdf" | "xlsx" },
): Promise<Result<PaperFile, { readonly code: "not_found" }>> {
  const { statementId, format } = of;
  const shown = await findShown(deps, visitor, statementId);
  if (!shown.ok) return shown;
  const { orgId, booksId } = visitor;
  const paper = await downloadPaper(deps, { orgId, booksId, id: statementId, format });
  if (!paper.ok) return paper;
  await noteViewInPortal(deps, visitor, { statementId, act: "downloaded", detail: { format } });
  return paper;
}
