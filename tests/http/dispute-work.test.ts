// Work on disputes: taken up again, colleagues named, files of ours, tasks, escalation, and the monthly
// letter of causes; a list of five thousand answers at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runDueWork } from "../../src/app/clock/run-due.ts";
import { fixedClock } from "../../src/clock.ts";
import {
  causeReport,
  disputeDetail,
  disputeFile,
  disputeList,
} from "../../src/contract/disputes.ts";
import { overview, portalStatement } from "../../src/contract/portal.ts";
import { messageList } from "../../src/contract/sending.ts";
import { taskList } from "../../src/contract/tasks.ts";
import { escalateDisputesDaily } from "../../src/jobs/escalate-disputes.ts";
import { addItem } from "../support/books.ts";
import {
  type Eyes,
  enter,
  type PortalBooks,
  type PortalCustomer,
  portalBooks,
  portalCustomer,
} from "./portal-books.ts";
import { answerOf, type Client, type TestServer, withServer } from "./test-server.ts";

type Case = {
  readonly world: TestServer;
  readonly seller: PortalBooks;
  readonly buyer: PortalCustomer;
  readonly eyes: Eyes;
  readonly us: Client;
  readonly books: string;
  /** Of the dispute about the first line: 8.00 of 100.00. */
  readonly id: number;
};

async function objected(t: Parameters<typeof withServer>[0]): Promise<Case> {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  const at = `/statements/${buyer.statementId}`;
  await eyes.post(`${at}/decisions`, {
    decisions: [
      { n: 1, state: "objected", reason: "price", their: "92.00", note: "价格应为 92" },
      { n: 2, state: "agreed" },
      { n: 3, state: "agreed" },
    ],
  });
  await eyes.post(`${at}/finish`, { name: "张伟", position: "经理", isAuthorised: true });
  const us = seller.of.administrator;
  const books = `/api/v1/books/${seller.books.booksId}`;
  const [row] = (await us.get(`${books}/disputes`)).as(disputeList).rows;
  assert.ok(row);
  return { world, seller, buyer, eyes, us, books, id: row.id };
}

async function upload(us: Client, url: string, name: string, bytes: Uint8Array | string) {
  const boundary = "----qz-test-boundary";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(head),
    Buffer.from(bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    "idempotency-key": `upload-${Math.floor(performance.now() * 1e6)}`,
  };
  return answerOf(await us.inject({ method: "POST", url, payload, headers }));
}

test("a rejected dispute is taken up again, and the statement is objected to once more", async (t) => {
  const { us, books, id, eyes, buyer } = await objected(t);
  const path = `${books}/disputes/${id}`;
  assert.equal((await us.post(`${path}/reopen`, { note: "x" })).code, "dispute_state");
  await us.post(`${path}/end`, { resolution: "rejected", note: "合同价 100" });
  const at = `/statements/${buyer.statementId}`;
  assert.equal((await eyes.get(at)).as(portalStatement).confirmation, "confirmed");

  const again = await us.post(`${path}/reopen`, { note: "客户补来了价格协议" });
  const ticket = again.as(disputeDetail);
  assert.deepEqual(
    [ticket.row.state, ticket.row.resolution, ticket.items[0]?.marked],
    ["in_progress", null, "8.00"],
  );
  assert.equal(ticket.events.at(-1)?.act, "reopened");
  const statement = (await eyes.get(at)).as(portalStatement);
  assert.equal(statement.confirmation, "partly_objected");
  assert.equal(statement.lines[0]?.state, "objected");
  assert.equal((await eyes.get("/overview")).as(overview).sums[0]?.disputed, "8.00");
  await us.post(`${path}/end`, { resolution: "accepted_by_customer", note: "已说明" });
  assert.equal((await eyes.get(at)).as(portalStatement).confirmation, "confirmed");
});

test("what an end has booked is undone before the dispute is taken up again", async (t) => {
  const { us, books, id, seller, buyer } = await objected(t);
  const path = `${books}/disputes/${id}`;
  const creditItemId = await addItem(seller.books, {
    customerId: buyer.customerId,
    no: "RED-1",
    kind: "credit_note",
    amountMinor: -800,
  });
  await us.post(`${path}/end`, { resolution: "credit_note", note: "已开红字", creditItemId });
  const ended = (await us.get(path)).as(disputeDetail);
  assert.ok(ended.isPosted);
  assert.equal((await us.post(`${path}/reopen`, { note: "x" })).code, "dispute_posted");
  const undo = await us.post(`${books}/decisions/${ended.decisionId}/undo`, { reason: "开错了" });
  assert.equal(undo.status, 200, undo.text);
  const again = await us.post(`${path}/reopen`, { note: "红字开错" });
  assert.equal(again.status, 200, again.text);
  const ticket = again.as(disputeDetail);
  assert.deepEqual([ticket.isPosted, ticket.items[0]?.marked], [false, "8.00"]);
});

