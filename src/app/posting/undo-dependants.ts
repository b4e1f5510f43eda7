// All decisions that stand on one, directly or on each other: what an undo has to undo first.
import type { Db } from "../../db/pool.ts";
import { selectDependants } from "../../db/undo-dependants.ts";

/** Newest first, so that nothing is undone while something stands on it. */
export async function dependantsOf(db: Db, orgId: number, decisionId: number): Promise<number[]> {
  const found = new Set<number>();
  const open = [decisionId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const dependant of await selectDependants(db, orgId, id)) {
      if (found.has(dependant) || dependant === decisionId) continue;
      found.add(dependant);
      open.push(dependant);
    }
  }
  return [...found].sort((a, b) => b - a);
}
