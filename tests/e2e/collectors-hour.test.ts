// A collector's hour in a real browser: whom to call first and why, a promise by keys, a call nobody
// takes, a dispute from the phone, money that arrives while the page is open; then a manager's Monday:
// what happened, the figures, the plan, one click that changes something, the wall.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { caseDetail, worklist } from "../../src/contract/collections.ts";
import { disputeList } from "../../src/contract/disputes.ts";
import { addDays } from "../../src/core/date.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { type Organisation, type TestServer, withServer } from "../http/test-server.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";
import { claimLine } from "../support/claim-line.ts";
import { today } from "../support/today.ts";

type World = {
  readonly server: TestServer;
  readonly of: Organisation;
  readonly books: TestBooks;
  readonly browser: Browser;
  readonly origin: string;
  readonly api: string;
};

async function withWorld(t: Parameters<typeof withServer>[0]): Promise<World> {
  await buildWebClient();
  const server = await withServer(t);
  const of = await server.organisation("启明精密制造");
  const books = await ledgerBooks(server.deps, of);
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const browser = await launchBrowser(t);
  const origin = `http://localhost:${address.port}`;
  return { server, of, books, browser, origin, api: `/api/v1/books/${of.booksId}` };
}

/** A customer with a contact and one invoice that is so many days late. */
async function debtor(
  { books }: World,
  of: { readonly name: string; readonly amountMinor: number; readonly late: number },
): Promise<number> {
  const customerId = await addCustomer(books, of.name.slice(0, 4), of.name);
  await addItem(books, {
    customerId,
    no: `INV-${customerId}`,
    amountMinor: of.amountMinor,
    date: addDays(today, -of.late - 60),
    due: addDays(today, -of.late),
  });
  await books.inBooks((db) =>
    db.query(
      `insert into customer_contact (org_id, customer_id, name, phone, email, purpose)
       values ($1, $2, '李会计', '13800000000', 'li@customer.example', 'payment')`,
      [books.orgId, customerId],
    ),
  );
  return customerId;
}

async function receive({ books }: World, customerId: number, amountMinor: number): Promise<void> {
  const lineId = await addLine(books, { amountMinor, date: today });
  await claimLine(books, lineId, customerId);
}

/** The first of the list is open at the right. */
async function atCustomer(page: Page, name: string): Promise<void> {
  await page.locator(".collections-head h2", { hasText: name }).waitFor();
}

test("a collector's hour", { timeout: 180_000 }, async (t) => {
  const world = await withWorld(t);
  const { of, origin, api } = world;
  const us = of.administrator;
  const first = await debtor(world, {
    name: "上海启明贸易有限公司",
    amountMinor: 50_000_000,
    late: 95,
  });
  const second = await debtor(world, {
    name: "宁波远航机械有限公司",
    amountMinor: 8_000_000,
    late: 45,
  });
  const third = await debtor(world, {
    name: "杭州越秀电子有限公司",
    amountMinor: 500_000,
    late: 5,
  });
  const { page, complaints } = await openPage(world.browser);
  await signIn(page, world.origin, world.of);

  await page.goto(`${origin}/b/${of.booksId}/collections`);
  await atCustomer(page, "上海启明贸易有限公司");
  await page.getByText("逾期 95 天 500,000.00，从未联系").first().waitFor();
  await page.keyboard.press("w");
  await page.getByRole("cell", { name: "逾期天数", exact: true }).waitFor();
  await page.keyboard.press("w");
  await page.getByText("按合同我们可以停止供货").waitFor();

  // one key, one shortcut: a promise for all of it, a week from now
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await page.getByText("已记录：承诺付款").waitFor();
  await atCustomer(page, "宁波远航机械有限公司");
  const promised = (await us.get(`${api}/collections/customers/${first}`)).as(caseDetail);
  assert.deepEqual(
    promised.promises.map(({ amount, dueOn, state }) => [amount, dueOn, state]),
    [["500000.00", addDays(today, 7), "open"]],
  );
  assert.equal(promised.row.standing, "promised");

  // nobody answers
  await page.keyboard.press("2");
  await page.keyboard.press("Control+Enter");
  await page.getByText("已记录：未接").waitFor();
  await atCustomer(page, "杭州越秀电子有限公司");
  const missed = (await us.get(`${api}/collections/customers/${second}`)).as(caseDetail);
  assert.equal(missed.unanswered, 1);
  assert.equal(missed.tasks[0]?.kind, "call");

  // money arrives while the page is open: the amount changes and says so
  await receive(world, third, 200_000);
  await page.getByText("应催金额从 CNY 5,000.00 变为 CNY 3,000.00").waitFor({ timeout: 60_000 });

  // disputed: the document is ticked, the dispute is a ticket of its own
  await page.keyboard.press("3");
  await page.locator(".collections-dispute input[type=checkbox]").first().check();
  await page.getByLabel("备注").fill("数量不对，少收 10 箱");
  await page.keyboard.press("Control+Enter");
  await page.getByText("已记录：有争议").waitFor();
  const disputes = (await us.get(`${api}/disputes`)).as(disputeList).rows;
  assert.deepEqual(
    disputes.map(({ customer, amount }) => [customer.id, amount]),
    [[third, "5000.00"]],
  );
  await page.getByText("全部处理完了，今天还有 0 户").waitFor();
  const left = (await us.get(`${api}/collections/worklist?standing=call`)).as(worklist);
  assert.equal(left.count, 0);
  assert.deepEqual(complaints, []);

  const phone = await openPage(world.browser, { viewport: viewports.phone });
  await signIn(phone.page, world.origin, world.of);
  await phone.page.goto(`${origin}/b/${of.booksId}/collections?standing=promised`);
  await phone.page.getByText("上海启明贸易有限公司").click();
  await atCustomer(phone.page, "上海启明贸易有限公司");
  assert.equal(
    await phone.page.locator("#page").evaluate(spareWidth),
    0,
    "nothing to scroll sideways",
  );
  assert.deepEqual(phone.complaints, []);
});

