// The portal on a phone: in by link and code, one statement confirmed and one objected to with a
// photo, our side ends the objections, the customer sees it; within 200 KB, without a foreign request.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { disputeList } from "../../src/contract/disputes.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { confirmAccount, proposeAccount } from "../http/confirm-account.ts";
import {
  lastCode,
  type PortalBooks,
  type PortalCustomer,
  portalBooks,
  portalCustomer,
} from "../http/portal-books.ts";
import { type TestServer, withServer } from "../http/test-server.ts";
import { addItem } from "../support/books.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

type World = {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly origin: string;
  readonly seller: PortalBooks;
};

async function withWorld(t: Parameters<typeof withServer>[0]): Promise<World> {
  await buildWebClient();
  const server = await withServer(t);
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const browser = await launchBrowser(t);
  const seller = await portalBooks(server, "启明精密制造有限公司");
  return { server, browser, origin: `http://localhost:${address.port}`, seller };
}

async function enterPortal(world: World, page: Page, buyer: PortalCustomer): Promise<void> {
  await page.goto(`${world.origin}/portal/#${buyer.token}`);
  await page.getByRole("button", { name: /发送验证码/ }).click();
  await page.locator("input[name=code]").waitFor();
  assert.ok(!page.url().includes(buyer.token), "the link's token leaves the address");
  await page.fill("input[name=code]", await lastCode(world.seller.books, buyer.customerId));
  await page.getByRole("button", { name: "进入" }).click();
  await page.getByText("贵司应付").first().waitFor();
}

async function finish(page: Page): Promise<void> {
  await page.fill("input[name=name]", "张伟");
  await page.fill("input[name=position]", "财务经理");
  await page.getByText("有权代表本公司确认").click();
  await page.getByRole("button", { name: "完成核对" }).click();
}

/** The accountant's own page: the ticket, an end, its grounds. */
async function endByHand(
  page: Page,
  { origin, seller }: World,
  { id, end, note }: { readonly id: number; readonly end: string; readonly note: string },
): Promise<void> {
  await page.goto(`${origin}/b/${seller.books.booksId}/disputes?ticket=${id}`);
  await page.locator(".disputes-ends").getByRole("button", { name: end }).click();
  await page.locator(".disputes-end textarea").last().fill(note);
  await page.getByRole("button", { name: `确定：${end}` }).click();
  await page.getByText("工单已解决").waitFor();
}

/** The browser reports the 401 by which the page learns that nobody has come in yet. */
function without401(complaints: readonly string[]): string[] {
  return complaints.filter((one) => !/401 \(Unauthorized\)/.test(one));
}

/** This runs in the browser. */
const spareWidth = (place: { scrollWidth: number; clientWidth: number }) =>
  place.scrollWidth - place.clientWidth;

