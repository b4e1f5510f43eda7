// A run that ends between matching and posting is taken up with the same result, and what somebody
// posts while a run matches stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { generateBooks } from "../../demo/generate.ts";
import { runReconciliation } from "../../src/app/matching/run-reconciliation.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { isoDate } from "../../src/core/date.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { importDemoBooks } from "../support/demo-books.ts";
import { copiedDesk, importDesk } from "../support/import-file.ts";
import { begun, matched, postings, reconciled, run } from "../support/runs.ts";

const asOf = isoDate("2026-09-30");
const generated = generateBooks({ seed: 23, lines: 1_500, asOf });

test("a run that is taken up after matching posts what a whole one posts", async (t) => {
  const undisturbed = await importDesk(t);
  await importDemoBooks(undisturbed, generated);
  const resumed = await copiedDesk(t, undisturbed);

  const whole = await reconciled(undisturbed, await begun(undisturbed));
  const runId = await begun(resumed);
  await matched(resumed, runId);
  const rest = await reconciled(resumed, runId);

  assert.ok(whole.posted > 500, `${whole.posted} posted`);
  assert.equal(whole.changed, 0, "nobody else was at work");
  assert.deepEqual(rest, whole);
  assert.deepEqual(await postings(resumed), await postings(undisturbed));
});

test("what somebody posts while the run matches stands, and the run sees it", async (t) => {
  const desk = await importDesk(t);
  await importDemoBooks(desk, generated);
  const runId = await begun(desk);
  const clear = generated.truth.findIndex(
    ({ receivable, allocations }, n) =>
      receivable &&
      allocations.length === 1 &&
      allocations[0]?.lineAmountMinor === generated.lines[n]?.amountMinor,
  );
  const [truth] = generated.truth[clear]?.allocations ?? [];
  assert.ok(truth);
  const lineId = await desk.count("select id from bank_line where row_no = $1", clear + 2);
  const itemId = await desk.count(
    `select i.id from open_item i join customer c on c.org_id = i.org_id and c.id = i.customer_id
     where c.no = $1 and i.kind = $2 and i.no = $3`,
    truth.customerNo,
    truth.kind,
    truth.itemNo,
  );
  let isPosted = false;
  const done = await runReconciliation(desk.deps, run(desk, runId), async ({ phase }) => {
    if (isPosted || phase !== "matching") return;
    isPosted = true;
    const [outcome] = await desk.books.record((db, recording) =>
      postDecisions(db, recording, [
        {
          kind: "manual",
          bankLineIds: [lineId],
          customerId: null,
          parts: [{ bankLineId: lineId, itemId, ...amounts(truth) }],
          ...{ residuals: [], matchId: null, runId: null, rule: "", reason: "" },
        },
      ]),
    );
    assert.ok(outcome?.ok, JSON.stringify(outcome));
  });
  assert.ok(done.ok);
  assert.ok(isPosted, "the run was matching still");
  const decisions = "select count(*) from decision where bank_line_id = $1";
  assert.equal(await desk.count(decisions, lineId), 1, "the run leaves the line alone");
  assert.equal(await desk.count(`${decisions} and kind = 'manual'`, lineId), 1);
  assert.ok(done.value.changed > 0, "and says that it was changed meanwhile");
});

test("a retention becomes an item of its own unless another line of the run pays it", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  const name = "苏州恒泰机械有限公司";
  const customerId = await addCustomer(books, "C1", name);
  const item = (no: string, amountMinor: number) =>
    addItem(books, { customerId, no, amountMinor, date: "2026-08-01" });
  const paid = await item("INV20260801", 10_000_000);
  const kept = await item("INV20260815", 20_000_000);
  const other = await item("INV20260822", 2_345_600);
  const line = (amountMinor: number, memo: string, date: string) =>
    addLine(books, { amountMinor, memo, payer: name, date });
  await line(9_500_000, "INV20260801 扣5%质保金", "2026-09-01");
  await line(19_000_000, "INV20260815 扣5%质保金", "2026-09-02");
  await line(2_845_600, "INV20260801 INV20260822 货款", "2026-09-20");
  const { posted, changed } = await reconciled(desk, await begun(desk));
  assert.deepEqual({ posted, changed }, { posted: 3, changed: 0 });
  const { rows } = await books.inBooks((db) =>
    db.query(
      `select id, kind, amount_minor - applied_minor as left from open_item
       where id = any($1) or kind = 'retention' order by kind, id`,
      [[paid, kept, other]],
    ),
  );
  assert.deepEqual(
    rows.map(({ id, kind, left }) => [kind === "retention" ? null : id, kind, left]),
    [
      [paid, "invoice", 0],
      [kept, "invoice", 0],
      [other, "invoice", 0],
      [null, "retention", 1_000_000],
    ],
  );
});

test("a run that is stopped splits the retentions of what it has posted", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  const name = "苏州恒泰机械有限公司";
  const customerId = await addCustomer(books, "C1", name);
  await addItem(books, { customerId, no: "INV20260801", amountMinor: 10_000_000 });
  await addLine(books, { amountMinor: 9_500_000, memo: "INV20260801 扣5%质保金", payer: name });
  const runId = await begun(desk);
  await assert.rejects(
    runReconciliation(desk.deps, run(desk, runId), async ({ phase, done }) => {
      if (phase === "posting" && done > 0) throw new Error("stopped");
    }),
    /stopped/,
  );
  const retained = "select amount_minor from open_item where kind = 'retention'";
  assert.equal(await desk.count(retained), 500_000);
});

test("a run is done when all is posted, though its differences cannot be examined", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  const name = "苏州恒泰机械有限公司";
  const customerId = await addCustomer(books, "C1", name);
  await addItem(books, { customerId, no: "INV20260801", amountMinor: 10_000_000 });
  await addLine(books, { amountMinor: 10_000_000, memo: "INV20260801", payer: name });
  await addLine(books, { amountMinor: 1_234_500, memo: "", payer: "无锡某某商行" });
  const runId = await begun(desk);
  const failing = runReconciliation(desk.deps, run(desk, runId), async ({ phase }) => {
    if (phase === "posting") {
      await desk.ownerPool.query("revoke insert on difference_event from qz_app");
    }
  });
  await assert.rejects(failing, /permission denied/);
  const state = "select count(*) from match_run where state = 'done' and id = $1";
  assert.equal(await desk.count(state, runId), 1);
  assert.equal(await desk.count("select count(*) from decision where kind = 'auto'"), 1);
});

function amounts(of: { readonly amountMinor: number; readonly lineAmountMinor: number }) {
  return { amountMinor: of.amountMinor, lineAmountMinor: of.lineAmountMinor };
}
