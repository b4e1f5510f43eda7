// What people decide about bank lines over the API: once for each key, never another's, back again.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bankLineDetail,
  bookingPreview,
  decisionAnswer,
  itemPool,
  lineOutcomes,
  lineStates,
  runList,
  runResult,
  undoOutcomes,
  workbenchPage,
  workbenchSummary,
} from "../../src/contract/workbench.ts";
import { addCustomer, addItem, addLine, balanceOf } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { clearCase, reconcileBooks } from "./run-books.ts";
import { type TestServer, withServer } from "./test-server.ts";
import { booksOf, propose } from "./workbench-books.ts";

/** An invoice of 100,000.00 less a credit note of 8,000.00 and the 92,000.00 that pay them. */
async function story(server: TestServer) {
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const blue = await addItem(books, { customerId: customer, no: "INV1", amountMinor: 10_000_000 });
  const red = await addItem(books, {
    customerId: customer,
    no: "RED1",
    kind: "credit_note",
    amountMinor: -800_000,
  });
  const other = await addItem(books, { customerId: customer, no: "INV2", amountMinor: 9_200_000 });
  const line = await addLine(books, { amountMinor: 9_200_000, payer: "上海启明貿易" });
  await propose(books, line, [
    {
      customerId: customer,
      items: [
        [blue, 10_000_000],
        [red, -800_000],
      ],
    },
    { customerId: customer, items: [[other, 9_200_000]] },
  ]);
  const path = `/api/v1/books/${organisation.booksId}`;
  return { organisation, books, customer, blue, red, other, line, path };
}

test("a proposal is accepted once, however often the same request arrives", async (t) => {
  const server = await withServer(t);
  const { organisation, books, line, path } = await story(server);
  const client = organisation.administrator;
  const detail = (await client.get(`${path}/workbench/lines/${line}`)).as(bankLineDetail);
  assert.equal(detail.candidates.length, 2);
  assert.equal(detail.candidates[0]?.rest, "0.00");
  const body = { confirmations: [{ lineId: line, version: detail.line.version, candidate: 0 }] };
  const key = { "idempotency-key": "the-same-press-of-enter" };
  const first = (await client.post(`${path}/decisions/confirm`, body, key)).as(lineOutcomes);
  const again = (await client.post(`${path}/decisions/confirm`, body, key)).as(lineOutcomes);
  assert.deepEqual(again, first);
  assert.equal(first.outcomes[0]?.problem, null);
  assert.equal(await balanceOf(books, "receivable"), 9_200_000);
  assert.equal(await balanceOf(books, "on_account"), 0);
  const another = (await client.post(`${path}/decisions/confirm`, body)).as(lineOutcomes);
  assert.equal(another.outcomes[0]?.problem?.code, "already_decided");
  const states = (await client.get(`${path}/workbench/states?ids=${line}`)).as(lineStates);
  assert.equal(states.rows[0]?.lane, "confirmed");
  assert.equal(states.rows[0]?.decided?.by, "王敏");
});

test("the second proposal settles other items, and undoing it gives everything back", async (t) => {
  const server = await withServer(t);
  const { organisation, books, line, path, other } = await story(server);
  const client = organisation.administrator;
  const detail = (await client.get(`${path}/workbench/lines/${line}`)).as(bankLineDetail);
  const before = await balanceOf(books, "receivable");
  const body = { confirmations: [{ lineId: line, version: detail.line.version, candidate: 1 }] };
  const { outcomes } = (await client.post(`${path}/decisions/confirm`, body)).as(lineOutcomes);
  const decisionId = outcomes[0]?.decisionId;
  assert.ok(decisionId);
  const decided = (await client.get(`${path}/workbench/lines/${line}`)).as(bankLineDetail);
  assert.deepEqual(
    decided.decisions[0]?.allocations.map((a) => [a.itemId, a.amount]),
    [[other, "92000.00"]],
  );
  const undo = { decisionIds: [decisionId, 999_999] };
  const undone = (await client.post(`${path}/decisions/undo`, undo)).as(undoOutcomes);
  assert.deepEqual(
    undone.outcomes.map((o) => [o.decisionId, o.problem?.code ?? null]),
    [
      [999_999, "decision_gone"],
      [decisionId, null],
    ],
  );
  assert.equal(await balanceOf(books, "receivable"), before);
  const page = (await client.get(`${path}/workbench/lines?lane=to_confirm`)).as(workbenchPage);
  assert.deepEqual(
    page.rows.map((row) => row.id),
    [line],
  );
});