test("a customer confirms one statement and objects to two lines of another; we end both", async (t) => {
  const world = await withWorld(t);
  const { seller } = world;
  const happy = await portalCustomer(world.server, seller, "上海启明贸易有限公司");
  const unhappy = await portalCustomer(world.server, seller, "宁波远航机械有限公司");

  const first = await openPage(world.browser, { viewport: viewports.phone });
  await enterPortal(world, first.page, happy);
  // another view begins at its top, and Back leads to where one was
  await first.page.setViewportSize({ width: 390, height: 500 });
  const scrolled = () => first.page.evaluate("window.scrollY");
  await first.page.evaluate("window.scrollTo(0, 200)");
  await first.page.getByRole("button", { name: "核对", exact: true }).dispatchEvent("click");
  await first.page.locator("main:focus").waitFor();
  assert.equal(await scrolled(), 0);
  await first.page.goBack();
  await first.page.waitForFunction(() => window.scrollY === 200);
  await first.page.setViewportSize(viewports.phone);
  await first.page.getByRole("button", { name: "核对", exact: true }).click();
  await first.page.getByRole("button", { name: "其余全部一致" }).click();
  await finish(first.page);
  await first.page.getByText("已确认，谢谢！").waitFor();
  assert.deepEqual(without401(first.complaints), []);

  const second = await openPage(world.browser, { viewport: viewports.phone });
  const { page } = second;
  await enterPortal(world, page, unhappy);
  await page.getByRole("button", { name: "核对", exact: true }).click();
  for (const [place, reason] of ["价格", "未收到货"].entries()) {
    // taps: object, reason, (photo), save
    await page.getByRole("button", { name: "× 有异议" }).first().click();
    await page.getByRole("button", { name: reason, exact: true }).click();
    if (place === 0) await page.fill("input[name=their]", "92.00");
    await page.fill("textarea[name=note]", `说明 <b>${reason}</b>`);
    const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]);
    await page
      .locator(".objection input[type=file]")
      .setInputFiles({ name: "收货.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByRole("button", { name: "保存异议" }).click();
    await page.locator(".line.objected").nth(place).waitFor();
  }
  assert.equal(await page.locator(".line b b").count(), 0, "what was written is no markup");
  await page.getByRole("button", { name: "✓ 一致" }).click();
  await finish(page);
  await page.getByText("异议由专人处理").waitFor();
  assert.equal(await page.locator("html").evaluate(spareWidth), 0, "nothing to scroll sideways");

  const us = seller.of.administrator;
  const path = `/api/v1/books/${seller.books.booksId}/disputes`;
  const [delivery, price] = (await us.get(path)).as(disputeList).rows;
  await addItem(seller.books, {
    customerId: unhappy.customerId,
    no: "RED-1",
    kind: "credit_note",
    amountMinor: -800,
  });
  const ours = await openPage(world.browser);
  await signIn(ours.page, world.origin, world.seller.of);
  await endByHand(ours.page, world, { id: price?.id ?? 0, end: "开红字", note: "红字发票 RED-1" });
  await endByHand(ours.page, world, {
    id: delivery?.id ?? 0,
    end: "驳回（附依据）",
    note: "8 月 3 日已签收，见签收单",
  });
  assert.equal((await us.get(path)).as(disputeList).rows.length, 0);
  assert.deepEqual(without401(ours.complaints), []);

  await page.reload();
  await page.goto(`${world.origin}/portal/#/home`);
  await page.getByText("已解决").first().waitFor();
  await page.getByText("已确认").first().waitFor();
  assert.match(await page.locator(".sums .big").first().innerText(), /422\.50/);
  assert.deepEqual(without401(second.complaints), []);
});

test("a payment is announced by ticking; the page weighs little and asks nobody else", async (t) => {
  const world = await withWorld(t);
  const buyer = await portalCustomer(world.server, world.seller, "上海启明贸易有限公司");
  const dollars = {
    customerId: buyer.customerId,
    no: "USD-1",
    currency: "USD",
    amountMinor: 7_700,
  };
  await addItem(world.seller.books, { ...dollars, date: "2026-08-03", due: "2026-12-31" });
  const { page, complaints } = await openPage(world.browser, { viewport: viewports.phone });
  const sizes: Promise<number>[] = [];
  const foreign: string[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(world.origin)) foreign.push(response.url());
    // a phone has the characters; the browser of this test has not, and loads the web font
    if (/\.woff2$/.test(response.url())) return;
    sizes.push(
      response.body().then(
        (body) => body.length,
        () => 0,
      ),
    );
  });
  await enterPortal(world, page, buyer);
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  assert.ok(bytes > 20_000, `${bytes} bytes were counted`);
  assert.ok(bytes < 200 * 1_024, `${bytes} bytes`);
  assert.deepEqual(foreign, []);

  await page.getByRole("button", { name: "告知付款" }).click();
  await page.getByRole("checkbox").nth(0).check();
  await page.getByRole("checkbox").nth(2).check();
  // two currencies are two sums, and no one payment
  await page.getByRole("button", { name: "全部勾选 USD" }).click();
  const foot = page.locator(".foot");
  assert.match(
    await foot.innerText(),
    /CNY\s*180\.00[\s\S]*USD\s*77\.00[\s\S]*一次只能告知一种币种/,
  );
  assert.ok(await foot.getByRole("button").isDisabled());
  await page.getByRole("button", { name: "全部勾选 USD" }).click();
  const photo = Buffer.from(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489",
    "hex",
  );
  await page.setInputFiles("input[type=file]", [
    { name: "回单.png", mimeType: "image/png", buffer: photo },
  ]);
  await page.getByText("已作为凭证保存").waitFor();
  // another language, and back: nothing that was chosen or handed in is lost
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("回单.png").waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("已作为凭证保存").waitFor();
  assert.match(await page.locator(".foot").innerText(), /180\.00/);
  await page.locator(".foot button").click();
  assert.match(await page.locator(".pay-code").innerText(), /^FK\d{10,}$/);
  // nobody has confirmed an account: none is shown, and the customer is told what to do
  await page.getByText("这里没有列出收款账户：付款前请致电").waitFor();
  assert.doesNotMatch(await page.locator(".code-card").innerText(), /6222000011118807/);
  const { of, books } = world.seller;
  const cashier = await world.server.member(of, "cashier");
  const account = { bankAccountId: books.bankAccountId, holder: "启明精密制造", bank: "ICBC" };
  const approvalId = await proposeAccount(cashier, of, account);
  await confirmAccount(of.administrator, of, approvalId);
  await page.reload();
  await page.getByRole("checkbox").nth(1).check();
  await page.locator(".foot button").click();
  await page.getByText("收款账户变更请电话核实").waitFor();
  assert.match(await page.locator(".code-card").innerText(), /启明精密制造\s+6222000011118807/);
  assert.deepEqual(without401(complaints), []);
});

