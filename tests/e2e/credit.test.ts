// Credit in a real browser: who is rated how and why, a proposal approved, deliveries stopped and taken
// up again; after each the ERP's question about an order is answered accordingly.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { runRating } from "../../src/app/credit/rate-customers.ts";
import { creditCard, creditCheck } from "../../src/contract/credit.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { type Organisation, withServer } from "../http/test-server.ts";
import { addCustomer } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { sell, year } from "../support/paid-invoices.ts";
import { today } from "../support/today.ts";

type World = {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly of: Organisation;
  readonly home: string;
  /** The customer who pays late. */
  readonly bad: number;
};

async function withWorld(t: TestContext): Promise<World> {
  await buildWebClient();
  const server = await withServer(t);
  const of = await server.organisation("启明精密制造");
  const books = await ledgerBooks(server.deps, of);
  const good = await addCustomer(books, "G", "准时精密机械有限公司");
  const bad = await addCustomer(books, "B", "拖欠贸易有限公司");
  const history = { good: year(today, () => -2), bad: year(today, (n) => (n < 5 ? null : 40)) };
  await sell(books, good, history.good);
  await sell(books, bad, history.bad);
  const { orgId, booksId, memberId } = of;
  await runRating(server.deps, { orgId, booksId, runId: 0, memberId }, async () => {});
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const { page, complaints } = await openPage(await launchBrowser(t));
  await signIn(page, origin, of);
  return { page, complaints, bad, of, home: `${origin}/b/${booksId}` };
}

test("a rating explained, a proposal approved, supply stopped: orders are answered accordingly", {
  timeout: 180_000,
}, async (t) => {
  const { page, complaints, bad, of, home } = await withWorld(t);
  const us = of.administrator;
  const order = async (customer: string, amount: string) => {
    const asked = await us.get(`/api/v1/credit-check?customer=${customer}&amount=${amount}`);
    return asked.as(creditCheck);
  };
  assert.equal((await order("B", "1000.00")).decision, "ok", "nothing is decided yet");

  // the list, one customer opened by keys: where the rating comes from, to the last point
  await page.goto(`${home}/credit`);
  await page.getByRole("row").filter({ hasText: "信用 D" }).click();
  const card = page.getByRole("dialog");
  await card.getByText("得分的由来").waitFor();
  const rating = (await us.get(`/api/v1/books/${of.booksId}/customers/${bad}/credit`)).as(
    creditCard,
  );
  const shares = await card.locator(".score-points tbody tr td:last-child").allInnerTexts();
  const total = shares.pop();
  assert.equal(shares.length, rating.points.length);
  assert.equal(total, rating.score?.toFixed(1));
  const sum = shares.reduce((points, text) => points + Number(text), 0);
  assert.ok(Math.abs(sum - Number(total)) < 0.6, `${shares.join(" + ")} = ${total}`);

  await card.getByText("先款后货").first().waitFor();
  await card.getByRole("button", { name: "批准" }).click();
  await page.getByText("已批准").first().waitFor();
  await card.getByText("须先付款").first().waitFor();
  const refused = await order("B", "1000.00");
  assert.equal(refused.decision, "prepayment_only");
  assert.notEqual(refused.reason, "");

  // who pays in time gets a limit and more days, and orders up to it
  await page.keyboard.press("Escape");
  await page.goto(`${home}/credit?view=proposals`);
  const proposal = page.locator(".credit-proposals li", { hasText: "准时精密机械有限公司" });
  await proposal.getByText("225,000.00").first().waitFor();
  await proposal.getByRole("button", { name: "批准" }).click();
  await page.getByText("没有待处理的提议").waitFor();
  assert.equal((await order("G", "225000.00")).decision, "ok");
  assert.equal((await order("G", "225000.01")).decision, "over_limit");

  // deliveries stopped by a person, and taken up again with a reason
  await page.goto(`${home}/collections/dunning?view=policy`);
  await page.getByRole("switch").first().click();
  await page.getByRole("button", { name: "保存" }).first().click();
  await page.getByText("已保存").first().waitFor();
  await page.goto(`${home}/collections/dunning?customer=${bad}`);
  await page.getByRole("dialog").getByRole("button", { name: "停供", exact: true }).click();
  await page.getByRole("dialog").getByText("已停供").first().waitFor();
  assert.equal((await order("B", "1.00")).decision, "hold");
  await page.goto(`${home}/collections/dunning?view=holds`);
  const lift = page.getByRole("button", { name: "解除停供" });
  assert.ok(await lift.isDisabled(), "not without a reason");
  await page.getByLabel("解除原因").fill("已签还款协议");
  await lift.click();
  await page.getByText("已签还款协议").waitFor();
  assert.equal((await order("B", "1.00")).decision, "prepayment_only");

  // at 400 % on a small desk, with the longer words, every button is within the page
  await page.request.patch(`${new URL(home).origin}/api/v1/session`, { data: { language: "en" } });
  await page.setViewportSize({ width: 312, height: 700 });
  await page.goto(`${home}/credit?view=scorecard`);
  const save = await page.locator(".credit-save button").last().boundingBox();
  assert.ok(save !== null && save.x + save.width <= 312, `Save ends at ${save?.x}`);
  assert.deepEqual(complaints, []);
});
