// On a phone of 390 pixels: what a panel holds is to be seen, figures end inside the screen, a list
// under tall figures keeps rows, and a day is written as everywhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { withServer } from "../http/test-server.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

test("on a phone nothing is cut off", { timeout: 180_000 }, async (t) => {
  await buildWebClient();
  const { server, deps, organisation } = await withServer(t);
  const own = await organisation("启明精密制造");
  const books = await ledgerBooks(deps, own);
  const customerId = await addCustomer(
    books,
    "C1",
    "内蒙古自治区呼和浩特市上海启明精密仪器仪表制造有限责任公司",
  );
  const big = { customerId, date: "2025-03-05", due: "2025-04-05" };
  await addItem(books, { ...big, no: "BIG", amountMinor: 123_456_789_012 });
  await addLine(books, { amountMinor: 5_000, date: "2025-03-10", payer: "周桂" });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t), {
    viewport: viewports.phone,
  });
  await signIn(page, origin, own);
  const open = (path: string) => page.goto(`${origin}/b/${own.booksId}/${path}`);

  await open(`customers/${customerId}?tab=profile`);
  const alias = page.getByRole("button", { name: "添加别名" });
  await alias.waitFor();
  assert.deepEqual(await page.locator(".customer-profile > .panel").evaluateAll(cutPanels), []);
  await alias.scrollIntoViewIfNeeded();
  assert.ok(await insideScreen(page, ".customer-profile > .panel"), "the form is on the screen");

  for (const tab of ["items", "ledger", "receipts", "credit"]) {
    await open(`customers/${customerId}?tab=${tab}`);
    await page.locator(".customer-tabs").waitFor();
    await page.waitForLoadState("networkidle");
    assert.ok(await insideScreen(page, ".customer-tabs .money"), `${tab}: amounts on the screen`);
  }
  await page.goBack();

  await open("differences");
  const rows = page.locator(".table-scroll");
  await rows.waitFor();
  const box = await rows.boundingBox();
  assert.ok((box?.height ?? 0) >= 200, `the list of differences is ${box?.height} px high`);
  assert.deepEqual(complaints, []);
});

/** Those that hide a part of what they hold. Runs in the browser. */
function cutPanels(panels: (HTMLElement | SVGElement)[]): string[] {
  return panels
    .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
    .map(({ textContent }) => (textContent ?? "").slice(0, 20));
}

async function insideScreen(page: Page, selector: string): Promise<boolean> {
  const width = viewports.phone.width;
  const boxes = await page.locator(selector).evaluateAll((found) =>
    found.map((one) => {
      const { left, right } = one.getBoundingClientRect();
      return { left, right };
    }),
  );
  return boxes.every(({ left, right }) => left >= 0 && right <= width);
}
