// The portal through a customer's eyes: in by link and code, the account, answers line by line,
// questions, files, announced payments.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  adviceRead,
  announcement,
  codeSent,
  door,
  overview,
  portalStatement,
  storedFile,
} from "../../src/contract/portal.ts";
import { addItem, addLine } from "../support/books.ts";
import { confirmAccount, proposeAccount } from "./confirm-account.ts";
import { enter, eyesOf, lastCode, portalBooks, portalCustomer } from "./portal-books.ts";
import { reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";

const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

test("a link tells who sends what and opens nothing; the code opens a session", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const stranger = eyesOf(world);
  const { token } = buyer;

  const seen = (await stranger.post("/door", { token })).as(door);
  assert.equal(seen.customer, "上海启明贸易有限公司");
  assert.equal(seen.organisation, "甲公司");
  assert.match(seen.sentTo, /^b\*\*\*@customer\.example$/);
  assert.equal((await stranger.get("/overview")).code, "portal_not_open");

  const sent = (await stranger.post("/code", { token })).as(codeSent);
  assert.equal(sent.sentTo, seen.sentTo);
  const code = await lastCode(seller.books, buyer.customerId);
  assert.match(code, /^\d{6}$/);
  const opened = await stranger.post("/session", { token, code });
  const cookie = String(opened.headers["set-cookie"]);
  assert.match(cookie, /HttpOnly; SameSite=Strict/);
  assert.match(cookie, /Max-Age=431\d\d/, "twelve hours");
  const again = await stranger.post("/session", { token, code });
  assert.equal(again.code, "portal_code_ended", "a code works once");
});

test("a customer sees its account, and only what concerns it", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const { bankAccountId } = seller.books;
  const account = { bankAccountId, holder: "甲公司", bank: "ICBC" };
  const cashier = await world.member(seller.of, "cashier");
  const approvalId = await proposeAccount(cashier, seller.of, account);
  await confirmAccount(seller.of.administrator, seller.of, approvalId);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  await portalCustomer(world, seller, "绝密乙公司");
  const eyes = await enter(world, seller, buyer);
  const answer = await eyes.get("/overview");
  const seen = answer.as(overview);
  assert.deepEqual(
    seen.sums.map(({ currency, owed, overdue }) => ({ currency, owed, overdue })),
    [{ currency: "CNY", owed: "430.50", overdue: "430.50" }],
  );
  assert.deepEqual(
    seen.items.map(({ open }) => open),
    ["100.00", "250.50", "80.00"],
  );
  assert.equal(seen.statements.length, 1);
  assert.equal(seen.accounts[0]?.accountNo, "6222000011118807");
  assert.ok(!answer.text.includes("绝密乙公司"));
});

test("lines are agreed and objected to one by one, taken back, and finished by name", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  const at = `/statements/${buyer.statementId}`;
  const first = (await eyes.get(at)).as(portalStatement);
  assert.equal(first.closing, "430.50");
  assert.equal(first.lines.length, 3);
  assert.ok(first.mayAnswer);

  const decided = await eyes.post(`${at}/decisions`, {
    decisions: [
      { n: 1, state: "agreed" },
      { n: 2, state: "objected", reason: "price", their: "200.50", note: "单价应为 4.00" },
    ],
  });
  const [one, two, three] = decided.as(portalStatement).lines;
  assert.equal(one?.state, "agreed");
  assert.deepEqual(
    { state: two?.state, reason: two?.reason, their: two?.their },
    { state: "objected", reason: "price", their: "200.50" },
  );
  assert.equal(three?.state, "open");
  const early = await eyes.post(`${at}/finish`, {
    name: "张伟",
    position: "财务经理",
    isAuthorised: true,
  });
  assert.equal(early.code, "lines_unanswered");

  const kept = (
    await eyes.upload(`/files?statement=${buyer.statementId}&line=2`, "合同.jpg", photo)
  ).as(storedFile);
  const undone = (await eyes.post(`${at}/lines/1/undo`)).as(portalStatement);
  assert.deepEqual(
    undone.lines.map(({ state }) => state),
    ["open", "objected", "open"],
  );
  assert.deepEqual(undone.lines[1]?.files, [kept]);
  const rest = [1, 3].map((n) => ({ n, state: "agreed" }));
  await eyes.post(`${at}/decisions`, { decisions: rest });
  const unnamed = await eyes.post(`${at}/finish`, { name: "", position: "", isAuthorised: true });
  assert.equal(unnamed.code, "invalid_request");
  const finished = await eyes.post(`${at}/finish`, {
    name: "张伟",
    position: "财务经理",
    note: "一致，但 10 月付",
    isAuthorised: true,
  });
  const whole = finished.as(portalStatement);
  assert.equal(whole.confirmation, "partly_objected");
  assert.equal(whole.answer?.name, "张伟");

  const account = (await eyes.get("/overview")).as(overview);
  assert.equal(account.sums[0]?.disputed, "50.00", "only what is in dispute is marked");
  assert.equal(account.sums[0]?.overdue, "380.50");
  const [dispute] = account.disputes;
  assert.equal(dispute?.amount, "50.00");
  assert.equal(dispute?.reason, "price");
  assert.deepEqual(dispute?.messages[0]?.files, [kept]);
  assert.equal(dispute?.messages[0]?.body, "单价应为 4.00");

  const back = (await eyes.post(`${at}/lines/2/undo`)).as(portalStatement);
  assert.equal(back.lines[1]?.state, "open");
  const after = (await eyes.get("/overview")).as(overview);
  assert.equal(after.disputes[0]?.state, "resolved", "an objection taken back ends its dispute");
  assert.equal(after.sums[0]?.disputed, "0.00");
});

