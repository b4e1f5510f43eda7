// A ledger compared again: what was said of groups that came out the same (answer, note, dispute, whose
// books are put right) is said of the new ones.
import {
  type ComparisonGroupRow,
  selectGroupEntries,
  selectOpenGroups,
  updateComparisonGroup,
} from "../../db/comparisons.ts";
import type { Db } from "../../db/pool.ts";

export async function keepAnswers(
  db: Db,
  orgId: number,
  of: { readonly before: number; readonly after: number },
): Promise<void> {
  const before = await groupsByEntries(db, orgId, of.before);
  const after = await groupsByEntries(db, orgId, of.after);
  for (const [name, group] of before) {
    const same = after.get(name);
    if (!same || !isSpokenOf(group, same)) continue;
    const { answer, answerNote, answeredBy, note, corrects, code, disputeId } = group;
    await updateComparisonGroup(
      db,
      orgId,
      { id: of.after, n: same.n },
      {
        answer,
        answerNote,
        answeredBy,
        note,
        ...(corrects === null ? {} : { corrects }),
        ...(code === null ? {} : { code }),
        ...(disputeId === null ? {} : { disputeId }),
      },
    );
  }
}

function isSpokenOf(before: ComparisonGroupRow, after: ComparisonGroupRow): boolean {
  const isSaid = before.answer !== "" || before.note !== "" || before.disputeId !== null;
  return isSaid || before.corrects !== after.corrects || before.code !== after.code;
}

/** Groups that do not agree, by their result and the entries in them. */
async function groupsByEntries(
  db: Db,
  orgId: number,
  id: number,
): Promise<Map<string, ComparisonGroupRow>> {
  const groups = await selectOpenGroups(db, orgId, id);
  const entries = await selectGroupEntries(db, orgId, { id, groups: groups.map(({ n }) => n) });
  const byGroup = Map.groupBy(entries, ({ groupN }) => groupN);
  return new Map(
    groups.map((group) => {
      const told = (byGroup.get(group.n) ?? [])
        .map(({ side, date, no, minor }) => `${side} ${date} ${no} ${minor}`)
        .sort();
      return [`${group.verdict} ${told.join("; ")}`, group];
    }),
  );
}
