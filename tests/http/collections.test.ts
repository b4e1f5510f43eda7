// The collectors' day over HTTP: the list in order, a call with a promise, the guard, promises decided
// by receipts, customers dealt out by load, the team against its targets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settlePromises } from "../../src/app/collections/settle-promises.ts";
import { systemClock } from "../../src/clock.ts";
import {
  caseDetail,
  recordedCall,
  type TeamBoard,
  teamBoard,
  worklist,
} from "../../src/contract/collections.ts";
import { addDays } from "../../src/core/date.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, type Organisation, type TestServer, withServer } from "./test-server.ts";

type World = {
  readonly server: TestServer;
  readonly of: Organisation;
  readonly books: TestBooks;
  readonly us: Client;
  readonly path: string;
};

async function world(t: Parameters<typeof withServer>[0]): Promise<World> {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const path = `/api/v1/books/${of.booksId}/collections`;
  return { server, of, books, us: of.administrator, path };
}

/** An invoice that is so many days late. */
async function owe(
  books: TestBooks,
  of: { customerId: number; no: string; amountMinor: number; late: number },
): Promise<number> {
  const { late, ...item } = of;
  return addItem(books, { ...item, date: addDays(today, -late - 60), due: addDays(today, -late) });
}

async function receive(
  books: TestBooks,
  of: { customerId: number; amountMinor: number; date: string },
): Promise<void> {
  const lineId = await addLine(books, { amountMinor: of.amountMinor, date: of.date });
  await claimLine(books, lineId, of.customerId);
}

test("the list asks for what is overdue, undisputed and not there yet, the most pressing first", async (t) => {
  const { books, us, path } = await world(t);
  const large = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const old = await addCustomer(books, "C2", "宁波远航机械有限公司");
  const paid = await addCustomer(books, "C3", "已到账有限公司");
  const fresh = await addCustomer(books, "C4", "未到期有限公司");
  await owe(books, { customerId: large, no: "A1", amountMinor: 60_000_000, late: 42 });
  await owe(books, { customerId: large, no: "A2", amountMinor: 1_000_000, late: -5 });
  await owe(books, { customerId: old, no: "B1", amountMinor: 3_000_000, late: 95 });
  await owe(books, { customerId: old, no: "B2", amountMinor: 500_000, late: 2 });
  await addItem(books, { customerId: old, no: "R1", kind: "credit_note", amountMinor: -200_000 });
  await owe(books, { customerId: paid, no: "P1", amountMinor: 100_000, late: 10 });
  await receive(books, { customerId: paid, amountMinor: 100_000, date: today });
  await owe(books, { customerId: fresh, no: "F1", amountMinor: 100_000, late: 0 });

  const list = (await us.get(`${path}/worklist`)).as(worklist);
  assert.deepEqual(
    list.rows.map(({ customer, ask, grade, ungraded, standing }) => {
      return [customer.no, ask, grade ?? ungraded, standing];
    }),
    [
      ["C1", "600000.00", "B", "call"],
      ["C2", "33000.00", "A", "call"],
      ["C3", "0.00", "covered", "nothing"],
    ],
  );
  assert.equal(list.amount, "633000.00");
  const calls = list.byStanding.find(({ standing }) => standing === "call");
  assert.deepEqual(calls, { standing: "call", count: 2, amount: "633000.00" });
  const [first] = list.rows;
  const sum = first?.parts.reduce((total, { points }) => total + points, 0) ?? 0;
  assert.equal(sum.toFixed(1), first?.points.toFixed(1), "the score is the sum of its parts");
  const onlyA = (await us.get(`${path}/worklist?grade=A`)).as(worklist);
  assert.deepEqual(
    onlyA.rows.map(({ customer }) => customer.no),
    ["C2"],
  );

  const one = (await us.get(`${path}/customers/${old}`)).as(caseDetail);
  assert.deepEqual(one.sums, [
    {
      currency: "CNY",
      overdue: "35000.00",
      disputed: "0.00",
      credits: "-2000.00",
      unapplied: "0.00",
      onTheWay: "0.00",
      ask: "33000.00",
    },
  ]);
  assert.deepEqual(
    one.documents.map(({ no, daysLate, open }) => [no, daysLate, open]),
    [
      ["B1", 95, "30000.00"],
      ["B2", 2, "5000.00"],
      ["R1", null, "-2000.00"],
    ],
  );
  assert.equal((await us.get(`${path}/customers/${fresh}`)).code, "not_found");
});

