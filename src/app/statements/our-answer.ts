// Decisions as they come over the wire: amounts become minor units of the statement's currency.
import type { AnswerBody } from "../../contract/statements.ts";
import { parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { LineDecision } from "../../core/statements/answer.ts";
import { selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export type DecisionFault =
  | { readonly code: "not_found" }
  | { readonly code: "not_an_amount"; readonly value: string };

export async function lineDecisions(
  deps: Deps,
  ref: { readonly orgId: number; readonly statementId: number },
  body: AnswerBody,
): Promise<Result<LineDecision[], DecisionFault>> {
  const statement = await inOrganisation(deps.pool, ref.orgId, (db) =>
    selectStatement(db, ref.orgId, ref.statementId),
  );
  if (statement === null) return refuse({ code: "not_found" });
  const decisions: LineDecision[] = [];
  for (const { n, state, reason, their, note } of body.decisions) {
    const minor = their === null ? null : parseMinor(their, statement.currency);
    if (their !== null && minor === null) return refuse({ code: "not_an_amount", value: their });
    const theirMinor = minor === null ? null : toSafeMinor(minor);
    decisions.push(
      state === "agreed" ? { n, state, note } : { n, state, reason, theirMinor, note },
    );
  }
  return ok(decisions);
}
