// Two ledgers through the customer's eyes, on a phone: the own ledger in, what differs out, answered and
// confirmed; our side signs in the browser, and both have the same balance. Announced money has its QR.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { lastCode, portalBooks, portalCustomer } from "../http/portal-books.ts";
import { withServer } from "../http/test-server.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

/** QINGZHANG_PICTURES: a folder for pictures of the pages, for looking at them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["QINGZHANG_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** This runs in the browser. */
const spareWidth = (place: { scrollWidth: number; clientWidth: number }) =>
  place.scrollWidth - place.clientWidth;

test("a customer compares its ledger on a phone; both sides confirm the same reconciliation", async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const browser = await launchBrowser(t);
  const seller = await portalBooks(world, "启明精密制造有限公司");
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const { rows: items } = await seller.books.inBooks((db) =>
    db.query<{ no: string }>("select no from open_item where customer_id = $1 order by id", [
      buyer.customerId,
    ]),
  );
  const ledger = [
    "日期,凭证号,单据号,摘要,借方金额,贷方金额,余额",
    `2026-08-05,转-1,${items[0]?.no},采购入库,,100.00,100.00`,
    `2026-08-06,转-2,${items[1]?.no},采购入库,,520.50,620.50`,
    "2026-09-29,银付-9,,付货款,70.00,,550.50",
  ].join("\n");

  const { page } = await openPage(browser, { viewport: viewports.phone });
  await page.goto(`${origin}/portal/#${buyer.token}`);
  await page.getByRole("button", { name: /发送验证码/ }).click();
  await page.locator("input[name=code]").waitFor();
  await page.fill("input[name=code]", await lastCode(seller.books, buyer.customerId));
  await page.getByRole("button", { name: "进入" }).click();
  await page.getByRole("button", { name: /往来账核对/ }).click();
  await picture(page, "portal-compare");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "应付明细账.csv", mimeType: "text/csv", buffer: Buffer.from(ledger) });
  await page.getByText("3 项有差异").first().waitFor();
  await picture(page, "portal-comparison-zh");
  assert.ok((await page.locator("html").evaluate(spareWidth)) <= 0, "no sideways scrolling");
  const table = page.locator(".card.sums");
  assert.match((await table.innerText()).replace(/\s+/g, " "), /差额 CNY ?0\.00/);

  await page.locator(".card.line").first().getByPlaceholder("说明").fill("我们改账");
  await page.locator(".card.line").first().getByRole("button", { name: "认可" }).click();
  await page.getByText("贵司已答复: 认可 我们改账").waitFor();
  await page.fill("input[name=name]", "李华");
  await page.fill("input[name=position]", "财务经理");
  await page.getByText("有权代表本公司确认").click();
  await page.getByRole("button", { name: "确认余额调节表" }).click();
  await page.getByText(/李华（财务经理）.*确认/).waitFor();

  const ours = await openPage(browser, { viewport: viewports.desk });
  await signIn(ours.page, origin, seller.of);
  await ours.page.goto(`${origin}/b/${seller.of.booksId}/comparisons`);
  await ours.page.getByRole("link", { name: "上海启明贸易有限公司" }).click();
  await ours.page.getByText("客户同意").waitFor();
  await picture(ours.page, "comparison-signed-by-them");
  await ours.page.getByRole("button", { name: "签署", exact: true }).click();
  const dialog = ours.page.getByRole("dialog");
  await dialog.getByPlaceholder("姓名").fill("王敏");
  await dialog.getByPlaceholder("职务").fill("应收会计");
  await dialog.getByText("有权代表本公司确认").click();
  await dialog.getByRole("button", { name: "签署" }).click();
  await ours.page.getByText("双方已签").waitFor();

  await page.reload();
  await page.getByText("双方已确认").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Confirmed by both sides").waitFor();
  await picture(page, "portal-comparison-en");

  await page.goto(`${origin}/portal/#/pay`);
  await page.locator(".card.pick").first().click();
  await page.getByRole("button", { name: "Announce", exact: true }).click();
  await page.locator("svg.qr").waitFor();
  await picture(page, "portal-pay-code");
});
