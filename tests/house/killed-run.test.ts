// kill -9 at random moments of a reconciliation, while it matches and while it posts: the run goes
// on, nothing is lost, nothing is double, and the result is that of a run nobody disturbed.
// KILLS=20 KILL_SEED=3 node --test tests/house/killed-run.test.ts
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileModeFiles } from "../../demo/file-mode.ts";
import { generateBooks } from "../../demo/generate.ts";
import { connectionOf } from "../../src/app/matching/match-in-thread.ts";
import { type RunProgress, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { projectFolder } from "../../src/config.ts";
import { copiedDesk, type ImportDesk, importDesk } from "../support/import-file.ts";
import type { RunOrder } from "./run-child.ts";

const kills = Number(process.env["KILLS"] ?? 3);
let chance = Number(process.env["KILL_SEED"] ?? 1);
const lines = Math.max(2_000, kills * 1_000);

/** Park and Miller's minimal standard generator, 0 ≤ x < 1. */
function random(): number {
  chance = (chance * 48_271) % 2_147_483_647;
  return chance / 2_147_483_647;
}

test(`a run survives ${kills} kills`, { timeout: 1_200_000 }, async (t) => {
  const calm = await booksToMatch(t);
  const shaken = { ...(await copiedDesk(t, calm)), runId: calm.runId };
  const killedIn = { matching: 0, posting: 0 };
  let runs = 1;
  for (let n = 0; n < kills; ) {
    const { child, ended, reached } = await workOn(shaken);
    // the first half while it matches; then while it posts, every fourth after one more batch
    if (n < kills / 2) await reached({ phase: "matching", share: random() * 0.9 });
    else if (n % 4 === 0) await reached({ phase: "posting", share: 0 });
    while (child.exitCode === null && n >= kills / 2 && !(await isMatched(shaken))) await sleep(5);
    await sleep(random() * (n < kills / 2 ? 20 : 300));
    child.kill("SIGKILL");
    if ((await ended) === null) {
      killedIn[(await isMatched(shaken)) ? "posting" : "matching"] += 1;
      n += 1;
    } else {
      // it came to its end before: the next one is killed in another run over what is left
      await begin(shaken);
      runs += 1;
    }
  }
  assert.equal(await (await workOn(shaken)).ended, 0);

  assert.equal(await (await workOn(calm)).ended, 0);
  for (let n = 1; n < runs; n += 1) {
    await begin(calm);
    assert.equal(await (await workOn(calm)).ended, 0);
  }
  assert.deepEqual(await outcome(shaken), await outcome(calm));
  const dates = ["2026-09-30", "2099-12-31"];
  const proof = await verifyBooks(shaken.deps, shaken.books, { dates, knownAt: null });
  assert.ok(proof.holds, JSON.stringify(proof));
  t.diagnostic(`${lines} lines, ${runs} runs, killed: ${JSON.stringify(killedIn)}`);
});

type Work = ImportDesk & { runId: number };

async function booksToMatch(t: TestContext): Promise<Work> {
  const desk = await importDesk(t);
  const files = fileModeFiles(generateBooks({ seed: 5, lines }));
  for (const name of ["customers.csv", "own.csv", "rates.csv", "items.csv", "lines.csv"]) {
    const file = files.find((one) => one.name === name);
    assert.ok(file, name);
    await desk.commit((await desk.read(name, [...file.chunks].join(""))).id);
  }
  const work = { ...desk, runId: 0 };
  await begin(work);
  return work;
}

async function begin(work: Work): Promise<void> {
  const { runId } = await startRun(work.deps, work.actor, work.books.booksId);
  work.runId = runId;
}

/** A process that goes on with the run; how it ended is its exit code, null when it was killed. */
async function workOn({ books, deps, runId }: Work) {
  const child = fork(join(projectFolder, "tests/house/run-child.ts"));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  await once(child, "message");
  /** Waits for the run to come that far, or to end. */
  const reached = (goal: { readonly phase: RunProgress["phase"]; readonly share: number }) =>
    new Promise<void>((resolve) => {
      child.on("message", ({ phase, done, total }: RunProgress) => {
        if (phase !== goal.phase ? phase === "posting" : done >= total * goal.share) resolve();
      });
      child.once("exit", () => resolve());
    });
  const { orgId } = books;
  const connection = connectionOf(books.pool);
  child.send({ connection, dataFolder: deps.dataFolder, orgId, runId } satisfies RunOrder);
  return { child, ended, reached };
}

async function isMatched({ books, count, runId }: Work): Promise<boolean> {
  const sql =
    "select count(*) from match_run where org_id = $1 and id = $2 and matched_at is not null";
  return (await count(sql, books.orgId, runId)) === 1;
}

/** What became of every line and where the money stands, without the ids that differ by chance. */
async function outcome({ books }: Work) {
  return books.inBooks(async (db) => {
    const { rows: byLine } = await db.query(
      `select l.row_no, l.lane, l.category, m.rule, m.reason ->> 'key' as reason,
              count(distinct d.id)::int as decisions, sum(a.item_minor)::text as off_items,
              sum(a.receipt_minor)::text as off_receipt
       from bank_line l
       left join match m on m.org_id = l.org_id and m.id = l.match_id
       left join decision d on d.org_id = l.org_id and d.bank_line_id = l.id
       left join allocation a on a.org_id = d.org_id and a.decision_id = d.id
       where l.org_id = $1 group by 1, 2, 3, 4, 5 order by 1`,
      [books.orgId],
    );
    const { rows: accounts } = await db.query(
      `select account, currency, side, sum(amount_minor)::text as amount, count(*)::int as lines
       from posting_line where org_id = $1 group by 1, 2, 3 order by 1, 2, 3`,
      [books.orgId],
    );
    assert.equal(byLine.length, lines);
    return { byLine, accounts };
  });
}
