// A run posts its batches in transactions of which two write at once. Whatever others do meanwhile,
// each line is decided once and the ledger is what it would be one after the other.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generateBooks } from "../../demo/generate.ts";
import { readBatch } from "../../src/app/matching/batches.ts";
import { decisionOf } from "../../src/app/matching/post-matches.ts";
import { runReconciliation } from "../../src/app/matching/run-reconciliation.ts";
import { sharesOf } from "../../src/app/matching/shares.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { isoDate } from "../../src/core/date.ts";
import type { PostableMatch } from "../../src/db/matches.ts";
import { storeAudit } from "../../src/db/recording.ts";
import { importDemoBooks } from "../support/demo-books.ts";
import { copiedDesk, type ImportDesk, importDesk } from "../support/import-file.ts";
import { begun, matched, postings, reconciled, run } from "../support/runs.ts";
import { until } from "../support/until.ts";

test("a batch is posted by two transactions at once", async (t) => {
  const source = await booksWithMatches(t, { seed: 23, lines: 1_500 });

  await t.test(
    "whoever waits to record when the second would begin comes between them",
    async (t) => {
      const undisturbed = await copiedDesk(t, source.desk);
      const whole = await reconciled(undisturbed, source.runId);
      assert.deepEqual(await trail(undisturbed), ["run.post", "run.post"]);

      const { desk, runId } = await deskWithMatches(t, source);
      const begins = Promise.withResolvers<void>();
      // somebody records when the run begins to post; the run waits, and somebody else behind it
      const before = desk.books.record(async () => {
        begins.resolve();
        await waitingForTheLock(desk, 2);
      });
      await begins.promise;
      const running = runReconciliation(desk.deps, run(desk, runId), async () => {});
      await waitingForTheLock(desk, 1);
      const between = desk.books.record((db, recording) =>
        storeAudit(db, recording, [{ actor: "test", action: "between" }]),
      );
      const [done] = await Promise.all([running, before, between]);
      assert.ok(done.ok);
      const { changed, posted } = done.value;
      assert.deepEqual({ changed, posted }, { changed: 0, posted: whole.posted });
      assert.deepEqual(await trail(desk), ["run.post", "between", "run.post"]);
      assert.deepEqual(await postings(desk), await postings(undisturbed));
    },
  );

  await t.test(
    "a person who decides a line that the second is writing waits for it and is told",
    async (t) => {
      const { desk, runId, second } = await deskWithMatches(t, source);
      const [line] = second;
      const held = second.at(-1);
      assert.ok(line && held);
      const [isHeld, isFree] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holder = desk.books.inBooks(async (db) => {
        await db.query("select from bank_line where id = $1 for update", [held.bankLineId]);
        isHeld.resolve();
        await isFree.promise;
      });
      await isHeld.promise;
      const running = runReconciliation(desk.deps, run(desk, runId), async () => {});
      await until("the first share is posted", async () => (await trail(desk)).length > 0);
      await waitingForARow(desk);
      const decided = desk.books.record((db, recording) =>
        postDecisions(db, recording, [decisionOf(line, null, { kind: "confirm", candidate: 0 })]),
      );
      await waitingForTheLock(desk, 1);
      isFree.resolve();
      const [done, [outcome]] = await Promise.all([running, decided, holder]);
      assert.ok(done.ok);
      assert.equal(done.value.changed, 0);
      assert.ok(outcome && !outcome.ok);
      assert.equal(outcome.error.code, "already_decided");
      const { deps, books } = desk;
      const verified = await verifyBooks(deps, books, { dates: ["2026-09-30"], knownAt: null });
      assert.ok(verified.holds, JSON.stringify(verified));
    },
  );
});

