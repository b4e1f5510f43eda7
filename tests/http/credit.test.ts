// Ratings, proposals with a second person, outside information, events, settings and the chance of
// late payment, over HTTP on books with a history.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type RatingBooks, rateSome, runRating } from "../../src/app/credit/rate-customers.ts";
import { approvalList } from "../../src/contract/adjustments.ts";
import {
  creditCard,
  creditCheck,
  creditEvents,
  creditPage,
  creditProposals,
  creditSettingsAnswer,
  creditSummary,
  lateAccuracy,
  proposalOutcome,
} from "../../src/contract/credit.ts";
import { addDays } from "../../src/core/date.ts";
import { addCustomer } from "../support/books.ts";
import { sell, year } from "../support/paid-invoices.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Organisation, type TestServer, withServer } from "./test-server.ts";

async function open(world: TestServer, own: Organisation) {
  const books = await ledgerBooks(world.deps, own);
  const { orgId, booksId, memberId } = own;
  const of: RatingBooks = { orgId, booksId, homeCurrency: "CNY", today };
  const path = `/api/v1/books/${booksId}`;
  const rate = (ids: readonly number[]) => books.inBooks((db) => rateSome(db, of, ids));
  const rateAll = () =>
    runRating(world.deps, { orgId, booksId, runId: 0, memberId }, async () => {});
  return { books, of, path, rate, rateAll };
}

test("customers are rated by what they did, and the rule proposes what follows", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path, rateAll } = await open(world, own);
  const good = await addCustomer(books, "G", "准时精密机械有限公司");
  const bad = await addCustomer(books, "B", "拖欠贸易有限公司");
  await sell(
    books,
    good,
    year(today, () => -2),
  );
  await sell(
    books,
    bad,
    year(today, (n) => (n < 5 ? null : 40)),
  );
  const rated = await rateAll();
  assert.ok(rated.ok && rated.value.rated === 2);
  const client = own.administrator;

  const page = (await client.get(`${path}/credit?sort=-score`)).as(creditPage);
  assert.deepEqual(
    page.rows.map(({ customer, rating, exposure }) => [customer.no, rating, exposure]),
    [
      ["G", "A", "0.00"],
      ["B", "D", "500000.00"],
    ],
  );
  assert.equal(page.totals?.exposure, "500000.00");
  const summary = (await client.get(`${path}/credit/summary`)).as(creditSummary);
  assert.equal(summary.proposals, 2);
  assert.equal(summary.withoutLimit, 2);

  const card = (await client.get(`${path}/customers/${bad}/credit`)).as(creditCard);
  assert.equal(card.points.length, 10);
  assert.equal(card.conduct.maxDaysOverdue, 124);
  assert.equal(card.proposals[0]?.change.method, "prepayment");
  assert.ok(card.proposals[0]?.because.some(({ key }) => key === "credit_propose_rating_d"));

  const proposals = (await client.get(`${path}/credit/proposals`)).as(creditProposals);
  const forGood = proposals.rows.find(({ customer }) => customer.id === good);
  // 30 days have become 45: 100,000 a month × 45 ÷ 30 × 1.5
  assert.deepEqual([forGood?.change.creditDays, forGood?.change.limit], [45, "225000.00"]);
});

