// A receipt that the bank takes back, and a deposit, on the workbench by keys and buttons: what is shown
// before it is posted, what the lines say afterwards, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildWebClient } from "../../src/start/web-build.ts";
import { reconcileBooks } from "../http/run-books.ts";
import { withServer } from "../http/test-server.ts";
import { booksOf } from "../http/workbench-books.ts";
import { addCustomer, addItem, addLine, balanceOf, type TestBooks } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { until } from "../support/until.ts";

const name = "上海启明贸易有限公司";

async function booksWithReturn(books: TestBooks, reconcile: () => Promise<unknown>) {
  const customerId = await addCustomer(books, "C1", name);
  const due = "2026-08-31";
  await addItem(books, { customerId, no: "INV-20260801-07", amountMinor: 113_000, due });
  const line = { payer: name, payerAccount: "6217000000000011" };
  const memo = "货款 INV-20260801-07";
  await addLine(books, { ...line, amountMinor: 113_000, memo });
  await reconcile();
  await addLine(books, {
    ...line,
    ...{ amountMinor: -113_000, date: "2026-09-21", memo: "退票 账号户名不符" },
  });
  await addLine(books, { ...line, amountMinor: 5_000_000, memo: "投标保证金 ZB-2026-01" });
  await reconcile();
}

test("the bank's return and a deposit are posted with what they do in sight", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation("启明精密制造");
  const books = await booksOf(world, own);
  await booksWithReturn(books, () => reconcileBooks(world, books));
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, own);

  await page.goto(`${origin}/b/${own.booksId}/match?lane=exception`);
  await page.getByText("像是银行退回了 2026-09-18").waitFor();
  await page.getByRole("button", { name: "退票…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 张单据恢复未清").waitFor();
  assert.match(
    await dialog.innerText(),
    /INV-20260801-07[\s\S]*到期 2026-08-31[\s\S]*J11 2026-09-21/,
  );
  await dialog.getByRole("button", { name: "确认退票" }).click();
  await until("the claim is open", async () => (await balanceOf(books, "receivable")) === 113_000);
  await dialog.waitFor({ state: "detached" });

  await page.goto(`${origin}/b/${own.booksId}/match?lane=not_receivable`);
  await page.getByText("投标保证金 ZB-2026-01").first().click();
  await page.getByRole("button", { name: "登记保证金…" }).click();
  await dialog.getByRole("combobox").fill("启明");
  await page.locator(".ant-select-item-option").first().click();
  await dialog.getByLabel("投标、合同或收据编号（可不填）").fill("ZB-2026-01");
  await dialog.getByRole("button", { name: "预览分录" }).click();
  await dialog.getByText("J45").waitFor();
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  const held = async () => (await balanceOf(books, "deposit_held")) === -5_000_000;
  await until("the deposit is held", held);
  await page.getByText("已登记保证金 CNY 50,000.00").waitFor();
  await page.keyboard.press("Control+z");
  await until("it is undone", async () => (await balanceOf(books, "deposit_held")) === 0);
  assert.deepEqual(complaints, []);
});
