// P3 核对: a statement as it was frozen, with the answers so far, the files of each line and what has
// changed since beside it, never in it.
import type { PortalLine, PortalStatement } from "../../contract/portal.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayStatement } from "../../core/statements/statement.ts";
import type { Db } from "../../db/pool.ts";
import {
  type StatementEventRow,
  type StatementLineRow,
  type StatementRow,
  selectStatementEvents,
  selectStatementForPortal,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Visitor } from "./find-visitor.ts";
import { filesById } from "./threads.ts";

const hidden: ReadonlySet<string> = new Set(["draft", "withdrawn", "superseded"]);

export async function readPortalStatement(
  deps: Deps,
  visitor: Visitor,
  statementId: number,
): Promise<Result<PortalStatement, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, visitor.orgId, async (db) => {
    const found = await selectShown(db, visitor, statementId);
    if (!found) return refuse({ code: "not_found" });
    const { statement, lines } = found;
    const events = await selectStatementEvents(db, visitor.orgId, statementId);
    const fileIds = fileIdsByLine(events);
    const files = await filesById(db, visitor, [...fileIds.values()].flat());
    const onWire = lines.map((line) => {
      const own = (fileIds.get(line.n) ?? []).flatMap((id) => files.get(id) ?? []);
      return { ...lineOnWire(line, statement), files: own };
    });
    return ok(statementOnWire(statement, lines, onWire));
  });
}

/** A statement this customer may see; null for any other, whatever its id. */
export async function selectShown(
  db: Db,
  { orgId, customerId }: Visitor,
  statementId: number,
): Promise<{
  readonly statement: StatementRow;
  readonly lines: readonly StatementLineRow[];
} | null> {
  const found = await selectStatementForPortal(db, orgId, statementId);
  if (found === null || found.statement.customerId !== customerId) return null;
  return hidden.has(found.statement.confirmation) ? null : found;
}

/** Files the customer put to a line (keep-file.ts leaves them in the statement's trail). */
export function fileIdsByLine(events: readonly StatementEventRow[]): Map<number, number[]> {
  const byLine = new Map<number, number[]>();
  for (const { act, lineN, detail } of events) {
    const fileId = detail["fileId"];
    if (act !== "note" || lineN === null || typeof fileId !== "number") continue;
    byLine.set(lineN, [...(byLine.get(lineN) ?? []), fileId]);
  }
  return byLine;
}

function lineOnWire(
  line: StatementLineRow,
  { currency, snapshot }: StatementRow,
): Omit<PortalLine, "files"> {
  const frozen = snapshot.lines.find(({ n }) => n === line.n);
  const text = (minor: number) => formatMinor(minor, currency);
  const hasChanged = line.openNowMinor !== null && line.openNowMinor !== line.openMinor;
  return {
    n: line.n,
    kind: line.kind,
    itemKind: line.itemKind,
    factor: frozen?.factor ?? "",
    no: line.no,
    reference: frozen?.reference ?? "",
    issueDate: line.issueDate,
    dueDate: line.dueDate,
    daysLate: frozen?.daysLate ?? null,
    amount: text(line.amountMinor),
    open: text(line.openMinor),
    openNow: hasChanged && line.openNowMinor !== null ? text(line.openNowMinor) : null,
    state: line.state,
    reason: line.reason,
    their: line.theirMinor === null ? null : text(line.theirMinor),
    note: line.note,
  };
}

function statementOnWire(
  statement: StatementRow,
  lines: readonly StatementLineRow[],
  onWire: PortalLine[],
): PortalStatement {
  const { snapshot, currency, confirmation } = statement;
  const changed = lines.reduce(
    (sum, { openMinor, openNowMinor }) => sum + ((openNowMinor ?? openMinor) - openMinor),
    0,
  );
  return {
    id: statement.id,
    no: statement.no,
    form: statement.form,
    currency,
    from: statement.from,
    to: statement.to,
    opening: snapshot.opening,
    debit: snapshot.debit,
    credit: snapshot.credit,
    closing: snapshot.closing,
    overdue: snapshot.overdue,
    unapplied: snapshot.unapplied,
    disputed: snapshot.disputed,
    changedSince: formatMinor(changed, currency),
    confirmation,
    replyBy: statement.replyBy,
    sha256: statement.sha256,
    answer: answerOf(statement),
    mayAnswer: mayStatement("answer", confirmation),
    lines: onWire,
    movements: snapshot.movements.map(({ date, what, no, debit, credit, balance }) => ({
      date,
      what: { zh: what.zh, en: what.en },
      no,
      debit,
      credit,
      balance,
    })),
  };
}

function answerOf({ answer, answeredAt }: StatementRow): PortalStatement["answer"] {
  if (answeredAt === null) return null;
  const text = (key: string) => (typeof answer[key] === "string" ? answer[key] : "");
  return {
    name: text("name"),
    position: text("position"),
    note: text("note"),
    at: answeredAt.toISOString(),
  };
}
