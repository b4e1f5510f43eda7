// 信用检查 over HTTP: right at once after every posting, by number or id, behind an API token, and blind
// to other organisations.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecisionRequest, postDecisions } from "../../src/app/posting/post-decisions.ts";
import { undoDecision } from "../../src/app/posting/undo-decision.ts";
import { creditCheck } from "../../src/contract/credit.ts";
import { createdApiToken } from "../../src/contract/tokens.ts";
import { isoDate } from "../../src/core/date.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, clientOf, withServer } from "./test-server.ts";

async function grant(
  books: TestBooks,
  customerId: number,
  term: { limitMinor: number | null; method?: string; from?: string },
): Promise<void> {
  const { limitMinor, method = "open", from = "2026-01-01" } = term;
  await books.inBooks((db) =>
    db.query(
      `insert into credit_term (org_id, books_id, customer_id, effective_from, limit_minor, method)
       values ($1, $2, $3, $4, $5, $6)`,
      [books.orgId, books.booksId, customerId, from, limitMinor, method],
    ),
  );
}

function askWith(client: Client, customer: string) {
  return async (query = "") =>
    (await client.get(`/api/v1/credit-check?customer=${customer}${query}`)).as(creditCheck);
}

/** `amountMinor` of a line on one item; none: the line is claimed alone. */
function settlement(of: {
  lineId: number;
  customerId: number;
  itemId?: number;
  amountMinor?: number;
}): DecisionRequest {
  const { lineId, itemId, amountMinor = 0 } = of;
  const common = { bankLineIds: [lineId], matchId: null, runId: null, rule: "", reason: "" };
  if (itemId === undefined) {
    const { customerId } = of;
    return { ...common, kind: "claim", customerId, parts: [], residuals: [] };
  }
  const part = { bankLineId: lineId, itemId, amountMinor, lineAmountMinor: amountMinor };
  return { ...common, kind: "manual", customerId: null, parts: [part], residuals: [] };
}

test("the answer follows every posting at once", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const ask = askWith(own.administrator, "C1");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const post = async (request: DecisionRequest) => {
    const [outcome] = await books.record((db, recording) =>
      postDecisions(db, recording, [request]),
    );
    assert.ok(outcome?.ok, JSON.stringify(outcome));
    return outcome.value.decisionId;
  };

  const none = await ask("&amount=100.00");
  assert.deepEqual([none.decision, none.limit, none.exposure], ["ok", null, "0.00"]);
  assert.equal(none.because.key, "credit_no_limit");

  await grant(books, customerId, { limitMinor: 100_000 });
  const itemId = await addItem(books, { customerId, no: "F1", amountMinor: 60_000 });
  await addItem(books, { customerId, no: "D1", amountMinor: 20_000, kind: "delivery" });
  const two = await ask("&amount=200.00");
  assert.deepEqual([two.decision, two.exposure, two.available], ["ok", "800.00", "200.00"]);
  assert.deepEqual([two.parts.open, two.parts.uninvoiced], ["600.00", "200.00"]);
  const over = await ask("&amount=200.01");
  assert.equal(over.decision, "over_limit");
  assert.match(over.reason, /超出 0\.01/);

  const lineId = await addLine(books, { amountMinor: 70_000, payer: "启明" });
  assert.equal((await ask()).exposure, "800.00");
  await post(settlement({ lineId, customerId }));
  const claimed = await ask();
  assert.deepEqual([claimed.exposure, claimed.parts.unapplied], ["100.00", "700.00"]);
  const decisionId = await post(settlement({ lineId, customerId, itemId, amountMinor: 60_000 }));
  const settled = await ask();
  assert.equal(settled.exposure, "100.00");
  assert.deepEqual([settled.parts.open, settled.parts.unapplied], ["0.00", "100.00"]);

  const today = isoDate("2026-09-30");
  const undo = { decisionId, today, reason: "", actor: "王敏", withDependants: false };
  const undone = await books.record((db, recording) => undoDecision(db, recording, undo));
  assert.ok(undone.ok);
  assert.deepEqual((await ask()).parts, claimed.parts);
});