test("a dead link says which it is and offers a way on", async (t) => {
  const world = await withWorld(t);
  const buyer = await portalCustomer(world.server, world.seller, "上海启明贸易有限公司");
  await world.seller.books.inBooks((db) =>
    db.query("update statement set confirmation = 'withdrawn' where org_id = $1 and id = $2", [
      world.seller.books.orgId,
      buyer.statementId,
    ]),
  );
  const { page } = await openPage(world.browser, { viewport: viewports.phone });
  await page.goto(`${world.origin}/portal/#${buyer.token}`);
  await page.getByText("已被发送方撤回").waitFor();
  await page.getByRole("button", { name: "请重新发送" }).click();
  await page.getByText("已告诉发送方").waitFor();
});

test("an amount of ten digits stays on its card, in both languages", async (t) => {
  const world = await withWorld(t);
  const name = "内蒙古自治区呼和浩特市上海启明精密仪器仪表制造股份有限责任公司第三分公司";
  const buyer = await portalCustomer(world.server, world.seller, name);
  const no = "26442000008338200007";
  const wide = { customerId: buyer.customerId, no, amountMinor: 123_456_789_012 };
  await addItem(world.seller.books, { ...wide, date: "2026-09-02", due: "2026-10-31" });
  const { page } = await openPage(world.browser, { viewport: viewports.phone });
  await enterPortal(world, page, buyer);
  for (const language of ["中文", "English"]) {
    await page.getByText("1,234,567,890.12").waitFor();
    const over = await page.locator(".card .amount").evaluateAll((amounts) =>
      amounts
        .filter((amount) => {
          const card = amount.closest(".card")?.getBoundingClientRect();
          return amount.getBoundingClientRect().right > (card?.right ?? 0);
        })
        .map(({ textContent }) => textContent),
    );
    assert.deepEqual(over, [], language);
    if (language === "中文") await page.getByRole("button", { name: "English" }).click();
  }
});

test("a payment is announced for a day written as 2026-12-01 in either language", async (t) => {
  const world = await withWorld(t);
  const buyer = await portalCustomer(world.server, world.seller, "上海启明贸易有限公司");
  const { page, complaints } = await openPage(world.browser, {
    viewport: viewports.phone,
  });
  await enterPortal(world, page, buyer);
  await page.getByRole("button", { name: "告知付款" }).click();
  await page.locator(".pick").first().click();
  const day = page.getByPlaceholder("YYYY-MM-DD");
  await day.fill("01/12/2026");
  await page.getByRole("button", { name: "告知付款" }).click();
  await page.getByText("「01/12/2026」不是日期。请写成 2026-09-30，或留空。").waitFor();
  const spare = await page.locator("body").evaluate(spareWidth);
  assert.ok(spare <= 0, `${spare} px too wide`);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Payment date").waitFor();
  await day.fill("2026-12-01");
  await page.getByRole("button", { name: "Announce", exact: true }).click();
  await page.locator(".pay-code").waitFor();
  await page.getByText("2026-12-01").waitFor();
  assert.deepEqual(without401(complaints), []);
});