test("a colleague who is named is told, and finds the dispute until it was looked at", async (t) => {
  const { world, seller, us, books, id } = await objected(t);
  const sales = await world.member(seller.of, "sales");
  const members = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail).members;
  const named = members.find(({ name }) => name === "sales")?.id ?? 0;
  const said = { body: "@sales 合同价是多少？", isShared: false, mentions: [named, 9_999] };
  assert.equal((await us.post(`${books}/disputes/${id}/messages`, said)).status, 200);
  const mine = (await sales.get(`${books}/disputes?mention=me`)).as(disputeList);
  assert.deepEqual([mine.rows.length, mine.figures.mentions], [1, 1]);
  assert.equal((await us.get(`${books}/disputes?mention=me`)).as(disputeList).rows.length, 0);
  const messages = (await us.get(`${books}/messages`)).as(messageList).rows;
  const told = messages.filter(({ template }) => template === "dispute_mention");
  assert.deepEqual(
    told.map(({ toName }) => toName),
    ["sales"],
  );
  assert.match(told[0]?.body ?? "", /合同价是多少/);
  await sales.post(`${books}/disputes/${id}/seen`, {});
  assert.equal((await sales.get(`${books}/disputes?mention=me`)).as(disputeList).rows.length, 0);
});

test("files of ours are checked, and the customer gets only what was shared", async (t) => {
  const { us, books, id, eyes } = await objected(t);
  const path = `${books}/disputes/${id}/files`;
  const pdf = Buffer.from("%PDF-1.4 price agreement");
  const disguised = await upload(us, path, "合同.pdf", "<script>alert(1)</script>");
  assert.equal(disguised.code, "file_kind_refused");
  const large = await upload(us, path, "a.pdf", Buffer.alloc(10 * 1_048_576 + 1, 0x25));
  assert.equal(large.code, "file_too_large");
  const inside = (await upload(us, path, "内部成本.pdf", pdf)).as(disputeFile);
  const shared = (await upload(us, path, "价格协议.pdf", pdf)).as(disputeFile);
  const say = (fileId: number, isShared: boolean) =>
    us.post(`${books}/disputes/${id}/messages`, { body: "见附件", isShared, fileIds: [fileId] });
  assert.equal((await say(inside.id, false)).status, 200);
  assert.equal((await say(shared.id, true)).status, 200);
  assert.equal((await say(9_999, true)).code, "file_gone");

  assert.equal((await eyes.get(`/files/${shared.id}`)).status, 200);
  assert.equal((await eyes.get(`/files/${inside.id}`)).status, 404, "an internal file");
  // naming it in a message of its own does not open it either
  await eyes.post(`/disputes/${id}/messages`, { body: "?", fileIds: [inside.id] });
  assert.equal((await eyes.get(`/files/${inside.id}`)).status, 404);
  const seen = (await eyes.get("/overview")).as(overview).disputes[0];
  const names = seen?.messages.flatMap(({ files }) => files.map(({ name }) => name));
  assert.ok(names?.includes("价格协议.pdf"));
  assert.ok(!names?.includes("内部成本.pdf"), "nor its name");
});

test("a task of a dispute is done with what came of it", async (t) => {
  const { us, books, id } = await objected(t);
  const task = { kind: "paper", title: "向仓库要签收单", dueOn: "2026-10-09", disputeId: id };
  assert.equal((await us.post(`${books}/tasks`, task)).status, 200);
  const { tasks } = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail);
  assert.deepEqual(
    tasks.map(({ title, state }) => [title, state]),
    [["向仓库要签收单", "open"]],
  );
  const end = { state: "done", outcome: "签收单 8 月 3 日" };
  assert.equal((await us.post(`${books}/tasks/${tasks[0]?.id}/end`, end)).status, 200);
  assert.equal((await us.post(`${books}/tasks/${tasks[0]?.id}/end`, end)).code, "not_found");
  assert.equal((await us.get(`${books}/tasks`)).as(taskList).rows.length, 0);
  const { events } = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail);
  assert.deepEqual(
    events.filter(({ act }) => act === "task").map(({ body, isShared }) => [body, isShared]),
    [
      ["向仓库要签收单", false],
      ["签收单 8 月 3 日", false],
    ],
  );
});

