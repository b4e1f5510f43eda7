// Brings the differences up to date: lines that fit nothing become differences, what was settled
// meanwhile ends, and every one that no test has seen gets its cause, its owner and its day.
import { dayIn } from "../../clock.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { classifyDifference } from "../../core/differences/classify.ts";
import { type Colleague, ownerOf, routeOf } from "../../core/differences/route.ts";
import { isDifferenceCode } from "../../core/differences.ts";
import {
  type DifferenceFactsRow,
  type ExaminedDifference,
  endSettledDifferences,
  insertLineDifferences,
  selectDifferencesToExamine,
  selectMembersByRole,
  storeExamined,
} from "../../db/difference-facts.ts";
import { insertDifferenceEvents } from "../../db/differences.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording } from "../../db/recording.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { loadSubjects } from "./load-subjects.ts";

/** Examined in one transaction, which holds the writing lock meanwhile; each reads all that is open. */
const portion = 4_000;

export type Examined = {
  readonly found: number;
  readonly ended: number;
  readonly examined: number;
  readonly explained: number;
};

export async function examineDifferences(
  deps: Deps,
  who: { readonly orgId: number; readonly booksId: number; readonly memberId: number | null },
  { again }: { readonly again: boolean },
): Promise<Examined> {
  const opened = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const recording = await beginRecording(db, who);
    await joinWholeTables(db);
    const ended = await endSettledDifferences(db, recording);
    const found = await insertLineDifferences(db, recording);
    await insertDifferenceEvents(db, recording, [
      ...ended.map(({ id, ...detail }) => ({ id, act: "resolved", detail }) as const),
      ...found.map((id) => ({ id, act: "found" }) as const),
    ]);
    return { ended: ended.length, found: found.length };
  });
  let [examined, explained] = [0, 0];
  for (let after = 0; after >= 0; ) {
    const done = await inOrganisation(deps.pool, who.orgId, async (db) => {
      const recording = await beginRecording(db, who);
      await joinWholeTables(db);
      return examinePortion(deps, db, recording, { again, after });
    });
    examined += done.examined;
    explained += done.explained;
    after = done.last;
  }
  return { ...opened, examined, explained };
}

async function examinePortion(
  deps: Deps,
  db: Db,
  recording: Recording,
  { again, after }: { readonly again: boolean; readonly after: number },
): Promise<{ readonly examined: number; readonly explained: number; readonly last: number }> {
  const rows = await selectDifferencesToExamine(db, recording, { again, after, limit: portion });
  const subjects = await loadSubjects(db, recording, rows);
  const members = await selectMembersByRole(db, recording.orgId);
  const { row: books } = await loadBooksContext(db, recording);
  const today = isoDate(dayIn(books.timeZone, deps.clock.now()));
  const found = rows.map((row, at): ExaminedDifference => {
    const subject = subjects[at];
    assert(subject !== undefined, "one subject a difference");
    return verdictOf(row, classifyDifference(subject), { members, today });
  });
  await storeExamined(db, recording, found);
  await insertDifferenceEvents(
    db,
    recording,
    found.map(({ id, code, codeBy, ownerRole, ownerMemberId, dueOn }) => {
      const detail = { code, codeBy, ownerRole, ownerMemberId, dueOn };
      return { id, act: "examined", detail };
    }),
  );
  return {
    examined: rows.length,
    explained: found.filter(({ code }) => code !== null).length,
    last: rows.length < portion ? -1 : (rows.at(-1)?.id ?? -1),
  };
}

/** What the engine found stays; the tests speak where it could not name a cause. */
function verdictOf(
  row: DifferenceFactsRow,
  tested: ReturnType<typeof classifyDifference>,
  { members, today }: { readonly members: readonly Colleague[]; readonly today: IsoDate },
): ExaminedDifference {
  const isEngines = row.codeBy === "engine" && row.code !== null && isDifferenceCode(row.code);
  const code = isEngines ? row.code : tested.code;
  const known = code !== null && isDifferenceCode(code) ? code : null;
  const others = new Set<string>([...(tested.code ? [tested.code] : []), ...tested.alsoFits]);
  if (known !== null) others.delete(known);
  const { role, dueOn } = routeOf(known, today);
  return {
    id: row.id,
    code: known,
    codeBy: isEngines ? "engine" : "test",
    because: isEngines ? reasonsOf(row, tested.because) : missingReasons(row, tested),
    alsoFits: [...others],
    ownerRole: role,
    ownerMemberId: ownerOf(role, { keeperId: row.customerOwnerId, members }),
    dueOn,
  };
}

/** The engine's words; where it gave none, those of the tests. */
function reasonsOf({ because }: DifferenceFactsRow, tested: readonly unknown[]) {
  return because.length > 0 ? because : tested;
}

/** Of a line that nothing explains first why the run could not place it. */
function missingReasons(row: DifferenceFactsRow, tested: ReturnType<typeof classifyDifference>) {
  const isPlaced = tested.code !== null || row.matchReason === null;
  return isPlaced ? tested.because : [row.matchReason, ...tested.because];
}
