import assert from "node:assert/strict";
import { test } from "node:test";
import { statementNumber } from "../statements/statement-number.ts";
import { answeredIds, codesIn, kindOfMail, newTextOf, readDeliveryStatus } from "./reply.ts";

const head = (values: Record<string, string>) => ({
  headers: Object.entries(values).map(([key, value]) => ({ key, value })),
});

test("absence notices and delivery reports are told from what a person wrote", () => {
  assert.equal(kindOfMail(head({ subject: "回复：对账单" })), "reply");
  assert.equal(kindOfMail(head({ "auto-submitted": "no" })), "reply");
  assert.equal(kindOfMail(head({ "auto-submitted": "auto-replied" })), "auto");
  assert.equal(kindOfMail(head({ precedence: "bulk" })), "auto");
  const report = "multipart/report; report-type=delivery-status; boundary=x";
  assert.equal(kindOfMail(head({ "content-type": report })), "bounce");
});

test("the mail it answers comes first, then the newest of the thread", () => {
  assert.deepEqual(answeredIds("<b@x>", "<a@x> <b@x>\n <c@x>"), ["<b@x>", "<c@x>", "<a@x>"]);
  assert.deepEqual(answeredIds("", ""), []);
});

test("numbers of ours are found, mistyped ones are not", () => {
  const no = statementNumber("2026-09-30", 12);
  const wrong = `${no.slice(0, -1)}${(+no.slice(-1) + 1) % 10}`;
  assert.deepEqual(codesIn(`见 ${no.toLowerCase()}，付款码 FK26091234567，${wrong}`), [
    no,
    "FK26091234567",
  ]);
});

test("what was quoted is not said again", () => {
  const body = [
    "金额一致。",
    "",
    "------------------ 原始邮件 ------------------",
    "发件人: 应收部",
    "请核对。",
  ];
  assert.equal(newTextOf(body.join("\r\n")), "金额一致。");
  assert.equal(newTextOf("Fine.\n\nOn 3 Oct 2026, AR wrote:\n> Please check"), "Fine.");
  assert.equal(newTextOf("好的\n发件人：应收\n发送时间：2026-10-03\n正文"), "好的");
  assert.equal(newTextOf("From: nobody here\nstays"), "From: nobody here\nstays");
});

test("a delivery report says who could not be reached and why", () => {
  const text =
    "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n" +
    "Status: 5.1.1\nDiagnostic-Code: smtp; 550 no such user";
  assert.deepEqual(readDeliveryStatus(text), {
    isFailed: true,
    recipient: "a@b.example",
    reason: "5.1.1 550 no such user",
  });
  assert.equal(readDeliveryStatus("Action: delayed\nStatus: 4.4.1").isFailed, false);
});
