// The workbench by keyboard alone, with the keys counted: a good proposal 1, the second
// of two 2, three items by hand at most 8, undo 1. And what others do shows in place.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { workbenchPage } from "../../src/contract/workbench.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { type Organisation, type TestServer, withServer } from "../http/test-server.ts";
import { booksOf, propose } from "../http/workbench-books.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

/** Runs in the browser. */
const hasFocus = (field: { matches: (selector: string) => boolean }) => field.matches(":focus");

type World = {
  readonly origin: string;
  readonly server: TestServer;
  readonly own: Organisation;
  readonly books: TestBooks;
  readonly customer: number;
};

async function withWorld(t: Parameters<typeof withServer>[0]): Promise<World> {
  await buildWebClient();
  const server = await withServer(t);
  const own = await server.organisation("启明精密制造");
  const books = await booksOf(server, own);
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  return { origin: `http://localhost:${address.port}`, server, own, books, customer };
}

/** A line of this amount with one proposal: an invoice of its own. */
async function proposed(world: World, yuan: number, copies = 1): Promise<number> {
  const { books, customer } = world;
  const amountMinor = yuan * 100;
  const line = await addLine(books, { amountMinor, payer: `付款人${yuan}` });
  const items: number[] = [];
  for (let n = 1; n <= copies; n += 1) {
    items.push(await addItem(books, { customerId: customer, no: `I${yuan}-${n}`, amountMinor }));
  }
  const proposals = items.map((id) => ({
    customerId: customer,
    items: [[id, amountMinor]] as const,
  }));
  await propose(books, line, proposals, { tiedWith: copies - 1 });
  return line;
}

/** Presses keys one after another and counts them. */
async function press(page: Page, ...keys: string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

function lane(page: Page, name: string): Promise<string> {
  return page
    .getByRole("tab", { name: new RegExp(name) })
    .locator("b")
    .innerText();
}

async function laneIs(page: Page, name: string, count: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await lane(page, name)) === count) return;
    await page.waitForTimeout(100);
  }
  assert.equal(await lane(page, name), count);
}

async function current(page: Page, payer: string): Promise<void> {
  await page.locator(".wb-line", { hasText: payer }).waitFor();
  // the keys belong to the page once its proposals or items stand
  await page.locator(".wb-card, .wb-nothing").first().waitFor();
}

test("the main jobs by keyboard, keys counted", { timeout: 240_000 }, async (t) => {
  const world = await withWorld(t);
  const { books, customer } = world;
  await proposed(world, 9_000);
  await proposed(world, 8_000, 2);
  await proposed(world, 7_000);
  const byHand = await addLine(books, { amountMinor: 60_000, payer: "周桂" });
  for (const n of [1, 2, 3]) {
    await addItem(books, { customerId: customer, no: `H${n}`, amountMinor: n * 10_000 });
  }
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);

  await current(page, "付款人9000");
  assert.equal(await press(page, "Enter"), 1);
  await laneIs(page, "自动核销", "1");
  await page.getByText("已核销 1 笔 9,000.00").waitFor();
  // a long name beside the amount leaves the way back whole
  const hidden = await page.locator(".undo-bar").evaluate((bar) => {
    const [text] = bar.getElementsByTagName("span");
    const said = text?.textContent ?? "";
    if (text)
      text.textContent = `${"内蒙古自治区呼和浩特市启明精密仪器仪表制造".repeat(2)} ${said}`;
    const button = bar.getElementsByTagName("button")[0]?.getBoundingClientRect();
    const over = (button?.right ?? 0) - bar.getBoundingClientRect().right;
    if (text) text.textContent = said;
    return over;
  });
  assert.ok(hidden <= 0, `${hidden} px of the button are cut off`);

  assert.equal(await press(page, "u"), 1);
  await laneIs(page, "自动核销", "0");
  await page.locator(".wb-row", { hasText: "付款人9000" }).waitFor();

  await current(page, "付款人8000");
  await page.getByText("2 种都说得通").waitFor();
  await press(page, "Enter");
  await page.getByText("先按 1 或 2 选一个建议").waitFor();
  assert.equal(await lane(page, "自动核销"), "0", "a tie is never posted unasked");
  assert.equal(await press(page, "2", "Enter"), 2);
  await laneIs(page, "自动核销", "1");
  await current(page, "付款人7000");

  await page.goto(`${world.origin}/b/${world.own.booksId}/match?lane=exception&line=${byHand}`);
  await current(page, "周桂");
  // whose money it is, then its items: 600.00 = 100.00 + 200.00 + 300.00
  await press(page, "c");
  await page.keyboard.type("上海启明");
  await page.locator(".wb-picker .search-hit").waitFor();
  await press(page, "Enter");
  await page.locator(".is-choosing").waitFor();
  await page.getByText("H1").waitFor();
  await press(page, "Escape");
  await current(page, "周桂");
  let keys = await press(page, "m");
  await page.locator(".wb-hand-filter").waitFor();
  await page.keyboard.press("f");
  await page.keyboard.type("H");
  await page.locator(".is-choosing tbody tr").nth(3).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  keys += await press(page, "Space", "ArrowDown", "Space", "ArrowDown", "Space");
  await page.getByText("0.00 ✓").waitFor();
  keys += await press(page, "Enter");
  await laneIs(page, "自动核销", "2");
  assert.ok(keys <= 8, `${keys} keys for three items by hand`);
  assert.deepEqual(complaints, []);
});

