// Dunning over HTTP: a policy switched on, who would get what, a run, releases, a payment between
// release and sending, stopped deliveries, interest charged as its own item.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runDaily } from "../../src/app/dunning/run-daily.ts";
import { runSimulation, startSimulation } from "../../src/app/dunning/simulate.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import {
  customerPlan,
  type DunningSetup,
  dunningPreview,
  dunningSetup,
  noticeDetail,
  noticeList,
  released,
  runDone,
} from "../../src/contract/dunning.ts";
import { charged, lateFigures, supplyHoldList } from "../../src/contract/dunning-charges.ts";
import { simulationList } from "../../src/contract/dunning-simulation.ts";
import { startsReleased } from "../../src/contract/dunning-starts.ts";
import { messageList } from "../../src/contract/sending.ts";
import { addDays, type IsoDate } from "../../src/core/date.ts";
import { addCustomer, addItem, addLine, balanceOf, type TestBooks } from "../support/books.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

/** Switched on, every day a working day, so that the test does not depend on the day it runs. */
function switchedOn(setup: DunningSetup) {
  const setting = { ...setup.setting, calendar: "none" as const, runAt: "00:00" };
  const policy = { ...setup.blank, isOn: true };
  return { setting, policy };
}

async function addContact(books: TestBooks, customerId: number, email: string): Promise<void> {
  await books.inBooks((db) =>
    db.query(
      `insert into customer_contact (org_id, customer_id, name, email, purpose)
       values ($1, $2, '李工', $3, 'payment')`,
      [books.orgId, customerId, email],
    ),
  );
}

