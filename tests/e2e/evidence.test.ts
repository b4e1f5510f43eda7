// A bad debt with its paper, by keyboard alone: the accountant attaches the court's order and asks, the
// finance lead reads it on the approval and signs, and the entry carries it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { createdMember } from "../../src/contract/members.ts";
import type { Role } from "../../src/core/roles.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { paper } from "../http/hand-in.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { withServer } from "../http/test-server.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";

test("a bad debt with its paper is asked for, read and signed by keyboard alone", async (t) => {
  const { booksId, itemId, pageOf } = await office(t);
  const accountant = await pageOf("accountant");
  await accountant.goto(`/b/${booksId}/items?item=${itemId}`);
  await accountant.getByRole("button", { name: "调账" }).waitFor();
  await tabTo(accountant, "调账");
  await accountant.keyboard.press("Enter");
  const form = accountant.getByRole("dialog").filter({ hasText: "附件" });
  await form.waitFor();
  // long before it opens: the browser must know by then that nobody is there to choose
  const chosen = accountant.waitForEvent("filechooser", { timeout: 120_000 });
  await tabTo(accountant, "类型");
  await choose(accountant, "坏账核销");
  await type(accountant, "金额 (CNY)", "500");
  await type(accountant, "原因", "法院裁定破产");
  await type(accountant, "证据说明", "破产裁定书");
  await type(accountant, "责任人", "王敏");
  const ask = form.getByRole("button", { name: "对科目的影响" });
  assert.ok(await ask.isDisabled(), "without the paper nothing can be asked");
  await tabTo(accountant, "添加附件");
  await accountant.keyboard.press("Enter");
  const chooser = await chosen;
  const file = { name: paper.name, mimeType: "application/pdf", buffer: paper.bytes };
  await chooser.setFiles([file]);
  await form.getByText(paper.name).waitFor();
  await tabTo(accountant, "对科目的影响");
  await accountant.keyboard.press("Enter");
  await form.getByText("坏账准备").first().waitFor();
  await tabTo(accountant, "提交审批");
  await accountant.keyboard.press("Enter");
  await form.waitFor({ state: "hidden" });

  const lead = await pageOf("finance_lead");
  await lead.goto(`/b/${booksId}/approvals`);
  const link = lead.getByRole("link", { name: paper.name });
  await link.waitFor();
  await tabTo(lead, paper.name);
  const [download] = await Promise.all([
    lead.waitForEvent("download"),
    lead.keyboard.press("Enter"),
  ]);
  assert.equal(download.suggestedFilename(), paper.name);
  assert.deepEqual(await readFile(await download.path()), paper.bytes);
  await tabTo(lead, "批准并入账");
  await lead.keyboard.press("Enter");
  await lead.getByText("没有待审批的事项").waitFor();

  await accountant.goto(`/b/${booksId}/journal`);
  await accountant.getByText("坏账核销").first().waitFor();
  await accountant.goto(`/b/${booksId}/items?item=${itemId}`);
  await accountant.getByRole("link", { name: paper.name }).waitFor();
});

async function office(t: TestContext) {
  await buildWebClient();
  const world = await withServer(t);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const baseURL = `http://localhost:${address.port}`;
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 5_000_000 });
  const browser = await launchBrowser(t);
  const pageOf = async (role: Role): Promise<Page> => {
    const email = `${role}@office.example`;
    const added = await own.administrator.post("/api/v1/members", { email, name: role, role });
    const { page } = await openPage(browser, { baseURL });
    const password = added.as(createdMember).firstPassword ?? "";
    await signIn(page, baseURL, { email, password, newPassword: `${role}-own-password` });
    return page;
  };
  return { booksId: own.booksId, itemId, pageOf };
}

/** Presses Tab until what is focused has that name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 150; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });
    if (focused === name) return;
    seen.push(focused.slice(0, 20));
    await page.keyboard.press("Tab");
  }
  assert.fail(`${name} is not reached by Tab: ${[...new Set(seen)].join(" | ")}`);
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** The option of that name in the list that is focused. */
async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 30; presses += 1) {
    const active = await page.locator(".ant-select-item-option-active").first().textContent();
    if (active?.trim() === name) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}
