// Weights learned from the demo books without labels: stored with their trial, used only after a
// person says so, named by the run, taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileModeFiles } from "../../demo/file-mode.ts";
import { generateBooks } from "../../demo/generate.ts";
import { loadMatchInput } from "../../src/app/matching/load-match-input.ts";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { chooseWeights, readWeights, startLearning } from "../../src/app/rules/evidence-weights.ts";
import { readReplay, runReplayJob } from "../../src/app/rules/replay-rule.ts";
import { isoDate } from "../../src/core/date.ts";
import { matchLines } from "../../src/core/matching/match.ts";
import { shippedWeights } from "../../src/core/matching/weights.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";

const asOf = isoDate("2026-09-30");

test("weights of evidence are learned, tried, chosen and taken back", async (t) => {
  const desk = await importDesk(t);
  const { deps, actor, books } = desk;
  const { orgId, booksId, memberId } = books;
  const choose = (version: number | null, reason = "试过了") =>
    chooseWeights(deps, actor, { booksId, version, reason });
  const inputNow = async () => (await books.inBooks((db) => loadMatchInput(db, books, asOf))).input;

  await t.test("empty books keep the shipped table and store no version", async () => {
    await learn(desk);
    assert.equal((await readWeights(deps, books)).learned, null);
    assert.equal((await inputNow()).weights, undefined);
    const refused = await choose(1);
    assert.ok(!refused.ok && refused.error.code === "weights_changed");
  });

  await importDemo(desk);
  const before = matchLines(await inputNow());

  await t.test("a version comes with its trial and changes nothing by itself", async () => {
    const replayId = await learn(desk);
    const { learned, inUse } = await readWeights(deps, books);
    assert.ok(learned);
    assert.equal(learned.version, 1);
    assert.equal(learned.replayId, replayId);
    assert.equal(inUse, null);
    const name = learned.kinds.find(({ kind }) => kind === "name");
    assert.ok(name && name.n > 100 && name.seen !== null && name.seen > 3, JSON.stringify(name));
    for (const { kind, shipped, weight } of learned.kinds) {
      assert.ok(Math.abs(weight - shipped) <= 2.001, kind);
    }
    const trial = await readReplay(deps, { orgId, booksId, homeCurrency: "CNY" }, replayId);
    assert.ok(trial.ok && trial.value.summary);
    assert.deepEqual(matchLines(await inputNow()), before);
  });

  await t.test("learning again from the same lines gives the same figures", async () => {
    const first = (await readWeights(deps, books)).learned;
    await learn(desk);
    const second = (await readWeights(deps, books)).learned;
    assert.equal(second?.version, 2);
    assert.deepEqual(second?.kinds, first?.kinds);
  });

  await t.test("a person puts it in use with a reason; the run names it", async () => {
    const silent = await choose(2, " ");
    assert.ok(!silent.ok && silent.error.code === "reason_missing");
    const old = await choose(1);
    assert.ok(!old.ok && old.error.code === "weights_changed");
    const chosen = await choose(2);
    assert.ok(chosen.ok && chosen.value.inUse === 2);
    const version = `${shippedWeights.version}+2`;
    assert.equal((await inputNow()).weights?.version, version);
    const { runId } = await startRun(deps, books, booksId);
    const done = await runReconciliation(deps, { orgId, runId, memberId }, async () => {});
    assert.ok(done.ok);
    const named = await desk.count(
      `select count(*) from match_run where weights_version = '${version}'`,
    );
    assert.equal(named, 1);
  });

  await t.test("taken back, the shipped table holds again", async () => {
    const back = await choose(null);
    assert.ok(back.ok && back.value.inUse === null);
    assert.equal((await inputNow()).weights, undefined);
  });
});

async function importDemo(desk: ImportDesk): Promise<void> {
  const generated = generateBooks({ seed: 5, lines: 600, asOf });
  const files = new Map(fileModeFiles(generated).map(({ name, chunks }) => [name, chunks]));
  for (const name of ["customers.csv", "own.csv", "rates.csv", "items.csv", "lines.csv"]) {
    const card = await desk.read(name, [...(files.get(name) ?? [])].join(""));
    await desk.commit(card.id);
  }
}

/** Returns the trial. */
async function learn({ deps, actor, books }: ImportDesk): Promise<number> {
  const { orgId, booksId, memberId } = books;
  const { replayId, jobId } = await startLearning(deps, actor, booksId);
  const ran = await runReplayJob(deps, { orgId, booksId, runId: jobId, memberId }, async () => {});
  assert.ok(ran.ok);
  return replayId;
}
