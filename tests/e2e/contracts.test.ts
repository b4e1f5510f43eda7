// A contract by its form: instalments made from the terms with their names, one moved to another day,
// and what does not add up refused in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contractList } from "../../src/contract/contracts.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { withServer } from "../http/test-server.ts";
import { addCustomer } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";

test("a contract is entered, its instalments made from the terms and changed", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation("启明精密制造");
  const books = await ledgerBooks(world.deps, own);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, own);
  await page.goto(`${origin}/b/${own.booksId}/customers/${customerId}?tab=contracts`);
  await page.getByRole("button", { name: "新增合同" }).click();
  await page.getByLabel("合同号").fill("HT-2026-018");
  await page.getByLabel("合同金额").fill("100000");
  await page.getByRole("dialog").getByLabel("账期").fill("预付30 到货60 质保10");
  await page.getByText("合同付30%，到货付60%，质保付10%").waitFor();
  await page.getByRole("button", { name: "按账期生成" }).click();
  await page.getByText("分期合计 100,000.00，合同金额 100,000.00").waitFor();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: "detached" });

  const read = async () => {
    const path = `/api/v1/books/${own.booksId}/contracts?customer=${customerId}`;
    const [row] = (await own.administrator.get(path)).as(contractList).rows;
    return row?.plan.map(({ label, amount, dueDate }) => [label, amount, dueDate]);
  };
  assert.deepEqual(await read(), [
    ["预付款", "30000.00", null],
    ["到货款", "60000.00", null],
    ["质保金", "10000.00", null],
  ]);

  await page.getByRole("button", { name: "修改", exact: true }).click();
  const due = page.getByRole("dialog").getByLabel("应收日").first();
  await due.fill("2026-12-15");
  await due.press("Enter");
  const amounts = page.getByRole("dialog").getByLabel("金额", { exact: true });
  await amounts.nth(1).fill("50000");
  await page.getByText("分期合计 90,000.00，合同金额 100,000.00").waitFor();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s*存/ })
    .click();
  await page
    .getByRole("dialog")
    .getByText(/分期合计/)
    .nth(1)
    .waitFor();
  await amounts.nth(1).fill("60000");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s*存/ })
    .click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual((await read())?.[0], ["预付款", "30000.00", "2026-12-15"]);
  // the refused plan answered 4xx, which the console tells
  assert.deepEqual(
    complaints.filter((one) => !/status of 4(09|22)/.test(one)),
    [],
  );
});
