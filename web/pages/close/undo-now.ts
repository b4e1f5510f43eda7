// The undo of the bar that is offered right after a posting: at once, refused with its sentence.
import { undoOutcomes } from "../../../src/contract/workbench.ts";
import { sendJson } from "../../api/client.ts";

export async function undoDecision(base: string, decisionId: number): Promise<void> {
  const body = { decisionIds: [decisionId], reason: "" };
  const { outcomes } = await sendJson(undoOutcomes, "POST", `${base}/decisions/undo`, { body });
  const refused = outcomes.find(({ problem }) => problem !== null)?.problem;
  if (refused) throw new Error(refused.title);
}
