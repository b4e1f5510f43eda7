// At twice the size (a window of 720 by 450) figures, counts and fields are whole; on a desk of
// 1440 the lists of items and of customers show all their first columns, in either language.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { withServer } from "../http/test-server.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { type Language, launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

const zoomed = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 } as const;

test("figures, counts and fields are whole at twice the size and on a desk", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const { server, deps, organisation } = await withServer(t);
  const own = await organisation("启明精密制造");
  const books = await ledgerBooks(deps, own);
  const customerId = await addCustomer(books, "C1", "上海启明精密仪器仪表制造有限责任公司");
  const big = { customerId, date: "2025-03-05", due: "2025-04-05", amountMinor: 123_456_789_012 };
  for (const currency of ["CNY", "USD", "EUR"]) {
    await addItem(books, { ...big, no: `BIG-${currency}`, currency });
  }
  // more than a window holds
  for (let n = 1; n <= 40; n += 1) {
    await addItem(books, { ...big, no: `SMALL-${n}`, amountMinor: n });
  }
  await addLine(books, { amountMinor: 123_456_789_012, date: "2025-03-10", payer: "周桂" });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const browser = await launchBrowser(t);
  const { page } = await openPage(browser, zoomed);
  await signIn(page, origin, own);
  const storageState = await page.context().storageState();
  const show = async (on: Page, path: string, awaited: string) => {
    await on.goto(`${origin}/b/${own.booksId}/${path}`);
    await on.locator(awaited).first().waitFor();
    await on.waitForLoadState("networkidle");
  };

  for (const language of ["zh", "en"] as Language[]) {
    await page.request.patch(`${origin}/api/v1/session`, { data: { language } });
    await show(page, "items", ".figure-strip");
    assert.deepEqual(await cut(page, ".figure-strip"), [], `items ${language}`);
    const narrowest = Math.min(
      ...(await page
        .locator(".filters > *")
        .evaluateAll((fields) => fields.map((field) => field.getBoundingClientRect().width))),
    );
    assert.ok(narrowest >= 100, `a filter is ${narrowest} px wide`);
    await show(page, `customers/${customerId}`, ".customer-figures");
    assert.deepEqual(await cut(page, ".customer-figures"), [], `customer ${language}`);
    await show(page, "match", ".wb-lane");
    assert.deepEqual(await cut(page, ".wb-lane"), [], `workbench ${language}`);

    const desk = await openPage(browser, { language, storageState });
    for (const list of ["customers", "items"]) {
      await show(desk.page, list, ".table-body-row");
      assert.equal(await desk.page.locator(".table.has-more").count(), 0, `${list} ${language}`);
    }
    await desk.page.emulateMedia({ media: "print" });
    // A4 across, within its margins
    await desk.page.setViewportSize({ width: 1_062, height: 733 });
    const sheet = await desk.page.locator(".table-head").boundingBox();
    const right = (sheet?.x ?? 0) + (sheet?.width ?? 0);
    assert.ok(right > 900 && right <= 1_062, `printed, the list ends at ${right}`);
    const onScreen = await paperOf(desk.page);
    await desk.page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const onPaper = await paperOf(desk.page);
    assert.ok(onPaper.zoom > onScreen.zoom, `${onScreen.zoom} and then ${onPaper.zoom}`);
    assert.equal(onPaper.drawn, onPaper.count, "every row is drawn for the printer");
    assert.ok(onPaper.drawn > onScreen.drawn);
    assert.equal(onPaper.head, "table-header-group", "heads on every page");
    await desk.page.emulateMedia({ media: "screen" });
    const link = desk.page.locator(".rail-link").first();
    await link.focus();
    const ring = await link.evaluate((one) => getComputedStyle(one).outlineColor);
    assert.equal(ring, "rgb(143, 177, 255)", "on the dark rail the pages' blue is not seen");
    // in the system's high-contrast colours no background tells where one is
    await desk.page.emulateMedia({ media: "screen", forcedColors: "active" });
    for (const current of [".rail-link.is-current", ".ant-segmented-item-selected"]) {
      const frame = await desk.page
        .locator(current)
        .first()
        .evaluate((chosen) => getComputedStyle(chosen).outlineStyle);
      assert.equal(frame, "solid", current);
    }
    await desk.page.context().close();
  }

  // the window that is left of 1440 pixels at 125 and at 150 %, with the longer words
  for (const [path, awaited] of [
    ["collections/dunning?view=policy", ".dunning-step:not(.is-heads)"],
    ["settings/rules/R26", ".rule-grid"],
    ["differences", ".quadrant-body, .empty"],
  ] as const) {
    await show(page, path, awaited);
    for (const width of [960, 1_152]) {
      await page.setViewportSize({ width, height: 600 });
      const [spare = 0] = await page.locator("main").evaluateAll(sparesOf);
      assert.ok(spare <= 0, `${path} at ${width}: ${spare} px too wide`);
    }
  }
});

