// What better master data would bring, computed on history: the gaps are found, tried, taken over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { adoptGaps, listGaps, startGapReplay } from "../../src/app/rules/master-data-return.ts";
import { readReplay, runReplayJob } from "../../src/app/rules/replay-rule.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { importDesk } from "../support/import-file.ts";

test("accounts and names that are missing are tried on history and taken over", async (t) => {
  const { books, deps, actor } = await importDesk(t);
  const { orgId, booksId, memberId } = books;
  const customerId = await addCustomer(books, "C1", "苏州远景精密机械有限公司");
  const payer = "启明集团财务公司";
  const story = async (n: number) => {
    const amountMinor = 2_000_000 + n * 54_321;
    const itemId = await addItem(books, { customerId, no: `FP-${n}`, amountMinor });
    const lineId = await addLine(books, { amountMinor, payer, memo: "往来款" });
    return { itemId, lineId, amountMinor };
  };
  const first = await story(1);
  await story(2);
  await story(3);
  const run = async () => {
    const { runId } = await startRun(deps, { orgId, memberId }, booksId);
    const done = await runReconciliation(deps, { orgId, runId, memberId }, async () => {});
    assert.ok(done.ok);
    return done.value.posted;
  };
  assert.equal(await run(), 0);
  const { lineId, itemId, amountMinor } = first;
  const [posted] = await books.record((db, recording) =>
    postDecisions(db, recording, [
      {
        kind: "manual",
        bankLineIds: [lineId],
        customerId,
        parts: [{ bankLineId: lineId, itemId, amountMinor, lineAmountMinor: amountMinor }],
        ...{ residuals: [], matchId: null, runId: null, rule: "", reason: "" },
      },
    ]),
  );
  assert.ok(posted?.ok);

  const { rows } = await listGaps(deps, { orgId, booksId });
  assert.deepEqual(
    rows.map((row) => [row.kind, row.value, row.customerId, row.lines]),
    [["alias", payer, customerId, 1]],
  );
  const { replayId, jobId } = await startGapReplay(deps, actor, booksId);
  const ran = await runReplayJob(deps, { orgId, booksId, runId: jobId, memberId }, async () => {});
  assert.ok(ran.ok);
  const read = await readReplay(deps, { orgId, booksId, homeCurrency: "CNY" }, replayId);
  assert.ok(read.ok);
  const { summary } = read.value;
  assert.equal(summary?.automaticBefore.count, 0);
  assert.equal(summary?.automaticAfter.count, 3);
  assert.equal(summary?.added.wrong.count, 0);
  assert.equal(summary?.added.right.count, 1);
  assert.equal(await run(), 0);

  assert.deepEqual(await adoptGaps(deps, actor, { booksId, facts: null }), { adopted: 1 });
  assert.deepEqual((await listGaps(deps, { orgId, booksId })).rows, []);
  assert.equal(await run(), 2);
});