/** This runs in the browser. */
const spareWidth = (place: { scrollWidth: number; clientWidth: number }) =>
  place.scrollWidth - place.clientWidth;

test("a manager's Monday", { timeout: 180_000 }, async (t) => {
  const world = await withWorld(t);
  const { of, origin, api, server } = world;
  const us = of.administrator;
  await server.member(of, "collector");
  const late = await debtor(world, {
    name: "上海启明贸易有限公司",
    amountMinor: 50_000_000,
    late: 61,
  });
  await debtor(world, { name: "宁波远航机械有限公司", amountMinor: 8_000_000, late: 120 });
  await receive(world, late, 60_000_000);
  await us.post(`${api}/notices/round`);
  const { page, complaints } = await openPage(world.browser);
  await signIn(page, world.origin, world.of);

  // the bell: what happened, muted with one click on its row
  await page.goto(`${origin}/b/${of.booksId}/today`);
  const bell = page.getByRole("button", { name: /提醒：[1-9]\d* 条未读/ });
  const unread = Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0]);
  await bell.click();
  const receipt = page.locator(".notice", { hasText: "到账 CNY 600,000.00" });
  await receipt.getByRole("button", { name: "静音" }).click();
  await page.getByText("这个客户不再提醒").click();
  await page.getByText("已静音").first().waitFor();
  // on a working day after the hour the bank that is not loaded stays among them
  await page.getByRole("button", { name: `提醒：${unread - 1} 条未读` }).waitFor();

  // the dashboard: figures with their rows, arranged once, kept
  await page.goto(`${origin}/b/${of.booksId}/dashboard`);
  const tiles = page.locator(".dashboard-tile");
  await tiles.first().waitFor();
  assert.match(await tiles.nth(0).innerText(), /今日到账/);
  assert.match(await tiles.nth(3).innerText(), /58\.00 万/);
  await page.getByRole("button", { name: "调整布局" }).click();
  const cells = page.locator(".dashboard-cell");
  await cells.nth(1).getByRole("button", { name: /上移/ }).click();
  await page.getByRole("button", { name: "完成" }).click();
  await page.reload();
  await page.locator(".dashboard-cell").first().getByText("待我处理").waitFor();

  // PDCA: a plan, then what the figures suggest, applied with one click
  await page.goto(`${origin}/b/${of.booksId}/collections/pdca`);
  await page.getByLabel("全部逾期").fill("12.5");
  await page.getByRole("button", { name: "保存计划" }).click();
  await page.getByText("计划已保存").waitFor();
  await page.getByText("计划 12.5 %").first().waitFor();
  const assign = page.locator(".pdca-proposals li", { hasText: "按规则分配客户" });
  await assign.getByRole("button", { name: "采纳" }).click();
  await page.getByText("已采纳：按规则分配客户").first().waitFor();
  await assign.waitFor({ state: "detached" });
  const dealt = (await us.get(`${api}/collections/worklist`)).as(worklist);
  assert.ok(dealt.rows.every(({ assignee }) => assignee !== null));

  // the team against its target
  await page.goto(`${origin}/b/${of.booksId}/collections?view=team`);
  await page.getByRole("button", { name: "未设" }).first().click();
  await page.getByLabel("目标").fill("100000");
  await page.keyboard.press("Enter");
  await page.getByText("100,000.00").first().waitFor();

  // the wall: names masked until somebody shows them
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${origin}/b/${of.booksId}/wall`);
  await page.getByText("本月到账").waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight");
  await page.locator(".wall-risks").waitFor();
  assert.equal(await page.getByText("宁波远航机械有限公司").count(), 0);
  await page.getByRole("button", { name: "显示名称" }).click();
  await page.getByText("宁波远航机械有限公司").waitFor();
  assert.equal(await page.locator(".wall-head").evaluate(fontSize), "28px");
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/dashboard$/);
  assert.deepEqual(complaints, []);
});

/** This runs in the browser. */
const fontSize = (place: Element) => getComputedStyle(place).fontSize;
