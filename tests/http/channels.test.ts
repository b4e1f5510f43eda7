// Channels beside e-mail: their settings over the API, secrets that never come back, a test message,
// and statements that leave by SMS to whoever has a phone alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { signTc3 } from "../../src/channels/tencent-sms.ts";
import { sendingPolicy, sendingSetup, testOutcome } from "../../src/contract/sending.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { addContact } from "../support/sending-bench.ts";
import { type Asked, startVendor } from "../support/vendor-server.ts";
import { enter, eyesOf, portalBooks, portalCustomer } from "./portal-books.ts";
import { withServer } from "./test-server.ts";

const tencent = {
  setting: {
    secretId: "AKID-test",
    sdkAppId: "1400006666",
    signName: "清账",
    region: "",
    "template.statement": "449739 no closing link",
    "template.portal_code": "449740 code minutes",
    "not.a.field": "dropped",
  },
  secrets: { secretKey: "tencent-secret-0815" },
};

function isSigned({ headers, body }: Asked): boolean {
  const signed = signTc3({
    host: "sms.tencentcloudapi.com",
    service: "sms",
    action: String(headers["x-tc-action"]),
    version: String(headers["x-tc-version"]),
    region: String(headers["x-tc-region"]),
    secretId: "AKID-test",
    secretKey: "tencent-secret-0815",
    timestamp: Number(headers["x-tc-timestamp"]),
    body,
  });
  return signed["authorization"] === headers["authorization"];
}

function smsVendor(t: Parameters<typeof startVendor>[0]) {
  return startVendor(t, (asked) => ({
    json: isSigned(asked)
      ? { Response: { SendStatusSet: [{ SerialNo: "1", Code: "Ok" }] } }
      : { Response: { Error: { Code: "AuthFailure.SignatureFailure" } } },
  }));
}

test("a channel is set up, tried, and keeps its secret to itself", async (t) => {
  const vendor = await smsVendor(t);
  const world = await withServer(t, { vendorAddresses: { tencent_sms: vendor.address } });
  const of = await world.organisation();
  const us = of.administrator;
  const before = (await us.get("/api/v1/sending")).as(sendingSetup);
  const codes = before.channels.map(({ code }) => code);
  assert.deepEqual(codes, ["aliyun_sms", "tencent_sms", "wecom", "dingtalk", "feishu"]);
  assert.ok(before.channels.every(({ isReady }) => !isReady));

  const path = "/api/v1/sending/channels/tencent_sms";
  const tooEarly = await us.post(`${path}/test`, { to: "13800138000" });
  assert.equal(tooEarly.code, "channel_not_set_up");
  const saved = await us.send("PUT", path, tencent);
  assert.equal(saved.status, 200, saved.text);
  assert.ok(!saved.text.includes("0815"), "no secret comes back");
  const channel = saved.as(sendingSetup).channels.find(({ code }) => code === "tencent_sms");
  assert.deepEqual([channel?.isReady, channel?.secretsKept], [true, ["secretKey"]]);
  assert.equal(channel?.setting["not.a.field"], undefined);
  for (const table of ["channel_setting", "audit_event"]) {
    const { rows } = await inOrganisation(world.database.ownerPool, of.orgId, (db) =>
      db.query<{ text: string }>(`select t::text as text from ${table} t`),
    );
    assert.ok(rows.length > 0);
    assert.ok(!rows.some(({ text }) => text.includes("0815")), `${table} does not know it`);
  }

  const tried = await us.post(`${path}/test`, { to: "138 0013 8000" });
  assert.deepEqual(tried.as(testOutcome), { outcome: "sent", answer: "SerialNo 1" });
  // an empty secret leaves the one before
  await us.send("PUT", path, { setting: tencent.setting, secrets: { secretKey: "" } });
  const again = await us.post(`${path}/test`, { to: "13800138000" });
  assert.equal(again.as(testOutcome).outcome, "sent");
  await us.send("PUT", path, { setting: tencent.setting, secrets: { secretKey: "wrong" } });
  const wrong = (await us.post(`${path}/test`, { to: "13800138000" })).as(testOutcome);
  assert.equal(wrong.outcome, "deferred");
  assert.match(wrong.answer, /SignatureFailure/);

  const accountant = await world.member(of, "accountant");
  assert.equal((await accountant.send("PUT", path, tencent)).status, 403);
  assert.equal((await us.send("PUT", "/api/v1/sending/channels/email", tencent)).code, "not_found");
});

test("who has a phone alone gets the statement's link and the code by SMS", async (t) => {
  const vendor = await smsVendor(t);
  const world = await withServer(t, {
    vendorAddresses: { tencent_sms: vendor.address },
    publicUrl: "https://ar.firm.example",
  });
  const seller = await portalBooks(world);
  const us = seller.of.administrator;
  const { booksId, orgId } = seller.books;
  await us.send("PUT", "/api/v1/sending/channels/tencent_sms", tencent);
  const policy = {
    channel: "email",
    smsChannel: "tencent_sms",
    quietFrom: "00:00",
    quietTo: "00:00",
  };
  const put = await us.send("PUT", "/api/v1/sending/policy", sendingPolicy.parse(policy));
  assert.equal(put.status, 200, put.text);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const phone = "13912345678";
  const contactId = await addContact(seller.books, { ...buyer, name: "李工", phone });

  const path = `/api/v1/books/${booksId}/statements/${buyer.statementId}/send`;
  assert.equal((await us.post(path, { contactId })).status, 200);
  await sendMessages(world.deps, { orgId, booksId, memberId: null }, async () => {});
  const [asked] = vendor.asked;
  const sent = JSON.parse(asked?.body ?? "{}") as {
    PhoneNumberSet: string[];
    TemplateParamSet: string[];
  };
  assert.deepEqual(sent.PhoneNumberSet, [`+86${phone}`]);
  const [no = "", closing, link = ""] = sent.TemplateParamSet;
  assert.match(no, /^DZ/);
  assert.equal(closing, "430.50");
  const token = new URL(link).hash.slice(1);
  assert.equal((await eyesOf(world).post("/door", { token })).status, 200);
  await seller.books.inBooks((db) =>
    db.query("update message set unconfirmed = true where org_id = $1", [orgId]),
  );
  const eyes = await enter(world, seller, { ...buyer, token });
  assert.equal((await eyes.get("/overview")).status, 200);
  const { rows } = await seller.books.inBooks((db) =>
    db.query<{ unconfirmed: boolean }>(
      "select unconfirmed from message where org_id = $1 and template = 'statement'",
      [orgId],
    ),
  );
  assert.deepEqual(rows, [{ unconfirmed: false }], "who came in by the link has the message");
  await sendMessages(world.deps, { orgId, booksId, memberId: null }, async () => {});
  const code = JSON.parse(vendor.asked[1]?.body ?? "{}") as { TemplateParamSet: string[] };
  assert.match(code.TemplateParamSet[0] ?? "", /^\d{6}$/);
  assert.equal(vendor.asked.length, 2, "each once");
});