test("the list is filtered while one types; the items, their amounts and a pattern go by keys", async (t) => {
  const world = await withWorld(t);
  const { books, customer } = world;
  await proposed(world, 9_000);
  await proposed(world, 8_000);
  await proposed(world, 7_000);
  const line = await addLine(books, { amountMinor: 65_000, payer: "周桂" });
  for (const n of [1, 2, 3, 4]) {
    await addItem(books, { customerId: customer, no: `H${n}`, amountMinor: n * 10_000 });
  }
  await propose(books, line, [{ customerId: customer, items: [] }]);
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await current(page, "付款人9000");
  await press(page, "f");
  await page.keyboard.type("周桂");
  await page.waitForURL(/q=/);
  await press(page, "Enter");
  await current(page, "周桂");

  // 650.00 = 300.00 + 350.00 of 400.00: the last row takes what lacks
  await press(page, "m");
  await page.getByText("H4").waitFor();
  await press(page, "f");
  await page.keyboard.type("H");
  await page.locator(".is-choosing tbody tr").nth(4).waitFor({ state: "detached" });
  await press(page, "Escape", "ArrowDown", "ArrowDown", "Space", "ArrowDown", "Equal");
  await page.getByText("0.00 ✓").waitFor();
  assert.equal(await page.getByLabel("H4 本次核销").inputValue(), "350.00");
  await press(page, "ArrowRight");
  assert.ok(await page.getByLabel("H4 本次核销").evaluate(hasFocus), "→ goes to the amount");
  await page.keyboard.type("300+40");
  await press(page, "Enter");
  await page.getByText("差额 10.00，先选原因").waitFor();
  await press(page, "Escape");

  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await current(page, "付款人9000");
  await press(page, "a");
  const rows = page.locator(".wb-pattern-row");
  await rows.nth(2).waitFor();
  // the second stays out
  await press(page, "ArrowDown", "Space");
  await page.getByText("全部核销").waitFor();
  assert.equal(await rows.nth(1).getByRole("checkbox").isChecked(), false);
  await press(page, "Enter");
  await laneIs(page, "待确认", "1");
  await current(page, "付款人8000");
  assert.deepEqual(complaints, []);
});

test("a difference asks for its reason, and says why it cannot be posted alone", async (t) => {
  const world = await withWorld(t);
  const { books, customer } = world;
  await addItem(books, { customerId: customer, no: "INV1", amountMinor: 1_000_000 });
  const line = await addLine(books, { amountMinor: 990_000, payer: "上海启明贸易有限公司" });
  await propose(books, line, [{ customerId: customer, items: [] }]);
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await current(page, "上海启明贸易有限公司");
  await press(page, "m");
  await page.getByText("INV1").waitFor();
  await press(page, "Space");
  await page.getByText("差额 100.00，先选原因").waitFor();
  await press(page, "Enter");
  assert.equal(await lane(page, "自动核销"), "0", "Enter goes to the reason, never past it");
  await press(page, "1");
  await page.getByText("尾差 100.00 超过您的限额 50.00").waitFor();
  await press(page, "6");
  await page.getByText("1122.01").waitFor();
  await page.getByText("将入账").waitFor();
  await page.getByRole("button", { name: /^核销/ }).last().click();
  await laneIs(page, "自动核销", "1");
  assert.deepEqual(complaints, []);
});

