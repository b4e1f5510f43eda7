// Money of another set of books on the workbench, by keys: who there looks like the payer is named, both
// sides are shown before they are booked, the voucher there is one link away, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildWebClient } from "../../src/start/web-build.ts";
import { withServer } from "../http/test-server.ts";
import { booksOf } from "../http/workbench-books.ts";
import { addCustomer, addLine, balanceOf } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { until } from "../support/until.ts";

const payer = "杭州远航机械有限公司";

test("a line's money goes to another set of books and comes back", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation("启明精密制造");
  const books = await booksOf(world, own);
  const lineId = await addLine(books, { amountMinor: 6_000_000, payer, memo: "货款" });
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, own);

  await page.goto(`${origin}/b/${own.booksId}/match/${lineId}`);
  await page.getByRole("button", { name: /手工核销/ }).waitFor();
  assert.equal(await page.getByRole("button", { name: /属于另一账套/ }).count(), 0);
  const otherId = await books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "insert into books (org_id, name, home_currency) values ($1, '华东分公司', 'CNY') returning id",
      [own.orgId],
    );
    return rows[0]?.id ?? 0;
  });
  await addCustomer({ ...books, booksId: otherId }, "HD1", payer);

  await page.reload();
  await page.getByRole("button", { name: /属于另一账套/ }).waitFor();
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("付款人与该客户同名").waitFor();
  await dialog.getByLabel("理由").fill("华东客户误付总部");
  await dialog.getByRole("button", { name: "预览" }).click();
  await dialog.getByText("「华东分公司」将入账").waitFor();
  assert.match(
    await dialog.innerText(),
    /2241\.01[\s\S]*60,000\.00[\s\S]*2241\.02[\s\S]*1221\.02[\s\S]*2203\.01/,
  );
  await dialog.getByRole("button", { name: "登记" }).click();
  await until("both are booked", async () => {
    const [owed, claimed] = [
      await balanceOf(books, "intragroup_payable"),
      await balanceOf(books, "intragroup_receivable"),
    ];
    return owed === -6_000_000 && claimed === 6_000_000;
  });

  await page.goto(`${origin}/b/${own.booksId}/match/${lineId}`);
  await page.getByRole("link", { name: "「华东分公司」的对应凭证" }).click();
  await page.waitForURL(new RegExp(`/b/${otherId}/journal/`));
  await page.getByRole("link", { name: "「启明精密制造账套」的对应凭证" }).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  const undo = page.getByRole("dialog");
  await undo.getByText("「启明精密制造账套」一并冲销：").waitFor();
  await undo.getByRole("button", { name: "撤销" }).click();
  await until("both are undone", async () => {
    return (await balanceOf(books, "intragroup_payable")) === 0;
  });
  assert.equal(await balanceOf(books, "unidentified"), -6_000_000);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.deepEqual(complaints, []);
});