test("over several batches the ledger is the same, whoever records between and whatever fails", async (t) => {
  const source = await booksWithMatches(t, { seed: 29, lines: 4_000 });
  const undisturbed = await copiedDesk(t, source.desk);
  const whole = await reconciled(undisturbed, source.runId);
  assert.deepEqual(
    await trail(undisturbed),
    Array.from({ length: 4 }, () => "run.post"),
  );
  const expected = await postings(undisturbed);

  await t.test("somebody records again and again", async () => {
    const { desk, runId } = await deskWithMatches(t, source);
    const running = runReconciliation(desk.deps, run(desk, runId), async () => {});
    const ended = running.then(() => true);
    while (!(await Promise.race([ended, sleep(40, false)]))) {
      await desk.books.record((db, recording) =>
        storeAudit(db, recording, [{ actor: "test", action: "between" }]),
      );
    }
    const done = await running;
    assert.ok(done.ok);
    assert.deepEqual([done.value.posted, done.value.changed], [whole.posted, 0]);
    const between = (await trail(desk)).join(" ").split("run.post").slice(1, -1);
    assert.ok(
      between.some((actions) => actions.includes("between")),
      "it came between shares",
    );
    assert.deepEqual(await postings(desk), expected);
  });

  await t.test(
    "the connection of a share breaks while the next one writes beside it and somebody waits",
    async () => {
      const { desk, runId, second } = await deskWithMatches(t, source);
      const held = second.at(-1);
      assert.ok(held);
      const [isHeld, isFree] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holder = desk.books.inBooks(async (db) => {
        await db.query("select from bank_line where id = $1 for update", [held.bankLineId]);
        isHeld.resolve();
        await isFree.promise;
      });
      await isHeld.promise;
      const running = runReconciliation(desk.deps, run(desk, runId), async () => {});
      // the share that waits for the row, and another transaction of the run that has begun beside it
      const beside = `select count(*) from pg_locks where locktype = 'advisory' and granted
      and mode = 'ShareLock' and database = (select oid from pg_database where datname = current_database())`;
      await waitingForARow(desk);
      await until("the share before has ended and the one after has begun", async () => {
        return (await trail(desk)).length > 0 && (await desk.count(beside)) >= 2;
      });
      assert.equal(await desk.count(`select count(pg_terminate_backend(pid)) ${forARow}`), 1);
      isFree.resolve();
      const [done] = await Promise.all([running, holder]);
      assert.ok(done.ok);
      assert.deepEqual([done.value.posted, done.value.changed], [whole.posted, 0]);
      assert.deepEqual(
        await trail(desk),
        Array.from({ length: 4 }, () => "run.post"),
      );
      assert.deepEqual(await postings(desk), expected);
      const { deps } = desk;
      const verified = await verifyBooks(deps, desk.books, {
        dates: ["2026-09-30"],
        knownAt: null,
      });
      assert.ok(verified.holds, JSON.stringify(verified));
    },
  );
});

type BooksWithMatches = { readonly desk: ImportDesk; readonly runId: number };

/** Imported and matched once, posted by each test in a copy of its own. */
async function booksWithMatches(
  t: TestContext,
  of: { readonly seed: number; readonly lines: number },
): Promise<BooksWithMatches> {
  const desk = await importDesk(t);
  await importDemoBooks(desk, generateBooks({ ...of, asOf: isoDate("2026-09-30") }));
  const runId = await begun(desk);
  await matched(desk, runId);
  return { desk, runId };
}

type DeskWithMatches = BooksWithMatches & {
  /** What the second transaction is to post automatically. */
  readonly second: readonly PostableMatch[];
};

async function deskWithMatches(t: TestContext, source: BooksWithMatches): Promise<DeskWithMatches> {
  const { runId } = source;
  const desk = await copiedDesk(t, source.desk);
  const { orgId, booksId } = desk.books;
  const of = { orgId, booksId, runId };
  const { matches, facts } = await readBatch(desk.deps, of, { afterLineId: 0, done: 0, total: 1 });
  const [, second] = sharesOf(matches, facts);
  assert.ok(second);
  return { desk, runId, second: second.matches.filter(({ lane }) => lane === "auto") };
}

const forARow = `from pg_stat_activity where datname = current_database()
  and wait_event_type = 'Lock' and wait_event <> 'advisory'`;

/** Resolves when a share waits for the row that is held. */
async function waitingForARow(desk: ImportDesk): Promise<void> {
  await until("a share waits for the row", async () => {
    return (await desk.count(`select count(*) ${forARow}`)) > 0;
  });
}

/** Resolves when so many wait to record. */
async function waitingForTheLock(desk: ImportDesk, count: number): Promise<void> {
  const waiting = `select count(*) from pg_stat_activity where datname = current_database()
    and wait_event = 'advisory' and query like '%begin_recording%'`;
  await until(`${count} wait to record`, async () => (await desk.count(waiting)) >= count);
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
