// A line in dollars on the workbench: the sum stays in dollars, the exchange gain stands beside it in
// yuan, one key posts both, and the journal has the gain.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrganisation } from "../../src/db/transaction.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { reconcileBooks } from "../http/run-books.ts";
import { withServer } from "../http/test-server.ts";
import { booksOf } from "../http/workbench-books.ts";
import { addCustomer, addItem, addLine, balanceOf } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";

test("a foreign line is accepted with its exchange gain beside the sum", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation("启明精密制造");
  const books = await booksOf(world, own);
  await books.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
       values ($1, $2, '2026-09-18', 'USD', 'CNY', 7.2)`,
      [books.orgId, books.booksId],
    ),
  );
  const name = "Lindental Machinery Inc.";
  const customerId = await addCustomer(books, "C1", name);
  const [currency, amountMinor] = ["USD", 1_000_000] as const;
  for (const no of ["INV-1", "INV-2"]) {
    await addItem(books, { customerId, no, currency, amountMinor, homeMinor: 7_100_000 });
  }
  // as an importer stores it with the item
  await inOrganisation(world.database.ownerPool, books.orgId, (db) =>
    db.query("update open_item set booking_rate = 7.1 where org_id = $1", [books.orgId]),
  );
  await addLine(books, { currency, amountMinor, homeMinor: 7_200_000, payer: name, memo: "" });
  await reconcileBooks(world, books);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, own);
  await page.goto(`${origin}/b/${own.booksId}/match`);
  const sum = page.locator(".wb-sum").first();
  await sum.waitFor();
  const text = (await sum.innerText()).replaceAll(/\s+/g, " ");
  assert.equal(text, "到账 10,000.00 = 10,000.00 → 差额 0.00 另记汇兑收益 CNY 1,000.00");
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  for (let tries = 0; tries < 100 && (await balanceOf(books, "fx_gain")) === 0; tries += 1) {
    await page.waitForTimeout(100);
  }
  assert.equal(await balanceOf(books, "fx_gain"), -100_000);
  assert.deepEqual(complaints, []);
});