test("a question has a thread; a payment announced has a code; an advice is read", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  const question = { key: "question-1", subject: "9 月的发票", body: "能补开一份吗？" };
  assert.equal((await eyes.post("/questions", question)).status, 200);
  assert.equal((await eyes.post("/questions", question)).status, 200, "sent twice, asked once");
  const asked = (await eyes.get("/overview")).as(overview).questions;
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.messages[0]?.body, "能补开一份吗？");
  assert.notEqual(asked[0]?.owner, null, "somebody is to answer");
  const { id } = asked[0] ?? { id: 0 };
  assert.equal((await eyes.post(`/questions/${id}/messages`, { body: "急" })).status, 200);

  const [item1, item2] = (await eyes.get("/overview")).as(overview).items;
  const csv = `付款明细,,\n发票号码,发票金额,本次付款\n${item1?.no},100.00,100.00\n${item2?.no},250.50,"200.00"\nINV-999-9,1.00,1.00\n`;
  const read = (await eyes.upload("/advice", "付款.csv", csv)).as(adviceRead);
  assert.deepEqual(read.rows, [
    { no: item1?.no, amount: "100.00", itemId: item1?.id },
    { no: item2?.no, amount: "200.00", itemId: item2?.id },
    { no: "INV-999-9", amount: "1.00", itemId: null },
  ]);
  assert.equal((await eyes.upload("/advice", "a.jpg", photo)).as(adviceRead).rows, null);

  const body = {
    key: "announce-1",
    items: [
      { id: item1?.id, amount: "100.00" },
      { id: item2?.id, amount: "200.00" },
    ],
    payOn: "2026-12-01",
    fileIds: [read.file.id],
  };
  const announced = (await eyes.post("/announcements", body)).as(announcement);
  assert.match(announced.payCode, /^FK\d{10,}$/);
  assert.equal(announced.amount, "300.00");
  const repeated = (await eyes.post("/announcements", body)).as(announcement);
  assert.equal(repeated.id, announced.id);
  const tooMuch = { key: "announce-2", items: [{ id: item1?.id, amount: "100.01" }] };
  assert.equal((await eyes.post("/announcements", tooMuch)).code, "announce_exceeds");
  const cancelled = await eyes.post(`/announcements/${announced.id}/cancel`);
  assert.equal(cancelled.status, 200);
  const [state] = (await eyes.get("/overview")).as(overview).announcements;
  assert.equal(state?.state, "cancelled");
});

test("money that names the pay-code pays exactly what was announced, by itself", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const name = "上海启明贸易有限公司";
  const buyer = await portalCustomer(world, seller, name);
  // without the code, this one document of the same amount would be the answer
  const { customerId } = buyer;
  const due = "2026-12-31";
  await addItem(seller.books, { customerId, no: "INV-SAME", amountMinor: 18_000, due });
  const eyes = await enter(world, seller, buyer);
  const [first, , third] = (await eyes.get("/overview")).as(overview).items;
  const items = [first, third].map((item) => ({ id: item?.id, amount: item?.open }));
  const announced = (await eyes.post("/announcements", { key: "announce-1", items })).as(
    announcement,
  );
  assert.equal(announced.amount, "180.00");
  const memo = `货款 ${announced.payCode}`;
  await addLine(seller.books, { amountMinor: 18_000, payer: name, memo, date: "2026-10-08" });
  await reconcileBooks(world, seller.books);
  const account = (await eyes.get("/overview")).as(overview);
  assert.equal(account.announcements[0]?.state, "received");
  assert.deepEqual(
    account.items.map(({ open }) => open),
    ["250.50", "180.00"],
  );
  assert.deepEqual(
    account.receipts[0]?.applied.map(({ amount }) => amount),
    ["100.00", "80.00"],
  );
});