test("what somebody else decided turns grey with who and when; the list keeps its place", async (t) => {
  const world = await withWorld(t);
  await proposed(world, 9_000);
  const second = await proposed(world, 8_000);
  await proposed(world, 7_000);
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  const path = `/api/v1/books/${world.own.booksId}`;
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await current(page, "付款人9000");
  const listed = await world.own.administrator.get(`${path}/workbench/lines?lane=to_confirm`);
  const row = listed.as(workbenchPage).rows.find(({ id }) => id === second);
  await world.own.administrator.post(`${path}/decisions/confirm`, {
    confirmations: [{ lineId: second, version: row?.version, candidate: 0 }],
  });
  await page.locator(".wb-row.is-stale", { hasText: "付款人8000" }).waitFor();
  assert.match(await page.locator(".wb-row.is-stale").innerText(), /王敏 \d\d:\d\d 已核销 · 查看/);
  await current(page, "付款人9000");
  await laneIs(page, "待确认", "2");
  assert.deepEqual(complaints, []);
});

test("a proposal says what is no longer open, and is corrected before it is posted", async (t) => {
  const world = await withWorld(t);
  const { books, customer } = world;
  const line = await addLine(books, { amountMinor: 90_000, payer: "付款人900" });
  const whole = await addItem(books, { customerId: customer, no: "N1", amountMinor: 50_000 });
  const less = await addItem(books, { customerId: customer, no: "N2", amountMinor: 30_000 });
  await propose(
    books,
    line,
    [
      {
        customerId: customer,
        items: [
          [whole, 50_000],
          [less, 40_000],
        ],
      },
    ],
    { rule: "R26" },
  );
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await current(page, "付款人900");
  await page.getByText("N2 只剩 300.00 未清，少 100.00").waitFor();
  await page.locator(".wb-foot .wb-difference", { hasText: "100.00" }).waitFor();
  await press(page, "w");
  await page.getByText("规则 R26（最早到期冲抵）").first().waitFor();
  await press(page, "Escape");

  await press(page, "Enter");
  await page.locator(".is-choosing tbody tr.is-ticked").nth(1).waitFor();
  await page.getByText("差额 100.00，先选原因").waitFor();
  assert.equal(await lane(page, "自动核销"), "0", "nothing is posted with the key");
  assert.deepEqual(complaints, []);
});

test("an address opens its line, however far down its lane the line stands", async (t) => {
  const world = await withWorld(t);
  const { books } = world;
  for (let n = 1; n <= 105; n += 1) {
    await addLine(books, { amountMinor: n * 100, payer: `付款人第${n}号` });
  }
  const last = await addLine(books, { amountMinor: 50, payer: "最后一位" });
  const { page } = await openPage(await launchBrowser(t));
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match?lane=exception&line=${last}`);
  await current(page, "最后一位");
  await page.locator(".wb-row.is-current", { hasText: "最后一位" }).waitFor();
  await press(page, "ArrowUp");
  await current(page, "付款人第1号");
});

test("on a phone one proposal is a card", async (t) => {
  const world = await withWorld(t);
  await proposed(world, 9_000);
  await proposed(world, 8_000);
  const { page, complaints } = await openPage(await launchBrowser(t), {
    viewport: viewports.phone,
  });
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/match`);
  await page.locator(".wb-phone-card", { hasText: "付款人9000" }).click();
  await page.getByText("手工核销、拆分、退票、保证金请在电脑上处理").waitFor();
  const wide = await page.evaluate("document.documentElement.scrollWidth");
  assert.ok(Number(wide) <= viewports.phone.width, `${wide} px wide`);
  await page.getByRole("button", { name: "采用", exact: true }).click();
  await page.getByText("已核销 1 笔 9,000.00").waitFor();
  await page.locator(".wb-line", { hasText: "付款人8000" }).waitFor();
  assert.deepEqual(complaints, []);
});
