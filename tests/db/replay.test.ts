// A rule tried on the history of demo books, whose truth is known: what it would have posted wrongly
// is named, and nothing is posted.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineTruth } from "../../demo/books.ts";
import { generateBooks } from "../../demo/generate.ts";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { type DecisionRequest, postDecisions } from "../../src/app/posting/post-decisions.ts";
import { readReplay, runReplayJob, startReplay } from "../../src/app/rules/replay-rule.ts";
import { copyRule } from "../../src/app/rules/rule-copies.ts";
import type { ReplayOnWire } from "../../src/contract/replays.ts";
import type { RuleBody } from "../../src/contract/rules.ts";
import { isoDate } from "../../src/core/date.ts";
import { formatMinor } from "../../src/core/money.ts";
import { importDemoBooks } from "../support/demo-books.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";

const asOf = isoDate("2026-09-30");
const generated = generateBooks({ seed: 11, lines: 1_200, asOf });

test("loosening a rule on demo history names the wrong matches it would have posted", async (t) => {
  const desk = await importDesk(t);
  const lineIds = await importDemoBooks(desk, generated);
  const { runId } = await startRun(desk.deps, desk.books, desk.books.booksId);
  const { orgId, memberId } = desk.books;
  const done = await runReconciliation(desk.deps, { orgId, runId, memberId }, async () => {});
  assert.ok(done.ok);
  const truthByLine = new Map(generated.truth.map((truth, at) => [lineIds[at] ?? 0, truth]));
  const confirmed = await confirmTruth(desk, truthByLine);
  assert.ok(confirmed > 50, `${confirmed} lines confirmed by a person`);
  const decided = () => desk.count("select count(*) from decision");
  const before = await decided();

  await t.test("the present rules post again what they posted", async () => {
    const { summary, lines } = await replayed(desk, "R14", {});
    const found = done.value.posted + done.value.changed;
    assert.equal(summary?.automaticBefore.count, found);
    assert.equal(summary?.automaticAfter.count, found);
    assert.equal(lines.length, 0);
  });

  await t.test("a loosened rule is seen with its wrong matches, by line and money", async () => {
    const { summary, lines } = await replayed(desk, "R26", { action: "auto" });
    assert.ok(summary);
    const wrong = lines.filter(({ judged }) => judged === "wrong");
    assert.ok(wrong.length > 0, "oldest first is not what these customers do");
    assert.equal(
      summary.added.wrong.count + summary.changed.wrong.count + summary.dropped.wrong.count,
      wrong.length,
    );
    assert.ok(Number(summary.added.wrong.home.amount) > 0);
    for (const line of wrong) {
      const truth = truthByLine.get(line.lineId);
      assert.ok(truth);
      assert.notDeepEqual(readingOf(line.after), truthReading(truth), "really wrong");
      assert.deepEqual(
        readingOf(line.right ?? []),
        truthReading(truth),
        "and the right one is told",
      );
    }
    const right = lines.filter(({ judged, kind }) => judged === "right" && kind === "added");
    assert.equal(right.length, summary.added.right.count);
    for (const line of right) {
      const truth = truthByLine.get(line.lineId);
      assert.deepEqual(readingOf(line.after), truth && truthReading(truth));
    }
  });

  await t.test("a copy is tried for its scope alone", async () => {
    const { deps, actor, books } = desk;
    const copied = await copyRule(deps, actor, {
      booksId: books.booksId,
      code: "R26",
      name: "一家客户",
    });
    assert.ok(copied.ok);
    const everywhere = await replayed(desk, "R26", { action: "auto" });
    const nos = new Set(everywhere.lines.flatMap(({ after }) => after.map(({ no }) => no)));
    const owners = generated.items
      .filter(({ itemNo }) => nos.has(itemNo))
      .map(({ customerNo }) => customerNo);
    const customer = [owners[0] ?? ""];
    const one = await replayed(desk, "R26-1", { action: "auto", scope: { customer } });
    assert.ok(one.lines.length < everywhere.lines.length);
    const others = new Set(
      generated.items
        .filter(({ customerNo }) => customerNo !== customer[0])
        .map(({ itemNo }) => itemNo),
    );
    for (const { after } of one.lines) assert.ok(after.some(({ no }) => !others.has(no)));
    const unscoped = await replayed(desk, "R26-1", { action: "auto" });
    assert.equal(unscoped.lines.length, 0, "without a scope it holds nowhere");
  });

  await t.test("nothing was posted", async () => {
    assert.equal(await decided(), before);
    assert.equal(await desk.count("select count(*) from rule_setting where code <> 'R26-1'"), 0);
  });
});

/** A person posts the truth of every line that waits. Returns how many. */
async function confirmTruth(
  desk: ImportDesk,
  truthByLine: ReadonlyMap<number, LineTruth>,
): Promise<number> {
  const { rows: waiting } = await desk.books.inBooks((db) =>
    db.query<{ id: number }>(
      "select id from bank_line where lane in ('suggested', 'unmatched') order by id",
    ),
  );
  const { rows: items } = await desk.books.inBooks((db) =>
    db.query<{ id: number; key: string }>(
      `select i.id, c.no || '/' || i.kind || '/' || i.no as key
       from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id`,
    ),
  );
  const idByKey = new Map(items.map(({ id, key }) => [key, id]));
  let posted = 0;
  for (const { id: lineId } of waiting) {
    const truth = truthByLine.get(lineId);
    if (!truth?.receivable || truth.allocations.length === 0) continue;
    const request: DecisionRequest = {
      kind: "manual",
      bankLineIds: [lineId],
      customerId: null,
      parts: truth.allocations.map((one) => ({
        bankLineId: lineId,
        itemId: idByKey.get(`${one.customerNo}/${one.kind}/${one.itemNo}`) ?? 0,
        amountMinor: one.amountMinor,
        lineAmountMinor: one.lineAmountMinor,
      })),
      ...{ residuals: [], matchId: null, runId: null, rule: "", reason: "" },
    };
    const [outcome] = await desk.books.record((db, recording) =>
      postDecisions(db, recording, [request]),
    );
    if (outcome?.ok) posted++;
  }
  return posted;
}

async function replayed(desk: ImportDesk, code: string, setting: RuleBody): Promise<ReplayOnWire> {
  const { deps, actor, books } = desk;
  const { orgId, booksId, memberId } = books;
  const started = await startReplay(deps, actor, { booksId, code, setting });
  assert.ok(started.ok);
  const { replayId, jobId } = started.value;
  const ran = await runReplayJob(deps, { orgId, booksId, runId: jobId, memberId }, async () => {});
  assert.ok(ran.ok);
  const read = await readReplay(deps, { orgId, booksId, homeCurrency: "CNY" }, replayId);
  assert.ok(read.ok);
  assert.equal(read.value.state, "done");
  return read.value;
}

function readingOf(parts: ReplayOnWire["lines"][number]["after"]): string[] {
  return parts.map(({ no, amount }) => `${no} ${amount.amount}`).sort();
}

function truthReading({ allocations }: LineTruth): string[] {
  return allocations
    .map(({ itemNo, customerNo, kind, amountMinor }) => {
      const item = generated.items.find(
        (one) => one.itemNo === itemNo && one.customerNo === customerNo && one.kind === kind,
      );
      return `${itemNo} ${formatMinor(amountMinor, item?.currency ?? "CNY")}`;
    })
    .sort();
}