test("by hand: what is previewed is what is booked, and a tail above the limit is refused", async (t) => {
  const server = await withServer(t);
  const { organisation, books, line, path, customer, other } = await story(server);
  const client = organisation.administrator;
  const big = await addItem(books, { customerId: customer, no: "INV3", amountMinor: 9_212_345 });
  const settle = (itemId: number, residual: string | null, code = "rounding") => ({
    lineIds: [line],
    customerId: customer,
    parts: [
      {
        lineId: line,
        itemId,
        amount: "92000.00",
        currency: "CNY",
        lineAmount: "92000.00",
        lineCurrency: "CNY",
      },
    ],
    residuals:
      residual === null
        ? []
        : [
            {
              side: "item",
              lineId: line,
              itemId,
              amount: residual,
              currency: "CNY",
              code,
              difference: "T03",
            },
          ],
  });
  const tooMuch = await client.post(`${path}/decisions/by-hand`, settle(big, "123.45"));
  assert.equal(tooMuch.code, "over_your_limit");
  assert.match(tooMuch.text, /123\.45/);
  assert.match(tooMuch.text, /50\.00/);
  const fee = { ...settle(big, "123.45", "discount") };
  const outside = await client.post(`${path}/decisions/by-hand`, fee);
  assert.equal(outside.code, "second_person_needed");

  const foreseen = await client.post(`${path}/decisions/preview`, settle(big, "123.45"));
  assert.equal(foreseen.as(bookingPreview).refusal?.code, "over_your_limit");
  const preview = await client.post(`${path}/decisions/preview`, settle(other, null));
  const { entries } = preview.as(bookingPreview);
  assert.deepEqual(
    entries.map((entry) => entry.event),
    ["J09", "J10"],
  );
  assert.equal(await balanceOf(books, "on_account"), 0, "a preview books nothing");
  const posted = await client.post(`${path}/decisions/by-hand`, settle(other, null));
  assert.ok(posted.as(decisionAnswer).decisionId);
  assert.equal(await balanceOf(books, "receivable"), 10_000_000 - 800_000 + 9_212_345);
});

test("lanes add up to all lines; a held line waits among the exceptions", async (t) => {
  const server = await withServer(t);
  const { organisation, books, line, path } = await story(server);
  const client = organisation.administrator;
  await addLine(books, { amountMinor: 500, payer: "某人" });
  const summary = (await client.get(`${path}/workbench`)).as(workbenchSummary);
  const counts = Object.fromEntries(summary.lanes.map((l) => [l.lane, l.count]));
  assert.deepEqual(counts, { auto: 0, to_confirm: 1, exception: 1, not_receivable: 0 });
  assert.equal(summary.total.count, 2);
  assert.equal(summary.autoShare, "0.0");
  const held = { held: true, note: "等客户回复" };
  assert.equal((await client.post(`${path}/bank-lines/${line}/hold`, held)).status, 200);
  const page = await client.get(`${path}/workbench/lines?lane=exception&cause=held`);
  assert.deepEqual(
    page.as(workbenchPage).rows.map((row) => [row.id, row.note]),
    [[line, "等客户回复"]],
  );
});