test("a promise rests the phone; receipts keep it, silence breaks it and moves the customer up", async (t) => {
  const { server, books, us, path } = await world(t);
  const kept = await addCustomer(books, "C1", "守约有限公司");
  const broken = await addCustomer(books, "C2", "失约有限公司");
  for (const customerId of [kept, broken]) {
    await owe(books, { customerId, no: `I${customerId}`, amountMinor: 100_000, late: 20 });
  }
  const dueOn = addDays(today, 3);
  const promise = { amount: "1000.00", currency: "CNY", dueOn };
  const call = { outcome: "promised", promise, note: "财务说周五付" };
  const tooMuch = { ...call, promise: { ...promise, amount: "1000.01" } };
  const refused = await us.post(`${path}/customers/${kept}/calls`, tooMuch);
  assert.equal(refused.code, "promise_exceeds_overdue");
  const past = { ...call, promise: { ...promise, dueOn: addDays(today, -1) } };
  assert.equal(
    (await us.post(`${path}/customers/${kept}/calls`, past)).code,
    "promise_in_the_past",
  );
  for (const customerId of [kept, broken]) {
    const made = (await us.post(`${path}/customers/${customerId}/calls`, call)).as(recordedCall);
    assert.ok(made.promiseId !== null && made.taskId !== null);
  }
  const resting = (await us.get(`${path}/worklist`)).as(worklist);
  assert.deepEqual(
    resting.rows.map(({ standing, until }) => [standing, until]),
    [
      ["promised", dueOn],
      ["promised", dueOn],
    ],
  );

  await receive(books, { customerId: kept, amountMinor: 100_000, date: addDays(today, 2) });
  const scope = { orgId: books.orgId, booksId: books.booksId, homeCurrency: "CNY" };
  const settle = (day: number) =>
    books.inBooks((db) => settlePromises(db, { ...scope, today: addDays(today, day) }));
  const early = await settle(4);
  assert.deepEqual(
    early.map(({ customerId, now }) => [customerId, now]),
    [[kept, "kept"]],
  );
  assert.deepEqual(
    (await settle(5)).map(({ customerId, now }) => [customerId, now]),
    [[broken, "broken"]],
  );
  assert.deepEqual(await settle(6), [], "decided once");
  const detail = (await us.get(`${path}/customers/${broken}`)).as(caseDetail);
  assert.equal(detail.promises[0]?.state, "broken");
  assert.equal(detail.row.facts.brokenPromises, 1);
  const part = detail.row.parts.find((one) => one.part === "broken_promises");
  assert.equal(part?.level, 50);

  await receive(books, { customerId: broken, amountMinor: 100_000, date: dueOn });
  assert.deepEqual(
    (await settle(7)).map(({ now }) => now),
    ["kept"],
    "the money was there in time, it was only matched late",
  );
  assert.equal(server.deps.clock, systemClock);
});

test("two contacts in a week are the cap; a call nobody took is none; over the cap is said", async (t) => {
  const { books, us, path } = await world(t);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await owe(books, { customerId, no: "A1", amountMinor: 100_000, late: 20 });
  const at = `${path}/customers/${customerId}`;
  const log = (outcome: string, more: object = {}) => us.post(`${at}/calls`, { outcome, ...more });
  assert.equal((await log("no_answer")).status, 200);
  assert.equal((await log("other", { next: null })).status, 200);
  assert.equal((await log("other", { next: null })).status, 200);
  const full = (await us.get(at)).as(caseDetail);
  assert.deepEqual(full.guard, { contacts: 2, cap: 2, freeFrom: addDays(today, 7) });
  assert.equal(full.row.standing, "capped");
  assert.equal((await log("other")).code, "contact_cap_reached");
  assert.equal((await log("other", { isOverCap: true })).status, 200);
  assert.equal(full.calls.length, 3);
  assert.deepEqual(full.tasks, [], "a contact did what was due");
});

