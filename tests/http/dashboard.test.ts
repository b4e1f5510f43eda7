// The dashboard in one answer and the PDCA page, from the same records as the reports: figures that tie,
// a layout that is kept, a plan, a proposal applied with one click.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFirstPicture } from "../../src/app/dashboard/first-picture.ts";
import { watchLiveEvents } from "../../src/app/live/watch-events.ts";
import { agingReport } from "../../src/contract/aging.ts";
import { dashboard, dashboardLayout } from "../../src/contract/dashboard.ts";
import { cycle } from "../../src/contract/pdca.ts";
import { weekOf } from "../../src/core/collections/outcome.ts";
import { addDays, isoDate } from "../../src/core/date.ts";
import { selectPicture } from "../../src/db/dashboard.ts";
import { reserveIds, storeAllocations } from "../../src/db/recording.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

/** Paid by a receipt on a day: an allocation as the ledger writes it. */
async function pay(
  books: TestBooks,
  of: {
    readonly itemId: number;
    readonly customerId: number;
    readonly amountMinor: number;
    readonly date: string;
  },
): Promise<void> {
  const { itemId, amountMinor, date } = of;
  const lineId = await addLine(books, { amountMinor, date });
  const receiptId = await claimLine(books, lineId, of.customerId);
  await books.record(async (db, recording) => {
    const [decisionId] = await reserveIds(db, "decision", 1);
    const day = isoDate(date);
    await storeAllocations(db, recording, [
      {
        kind: "receipt",
        code: "",
        difference: null,
        receiptId,
        receiptCustomerId: of.customerId,
        itemId,
        itemMinor: amountMinor,
        itemHomeMinor: amountMinor,
        receiptMinor: amountMinor,
        receiptHomeMinor: amountMinor,
        decisionId: decisionId!,
        matchId: null,
        rule: "",
        businessDate: day,
        accountingDate: day,
        entryId: null,
        reversesId: null,
        reason: "",
      },
    ]);
  });
}

test("the dashboard ties to aging and worklist, knows what waits, and keeps its arrangement", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const us = of.administrator;
  const base = `/api/v1/books/${of.booksId}`;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const owe = (no: string, amountMinor: number, late: number) =>
    addItem(books, {
      customerId,
      no,
      amountMinor,
      date: addDays(today, -late - 60),
      due: addDays(today, -late),
    });
  await owe("A", 10_000, 120);
  await owe("B", 20_000, 40);
  await owe("C", 30_000, 10);
  await owe("N", 40_000, -10);
  await addLine(books, { amountMinor: 5_000, date: today });
  const month = today.slice(0, 7);
  await us.send("PUT", `${base}/collections/targets`, { month, memberId: null, amount: "100.00" });

  const shown = (await us.get(`${base}/dashboard`)).as(dashboard);
  assert.deepEqual(shown.receivable, { balance: "1000.00", overdue: "600.00", share: "60.0" });
  assert.deepEqual(
    shown.grades.map(({ grade, amount, share }) => [grade, amount, share]),
    [
      ["A", "100.00", "16.7"],
      ["B", "200.00", "33.3"],
      ["C", "300.00", "50.0"],
    ],
  );
  assert.deepEqual(shown.cash, {
    count: 1,
    today: "50.00",
    month: "50.00",
    target: "100.00",
    share: "50.0",
  });
  assert.deepEqual(
    shown.risks.map(({ customer, ask }) => [customer.name, ask]),
    [["上海启明贸易有限公司", "600.00"]],
  );
  assert.equal(shown.forecast.length, 8);
  assert.ok(shown.waiting.some(({ kind }) => kind === "unclaimed"));

  await owe("D", 1_000, 5);
  const after = (await us.get(`${base}/dashboard?fresh=true`)).as(dashboard);
  assert.equal(after.receivable.overdue, "610.00", "who asks for figures of now waits for them");
  assert.equal(after.isNewest, true);

  const blocks = [{ block: "risks", isWide: true, isHidden: false }];
  await us.send("PUT", `${base}/dashboard/layout`, { blocks });
  const kept = (await us.get(`${base}/dashboard`)).as(dashboard).layout;
  assert.equal(kept.blocks[0]?.block, "risks");
  assert.equal(new Set(kept.blocks.map(({ block }) => block)).size, kept.blocks.length);
  dashboardLayout.parse(kept);
  const other = await server.member(of, "finance_lead");
  const theirs = (await other.get(`${base}/dashboard`)).as(dashboard).layout;
  assert.equal(theirs.blocks[0]?.block, "figures", "everybody has their own");
  const sales = await server.member(of, "sales");
  assert.equal((await sales.get(`${base}/dashboard`)).status, 403);
});

