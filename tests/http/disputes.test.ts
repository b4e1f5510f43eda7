// Disputes from an objection to their end: marked apart, worked on, ended by what posts, and the
// statement agreed in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  disputeDetail,
  disputeEndOutcome,
  disputeList,
  questionList,
} from "../../src/contract/disputes.ts";
import { overview, portalStatement } from "../../src/contract/portal.ts";
import { addItem } from "../support/books.ts";
import { handIn } from "./hand-in.ts";
import { enter, portalBooks, portalCustomer } from "./portal-books.ts";
import { withServer } from "./test-server.ts";

test("one objection ends by a credit note, one by rejection; the statement is agreed", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  const at = `/statements/${buyer.statementId}`;
  await eyes.post(`${at}/decisions`, {
    decisions: [
      { n: 1, state: "objected", reason: "price", their: "92.00", note: "价格应为 92" },
      { n: 2, state: "objected", reason: "not_received", note: "没有收到" },
      { n: 3, state: "agreed" },
    ],
  });
  await eyes.post(`${at}/finish`, { name: "张伟", position: "经理", isAuthorised: true });

  const us = seller.of.administrator;
  const path = `/api/v1/books/${seller.books.booksId}/disputes`;
  const list = (await us.get(path)).as(disputeList);
  assert.deepEqual(
    list.rows.map(({ reason, amount, state }) => ({ reason, amount, state })),
    [
      { reason: "not_received", amount: "250.50", state: "new" },
      { reason: "price", amount: "8.00", state: "new" },
    ],
  );
  assert.deepEqual(list.totals, [{ currency: "CNY", count: 2, amount: "258.50" }]);
  const [delivery, price] = list.rows;

  await us.post(`${path}/${price?.id}/messages`, { body: "内部：查合同", isShared: false });
  await us.post(`${path}/${price?.id}/messages`, { body: "已核实，将开红字", isShared: true });
  const asked = await us.post(`${path}/${price?.id}/changes`, { askCredit: true, step: "cause" });
  const ticket = asked.as(disputeDetail);
  assert.equal(ticket.row.redHoursLeft, 72);
  assert.equal(ticket.row.state, "waiting_us");
  const told = (await eyes.get("/overview")).as(overview);
  const seen = told.disputes.find(({ id }) => id === price?.id);
  assert.deepEqual(
    seen?.messages.map(({ body }) => body),
    ["价格应为 92", "已核实，将开红字"],
  );

  const early = { resolution: "credit_note", note: "红字已开" };
  assert.equal((await us.post(`${path}/${price?.id}/end`, early)).code, "dispute_needs_credit");
  const creditItemId = await addItem(seller.books, {
    customerId: buyer.customerId,
    no: "RED-1",
    kind: "credit_note",
    amountMinor: -800,
  });
  const credited = await us.post(`${path}/${price?.id}/end`, { ...early, creditItemId });
  assert.equal(credited.as(disputeEndOutcome).kind, "resolved");
  const rejected = await us.post(`${path}/${delivery?.id}/end`, {
    resolution: "rejected",
    note: "签收单见附件，8 月 3 日已签收",
  });
  assert.equal(rejected.as(disputeEndOutcome).kind, "resolved");

  const statement = (await eyes.get(at)).as(portalStatement);
  assert.equal(statement.confirmation, "confirmed");
  assert.deepEqual(
    statement.lines.map(({ state }) => state),
    ["resolved", "resolved", "agreed"],
  );
  const account = (await eyes.get("/overview")).as(overview);
  assert.equal(account.sums[0]?.owed, "422.50", "the credit note is taken off, nothing else");
  assert.equal(account.sums[0]?.disputed, "0.00");
  const end = account.disputes.find(({ id }) => id === delivery?.id);
  assert.deepEqual(
    [end?.state, end?.resolutionNote],
    ["resolved", "签收单见附件，8 月 3 日已签收"],
  );
  const again = await us.post(`${path}/${price?.id}/end`, { ...early, creditItemId });
  assert.equal(again.code, "dispute_state");
});

test("a write-off waits for the second person, who ends the dispute by approving", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "宁波远航机械有限公司");
  const us = seller.of.administrator;
  const books = `/api/v1/books/${seller.books.booksId}`;
  const items = [{ id: buyer.itemIds[0], amount: "100.00" }];
  const tooMuch = { items: [{ id: buyer.itemIds[0], amount: "100.01" }], reason: "deduction" };
  const refused = await us.post(`${books}/disputes`, { ...tooMuch, note: "x" });
  assert.equal(refused.code, "dispute_exceeds_open");
  const opened = await us.post(`${books}/disputes`, {
    items,
    reason: "deduction",
    note: "客户拒付",
    source: "short_payment",
  });
  assert.equal(opened.status, 200, opened.text);
  const { id } = opened.body as { id: number };
  const end = {
    resolution: "written_off",
    note: "已破产",
    evidence: ["破产裁定书"],
    responsible: "王敏",
    fileIds: [await handIn(us, books)],
  };
  const asked = (await us.post(`${books}/disputes/${id}/end`, end)).as(disputeEndOutcome);
  assert.equal(asked.kind, "waiting");
  const waiting = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail);
  assert.equal(waiting.row.state, "waiting_approval");
  assert.equal(waiting.items[0]?.marked, "100.00");
  const lead = await world.member(seller.of, "finance_lead");
  const approved = await lead.post(`${books}/approvals/${asked.approvalId}`, {
    approve: true,
    comment: "同意",
  });
  assert.equal(approved.status, 200, approved.text);
  const ended = (await us.get(`${books}/disputes/${id}`)).as(disputeDetail);
  assert.deepEqual(
    [ended.row.state, ended.row.resolution, ended.items[0]?.open, ended.items[0]?.marked],
    ["resolved", "written_off", "0.00", "0.00"],
  );
});

test("a question is answered by us and read by the customer", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  await eyes.post("/questions", { key: "question-1", subject: "发票", body: "能补开吗？" });
  const us = seller.of.administrator;
  const books = `/api/v1/books/${seller.books.booksId}`;
  const { rows } = (await us.get(`${books}/questions`)).as(questionList);
  assert.equal(rows[0]?.customer.name, "上海启明贸易有限公司");
  await us.post(`${books}/questions/${rows[0]?.id}/answers`, { body: "可以，明天寄出" });
  const [question] = (await eyes.get("/overview")).as(overview).questions;
  assert.equal(question?.state, "answered");
  assert.equal(question?.messages.at(-1)?.body, "可以，明天寄出");
});