test("customers are dealt out by load, a person's word stands, the board adds up", async (t) => {
  const { server, of, books, us, path } = await world(t);
  await server.member(of, "collector");
  await server.member(of, "collector");
  const ids: number[] = [];
  for (const [n, amountMinor] of [50_000, 100_000, 40_000].entries()) {
    const customerId = await addCustomer(books, `C${n}`, `客户${n}`);
    await owe(books, { customerId, no: `I${n}`, amountMinor, late: 20 });
    ids.push(customerId);
  }
  assert.deepEqual((await us.post(`${path}/assignments/by-rule`)).body, { assigned: 3 });
  const board = (await us.get(`${path}/team`)).as(teamBoard);
  const loads = (rows: TeamBoard["rows"]) => rows.map(({ ask, customers }) => [ask, customers]);
  assert.deepEqual(loads(board.rows), [
    ["1000.00", 1],
    ["900.00", 2],
  ]);
  assert.equal(board.total.ask, "1900.00");
  const [first] = board.rows;
  const memberId = first?.member?.id ?? 0;
  const moved = await us.post(`${path}/assignments`, { customerIds: [ids[0]], memberId });
  assert.deepEqual(moved.body, { assigned: 1 });
  assert.deepEqual((await us.post(`${path}/assignments/by-rule`)).body, { assigned: 0 });
  const month = today.slice(0, 7);
  await us.send("PUT", `${path}/targets`, { month, memberId, amount: "2000.00" });
  await us.send("PUT", `${path}/targets`, { month, memberId, amount: "3000.00" });
  const after = (await us.get(`${path}/team`)).as(teamBoard);
  assert.deepEqual(loads(after.rows), [
    ["1500.00", 2],
    ["400.00", 1],
  ]);
  assert.deepEqual([after.rows[0]?.target, after.rows[0]?.share], ["3000.00", "0.0"]);
  const mine = (await us.get(`${path}/worklist?assignee=${memberId}`)).as(worklist);
  assert.equal(mine.count, 2);
  const auditor = await server.member(of, "auditor");
  assert.equal((await auditor.get(`${path}/worklist`)).status, 403);
});

test("what is not of these books is refused, not stored", async (t) => {
  const { server, books, us, path } = await world(t);
  const stranger = await server.organisation("乙公司");
  const others = await ledgerBooks(server.deps, stranger);
  const foreign = await addCustomer(others, "X1", "别家客户");
  const own = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await owe(books, { customerId: own, no: "A1", amountMinor: 100_000, late: 20 });
  const given = { customerIds: [own, foreign], memberId: books.memberId };
  assert.equal((await us.post(`${path}/assignments`, given)).code, "not_found");
  const away = { customerIds: [own], memberId: others.memberId };
  assert.equal((await us.post(`${path}/assignments`, away)).code, "member_gone");
  const call = { outcome: "other", disputeId: 1 };
  assert.equal((await us.post(`${path}/customers/${own}/calls`, call)).code, "not_found");
  assert.equal((await us.post(`${path}/customers/${foreign}/calls`, call)).code, "not_found");
  const target = { month: today.slice(0, 7), memberId: others.memberId, amount: "1.00" };
  assert.equal((await us.send("PUT", `${path}/targets`, target)).code, "member_gone");
  const mute = { kind: "bill_due", customerId: foreign };
  const notices = path.replace("/collections", "/notices");
  assert.equal((await us.post(`${notices}/mutes`, mute)).code, "not_found");
  assert.equal((await us.post(`${path}/tasks/1`, {})).status, 400);
});
