// Old debts released to dunning many customers at a time: who waits and what each would get, once by its
// key, taken back until a notice was planned.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dunningPreview, dunningSetup, noticeList, runDone } from "../../src/contract/dunning.ts";
import { startList, startsReleased, startsUndone } from "../../src/contract/dunning-starts.ts";
import { addDays } from "../../src/core/date.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("old debts are released together, once, and taken back until they are planned", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}/dunning`;
  const us = own.administrator;
  const customers: number[] = [];
  const owe = async (name: string, debts: readonly (readonly [number, number])[]) => {
    const customerId = await addCustomer(books, `C${customers.length + 1}`, name);
    customers.push(customerId);
    for (const [late, amountMinor] of debts) {
      const due = addDays(today, -late);
      const no = `${name} ${late}`;
      await addItem(books, { customerId, no, amountMinor, date: addDays(due, -30), due });
    }
    return customerId;
  };
  const qiming = await owe("上海启明贸易有限公司", [
    [120, 20_000_000],
    [35, 3_000_000],
    [2, 500_000],
  ]);
  const yuanhang = await owe("宁波远航机械有限公司", [[40, 9_000_000]]);
  const hengda = await owe("恒达五金店", [[100, 1_000_000]]);
  await owe("刚逾期有限公司", [[3, 700_000]]);
  const setup = (await us.get(base)).as(dunningSetup);
  const setting = { ...setup.setting, calendar: "none" as const };
  assert.equal((await us.send("PUT", `${base}/setting`, setting)).status, 200);
  const grades = setting.grades.map((one) => (one.grade === "B" ? { ...one, fromDays: 95 } : one));
  const mixed = await us.send("PUT", `${base}/setting`, { ...setting, grades });
  assert.equal(mixed.code, "dunning_grades_order", "B would begin after A");
  const change = { scope: { scope: "organisation" }, policy: { ...setup.blank, isOn: true } };
  assert.equal((await us.send("PUT", `${base}/policy`, change)).status, 200);

  await t.test("the list says who waits, with what each would get once released", async () => {
    const list = (await us.get(`${base}/starts`)).as(startList);
    assert.deepEqual(
      list.rows.map((row) => [row.customer.id, row.documents, row.askedHome, row.startAt]),
      [
        [qiming, 2, "230000.00", 60],
        [yuanhang, 1, "90000.00", 30],
        [hengda, 1, "10000.00", 60],
      ],
    );
    assert.deepEqual([list.customers, list.documents, list.askedHome], [3, 4, "330000.00"]);
    assert.deepEqual(
      list.rows.map(({ touch, held, grade }) => [touch?.channel ?? held, touch?.nominal, grade]),
      [
        ["letter", 60, "A"],
        // a firm letter goes by mail, and there is nobody to write to
        ["no_contact", undefined, "B"],
        ["letter", 60, "A"],
      ],
    );
    const first = (await us.get(`${base}/starts?startAt=-60`)).as(startList);
    assert.deepEqual(
      first.rows.map(({ startAt, touch }) => [startAt, touch?.nominal]),
      [
        [-60, undefined],
        [-60, undefined],
        [-60, undefined],
      ],
      "from the first step on nobody gets a letter today",
    );
    const preview = (await us.post(`${base}/preview`, {})).as(dunningPreview);
    assert.equal(preview.counts.starts, 4, "and nothing was stored");
  });

  await t.test("who may not collect may not release", async () => {
    const auditor = await world.member(own, "auditor");
    const refused = await auditor.post(`${base}/starts`, { customerIds: [qiming] });
    assert.equal(refused.status, 403);
  });

  await t.test("released together; the same key again is the same release", async () => {
    const body = { customerIds: [qiming, hengda, 999_999] };
    const headers = { "idempotency-key": "starts-1" };
    const done = (await us.send("POST", `${base}/starts`, body, headers)).as(startsReleased);
    assert.deepEqual([done.customers, done.documents], [2, 3]);
    const replay = (await us.send("POST", `${base}/starts`, body, headers)).as(startsReleased);
    assert.deepEqual(replay, done);
    const again = (await us.post(`${base}/starts`, body)).as(startsReleased);
    assert.deepEqual(again, { releaseId: null, customers: 0, documents: 0 });
    const left = (await us.get(`${base}/starts`)).as(startList);
    assert.deepEqual(
      left.rows.map(({ customer }) => customer.id),
      [yuanhang],
    );
    const none = (await us.get(`${base}/notices`)).as(noticeList);
    assert.equal(none.proposed, 0, "nothing leaves by a release");

    const undone = (await us.post(`${base}/starts/${done.releaseId}/undo`)).as(startsUndone);
    assert.deepEqual(undone, { documents: 3, kept: 0 });
    assert.equal((await us.get(`${base}/starts`)).as(startList).customers, 3, "they wait again");
    const twice = await us.post(`${base}/starts/${done.releaseId}/undo`);
    assert.equal(twice.code, "dunning_start_undone");
  });

  await t.test("what was planned for since keeps its start", async () => {
    const done = (await us.post(`${base}/starts`, { customerIds: [qiming, yuanhang, hengda] })).as(
      startsReleased,
    );
    assert.equal(done.documents, 4);
    const run = (await us.post(`${base}/runs`)).as(runDone);
    assert.equal(run.proposed, 2, "two letters wait for their release");
    const undone = (await us.post(`${base}/starts/${done.releaseId}/undo`)).as(startsUndone);
    assert.deepEqual(undone, { documents: 1, kept: 3 });
    const left = (await us.get(`${base}/starts`)).as(startList);
    assert.deepEqual(
      left.rows.map(({ customer }) => customer.id),
      [yuanhang],
    );
  });

  await t.test("a release of other books is not found there", async () => {
    const other = await world.organisation("乙公司");
    const theirs = `/api/v1/books/${other.booksId}/dunning/starts`;
    const body = { customerIds: [qiming] };
    const none = (await other.administrator.post(theirs, body)).as(startsReleased);
    assert.equal(none.documents, 0);
    assert.equal((await other.administrator.post(`${theirs}/1/undo`)).code, "not_found");
  });
});