test("the last figures are shown at once with their time; newer ones are told to the browsers", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const path = `/api/v1/books/${of.booksId}/dashboard`;
  const look = async () => (await of.administrator.get(path)).as(dashboard);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const owe = (no: string, amountMinor: number) =>
    addItem(books, {
      customerId,
      no,
      amountMinor,
      date: addDays(today, -60),
      due: addDays(today, -9),
    });
  await owe("A", 10_000);
  const first = await look();
  assert.deepEqual([first.receivable.overdue, first.isNewest], ["100.00", true]);

  const told = Promise.withResolvers<void>();
  const live = watchLiveEvents(server.deps);
  await live.subscribe(of.orgId, ({ topic }) => {
    if (topic === "dashboard") told.resolve();
  });
  try {
    await owe("B", 20_000);
    const second = await look();
    assert.deepEqual(
      [second.receivable.overdue, second.isNewest, second.knownAt, second.madeAt],
      ["100.00", false, first.knownAt, first.madeAt],
      "old figures carry their own instant, and say that there is more",
    );
    await told.promise;
  } finally {
    live.stop();
  }
  const third = await look();
  assert.deepEqual([third.receivable.overdue, third.isNewest], ["300.00", true]);
  assert.ok(third.knownAt > first.knownAt);

  const aging = (
    await of.administrator.get(`/api/v1/books/${of.booksId}/reports/aging?knownAt=${first.knownAt}`)
  ).as(agingReport);
  assert.equal(
    aging.totals[0]?.balance,
    first.receivable.balance,
    "a report at the same instant agrees",
  );
  assert.equal(aging.proof.difference, "0.00");
});

test("the first picture of a day is there before anybody looks; without documents there is none", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const { orgId, booksId } = of;
  const turn = () =>
    makeFirstPicture(server.deps, {
      ...{ orgId, booksId, today, timeZone: "Asia/Shanghai", name: "甲" },
      ...{ ownNames: [], ownTaxIds: [] },
    });
  const kept = () => books.inBooks((db) => selectPicture(db, { orgId, booksId }));
  await turn();
  assert.equal(await kept(), null);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const due = addDays(today, -9);
  await addItem(books, {
    customerId,
    no: "A",
    amountMinor: 10_000,
    date: addDays(today, -60),
    due,
  });
  await turn();
  const first = await kept();
  const seen = (await of.administrator.get(`/api/v1/books/${booksId}/dashboard`)).as(dashboard);
  assert.deepEqual([seen.madeAt, seen.receivable.overdue], [first?.madeAt, "100.00"]);
  await turn();
  assert.ok(await kept());
});

test("PDCA: recovery by grade against the plan; proposals applied once, with what they rested on", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  await server.member(of, "collector");
  const us = of.administrator;
  const path = `/api/v1/books/${of.booksId}/collections/pdca`;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const monday = weekOf(today);
  const lastMonday = addDays(monday, -7);
  const due = (late: number) => addDays(addDays(lastMonday, -1), -late);
  const item = (no: string, amountMinor: number, late: number) =>
    addItem(books, {
      customerId,
      no,
      amountMinor,
      date: addDays(due(late), -60),
      due: due(late),
    });
  const old = await item("A", 10_000, 95);
  const young = await item("C", 40_000, 10);
  await pay(books, { itemId: old, customerId, amountMinor: 1_000, date: addDays(lastMonday, 1) });
  await pay(books, {
    itemId: young,
    customerId,
    amountMinor: 20_000,
    date: addDays(lastMonday, 2),
  });
  await us.send("PUT", `${path}/plan`, {
    week: lastMonday,
    all: "40.0",
    A: "20.0",
    B: null,
    C: "45",
  });

  const shown = (await us.get(path)).as(cycle);
  const last = shown.weeks.find(({ week }) => week === lastMonday);
  assert.deepEqual(
    [last?.all.rate, last?.all.plan, last?.all.verdict],
    ["42.0", "40.0", "met"],
    "(10 + 200) of 500",
  );
  assert.deepEqual(
    last?.grades.map(({ grade, rate, verdict }) => [grade, rate, verdict]),
    [
      ["A", "10.0", "missed"],
      ["B", null, "unknown"],
      ["C", "50.0", "met"],
    ],
  );
  assert.deepEqual(shown.plan, { all: "40.0", A: "20.0", B: null, C: "45.0" });
  const proposed = shown.proposals.map(({ kind }) => kind);
  assert.deepEqual(proposed, ["assign", "dunning_on"]);

  const apply = (kind: string, state = "applied") => us.post(`${path}/proposals`, { kind, state });
  assert.equal((await apply("dunning_on")).code, "proposal_by_hand");
  assert.equal((await apply("dunning_on", "declined")).status, 200);
  assert.equal((await apply("assign")).status, 200);
  assert.equal((await apply("assign")).code, "proposal_gone");
  const after = (await us.get(path)).as(cycle);
  assert.deepEqual(after.proposals, []);
  assert.equal(after.unassigned, 0);
  assert.deepEqual(
    after.weeks[0]?.acts.map(({ kind, state, because }) => [kind, state, because]),
    [
      ["dunning_on", "declined", {}],
      ["assign", "applied", { customers: 1 }],
    ],
  );
  const collector = await server.member(of, "collector");
  const refused = await collector.post(`${path}/proposals`, { kind: "assign", state: "applied" });
  assert.equal(refused.status, 403);
});