test("an approver takes over what the rule proposed, an accountant asks one, nobody approves their own", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path, rate } = await open(world, own);
  const customerId = await addCustomer(books, "C1", "拖欠贸易有限公司");
  await sell(
    books,
    customerId,
    year(today, (n) => (n < 5 ? null : 40)),
  );
  await rate([customerId]);
  const accountant = await world.member(own, "accountant");
  const lead = await world.member(own, "finance_lead");
  const waiting = (await accountant.get(`${path}/credit/proposals`)).as(creditProposals);
  const id = waiting.rows[0]?.id ?? 0;

  const asked = await accountant.post(`${path}/credit/proposals/${id}/accept`, {});
  assert.deepEqual(asked.as(proposalOutcome).state, "asked");
  const again = await accountant.post(`${path}/credit/proposals/${id}/accept`, {});
  assert.equal(again.code, "credit_proposal_closed");
  const list = (await lead.get(`${path}/approvals`)).as(approvalList);
  const approval = list.rows[0];
  assert.equal(approval?.act, "change_credit");
  assert.equal(approval?.subject.kind, "credit");
  const selfish = await accountant.post(`${path}/approvals/${approval?.id}`, { approve: true });
  assert.equal(selfish.code, "not_allowed");

  const before = (await lead.get("/api/v1/credit-check?customer=C1&amount=1.00")).as(creditCheck);
  assert.equal(before.decision, "ok");
  assert.equal(
    (await lead.post(`${path}/approvals/${approval?.id}`, { approve: true })).status,
    200,
  );
  const after = (await lead.get("/api/v1/credit-check?customer=C1&amount=1.00")).as(creditCheck);
  assert.equal(after.decision, "prepayment_only");
  const events = (await lead.get(`${path}/credit/events?after=0`)).as(creditEvents);
  assert.deepEqual(
    events.rows.map(({ act }) => act),
    ["proposal_made", "terms_changed"],
  );
  const later = await lead.get(`${path}/credit/events?after=${events.rows.at(-1)?.id}`);
  assert.deepEqual(later.as(creditEvents).rows, []);

  await rate([customerId]);
  const rest = (await lead.get(`${path}/credit/proposals`)).as(creditProposals);
  assert.deepEqual(rest.rows, []);
});

test("a person's own change waits for a second person and begins on its day", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path } = await open(world, own);
  const customerId = await addCustomer(books, "C1", "甲");
  const lead = await world.member(own, "finance_lead");
  const change = {
    limit: "50000.00",
    method: "open",
    creditDays: 45,
    effectiveFrom: today,
    reason: "新签框架合同",
  };
  const at = `${path}/customers/${customerId}/credit-changes`;
  const past = await lead.post(at, { ...change, effectiveFrom: addDays(today, -2) });
  assert.equal(past.code, "credit_date_past");
  assert.equal((await lead.post(at, change)).as(proposalOutcome).state, "asked");
  assert.equal((await lead.post(at, change)).code, "credit_proposal_waits");
  const { rows } = (await lead.get(`${path}/approvals`)).as(approvalList);
  const own2 = await lead.post(`${path}/approvals/${rows[0]?.id}`, { approve: true });
  assert.equal(own2.code, "own_approval");
  const done = await own.administrator.post(`${path}/approvals/${rows[0]?.id}`, { approve: true });
  assert.equal(done.status, 200, done.text);
  const card = (await lead.get(`${path}/customers/${customerId}/credit`)).as(creditCard);
  assert.equal(card.release.limit, "50000.00");
  assert.equal(card.customer.terms, "net 45");
  assert.equal(card.terms[0]?.isInForce, true);
  const sales = await world.member(own, "sales");
  assert.equal((await sales.post(`${path}/credit/ratings`)).code, "not_allowed");
});

test("a severe entry from outside holds the rating at D until it ends; a rejected proposal stays quiet", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path, rate } = await open(world, own);
  const client = own.administrator;
  const customerId = await addCustomer(books, "C1", "准时机械");
  await sell(
    books,
    customerId,
    year(today, () => 0),
  );
  await rate([customerId]);
  const read = async () =>
    (await client.get(`${path}/customers/${customerId}/credit`)).as(creditCard);
  assert.equal((await read()).rating, "A");

  const flag = { kind: "dishonest", isSevere: true, foundOn: today, note: "(2026)沪执…号" };
  await client.post(`${path}/customers/${customerId}/credit-flags`, flag);
  const capped = await read();
  assert.equal(capped.rating, "D");
  assert.equal(capped.proposals[0]?.change.method, "prepayment");
  await client.send(
    "DELETE",
    `${path}/customers/${customerId}/credit-flags/${capped.flags[0]?.id}`,
  );
  const freed = await read();
  assert.equal(freed.rating, "A");

  const waiting = freed.proposals.find(({ state }) => state === "open");
  const rejecting = `${path}/credit/proposals/${waiting?.id}/reject`;
  assert.equal((await client.post(rejecting, { comment: "" })).code, "invalid_request");
  assert.equal((await client.post(rejecting, { comment: "先观察一季" })).status, 200);
  await rate([customerId]);
  const quiet = (await client.get(`${path}/credit/proposals`)).as(creditProposals);
  assert.deepEqual(quiet.rows, []);

  const cover = { kind: "insurance", amount: "20000.00", validTo: null, note: "中信保" };
  await client.post(`${path}/customers/${customerId}/credit-covers`, cover);
  const covered = await read();
  assert.equal(covered.formula.limit, "20000.00");
  assert.equal(covered.formula.because[1]?.key, "credit_limit_covered");
});

