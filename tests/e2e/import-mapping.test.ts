// Tables nobody knows, in a real browser: their columns are named once by keyboard, they are imported,
// and the next month's file of the same layout is read without a question about columns.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { withServer } from "../http/test-server.ts";
import { withWorkers } from "../http/test-workers.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";

const lineHead = "河湾村镇银行 客户对账明细\n入簿时点,往来对象,进项,出项,结余,说明\n";
const october = `${lineHead}2026-10-08,上海启明贸易有限公司,11300.00,,21300.00,货款 K-1
2026-10-09,乙川电子有限公司,5000.00,,26300.00,货款
2026-10-10,,,12.50,26287.50,手续费
`;
const november = `${lineHead}2026-11-03,上海启明贸易有限公司,800.00,,27087.50,尾款
2026-11-04,乙川电子有限公司,1O0.00,,27187.50,货款
2026-11-05,乙川电子有限公司,2O0.00,,27387.50,货款
`;
const itemHead = "凭据,欠额,欠方,最晚\n";
const claims = `${itemHead}K-1,11300.00,上海启明贸易有限公司,2026-10-31\n`;
const moreClaims = `${itemHead}K-2,640.00,乙川电子有限公司,2026-11-30\n`;

test("an unknown bank file is mapped once and known from then on", {
  timeout: 240_000,
}, async (t) => {
  const { page, complaints, upload } = await importPage(t);
  await upload("十月.csv", october);
  const apply = page.getByRole("button", { name: "按这样读取" });
  await apply.waitFor();
  assert.equal(await apply.getAttribute("aria-description"), "还没有指明：日期、金额或收入或支出");
  // what stands under a column tells what it is
  await page.locator(".mapping-sample", { hasText: "货款 K-1" }).waitFor();
  await name(page, "入簿时点", "日期");
  await name(page, "往来对象", "付款人");
  await name(page, "进项", "收入");
  await name(page, "出项", "支出");
  await name(page, "结余", "余额");
  await name(page, "说明", "摘要");
  await apply.click();
  await page.getByText("逐笔余额相符").first().waitFor();
  await page.getByRole("button", { name: "新增账户" }).click();
  await page.getByLabel("账号").fill("6230582000001188");
  await page.keyboard.press("Enter");
  await commit(page, "导入 3 笔");

  await upload("十一月.csv", november);
  // the second is mended before the first is answered
  await page.route("**/choices", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const cells = page.getByLabel(/^在这里改/);
  await cells.nth(1).waitFor();
  await cells.nth(0).fill("100.00");
  await cells.nth(1).fill("200.00");
  await cells.nth(0).press("Enter");
  await cells.nth(1).press("Enter");
  await page.getByText("逐笔余额相符").first().waitFor();
  assert.equal(await page.getByText("请指明各列").count(), 0);
  assert.equal(await apply.count(), 0);
  // two accounts of one bank have one layout: which of them is asked, in one press
  await page.getByRole("button", { name: "属于账户 …1188" }).click();
  await commit(page, "导入 3 笔");
  assert.deepEqual(complaints, []);
});

test("an unknown list of items is a list of items the next time too", {
  timeout: 240_000,
}, async (t) => {
  const { page, complaints, upload } = await importPage(t);
  await upload("欠款.csv", claims);
  await page.getByText("未清项清单", { exact: true }).click();
  await name(page, "凭据", "单号 / 发票号码");
  await name(page, "欠额", "金额");
  await name(page, "欠方", "客户");
  await name(page, "最晚", "到期日");
  await page.getByRole("button", { name: "按这样读取" }).click();
  await commit(page, "导入 1 张");

  await upload("欠款二.csv", moreClaims);
  await page.getByRole("button", { name: "导入 1 张" }).waitFor();
  assert.equal(await page.getByText("请指明各列").count(), 0);
  assert.deepEqual(complaints, []);

  await commit(page, "导入 1 张");
  await page.getByText("文件都导入了").waitFor();
  await page.locator(".drop-zone").focus();
  await upload("一年.csv", moreClaims.repeat(30_000));
  const fault = page.getByRole("alert").filter({ hasText: "文件「一年.csv」超过上限 1 MB" });
  await fault.waitFor();
  // it stays where the file's card would stand, and nothing says that all is done
  assert.equal(await fault.evaluate((box) => box.closest("main") !== null), true);
  // the focus stays where the file was chosen, while it is on its way and afterwards
  assert.equal(await page.evaluate("document.activeElement.className.split(' ')[0]"), "drop-zone");
  assert.equal(await page.getByText("文件都导入了").count(), 0);
});

async function importPage(t: TestContext) {
  await buildWebClient();
  const world = await withServer(t, {}, { QINGZHANG_UPLOAD_LIMIT_MB: "1" });
  const own = await world.organisation("启明精密制造");
  await withWorkers(world);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const folder = mkdtempSync(join(tmpdir(), "qz-mapping-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, own);
  await page.goto(`${origin}/b/${own.booksId}/import`);
  const upload = async (file: string, text: string) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    await page.setInputFiles("input[type=file]", [path]);
  };
  return { page, complaints, upload };
}

/** By keyboard: the column's field is found by its first characters and taken with Enter. */
async function name(page: Page, column: string, field: string): Promise<void> {
  await page.getByLabel(`${column} 是`).focus();
  await page.keyboard.insertText(field);
  const option = page.locator(".ant-select-item-option-active", { hasText: field });
  await option.waitFor();
  await page.keyboard.press("Enter");
  await option.waitFor({ state: "hidden" });
}

async function commit(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("button", { name: button }).waitFor({ state: "detached" });
}
