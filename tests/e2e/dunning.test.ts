// Dunning in a real browser: the policy edited and tried on today before it is saved, the day planned,
// what waits released, the message taken by a real mail server, and seen on the customer's page.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { saveEmail, savePolicy } from "../../src/app/sending/setup.ts";
import { dunningSetup, noticeList } from "../../src/contract/dunning.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { addDays } from "../../src/core/date.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { type Organisation, withServer } from "../http/test-server.ts";
import { withWorkers } from "../http/test-workers.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { addContact } from "../support/sending-bench.ts";
import { today } from "../support/today.ts";

type World = {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly of: Organisation;
  readonly mail: MailServer;
  readonly home: string;
  readonly customerId: number;
};

async function withWorld(t: TestContext): Promise<World> {
  await buildWebClient();
  const server = await withServer(t);
  const of = await server.organisation("启明精密制造");
  const books = await ledgerBooks(server.deps, of);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await addContact(books, { customerId, name: "李会计", email: "li@customer.example" });
  const invoice = { customerId, no: "INV-1", amountMinor: 100_000_00 };
  await addItem(books, { ...invoice, date: addDays(today, -38), due: addDays(today, -8) });
  const credit = { customerId, no: "RED-1", amountMinor: -10_000_00, kind: "credit_note" } as const;
  await addItem(books, { ...credit, date: addDays(today, -5) });

  const mail = await startMailServer(t);
  const { orgId, memberId } = of;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const from = { fromName: "应收部", fromAddress: "ar@firm.example", replyTo: "" };
  await saveEmail(server.deps, actor, { ...mail.setting, ...from });
  const policy = { channel: "email", quietFrom: "00:00", quietTo: "00:00", perMinute: 0 };
  await savePolicy(server.deps, actor, sendingPolicy.parse(policy));
  // every day a working day, so that the test does not depend on the day it runs
  const dunning = `/api/v1/books/${of.booksId}/dunning`;
  const { setting } = (await of.administrator.get(dunning)).as(dunningSetup);
  const everyDay = { ...setting, calendar: "none", runAt: "23:59" };
  const saved = await of.administrator.send("PUT", `${dunning}/setting`, everyDay);
  assert.equal(saved.status, 200, saved.text);
  await withWorkers(server);

  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, of);
  return { page, complaints, of, mail, home: `${origin}/b/${of.booksId}`, customerId };
}

async function received(mail: MailServer) {
  for (let tries = 0; tries < 300 && mail.count() === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [first] = await mail.received();
  assert.ok(first, "a mail came");
  return first;
}

test("a policy edited, tried and saved; the day planned, released, sent and seen", {
  timeout: 180_000,
}, async (t) => {
  const { page, complaints, of, mail, home, customerId } = await withWorld(t);
  const us = of.administrator;
  const dunning = `/api/v1/books/${of.booksId}/dunning`;

  // the seventh day asks somebody first; who would get what today, before anything is saved
  await page.goto(`${home}/collections/dunning`);
  await page.getByRole("button", { name: "看政策" }).click();
  await page.getByRole("switch").first().click();
  const seventhDay = page.locator(".dunning-step").filter({ hasText: "第 3 步" });
  assert.equal(await seventhDay.getByLabel("天", { exact: true }).inputValue(), "7");
  await seventhDay.getByLabel("放行人").click();
  await page.locator(".ant-select-dropdown").getByText("催收放行", { exact: true }).click();
  await page.getByRole("button", { name: "预览今天" }).first().click();
  const preview = page.getByRole("row").filter({ hasText: "上海启明贸易有限公司" });
  await preview.getByText("90,000.00").waitFor();
  await preview.getByText("到期后 7 天").waitFor();
  const before = (await us.get(dunning)).as(dunningSetup);
  assert.equal(before.policies.length, 0, "nothing is stored");
  await page.getByRole("button", { name: "保存", exact: true }).first().click();
  await page.getByText("已保存").first().waitFor();

  // planned: it waits; released by name, count and amount
  await page.getByText("今天", { exact: true }).first().click();
  await page.getByRole("button", { name: "计划今天的催款" }).click();
  const waiting = page.locator(".dunning-release");
  await waiting.getByText("上海启明贸易有限公司").waitFor();
  assert.equal(mail.count(), 0, "nothing leaves before it is released");
  await waiting.getByRole("checkbox").first().check();
  await waiting.getByRole("button", { name: /放行/ }).click();
  const question = page.getByRole("dialog");
  await question.getByText("CNY 90,000.00").waitFor();
  await question.locator(".ant-btn-primary").click();

  const letter = await received(mail);
  assert.equal(letter.to, "li@customer.example");
  assert.match(letter.text, /INV-1 .*逾期 8 天/);
  assert.match(letter.text, /请支付：CNY 90,000\.00/);
  const past = (await us.get(`${dunning}/notices?state=past`)).as(noticeList);
  assert.deepEqual(
    past.rows.map(({ takenOn, asked }) => [takenOn, asked]),
    [[today, [{ amount: "90000.00", currency: "CNY" }]]],
  );

  // the customer's page tells what was written to them
  await page.goto(`${home}/customers/${customerId}?tab=communication`);
  await page.getByText(letter.subject).first().waitFor();
  await page.getByText("li@customer.example").first().waitFor();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(mail.count(), 1, "once");
  assert.deepEqual(complaints, []);
});
