// Statements through both eyes: the accountant makes and sends three over a real mail server; one
// customer confirms on a phone, one objects to two lines with a photo, one says nothing. One objection
// ends by a credit note, one by rejection. The customer sees it, the statement is agreed, and the
// ledger shows exactly that and nothing else.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { saveEmail, savePolicy } from "../../src/app/sending/setup.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { statementList } from "../../src/contract/statements.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { lastCode, type PortalBooks, portalBooks } from "../http/portal-books.ts";
import { type TestServer, withServer } from "../http/test-server.ts";
import { withWorkers } from "../http/test-workers.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { addContact } from "../support/sending-bench.ts";

type World = {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly origin: string;
  readonly seller: PortalBooks;
  readonly mail: MailServer;
};

async function withWorld(t: TestContext): Promise<World> {
  await buildWebClient();
  const server = await withServer(t, { publicUrl: "https://ar.firm.example" });
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const seller = await portalBooks(server, "启明精密制造有限公司");
  const { orgId, memberId } = seller.books;
  const mail = await startMailServer(t);
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const from = { fromName: "应收部", fromAddress: "ar@firm.example", replyTo: "" };
  await saveEmail(server.deps, actor, { ...mail.setting, ...from });
  const policy = { channel: "email", quietFrom: "00:00", quietTo: "00:00", perMinute: 0 };
  await savePolicy(server.deps, actor, sendingPolicy.parse(policy));
  await withWorkers(server);
  const browser = await launchBrowser(t);
  return { server, browser, origin: `http://localhost:${address.port}`, seller, mail };
}

/** Three invoices that were there before the month that is stated. */
async function buyer({ seller }: World, no: string, name: string): Promise<number> {
  const customerId = await addCustomer(seller.books, no, name);
  for (const [place, amountMinor] of [10_000_00, 25_050_00, 8_000_00].entries()) {
    const item = { customerId, no: `${no}-INV-${place + 1}`, amountMinor, date: "2026-08-03" };
    await addItem(seller.books, { ...item, due: "2026-08-31" });
  }
  await addContact(seller.books, { customerId, name: "李工", email: `${no}@customer.example` });
  return customerId;
}