test("other weights count from the next rating on, and senseless ones are refused", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path, rate } = await open(world, own);
  const client = own.administrator;
  const customerId = await addCustomer(books, "C1", "慢付机械");
  await sell(
    books,
    customerId,
    year(today, () => 18),
  );
  await rate([customerId]);
  const at = `${path}/credit/settings`;
  const { settings } = (await client.get(at)).as(creditSettingsAnswer);
  const scoreNow = async () =>
    (await client.get(`${path}/customers/${customerId}/credit`)).as(creditCard).score ?? 0;
  const before = await scoreNow();
  const features = Object.fromEntries(
    Object.entries(settings.features).map(([key, rule]) => [
      key,
      { ...rule, weight: key === "on_time" ? 100 : 0 },
    ]),
  );
  const put = (changed: object, reason = "只看准时") =>
    client.send("PUT", at, { settings: { ...settings, ...changed }, reason });
  assert.equal((await put({ features })).status, 200);
  await rate([customerId]);
  assert.equal(await scoreNow(), 0);
  assert.ok(before > 40);
  const zeros = Object.fromEntries(
    Object.entries(features).map(([key, rule]) => [key, { ...rule, weight: 0 }]),
  );
  assert.equal((await put({ features: zeros })).code, "credit_weights_empty");
  assert.equal(
    (await put({ ratingFrom: { A: 50, B: 70, C: 85 } })).code,
    "credit_thresholds_unordered",
  );
  const accountant = await world.member(own, "accountant");
  assert.equal((await accountant.send("PUT", at, { settings, reason: "x" })).code, "not_allowed");
});

test("the chance of late payment is learnt, measured on later items and given to open ones", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { books, path, rateAll } = await open(world, own);
  const client = own.administrator;
  const none = (await client.get(`${path}/credit/late-accuracy`)).as(lateAccuracy);
  assert.equal(none.model, null);
  const customers: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const id = await addCustomer(books, `C${n}`, `客户${n}`);
    customers.push(id);
    const isLate = n % 2 === 0;
    const sales = Array.from({ length: 40 }, (_, k) => ({
      issued: addDays(today, -(60 + k * 12 + n)),
      minor: 10_000 + k,
      paidAfterDue: isLate ? 8 + (k % 5) : -3,
    }));
    const fresh = { issued: addDays(today, -3), minor: 5_000, paidAfterDue: null };
    await sell(books, id, [...sales, fresh]);
  }
  const rated = await rateAll();
  assert.ok(rated.ok && rated.value.predicted === 12);
  const { model } = (await client.get(`${path}/credit/late-accuracy`)).as(lateAccuracy);
  assert.ok(model && model.learnt === 480);
  assert.ok((model[model.kind]?.auc ?? 0) > 0.95);
  const chanceOf = async (id: number | undefined) =>
    (await client.get(`${path}/customers/${id}/credit`)).as(creditCard).late[0];
  const late = await chanceOf(customers[0]);
  const punctual = await chanceOf(customers[1]);
  assert.ok((late?.probability ?? 0) > 0.7 && (punctual?.probability ?? 1) < 0.2);
  assert.ok((late?.because.length ?? 0) > 0);
});
