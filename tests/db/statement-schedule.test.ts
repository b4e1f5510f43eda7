// What the clock does with statements: made by each customer's plan, chased, confirmed by silence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { savePlan } from "../../src/app/statements/customer-plan.ts";
import type { StatementPlan } from "../../src/contract/statements.ts";
import { selectTasks } from "../../src/db/customer-tasks.ts";
import { addCustomer, addItem } from "../support/books.ts";
import {
  addContact,
  customerToWrite,
  mailOf,
  type SendingBench,
  sendingBench,
} from "../support/sending-bench.ts";

const plan: StatementPlan = {
  cycle: "monthly",
  form: "detail",
  language: "zh",
  day: 3,
  replyDays: 10,
  contactId: null,
  memberId: null,
};

/** As if it had been laid down in September. */
async function planFor(bench: SendingBench, customerId: number, change: Partial<StatementPlan>) {
  const { booksId } = bench.books;
  const input = { booksId, customerId, plan: { ...plan, ...change } };
  assert.ok((await savePlan(bench.at("2026-09-02T02:00:00Z"), bench.actor, input)).ok);
}

const everyTask = {
  state: "open",
  kind: null,
  ownerId: null,
  customerId: null,
  disputeId: null,
  id: null,
  limit: 50,
} as const;

test("a plan makes its statement on its day, once, and sends it where that is wanted", async (t) => {
  const bench = await sendingBench(t);
  const early = await customerToWrite(bench.books, "C1");
  const late = await customerToWrite(bench.books, "C2");
  const quarterly = await customerToWrite(bench.books, "C3");
  const never = await customerToWrite(bench.books, "C4");
  await customerToWrite(bench.books, "C5"); // no plan: nobody asked for one
  await planFor(bench, early.customerId, {});
  await planFor(bench, late.customerId, { day: 5, form: "balance" });
  await planFor(bench, quarterly.customerId, { cycle: "quarterly" });
  await planFor(bench, never.customerId, { cycle: "none" });
  await bench.policy({ scheduled: "draft" });

  await bench.turn("2026-10-02T02:00:00Z");
  assert.equal((await bench.statements("2026-10-02")).length, 0, "not before its day");
  await bench.turn("2026-10-02T22:00:00Z"); // 6 in the morning of the third
  assert.equal((await bench.statements("2026-10-03")).length, 0, "not before people are awake");
  await bench.turn("2026-10-03T00:00:00Z");
  await bench.turn("2026-10-03T01:00:00Z");
  const third = await bench.statements("2026-10-03");
  assert.deepEqual(
    third.map(({ customer, from, confirmation }) => [customer.id, from, confirmation]).sort(),
    [
      [early.customerId, "2026-09-01", "draft"],
      [quarterly.customerId, "2026-07-01", "draft"],
    ],
  );
  assert.equal(bench.server.count(), 0, "drafts wait for a person");

  await bench.policy({ scheduled: "send" });
  await bench.turn("2026-10-07T00:00:00Z"); // the server was off on the fifth
  const seventh = await bench.statements("2026-10-07");
  assert.equal(seventh.length, 3);
  const sent = seventh.find(({ customer }) => customer.id === late.customerId);
  assert.deepEqual([sent?.form, sent?.confirmation], ["balance", "sent"]);
  await bench.turn("2026-10-20T00:00:00Z");
  assert.deepEqual(
    (await bench.server.received()).map(({ to }) => to).filter((to) => to !== mailOf("C2")),
    [],
  );
  await bench.turn("2026-11-04T00:00:00Z");
  assert.equal((await bench.statements("2026-11-04")).length, 4, "the next month, C1 alone");
});

test("a plan laid down after its day begins with the next period", async (t) => {
  const bench = await sendingBench(t);
  const { customerId } = await customerToWrite(bench.books, "C1");
  const input = { booksId: bench.books.booksId, customerId, plan };
  assert.ok((await savePlan(bench.at("2026-10-25T02:00:00Z"), bench.actor, input)).ok);
  await bench.turn("2026-10-26T00:00:00Z");
  assert.equal((await bench.statements("2026-10-26")).length, 0);
  await bench.turn("2026-11-03T00:00:00Z");
  assert.equal((await bench.statements("2026-11-03")).length, 1);
});