test("dunning from policy to message", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const us = own.administrator;
  const ago = (days: number) => addDays(today, -days);
  const qiming = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const yuanhang = await addCustomer(books, "C2", "宁波远航机械有限公司");
  await addContact(books, qiming, "li@qiming.example");
  await addContact(books, yuanhang, "wu@yuanhang.example");
  const item = (customerId: number, no: string, amountMinor: number, due: IsoDate) =>
    addItem(books, { customerId, no, amountMinor, date: addDays(due, -30), due });
  const first = await item(qiming, "INV-1", 10_000_000, ago(8));
  await item(qiming, "INV-2", 5_000_000, ago(3));
  await addItem(books, {
    customerId: qiming,
    no: "RED-1",
    amountMinor: -1_000_000,
    kind: "credit_note",
    date: ago(5),
  });
  const old = await item(yuanhang, "INV-9", 20_000_000, ago(120));

  const setup = (await us.get(`${base}/dunning`)).as(dunningSetup);
  const { setting, policy } = switchedOn(setup);
  const settingAnswer = await us.send("PUT", `${base}/dunning/setting`, setting);
  assert.equal(settingAnswer.status, 200, settingAnswer.text);

  await t.test("a policy is tried before it is saved, and checked", async () => {
    const change = { scope: { scope: "organisation" }, policy };
    const tried = (await us.post(`${base}/dunning/preview`, { change })).as(dunningPreview);
    assert.deepEqual(
      tried.rows.map(({ customer, touch, held, newDebts }) => [
        customer.no,
        touch?.nominal ?? null,
        held,
        newDebts,
      ]),
      [
        ["C1", 7, null, 0],
        ["C2", null, "start_to_release", 1],
      ],
    );
    assert.deepEqual(tried.rows[0]?.asked, [{ amount: "140000.00", currency: "CNY" }]);
    const saved = (await us.get(`${base}/dunning`)).as(dunningSetup);
    assert.equal(saved.policies.length, 0, "nothing was stored");
    const steps = policy.steps.map((step, index) => (index === 3 ? { ...step, days: 9 } : step));
    const near = { scope: { scope: "organisation" }, policy: { ...policy, steps } };
    const refused = await us.send("PUT", `${base}/dunning/policy`, near);
    assert.equal(refused.code, "dunning_steps_too_near");
    const sales = await world.member(own, "sales");
    const notAllowed = await sales.send("PUT", `${base}/dunning/policy`, change);
    assert.equal(notAllowed.status, 403);
    const done = await us.send("PUT", `${base}/dunning/policy`, change);
    assert.equal(done.as(dunningSetup).policies[0]?.version, 1);
  });

  await t.test(
    "a run queues what leaves by itself; the ledger is read again before it leaves",
    async () => {
      const done = (await us.post(`${base}/dunning/runs`)).as(runDone);
      assert.deepEqual([done.touched, done.queued, done.proposed], [1, 1, 0]);
      const waiting = (await us.get(`${base}/messages`)).as(messageList).rows;
      assert.equal(waiting.length, 1);
      assert.match(waiting[0]?.body ?? "", /INV-1 .*逾期 8 天.*90,000\.00/);
      assert.match(waiting[0]?.body ?? "", /INV-2 .*50,000\.00/);
      assert.match(waiting[0]?.body ?? "", /140,000\.00/);
      // INV-2 is paid in the meantime, and nobody has settled it yet: it is on the customer's account
      const lineId = await addLine(books, {
        amountMinor: 5_000_000,
        payer: "上海启明贸易有限公司",
      });
      const claim = await us.post(`${base}/bank-lines/${lineId}/claim`, { customerId: qiming });
      assert.ok(claim.status < 300, claim.text);
      await send();
      const [sent] = (await us.get(`${base}/messages`)).as(messageList).rows;
      assert.equal(sent?.state, "sent");
      assert.match(sent?.body ?? "", /请支付：CNY 90,000\.00/);
      const past = (await us.get(`${base}/dunning/notices?state=past`)).as(noticeList);
      assert.deepEqual(past.rows[0]?.asked, [{ amount: "90000.00", currency: "CNY" }]);
      assert.equal(past.rows[0]?.takenOn, today);
      const again = (await us.post(`${base}/dunning/runs`)).as(runDone);
      assert.equal(again.touched, 0, "nothing twice");
    },
  );

  await t.test(
    "newly known debt starts where a person says; what is to be released is",
    async () => {
      const starts = await us.post(`${base}/dunning/starts`, { customerIds: [yuanhang] });
      assert.equal(starts.as(startsReleased).documents, 1);
      const plan = (await us.get(`${base}/dunning/customers/${yuanhang}`)).as(customerPlan);
      assert.equal(plan.row.touch?.nominal, 60);
      assert.match(plan.message?.body ?? "", /最后/);
      const done = (await us.post(`${base}/dunning/runs`)).as(runDone);
      assert.equal(done.proposed, 1);
      const [notice] = (await us.get(`${base}/dunning/notices`)).as(noticeList).rows;
      assert.equal(notice?.channel, "letter");
      const sales = await world.member(own, "sales");
      const ids = [notice?.id ?? 0];
      const refused = (await sales.post(`${base}/dunning/notices/release`, { ids })).as(released);
      assert.deepEqual(refused.refused, [{ id: notice?.id, code: "may_not_release" }]);
      const ok = (await us.post(`${base}/dunning/notices/release`, { ids })).as(released);
      assert.equal(ok.released, 1);
      const twice = (await us.post(`${base}/dunning/notices/release`, { ids })).as(released);
      assert.deepEqual(twice.refused, [{ id: notice?.id, code: "notice_state" }]);
      const detail = (await us.get(`${base}/dunning/notices/${notice?.id}`)).as(noticeDetail);
      assert.equal(detail.items[0]?.asked, "200000.00");
      const early = await us.get(`${base}/dunning/notices/${notice?.id}/letter`);
      assert.equal(early.code, "notice_state", "its text is not final yet");
      await send();
      const paper = await us.inject({
        method: "GET",
        url: `${base}/dunning/notices/${notice?.id}/letter`,
      });
      assert.equal(paper.rawPayload.subarray(0, 5).toString(), "%PDF-");
      const hand = (await us.get(`${base}/dunning/notices?state=open`)).as(noticeList);
      assert.deepEqual(
        hand.rows.map(({ id, messageState }) => [id, messageState]),
        [[notice?.id, "sent"]],
      );
      const end = await us.post(`${base}/dunning/notices/${notice?.id}/done`, {
        reason: "EMS 123",
      });
      assert.equal(end.status, 200, end.text);
    },
  );

  await t.test("grade A proposes a lawyer's letter and a stop of supply", async () => {
    const done = (await us.post(`${base}/dunning/runs`)).as(runDone);
    assert.equal(done.proposed, 2);
    const { rows } = (await us.get(`${base}/dunning/notices`)).as(noticeList);
    assert.deepEqual(rows.map(({ channel }) => channel).sort(), ["lawyer_letter", "supply_hold"]);
    const hold = rows.find(({ channel }) => channel === "supply_hold");
    await us.post(`${base}/dunning/notices/release`, { ids: [hold?.id] });
    const held = (await us.get(`${base}/supply-holds`)).as(supplyHoldList).rows;
    assert.deepEqual(
      held.map(({ customer, source, liftedAt }) => [customer.id, source, liftedAt]),
      [[yuanhang, "dunning", null]],
    );
    const again = await us.post(`${base}/supply-holds`, { customerId: yuanhang, reason: "x" });
    assert.equal(again.code, "supply_held_already");
    const lift = await us.post(`${base}/supply-holds/${held[0]?.id}/lift`, { reason: "已付款" });
    assert.equal(lift.status, 200);
  });

  await t.test("interest is a memo, then an item of its own, and never charged twice", async () => {
    const late = { interest: { kind: "agreed", percentPerDay: "0.05" }, fee: "100.00" };
    const scope = { scope: "customer", customerId: yuanhang };
    await us.send("PUT", `${base}/dunning/policy`, { scope, policy: { ...policy, late } });
    const at = `${base}/dunning/customers/${yuanhang}/late`;
    // 200,000 × 0.05 % × 45 days = 4,500
    const to = addDays(ago(120), 45);
    const figures = (await us.get(`${at}?to=${to}`)).as(lateFigures);
    assert.equal(figures.rows[0]?.interest, "4500.00");
    assert.equal(figures.rows[0]?.days, 45);
    const body = {
      customerId: yuanhang,
      itemIds: [old],
      to,
      withFees: true,
      acceptance: "回函 2026-1",
      dueDate: addDays(today, 10),
    };
    const before = await balanceOf(books, "interest");
    const done = (await us.post(`${base}/dunning/charges`, body)).as(charged);
    assert.deepEqual(
      done.items.map(({ no, amount }) => [no, amount.amount]),
      [
        ["INV-9-LX", "4500.00"],
        ["INV-9-FY", "100.00"],
      ],
    );
    assert.equal((await balanceOf(books, "interest")) - before, -460_000);
    assert.equal((await us.post(`${base}/dunning/charges`, body)).code, "nothing_to_charge");
    const rest = (await us.get(at)).as(lateFigures);
    assert.equal(rest.rows[0]?.interest, "7500.00", "75 days more");
    assert.equal(rest.rows[0]?.charged, "4600.00");
    const undone = await us.post(`${base}/decisions/${done.decisionId}/undo`, {});
    assert.ok(undone.status < 300, undone.text);
    assert.equal(await balanceOf(books, "interest"), before);
    const back = (await us.get(`${at}?to=${to}`)).as(lateFigures);
    assert.deepEqual([back.rows[0]?.interest, back.rows[0]?.charged], ["4500.00", "0.00"]);
    const future = { ...body, to: addDays(today, 1) };
    assert.equal((await us.post(`${base}/dunning/charges`, future)).code, "charge_in_future");
  });

  await t.test("a pause, a dispute and the clock", async () => {
    const until = addDays(today, 3);
    await us.post(`${base}/dunning/pauses`, { customerId: qiming, until, reason: "谈判中" });
    const plan = (await us.get(`${base}/dunning/customers/${qiming}`)).as(customerPlan);
    assert.equal(plan.row.held, "paused");
    assert.equal(plan.pausedUntil, until);
    await us.post(`${base}/dunning/pauses`, { customerId: qiming, until: null });
    await books.record((db, { recordedAt }) =>
      db.query(
        `insert into item_change (org_id, item_id, recorded_at, accounting_date, disputed_delta_minor)
         values ($1, $2, $3, $4, 4000000)`,
        [books.orgId, first, recordedAt, today],
      ),
    );
    const disputed = (await us.get(`${base}/dunning/customers/${qiming}`)).as(customerPlan);
    const ask = disputed.asks.find(({ itemId }) => itemId === first);
    assert.deepEqual(
      [ask?.open, ask?.disputed, ask?.credit, ask?.asked],
      ["100000.00", "40000.00", "60000.00", "0.00"],
    );
    await runDaily(world.deps, clockBooks());
    await runDaily(world.deps, clockBooks());
    const daily = await books.inBooks((db) =>
      db.query("select id from dunning_run where kind = 'daily'"),
    );
    assert.equal(daily.rowCount, 1, "the clock runs once a day");
  });

  await t.test("a simulation says what would have been sent and asked", async () => {
    const ask = { from: ago(60), to: today, change: null, setting: null };
    const dunningBooks = { ...clockBooks(), homeCurrency: "CNY" };
    const started = await startSimulation(world.deps, own, { books: dunningBooks, ask });
    assert.ok(started.ok);
    const payload = { orgId: own.orgId, booksId: own.booksId, memberId: null };
    const job = { ...payload, runId: started.value.jobId };
    await runSimulation(world.deps, job, async () => {});
    const [row] = (await us.get(`${base}/dunning/simulations`)).as(simulationList).rows;
    assert.ok(row?.result);
    assert.ok(row.result.touches > 0);
    assert.equal(
      row.result.byStep.reduce((sum, one) => sum + one.touches, 0),
      row.result.touches,
    );
    const long = { ...ask, from: ago(500) };
    const refused = await us.post(`${base}/dunning/simulations`, long);
    assert.equal(refused.code, "simulation_period");
  });

  function clockBooks() {
    const { orgId, booksId } = own;
    return {
      orgId,
      booksId,
      name: "",
      timeZone: "Asia/Shanghai",
      ownNames: [],
      ownTaxIds: [],
      today,
    };
  }

  async function send(): Promise<void> {
    await us.send("PUT", "/api/v1/sending/policy", {
      channel: "log",
      quietFrom: "00:00",
      quietTo: "00:00",
      perMinute: 0,
      attachPdf: false,
    });
    await sendMessages(world.deps, { ...books, memberId: null }, async () => {});
  }
});