test("past its day a dispute goes one level up, once a week; its cause to where it came from", async (t) => {
  const { world, seller, us, books, id } = await objected(t);
  await world.member(seller.of, "finance_lead");
  const opened = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail).row.openedAt;
  const later = (days: number) => {
    const at = new Date(new Date(opened).getTime() + days * 86_400_000);
    return { ...world.deps, clock: fixedClock(`${at.toISOString().slice(0, 10)}T08:00:00Z`) };
  };
  const turn = (days: number) => runDueWork(later(days), [escalateDisputesDaily]);
  const told = async (template: string) =>
    (await us.get(`${books}/messages?limit=200`))
      .as(messageList)
      .rows.filter((message) => message.template === template);
  await turn(1);
  assert.equal((await told("dispute_escalated")).length, 0);
  await turn(12);
  await turn(13);
  const first = await told("dispute_escalated");
  assert.deepEqual(first.map(({ toName }) => toName).sort(), ["finance_lead", "王敏"]);
  assert.match(first[0]?.body ?? "", /上海启明贸易有限公司 · 价格 · CNY 8\.00 · 超 \d+ 天/);
  const ticket = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail);
  assert.ok(ticket.row.escalatedAt);
  assert.equal(ticket.events.filter(({ act }) => act === "escalated").length, 1);
  await turn(20);
  assert.equal((await told("dispute_escalated")).length, 4, "a week on, again");

  const month = opened.slice(0, 7);
  const causes = (await us.get(`${books}/dispute-causes?month=${month}`)).as(causeReport);
  assert.deepEqual(
    causes.departments.map(({ department, totals }) => [department, totals]),
    [["pricing", [{ currency: "CNY", amount: "8.00", conceded: "0.00" }]]],
  );
  const policy = { causeMails: { pricing: "pricing@firm.example" }, quietFrom: "00:00" };
  await us.send("PUT", "/api/v1/sending/policy", policy);
  const ask = { month };
  const sent = await us.post(`${books}/dispute-causes/letters`, ask);
  assert.deepEqual(sent.body, { letters: 1 });
  assert.deepEqual((await us.post(`${books}/dispute-causes/letters`, ask)).body, { letters: 0 });
  const [letter] = await told("cause_letter");
  assert.equal(letter?.toAddress, "pricing@firm.example");
  assert.match(
    letter?.body ?? "",
    /P02 价格或合同版本不一致 · 1 笔 · CNY 8\.00，已让步 0\.00 · 上海启明/,
  );
});

test("five thousand disputes: the list and each column of the board answer at once", async (t) => {
  const { world, seller, us, books, buyer } = await objected(t);
  const { orgId, booksId } = seller.books;
  await seller.books.inBooks((db) =>
    db.query(
      `insert into dispute (org_id, books_id, customer_id, source, reason, currency, amount_minor,
         state, step, due_on, opened_at, resolved_at)
       select $1, $2, $3, 'manual', (array['price', 'quality', 'paid'])[1 + n % 3], 'CNY', n,
         (array['new', 'in_progress', 'waiting_customer', 'waiting_us', 'resolved'])[1 + n % 5],
         'talk', date '2026-10-01' + n % 60, now() - make_interval(days => n % 40),
         case when n % 5 = 4 then now() end
       from generate_series(1, 5000) n`,
      [orgId, booksId, buyer.customerId],
    ),
  );
  await world.database.ownerPool.query("analyze");
  const ask = async (query: string) => {
    const begun = performance.now();
    const list = (await us.get(`${books}/disputes?${query}`)).as(disputeList);
    return { list, ms: performance.now() - begun };
  };
  await ask("limit=1");
  const first = await ask("limit=200");
  assert.equal(first.list.rows.length, 200);
  assert.equal(first.list.totals[0]?.count, 4_001);
  const next = await ask(`limit=200&cursor=${first.list.nextCursor}`);
  assert.ok((next.list.rows[0]?.id ?? 0) < (first.list.rows.at(-1)?.id ?? 0));
  const due = await ask("sort=due&limit=200");
  const dueNext = await ask(`sort=due&limit=200&cursor=${due.list.nextCursor}`);
  const days = [...due.list.rows, ...dueNext.list.rows].map(({ dueOn }) => dueOn);
  assert.deepEqual(days, days.toSorted(), "what is due first, over the end of the page");
  assert.equal(new Set([...due.list.rows, ...dueNext.list.rows].map(({ id }) => id)).size, 400);
  const column = await ask("state=waiting_us&limit=50");
  assert.equal(column.list.totals[0]?.count, 1_000);
  const found = await ask(`q=${encodeURIComponent("启明")}&limit=200`);
  t.diagnostic(
    `5,001 disputes: list ${first.ms.toFixed(0)} ms, by due day ${due.ms.toFixed(0)} ms, next page ${next.ms.toFixed(0)} ms, ` +
      `a column ${column.ms.toFixed(0)} ms, a search ${found.ms.toFixed(0)} ms`,
  );
  assert.equal(found.list.rows.length, 200);
});