test("the same pattern: rule and cause narrow a lane, ties are left out", async (t) => {
  const server = await withServer(t);
  const { organisation, books, customer, other, path, line } = await story(server);
  const tied = await addLine(books, { amountMinor: 100, payer: "a" });
  const own = { customerId: customer, items: [[other, 100]] } as const;
  await propose(books, tied, [own, own], { tiedWith: 1 });
  const otherRule = await addLine(books, { amountMinor: 200, payer: "b" });
  await propose(books, otherRule, [own], { rule: "R14" });
  const query = "lane=to_confirm&rule=R09&cause=reason.unsure&untied=true";
  const page = await organisation.administrator.get(`${path}/workbench/lines?${query}`);
  assert.deepEqual(
    page.as(workbenchPage).rows.map((row) => row.id),
    [line],
  );
});

test("items of the whole group are offered only when asked for", async (t) => {
  const server = await withServer(t);
  const { organisation, books, customer, path } = await story(server);
  const sister = await addCustomer(books, "C2", "上海启明物流有限公司");
  await books.inBooks((db) =>
    db.query("update customer set parent_id = $3 where org_id = $1 and id = $2", [
      books.orgId,
      sister,
      customer,
    ]),
  );
  await addItem(books, { customerId: sister, no: "S1", amountMinor: 700 });
  const pool = async (query: string) =>
    (await organisation.administrator.get(`${path}/workbench/items?${query}`)).as(itemPool).count;
  assert.equal(await pool(`customerId=${customer}`), 3);
  assert.equal(await pool(`customerId=${customer}&withGroup=true`), 4);
  assert.equal(await pool("q=S1"), 1);
});

test("a run's result is its own lines in count and money", async (t) => {
  const server = await withServer(t);
  const { organisation, path } = await story(server);
  const client = organisation.administrator;
  const { rows } = (await client.get(`${path}/runs`)).as(runList);
  assert.equal(rows.length, 1);
  const result = (await client.get(`${path}/runs/${rows[0]?.id}`)).as(runResult);
  assert.equal(result.lines, 1);
  assert.equal(result.matchSeconds, null, "nobody ran the engine");
  assert.deepEqual(result.lanes.find((l) => l.lane === "to_confirm")?.amounts, [
    { amount: "92000.00", currency: "CNY" },
  ]);
  assert.deepEqual(result.causes, [{ lane: "to_confirm", key: "reason.unsure", count: 1 }]);
});

test("what a run posted or put in a category was the run, not who had started it", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await ledgerBooks(server.deps, organisation);
  const path = `/api/v1/books/${organisation.booksId}`;
  const name = "上海启明贸易有限公司";
  const customerId = await addCustomer(books, "C1", name);
  const { lineId: paid } = await clearCase(books, { customerId, name, n: 1 });
  const interest = await addLine(books, {
    amountMinor: 1_234,
    payer: "中国工商银行",
    memo: "存款结息",
  });
  const runId = await reconcileBooks(server, books);
  const run = (await organisation.administrator.get(`${path}/runs/${runId}`)).as(runResult);
  assert.ok(run.matchSeconds !== null && run.matchSeconds <= (run.seconds ?? 0));
  for (const [line, kind] of [
    [paid, "auto"],
    [interest, "categorise"],
  ] as const) {
    const detail = await organisation.administrator.get(`${path}/workbench/lines/${line}`);
    const [decision] = detail.as(bankLineDetail).decisions;
    assert.equal(decision?.kind, kind);
    assert.equal(decision?.by, null);
    const states = await organisation.administrator.get(`${path}/workbench/states?ids=${line}`);
    assert.equal(states.as(lineStates).rows[0]?.decided?.by, null);
  }
});

test("another organisation finds none of it, whatever it tries", async (t) => {
  const server = await withServer(t);
  const mine = await story(server);
  const stranger = (await server.organisation("乙公司")).administrator;
  const { path, line } = mine;
  for (const url of [
    `${path}/workbench`,
    `${path}/workbench/lines/${line}`,
    `${path}/workbench/states?ids=${line}`,
    `${path}/workbench/to-confirm.xlsx`,
    `${path}/runs`,
  ]) {
    assert.equal((await stranger.get(url)).status, 404, url);
  }
  const confirm = { confirmations: [{ lineId: line, version: 1, candidate: 0 }] };
  assert.equal((await stranger.post(`${path}/decisions/confirm`, confirm)).status, 404);
  // in its own books the other's line does not exist
  const theirs = await server.organisation("丙公司");
  const own = `/api/v1/books/${theirs.booksId}`;
  const tried = await theirs.administrator.post(`${own}/decisions/confirm`, confirm);
  assert.equal(tried.as(lineOutcomes).outcomes[0]?.problem?.code, "no_candidate");
  const held = { held: true, note: "" };
  assert.equal(
    (await theirs.administrator.post(`${own}/bank-lines/${line}/hold`, held)).status,
    404,
  );
});

