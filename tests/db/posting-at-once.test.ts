// A run posts a batch in two transactions that write at once. Whatever others do meanwhile, each line
// is decided once and the ledger is what it would be one after the other.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generateBooks } from "../../demo/generate.ts";
import { readBatch } from "../../src/app/matching/batches.ts";
import { decisionOf } from "../../src/app/matching/post-matches.ts";
import { type RunSummary, runReconciliation } from "../../src/app/matching/run-reconciliation.ts";
import { sharesOf } from "../../src/app/matching/shares.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { isoDate } from "../../src/core/date.ts";
import type { PostableMatch } from "../../src/db/matches.ts";
import { storeAudit } from "../../src/db/recording.ts";
import { importDemoBooks } from "../support/demo-books.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";
import { begun, matched, postings, reconciled, run } from "../support/runs.ts";

const generated = generateBooks({ seed: 23, lines: 1_500, asOf: isoDate("2026-09-30") });

test("what is recorded between the two loses nothing", async (t) => {
  const undisturbed = await importDesk(t);
  await importDemoBooks(undisturbed, generated);
  const whole = await reconciled(undisturbed, await begun(undisturbed));
  assert.deepEqual(await trail(undisturbed), ["run.post", "run.post"]);

  const disturbed = await deskWithMatches(t);
  const { changed, posted } = await whileSecondIsHeld(disturbed, ({ books }) =>
    books.record((db, recording) =>
      storeAudit(db, recording, [{ actor: "test", action: "between" }]),
    ),
  );
  assert.deepEqual({ changed, posted }, { changed: 0, posted: whole.posted });
  assert.deepEqual(await trail(disturbed.desk), ["run.post", "between", "run.post"]);
  assert.deepEqual(await postings(disturbed.desk), await postings(undisturbed));
});

test("a person who decides a line that the second is writing waits, and one of them decides it", async (t) => {
  const at = await deskWithMatches(t);
  const [, line] = at.second;
  assert.ok(line);
  const person: Promise<unknown>[] = [];
  await whileSecondIsHeld(at, async ({ books, count }) => {
    const { bankLineIds, parts, residuals, ...request } = decisionOf(line, null);
    // the person has the writing lock and waits for a row of the second, which then waits for the lock
    const decided = books.record((db, recording) =>
      postDecisions(db, recording, [{ ...request, kind: "manual", bankLineIds, parts, residuals }]),
    );
    person.push(decided);
    const blocked = `select count(*) from pg_stat_activity where datname = current_database()
      and wait_event_type = 'Lock' and query like 'insert into allocation %'`;
    while ((await count(blocked)) === 0) await sleep(5);
  });
  await Promise.all(person);
  const live = "select count(*) from decision where bank_line_id = $1 and undone_by_id is null";
  assert.equal(await at.desk.count(`${live} and kind <> 'claim'`, line.bankLineId), 1);
  const verified = await verifyBooks(at.desk.deps, at.desk.books, {
    dates: ["2026-09-30"],
    knownAt: null,
  });
  assert.ok(verified.holds, JSON.stringify(verified));
});

type DeskWithMatches = {
  readonly desk: ImportDesk;
  readonly runId: number;
  /** What the second transaction is to post automatically. */
  readonly second: readonly PostableMatch[];
};

async function deskWithMatches(t: TestContext): Promise<DeskWithMatches> {
  const desk = await importDesk(t);
  await importDemoBooks(desk, generated);
  const runId = await begun(desk);
  await matched(desk, runId);
  const { orgId, booksId } = desk.books;
  const of = { orgId, booksId, runId };
  const { matches, facts } = await readBatch(desk.deps, of, { afterLineId: 0, done: 0 });
  const second = sharesOf(matches, facts).second.filter(({ lane }) => lane === "auto");
  return { desk, runId, second };
}

/** Lets the run post; a line of its second transaction is held from before until `meanwhile` ends, which begins when the first has ended. */
async function whileSecondIsHeld(
  { desk, runId, second }: DeskWithMatches,
  meanwhile: (desk: ImportDesk) => Promise<void>,
): Promise<RunSummary> {
  const last = second.at(-1)?.bankLineId;
  assert.ok(last);
  const [isHeld, isFree] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = desk.books.inBooks(async (db) => {
    await db.query("select from bank_line where id = $1 for update", [last]);
    isHeld.resolve();
    await isFree.promise;
  });
  await isHeld.promise;
  const running = runReconciliation(desk.deps, run(desk, runId), async () => {});
  while ((await trail(desk)).length === 0) await sleep(20);
  await meanwhile(desk);
  isFree.resolve();
  const [done] = await Promise.all([running, holder]);
  assert.ok(done.ok);
  return done.value;
}

/** What the runs posted, and what came between, in the order of the trail. */
async function trail(desk: ImportDesk): Promise<string[]> {
  const { rows } = await desk.books.inBooks((db) =>
    db.query<{ action: string }>(
      "select action from audit_event where action in ('run.post', 'between') order by seq",
    ),
  );
  return rows.map(({ action }) => action);
}