async function issueAll(page: Page, { origin, seller }: World): Promise<void> {
  await page.goto(`${origin}/b/${seller.books.booksId}/statements`);
  await page.getByRole("button", { name: "生成对账单" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("指定期间").click();
  await dialog.getByRole("button", { name: "预检" }).click();
  await dialog.getByRole("button", { name: "生成并发送 3 份" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** The link as it stands in the mail of that customer. */
async function linkOf({ mail }: World, to: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = (await mail.received()).find((one) => one.to === to);
    const token = /portal\/#([\w-]+)/.exec(found?.text ?? "")?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail reached ${to}`);
}

async function enter(world: World, page: Page, of: { no: string; customerId: number }) {
  const token = await linkOf(world, `${of.no}@customer.example`);
  await page.goto(`${world.origin}/portal/#${token}`);
  await page.getByRole("button", { name: /发送验证码/ }).click();
  await page.locator("input[name=code]").waitFor();
  await page.fill("input[name=code]", await lastCode(world.seller.books, of.customerId));
  await page.getByRole("button", { name: "进入" }).click();
  await page.getByRole("button", { name: "核对", exact: true }).click();
}

async function finish(page: Page): Promise<void> {
  await page.fill("input[name=name]", "张伟");
  await page.fill("input[name=position]", "财务经理");
  await page.getByText("有权代表本公司确认").click();
  await page.getByRole("button", { name: "完成核对" }).click();
}

async function object(page: Page, line: { place: number; reason: string; their: string }) {
  await page.getByRole("button", { name: "× 有异议" }).first().click();
  await page.getByRole("button", { name: line.reason, exact: true }).click();
  if (line.their !== "") await page.fill("input[name=their]", line.their);
  await page.fill("textarea[name=note]", `说明：${line.reason}`);
  const photo = { name: "照片.jpg", mimeType: "image/jpeg" };
  const buffer = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
  await page.locator(".objection input[type=file]").setInputFiles({ ...photo, buffer });
  await page.getByRole("button", { name: "保存异议" }).click();
  await page.locator(".line.objected").nth(line.place).waitFor();
}

/** On the accountant's own page: the ticket of that document, an end, its grounds. */
async function endTicket(
  page: Page,
  { origin, seller }: World,
  of: { readonly document: string; readonly end: string; readonly note: string },
): Promise<void> {
  await page.goto(`${origin}/b/${seller.books.booksId}/disputes`);
  await page.getByText(of.document, { exact: true }).click();
  const ends = page.locator(".disputes-ends");
  await ends.getByRole("button", { name: of.end }).click();
  assert.ok(await page.getByText("照片.jpg").first().isVisible(), "the photo is there");
  await page.locator(".disputes-end textarea").last().fill(of.note);
  await page.getByRole("button", { name: `确定：${of.end}` }).click();
  await page.getByText("工单已解决").waitFor();
}

/** Everything posted, and what of each document is left; nothing but the books is asked. */
async function ledgerOf({ seller }: World) {
  const { books } = seller;
  return books.inBooks(async (db) => {
    const entries = await db.query<{ event: string; count: number }>(
      `select event, count(*) as count from entry where org_id = $1 group by event order by event`,
      [books.orgId],
    );
    const items = await db.query<{ no: string; open: number; disputed: number }>(
      `select i.no, (i.amount_minor - i.applied_minor)::bigint as open,
         coalesce((select sum(c.disputed_delta_minor) from item_change c
           where c.org_id = i.org_id and c.item_id = i.id), 0)::bigint as disputed
       from open_item i where i.org_id = $1 order by i.no`,
      [books.orgId],
    );
    return { entries: entries.rows, items: items.rows };
  });
}

/** This runs in the browser. */
const hasFocus = (field: { matches: (selector: string) => boolean }) => field.matches(":focus");

test("three statements: one confirmed, one objected to and settled, one unanswered", async (t) => {
  const world = await withWorld(t);
  const happy = { no: "a", customerId: await buyer(world, "a", "上海启明贸易有限公司") };
  const unhappy = { no: "b", customerId: await buyer(world, "b", "宁波远航机械有限公司") };
  await buyer(world, "c", "佛山市珩桦光电科技有限公司");
  const { seller } = world;
  const { inBooks, orgId } = seller.books;
  // what was posted lies in the month before: the statement of last month names it as opening
  const ours = await openPage(world.browser);
  await signIn(ours.page, world.origin, world.seller.of);
  await issueAll(ours.page, world);

  const first = await openPage(world.browser, { viewport: viewports.phone });
  await enter(world, first.page, happy);
  await first.page.getByRole("button", { name: "其余全部一致" }).click();
  await finish(first.page);
  await first.page.getByText("已确认，谢谢！").waitFor();

  const second = await openPage(world.browser, { viewport: viewports.phone });
  const { page } = second;
  await enter(world, page, unhappy);
  await object(page, { place: 0, reason: "价格", their: "9200.00" });
  await object(page, { place: 1, reason: "未收到货", their: "" });
  await page.getByRole("button", { name: "✓ 一致" }).click();
  await finish(page);
  await page.getByText("异议由专人处理").waitFor();

  const red = { customerId: unhappy.customerId, no: "b-RED-1", amountMinor: -800_00 };
  await addItem(seller.books, { ...red, kind: "credit_note" });
  const before = await ledgerOf(world);
  const disputed = before.items.filter((item) => item.disputed !== 0);
  assert.deepEqual(disputed, [
    { no: "b-INV-1", open: 10_000_00, disputed: 800_00 },
    { no: "b-INV-2", open: 25_050_00, disputed: 25_050_00 },
  ]);
  await endTicket(ours.page, world, { document: "b-INV-1", end: "开红字", note: "红字 b-RED-1" });
  const rejected = { end: "驳回（附依据）", note: "8 月 3 日已签收，见签收单" };
  await endTicket(ours.page, world, { document: "b-INV-2", ...rejected });

  await page.goto(`${world.origin}/portal/#/home`);
  await page.reload();
  await page.getByText("已确认").first().waitFor();
  await page.getByText("b-INV-2").first().click();
  await page.getByText("8 月 3 日已签收，见签收单").first().waitFor();
  assert.match(await page.locator(".sums .big").first().innerText(), /42,250\.00/);

  const us = seller.of.administrator;
  const path = `/api/v1/books/${seller.books.booksId}/statements?limit=10`;
  const states = (await us.get(path)).as(statementList).rows;
  assert.deepEqual(states.map(({ confirmation }) => confirmation).sort(), [
    "confirmed",
    "confirmed",
    "sent",
  ]);
  await ours.page.goto(`${world.origin}/b/${seller.books.booksId}/statements?month=all`);
  await ours.page.getByText("已确认").first().waitFor();

  // the ledger: the credit note against its invoice, nothing else was posted, nothing is disputed
  const after = await ledgerOf(world);
  assert.deepEqual(
    after.entries,
    before.entries,
    "a credit note against its invoice books nothing new",
  );
  const changed = after.items.filter((item, n) => item.open !== before.items[n]?.open);
  assert.deepEqual(changed, [
    { no: "b-INV-1", open: 9_200_00, disputed: 0 },
    { no: "b-RED-1", open: 0, disputed: 0 },
  ]);
  assert.ok(after.items.every((item) => item.disputed === 0));
  const { rows } = await inBooks((db) =>
    db.query<{ minor: number }>(
      `select coalesce(sum(item_minor), 0)::bigint as minor from allocation where org_id = $1`,
      [orgId],
    ),
  );
  assert.equal(rows[0]?.minor, 0, "what is off the invoice is off the credit note");
  assert.deepEqual(second.complaints.filter(isFault), []);
  assert.deepEqual(ours.complaints.filter(isFault), []);
});

/** The browser reports the 401 by which a page learns that nobody has come in yet. */
function isFault(complaint: string): boolean {
  return !/401 \(Unauthorized\)/.test(complaint);
}

test("by keys: what is to be sent is checked first, sent on purpose; the list fills by itself and shows the answer", async (t) => {
  const world = await withWorld(t);
  const name = "上海启明贸易有限公司";
  const customer = { no: "a", customerId: await buyer(world, "a", name) };
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.seller.of);
  await page.goto(`${world.origin}/b/${world.seller.books.booksId}/statements`);
  await page.getByRole("button", { name: "生成对账单" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator("button:focus", { hasText: "预检" }).waitFor();
  // choices side by side are one stop: before them comes the button that closes
  await dialog.locator("input[type=radio]:checked").focus();
  await page.keyboard.press("Shift+Tab");
  await dialog.locator(".ant-modal-close:focus").waitFor();

  await dialog.getByRole("button", { name: "预检" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByText("将生成 1 份").waitFor();
  await dialog.getByText("43,050.00").first().waitFor();
  await page.keyboard.press("Enter");
  const send = dialog.getByRole("button", { name: "生成并发送 1 份" });
  for (let keys = 0; keys < 4 && !(await send.evaluate(hasFocus)); keys += 1) {
    await page.keyboard.press("Tab");
  }
  assert.ok(await send.evaluate(hasFocus), "the key that asked did not make anything");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator(".statements").getByText(name).first().waitFor();

  // beside the list: the panel begins with itself, a question with the answer that does nothing
  const list = page.getByRole("grid", { name: "对账单" });
  const openRow = async () => {
    await list.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  await openRow();
  const panel = page.locator(".ant-drawer-section:focus", { hasText: name });
  await panel.waitFor();
  const withdraw = page.locator(".statement-head").getByRole("button", { name: "撤回" });
  for (let keys = 0; keys < 12 && !(await withdraw.evaluate(hasFocus)); keys += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: /撤回/ });
  await question.locator("button:focus", { hasText: "取消" }).waitFor();
  await page.keyboard.press("Enter");
  await question.waitFor({ state: "detached" });
  // the question gives the focus back to the button that asked it, a moment after it is gone
  await page.locator(".statement-head button:focus", { hasText: "撤回" }).waitFor();
  await page.keyboard.press("Escape");
  await withdraw.waitFor({ state: "detached" });

  const theirs = await openPage(world.browser, { viewport: viewports.phone });
  await enter(world, theirs.page, customer);
  await theirs.page.getByRole("button", { name: "其余全部一致" }).click();
  await finish(theirs.page);
  await theirs.page.getByText("已确认，谢谢！").waitFor();
  await list.getByText("已确认").first().waitFor();
  await openRow();
  await page.locator(".ant-drawer-section:focus", { hasText: "已确认" }).waitFor();
});
