// Answers to a statement, line by line: what a decision makes of a line, and what the lines together
// make of the statement. Each line can be undone alone.
import { ok, type Result, refuse } from "../result.ts";
import {
  type Confirmation,
  type LineState,
  mayStatement,
  type ObjectionReason,
  type StatementAction,
} from "./statement.ts";

export type AnsweredLine = { readonly n: number; readonly state: LineState };

export type LineDecision =
  | { readonly n: number; readonly state: "agreed"; readonly note?: string | undefined }
  | {
      readonly n: number;
      readonly state: "objected";
      readonly reason: ObjectionReason;
      /** What the customer says is open; null: not said. */
      readonly theirMinor: number | null;
      readonly note: string;
    };

export type AnswerRefusal =
  | { readonly code: "statement_state"; readonly state: Confirmation; readonly action: string }
  | { readonly code: "line_not_found"; readonly line: number }
  | { readonly code: "lines_unanswered"; readonly count: number };

export function checkAct(
  state: Confirmation,
  action: StatementAction,
): Result<null, AnswerRefusal> {
  if (mayStatement(action, state)) return ok(null);
  return refuse({ code: "statement_state", state, action });
}

export function checkDecisions(
  lines: readonly AnsweredLine[],
  decisions: readonly { readonly n: number }[],
): Result<null, AnswerRefusal> {
  const known = new Set(lines.filter(({ state }) => state !== "withdrawn").map(({ n }) => n));
  const stranger = decisions.find(({ n }) => !known.has(n));
  return stranger ? refuse({ code: "line_not_found", line: stranger.n }) : ok(null);
}

/** What the statement is once the customer is through: every line must have an answer. */
export function finishedState(
  lines: readonly AnsweredLine[],
): Result<"confirmed" | "partly_objected", AnswerRefusal> {
  const open = lines.filter(({ state }) => state === "open").length;
  if (open > 0) return refuse({ code: "lines_unanswered", count: open });
  return ok(lines.some(({ state }) => state === "objected") ? "partly_objected" : "confirmed");
}

/** After an objection was resolved: the last one makes the statement agreed. */
export function stateAfterResolving(
  state: Confirmation,
  lines: readonly AnsweredLine[],
): Confirmation {
  if (state !== "partly_objected") return state;
  return lines.every((line) => line.state === "agreed" || line.state === "resolved")
    ? "confirmed"
    : state;
}

/** One line taken back: the others keep their answers, the statement waits for this one again. */
export function stateAfterUndo(state: Confirmation, wasSent: boolean): Confirmation {
  if (!["confirmed", "deemed_confirmed", "partly_objected"].includes(state)) return state;
  return wasSent ? "viewed" : "draft";
}