test("silence is chased: a reminder, a call, a letter, the superior; each once", async (t) => {
  const bench = await sendingBench(t);
  const { customerId } = await customerToWrite(bench.books, "C1");
  await addContact(bench.books, {
    customerId,
    name: "赵总",
    email: "boss@customer.example",
    purpose: "superior",
  });
  await planFor(bench, customerId, {});
  await bench.policy({ scheduled: "send" });
  await bench.turn("2026-10-03T00:00:00Z");
  // the moment of sending is the database's own
  await sentOn(bench, "2026-10-03T00:00:00Z");
  const tasks = async () =>
    (await bench.books.inBooks((db) => selectTasks(db, bench.books, everyTask))).map(
      ({ kind }) => kind,
    );
  const mails = async () => (await bench.server.received()).map(({ to, subject }) => [to, subject]);
  await bench.turn("2026-10-07T00:00:00Z");
  assert.equal((await mails()).length, 1, "day 4: nothing");
  await bench.turn("2026-10-08T00:00:00Z");
  await bench.turn("2026-10-09T00:00:00Z");
  assert.equal((await mails()).length, 2);
  assert.match((await mails())[1]?.[1] ?? "", /^提醒/);
  assert.deepEqual(await tasks(), []);
  await bench.turn("2026-10-13T00:00:00Z");
  assert.deepEqual(await tasks(), ["call"]);
  await bench.turn("2026-10-18T00:00:00Z");
  assert.deepEqual(await tasks(), ["call", "letter"]);
  await bench.turn("2026-10-23T00:00:00Z");
  await bench.turn("2026-10-24T00:00:00Z");
  assert.deepEqual(
    (await mails()).map(([to]) => to),
    [mailOf("C1"), mailOf("C1"), "boss@customer.example"],
  );
  const [row] = await bench.statements("2026-10-24");
  assert.deepEqual(
    [row?.confirmation, row?.chased],
    ["sent", "superior"],
    "never deemed confirmed",
  );
  await bench.books.inBooks((db) =>
    db.query("update statement set confirmation = 'confirmed' where org_id = $1", [
      bench.books.orgId,
    ]),
  );
  assert.deepEqual(await tasks(), [], "an answer ends the chase");
});

test("silence is consent only where a contract says so, and only after its days", async (t) => {
  const bench = await sendingBench(t);
  const withClause = await customerToWrite(bench.books, "C1");
  const without = await customerToWrite(bench.books, "C2");
  for (const { customerId } of [withClause, without]) await planFor(bench, customerId, {});
  await bench.books.inBooks((db) =>
    db.query(
      `insert into contract (org_id, books_id, customer_id, no, currency, deemed_confirmed_days)
       values ($1, $2, $3, 'HT-1', 'CNY', 15)`,
      [bench.books.orgId, bench.books.booksId, withClause.customerId],
    ),
  );
  await bench.policy({ scheduled: "send", chaseDaily: false });
  await bench.turn("2026-10-03T00:00:00Z");
  await sentOn(bench, "2026-10-03T00:00:00Z");
  await bench.turn("2026-10-18T00:00:00Z");
  const states = async (day: string) =>
    new Map((await bench.statements(day)).map((s) => [s.customer.id, s.confirmation]));
  assert.equal((await states("2026-10-18")).get(withClause.customerId), "sent", "day 15 is theirs");
  await bench.turn("2026-10-19T00:00:00Z");
  const after = await states("2026-10-19");
  assert.equal(after.get(withClause.customerId), "deemed_confirmed");
  assert.equal(after.get(without.customerId), "sent");
  assert.equal(bench.server.count(), 2, "chasing is off");
});

test("a customer without an address is somebody's call, not a failure for the others", async (t) => {
  const bench = await sendingBench(t);
  const { customerId } = await customerToWrite(bench.books, "C1");
  const mute = await addCustomer(bench.books, "C2", "宁波远航机械有限公司");
  await addItem(bench.books, {
    customerId: mute,
    no: "M-1",
    amountMinor: 1_00,
    date: "2026-09-02",
  });
  await addContact(bench.books, { customerId: mute, name: "孙", phone: "13800138000" });
  for (const id of [customerId, mute]) await planFor(bench, id, {});
  await bench.policy({ scheduled: "send" });
  await bench.turn("2026-10-03T00:00:00Z");
  assert.equal(bench.server.count(), 1);
  const rows = await bench.statements("2026-10-03");
  const stayed = rows.find(({ customer }) => customer.id === mute);
  assert.equal(stayed?.confirmation, "draft");
});

async function sentOn({ books }: SendingBench, instant: string): Promise<void> {
  await books.inBooks((db) =>
    db.query("update statement set sent_at = $2 where org_id = $1 and sent_at is not null", [
      books.orgId,
      instant,
    ]),
  );
}