test("names of 60 characters, or of 80 letters without a space, stay within their boxes", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const { server, deps, organisation } = await withServer(t);
  const own = await organisation("启明精密制造");
  const books = await ledgerBooks(deps, own);
  const names = [
    "上海启明精密仪器仪表制造有限责任公司".repeat(4).slice(0, 60),
    "Donaudampf".repeat(8),
  ];
  const ids: number[] = [];
  for (const [place, name] of names.entries()) {
    const customerId = await addCustomer(books, `C${place}`, name);
    const late = { customerId, date: "2025-03-05", due: "2025-04-05" };
    await addItem(books, { ...late, no: `BIG-${place}`, amountMinor: 123_456_789_012 });
    await books.inBooks((db) =>
      db.query("insert into customer_contact (org_id, customer_id, name) values ($1, $2, $3)", [
        books.orgId,
        customerId,
        name,
      ]),
    );
    ids.push(customerId);
  }
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}/b/${own.booksId}`;
  const { page } = await openPage(await launchBrowser(t));
  await signIn(page, new URL(origin).origin, own);
  for (const id of ids) {
    await page.goto(`${origin}/collections?customer=${id}`);
    await page.locator(".collections-record").waitFor();
    for (const box of [".collections-case", ".collections-record", ".collections-contacts"]) {
      const spare = await page.locator(box).evaluateAll(sparesOf);
      assert.ok(Math.max(...spare) <= 0, `${box} of ${id}: ${spare} px too wide`);
    }
  }
  await page.setViewportSize(viewports.phone);
  for (const id of ids) {
    await page.goto(`${origin}/customers/${id}`);
    await page.locator(".customer-figures").waitFor();
    const right = await page
      .locator(".page-head h1")
      .evaluate((head) => head.scrollWidth + head.getBoundingClientRect().left);
    assert.ok(right <= viewports.phone.width, `the name of ${id} ends at ${right}`);
  }
});

/** Runs in the browser. */
const sparesOf = (boxes: { scrollWidth: number; clientWidth: number }[]) =>
  boxes.map((box) => box.scrollWidth - box.clientWidth);

/** How large a list is printed, and how many of its rows. */
function paperOf(page: Page) {
  return page.locator(".table-scroll").evaluate((grid) => ({
    zoom: Number(getComputedStyle(grid).getPropertyValue("--print-zoom")),
    drawn: grid.querySelectorAll(".table-body-row").length,
    count: Number(grid.getAttribute("aria-rowcount")),
    head: getComputedStyle(grid.querySelector(".table-top") ?? grid).display,
  }));
}

/** What stands in these places and reaches over their edges. */
function cut(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((places) =>
    places.flatMap((place) => {
      const edge = place.getBoundingClientRect();
      return [...place.querySelectorAll(".money, b, .figure-label")]
        .filter((part) => {
          const box = part.getBoundingClientRect();
          return box.right > edge.right + 1 || box.bottom > edge.bottom + 1;
        })
        .map(({ textContent }) => textContent ?? "");
    }),
  );
}