test("a reader sees the workbench and decides nothing", async (t) => {
  const server = await withServer(t);
  const { organisation, path, line } = await story(server);
  const auditor = await server.member(organisation, "auditor");
  assert.equal((await auditor.get(`${path}/workbench`)).status, 200);
  const confirm = { confirmations: [{ lineId: line, version: 1, candidate: 0 }] };
  const refused = await auditor.post(`${path}/decisions/confirm`, confirm);
  assert.equal(refused.status, 403);
  assert.equal(refused.code, "not_allowed");
});

test("a deduction stays open as disputed with its code; the undo takes the dispute back", async (t) => {
  const server = await withServer(t);
  const { organisation, line, path, customer, blue } = await story(server);
  const client = organisation.administrator;
  const settlement = {
    lineIds: [line],
    customerId: customer,
    parts: [
      {
        lineId: line,
        itemId: blue,
        amount: "92000.00",
        currency: "CNY",
        lineAmount: "92000.00",
        lineCurrency: "CNY",
      },
    ],
    residuals: [
      {
        side: "item",
        lineId: line,
        itemId: blue,
        amount: "8000.00",
        currency: "CNY",
        code: "deduction",
        difference: "S01",
      },
    ],
  };
  const disputed = async () => {
    const pool = (await client.get(`${path}/workbench/items?q=INV1`)).as(itemPool);
    const item = pool.rows.find(({ id }) => id === blue);
    return [item?.open, item?.disputed];
  };
  const { decisionId } = (await client.post(`${path}/decisions/by-hand`, settlement)).as(
    decisionAnswer,
  );
  assert.deepEqual(await disputed(), ["8000.00", "8000.00"]);
  await client.post(`${path}/decisions/${decisionId}/undo`, {});
  assert.deepEqual(await disputed(), ["100000.00", "0.00"]);
});

test("a retention that is left open becomes an item of its own; the undo takes it back", async (t) => {
  const server = await withServer(t);
  const { organisation, line, path, customer, blue } = await story(server);
  const client = organisation.administrator;
  const part = { lineId: line, itemId: blue, currency: "CNY", lineCurrency: "CNY" };
  const left = { side: "item", lineId: line, itemId: blue, currency: "CNY", amount: "8000.00" };
  const settlement = {
    lineIds: [line],
    customerId: customer,
    parts: [{ ...part, amount: "92000.00", lineAmount: "92000.00" }],
    residuals: [{ ...left, code: "retention", difference: "P08", due: "2027-08-31" }],
  };
  const open = async () => {
    const pool = (await client.get(`${path}/workbench/items?q=INV1`)).as(itemPool);
    return pool.rows.map(({ no, kind, open, dueDate }) => [no, kind, open, dueDate]);
  };
  const before = await open();
  const preview = (await client.post(`${path}/decisions/preview`, settlement)).as(bookingPreview);
  assert.equal(preview.entries.at(-1)?.event, "J18");
  const { decisionId } = (await client.post(`${path}/decisions/by-hand`, settlement)).as(
    decisionAnswer,
  );
  assert.deepEqual(
    (await open()).filter(([, kind]) => kind === "retention"),
    [["INV1", "retention", "8000.00", "2027-08-31"]],
  );
  const undone = await client.post(`${path}/decisions/${decisionId}/undo`, {});
  assert.equal(undone.status, 200, undone.text);
  assert.deepEqual(await open(), before);
});