test("a stop of deliveries, prepayment, and terms that begin later", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const ask = askWith(own.administrator, "C1");
  const customerId = await addCustomer(books, "C1", "甲");
  await addItem(books, { customerId, no: "F1", amountMinor: 500 });
  await grant(books, customerId, { limitMinor: 100_000 });
  await grant(books, customerId, { limitMinor: 0, method: "prepayment", from: "2999-01-01" });
  assert.equal((await ask("&amount=1.00")).decision, "ok");

  await grant(books, customerId, { limitMinor: 0, method: "prepayment", from: "2026-02-01" });
  const prepaid = await ask("&amount=1.00");
  assert.deepEqual([prepaid.decision, prepaid.method], ["prepayment_only", "prepayment"]);

  await books.inBooks((db) =>
    db.query(
      `insert into supply_hold (org_id, books_id, customer_id, reason) values ($1, $2, $3, '逾期 90 天')`,
      [own.orgId, own.booksId, customerId],
    ),
  );
  const held = await ask("&amount=1.00");
  assert.equal(held.decision, "hold");
  assert.equal(held.reason, "已停供：逾期 90 天");
  await books.inBooks((db) =>
    db.query("update supply_hold set lifted_at = now() where org_id = $1", [own.orgId]),
  );
  assert.equal((await ask("&amount=1.00")).decision, "prepayment_only");
  await books.inBooks((db) =>
    db.query("update customer set on_hold = true where org_id = $1", [own.orgId]),
  );
  assert.equal((await ask("&amount=1.00")).because.key, "credit_hold_master");
});

test("an order in foreign currency counts at the rate of the day, and not without one", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const client = own.administrator;
  const customerId = await addCustomer(books, "C1", "甲");
  await grant(books, customerId, { limitMinor: 70_000 });
  const path = "/api/v1/credit-check?customer=C1&amount=100.00&currency=USD";
  assert.equal((await client.get(path)).code, "missing_rate");
  await books.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
       values ($1, $2, $3, 'USD', 'CNY', '7.1')`,
      [own.orgId, own.booksId, today],
    ),
  );
  const answer = (await client.get(path)).as(creditCheck);
  assert.deepEqual([answer.order, answer.decision], ["710.00", "over_limit"]);
});

test("refusals, tokens, and other people's customers", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const other = await world.organisation("乙公司");
  const books = await ledgerBooks(world.deps, own);
  const id = await addCustomer(books, "C1", "甲");
  const client = own.administrator;
  const codeOf = async (query: string) => (await client.get(`/api/v1/credit-check?${query}`)).code;
  assert.equal(await codeOf("customer=C9"), "credit_customer_unknown");
  assert.equal(await codeOf("customer=C1&amount=-1"), "credit_amount_invalid");
  assert.equal(await codeOf("customer=C1&amount=1.001"), "credit_amount_invalid");
  assert.equal(await codeOf("customer=C1&customerId=1"), "invalid_request");
  assert.equal(await codeOf(""), "invalid_request");
  assert.equal((await client.get(`/api/v1/credit-check?customerId=${id}`)).status, 200);

  const foreign = await other.administrator.get(`/api/v1/credit-check?customerId=${id}`);
  assert.equal(foreign.code, "credit_customer_unknown");
  const byNumber = await other.administrator.get("/api/v1/credit-check?customer=C1");
  assert.equal(byNumber.code, "credit_customer_unknown");

  const made = await client.post("/api/v1/tokens", { name: "ERP", scopes: ["read"] });
  const { secret, token } = made.as(createdApiToken);
  const erp = clientOf(world.server, "", { authorization: `Bearer ${secret}` });
  const answer = (await erp.get("/api/v1/credit-check?customer=C1")).as(creditCheck);
  assert.equal(answer.customer.id, id);
  assert.equal(answer.customer.no, "C1");
  const asErp = async (query: string) => (await erp.get(`/api/v1/credit-check?${query}`)).code;
  assert.equal(await asErp("customer=C9"), "credit_customer_unknown");
  assert.equal(await asErp(""), "invalid_request");
  const writer = await client.post("/api/v1/tokens", { name: "Writer", scopes: ["write"] });
  const { secret: writing } = writer.as(createdApiToken);
  const mayWrite = clientOf(world.server, "", { authorization: `Bearer ${writing}` });
  assert.equal((await mayWrite.get("/api/v1/credit-check?customer=C1")).code, "scope_missing");
  const stranger = await other.administrator.post("/api/v1/tokens", {
    name: "ERP",
    scopes: ["read"],
  });
  const { secret: foreignSecret } = stranger.as(createdApiToken);
  const foreignErp = clientOf(world.server, "", { authorization: `Bearer ${foreignSecret}` });
  const unseen = await foreignErp.get(`/api/v1/credit-check?customerId=${id}`);
  assert.equal(unseen.code, "credit_customer_unknown");
  const invented = clientOf(world.server, "", { authorization: `Bearer ${secret}0` });
  assert.equal((await invented.get("/api/v1/credit-check?customer=C9")).code, "token_invalid");
  assert.equal((await invented.get("/api/v1/credit-check")).code, "token_invalid");
  await client.send("DELETE", `/api/v1/tokens/${token.id}`);
  assert.equal(await asErp("customer=C1"), "token_invalid");
  assert.equal(await asErp("customer=C9"), "token_invalid");
});
