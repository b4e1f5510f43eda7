// The frame in a real browser: signing in, language, keys, people, and every page of the settings
// at both widths without a complaint of the content policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { typingPauseMs } from "../../web/ui/typed.ts";
import { type Organisation, withServer } from "../http/test-server.ts";
import { type Language, launchBrowser, openPage, signIn, viewports } from "../support/browser.ts";

type World = {
  readonly browser: Browser;
  readonly origin: string;
  readonly own: Organisation;
};

async function withWorld(t: Parameters<typeof withServer>[0]): Promise<World> {
  await buildWebClient();
  const { server, organisation } = await withServer(t);
  const own = await organisation("启明精密制造");
  // By name, as people type it; the server's own names are all trusted.
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const browser = await launchBrowser(t);
  return { browser, origin: `http://localhost:${address.port}`, own };
}

/** These two run in the browser. */
const hasFocus = (field: { matches: (selector: string) => boolean }) => field.matches(":focus");
const spareWidth = (place: { scrollWidth: number; clientWidth: number }) =>
  place.scrollWidth - place.clientWidth;

const settingsPages = ["books", "accounts", "limits", "people", "tokens", "account"] as const;

test("signing in, wrong and right, then back to where one wanted to go", async (t) => {
  const world = await withWorld(t);
  const { page, complaints } = await openPage(world.browser);
  await page.goto(`${world.origin}/b/${world.own.booksId}/settings/people?x=1`);
  await page.waitForURL(/\/sign-in\?back=/);
  await page.fill("input[type=email]", world.own.email);
  await page.fill("input[type=password]", "not-the-password");
  await page.keyboard.press("Enter");
  await page.getByText("邮箱或密码不对").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("E-mail or password is wrong.").waitFor();
  await page.getByRole("button", { name: "中文" }).click();
  await page.fill("input[type=password]", world.own.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/settings\/people\?x=1$/);
  await page.getByRole("heading", { name: "人员与权限" }).first().waitFor();
  assert.deepEqual(
    complaints.filter((one) => !/401 \(Unauthorized\)/.test(one)),
    [],
  );
});

test("a link cannot lead away from the site after signing in", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await page.goto(`${world.origin}/sign-in?back=${encodeURIComponent("//evil.example/x")}`);
  await page.fill("input[type=email]", world.own.email);
  await page.fill("input[type=password]", world.own.password);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".bar");
  assert.ok(page.url().startsWith(world.origin), page.url());
});

test("keys: ? lists them, / searches, and neither while somebody types", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/settings/account`);
  await page.getByRole("heading", { name: "我的账户" }).waitFor();
  await page.keyboard.press("Shift+Slash");
  await page.getByText("全部快捷键").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("全部快捷键").first().waitFor({ state: "hidden" });
  await page.keyboard.press("Slash");
  const search = page.getByLabel("搜索单号、金额、客户、摘要");
  assert.ok(await search.evaluate(hasFocus));
  await page.keyboard.type("a/?");
  assert.equal(await search.inputValue(), "a/?");
  await page.keyboard.press("Escape");
  assert.ok(!(await search.evaluate(hasFocus)));
});

test("the language is switched at once, kept, and follows the member to another browser", async (t) => {
  const world = await withWorld(t);
  const first = await openPage(world.browser);
  await signIn(first.page, world.origin, world.own);
  // what is still on its way when a page is left is cancelled
  const saved = first.page.waitForResponse((one) => one.request().method() !== "GET" && one.ok());
  await first.page.getByRole("button", { name: "English" }).click();
  await first.page.getByRole("link", { name: "Settings" }).waitFor();
  await saved;
  assert.equal(await first.page.evaluate("document.documentElement.lang"), "en");
  await first.page.reload();
  await first.page.getByRole("link", { name: "Settings" }).waitFor();
  const second = await openPage(world.browser, { language: "zh" });
  await signIn(second.page, world.origin, world.own);
  await second.page.getByRole("link", { name: "Settings" }).waitFor();
});

test("a new member gets a first password once, and sees why a button is off", async (t) => {
  const world = await withWorld(t);
  const boss = await openPage(world.browser);
  await signIn(boss.page, world.origin, world.own);
  await boss.page.goto(`${world.origin}/b/${world.own.booksId}/settings/people`);
  await boss.page.getByRole("button", { name: "添加成员" }).click();
  await boss.page.getByLabel("姓名").fill("李会计");
  await boss.page.getByLabel("邮箱").fill("li@example.test");
  await boss.page.getByRole("dialog").getByRole("button", { name: "添加成员" }).click();
  const password = await boss.page.locator("[role=dialog] code").innerText();
  assert.match(password, /^[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}$/);
  const clerk = await openPage(world.browser);
  const first = { email: "li@example.test", password, newPassword: "my-own-password" };
  await signIn(clerk.page, world.origin, first);
  await clerk.page.goto(`${world.origin}/b/${world.own.booksId}/settings/people`);
  const off = clerk.page.getByRole("button", { name: "添加成员" });
  await off.waitFor();
  assert.ok(await off.isDisabled());
  assert.match((await off.getAttribute("aria-description")) ?? "", /应收会计.*管理人员与权限/);
  // a page that is not for this role says so in one sentence
  await clerk.page.goto(`${world.origin}/b/${world.own.booksId}/settings/webhooks`);
  await clerk.page
    .getByRole("heading", { name: "您的角色「应收会计」不能「管理账套」。" })
    .waitFor();
  assert.equal(await clerk.page.getByRole("alert").count(), 0);
});

for (const language of ["zh", "en"] as const satisfies readonly Language[]) {
  test(`settings fit both widths and break no policy (${language})`, async (t) => {
    const world = await withWorld(t);
    for (const viewport of Object.values(viewports)) {
      const { page, complaints } = await openPage(world.browser, { language, viewport });
      await signIn(page, world.origin, world.own);
      for (const name of settingsPages) {
        await page.goto(`${world.origin}/b/${world.own.booksId}/settings/${name}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        const overflow = await page.locator(".page").evaluate(spareWidth);
        assert.ok(overflow <= 0, `${name} at ${viewport.width}: ${overflow} px too wide`);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });
}

test("a dialog that is left gives the focus back to the button that opened it", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/statements`);
  const button = page.getByRole("button", { name: "生成对账单" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.ok(await button.evaluate(hasFocus));
});

test("a dialog begins with its first field, not with the button that closes it", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/reports/days_sales_outstanding`);
  await page.getByRole("button", { name: "定期发送" }).press("Enter");
  await page.locator(".ant-modal-body :focus").waitFor({ state: "attached" });
  await page.keyboard.press("Enter");
  assert.ok(await page.getByRole("dialog").isVisible(), "Enter twice does not close it again");
});

test("a drawer begins with itself, each time it opens; one beside the page leaves the page to be read", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/import`);
  const help = page.getByRole("button", { name: "从哪里导出" }).first();
  for (const time of ["first", "second"]) {
    await help.press("Enter");
    const drawer = page.getByRole("dialog", { name: "从哪里导出" });
    await page.locator("[role=dialog]:focus").waitFor();
    assert.equal(await drawer.getAttribute("aria-modal"), "true", time);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    assert.ok(await help.evaluate(hasFocus), time);
  }
  await page.goto(`${world.origin}/b/${world.own.booksId}/audit`);
  await page.getByRole("grid").getByText("登录").first().waitFor();
  // with the focus nowhere: nobody tabs through the whole frame to reach a row
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("[role=dialog][aria-modal=false]:focus").waitFor();
});

test("another page takes the focus; a panel and a row's menu open, close and give it back by keys", async (t) => {
  const world = await withWorld(t);
  const { page, complaints } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/settings/account`);
  const skip = page.getByText("跳到正文");
  await page.getByRole("heading", { name: "我的账户" }).waitFor();
  await page.keyboard.press("Tab");
  assert.ok(await skip.evaluate(hasFocus));
  await tabTo(page, page.locator(".rail-link", { hasText: "客户" }));
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: "客户" }).waitFor();
  assert.ok(await page.locator("main").evaluate(hasFocus), "Tab goes on in the page, not the rail");

  const columns = page.getByRole("button", { name: "列", exact: true });
  await tabTo(page, columns);
  await page.keyboard.press("Enter");
  const panel = page.locator(".ant-popover", { hasText: "恢复默认" });
  await panel.locator(":focus").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.ok(await columns.evaluate(hasFocus));
  assert.deepEqual(complaints, []);
});

test("a search is asked for between words, and never while an input method composes", async (t) => {
  const world = await withWorld(t);
  const { page, complaints } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/customers`);
  const field = page.getByLabel("客户、编号、税号、拼音首字母");
  await field.focus();
  await page.keyboard.type("hx ");
  await page.waitForURL(/q=hx$/);
  await page.keyboard.type("tech");
  await page.waitForURL(/q=hx\+tech$/);
  assert.equal(await field.inputValue(), "hx tech", "the space between two words stays");
  await page.keyboard.press("Control+a");
  const keyboard = await page.context().newCDPSession(page);
  const composed = { text: "shqm", selectionStart: 4, selectionEnd: 4 };
  await keyboard.send("Input.imeSetComposition", composed);
  await page.waitForTimeout(600);
  assert.match(page.url(), /q=hx\+tech$/, "letters that are still composed are no search");
  await keyboard.send("Input.insertText", { text: "上海启明" });
  await page.waitForURL((url) => url.searchParams.get("q") === "上海启明");
  assert.deepEqual(complaints, []);
});

test("letters typed while the list is still being asked for stay", async (t) => {
  const world = await withWorld(t);
  const { page, complaints } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  await page.goto(`${world.origin}/b/${world.own.booksId}/customers`);
  const field = page.getByLabel("客户、编号、税号、拼音首字母");
  await field.focus();
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  const typed = "hengtai precision";
  for (const letter of typed) {
    await page.keyboard.type(letter);
    // the pause after which it is asked for ends about when the next letter comes
    await page.waitForTimeout(typingPauseMs + 10);
  }
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.waitForURL((url) => url.searchParams.get("q") === typed);
  assert.equal(await field.inputValue(), typed);
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get("q") !== typed);
  const before = new URL(page.url()).searchParams.get("q") ?? "";
  await page.waitForFunction(
    ({ value }) => [...document.querySelectorAll("input")].some((input) => input.value === value),
    { value: before },
  );
  assert.deepEqual(complaints, []);
});

test("what is not there leads back, and who is signed out meanwhile is told that nothing is lost", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  const customers = `${world.origin}/b/${world.own.booksId}/customers`;
  await page.goto(customers);
  await page.goto(`${customers}/99999999`);
  const failure = page.getByRole("alert");
  await failure.getByText("not_found").waitFor();
  assert.equal(await failure.getByRole("button", { name: "重试" }).count(), 0);
  await failure.getByRole("button", { name: "返回" }).click();
  await page.waitForURL(customers);
  await page.goto(`${world.origin}/b/${world.own.booksId + 98}/customers`);
  await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
  await page.goto(`${world.origin}/b/${world.own.booksId}/collections/pdca`);
  const plan = page.getByLabel("全部逾期");
  await plan.fill("12.5");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "保存计划" }).click();
  await page.getByText("登录已过期，填写的内容还在。").first().waitFor();
  // whoever comes back to the tab is not taken to the sign-in: what was typed would be gone
  await page.getByRole("link", { name: "在新标签页登录" }).waitFor();
  const asked = page.waitForResponse(/\/v1\/session$/);
  await page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
  await asked;
  assert.match(await plan.inputValue(), /^12\.50?$/);
});

test("while the server is away a page says so and opens by itself afterwards; no write is doubled", async (t) => {
  const world = await withWorld(t);
  const { page } = await openPage(world.browser);
  await signIn(page, world.origin, world.own);
  const isAway = (yes: boolean, what = "**/*", answer = { status: 0 }) =>
    yes
      ? page.context().route(what, (one) => (answer.status ? one.fulfill(answer) : one.abort()))
      : page.context().unroute(what);
  await page.goto(`${world.origin}/b/${world.own.booksId}/collections/pdca`);
  await page.getByLabel("全部逾期").fill("12.5");
  const save = page.getByRole("button", { name: "保存计划" });
  const keys: (string | undefined)[] = [];
  page.on("request", (one) => {
    if (one.method() === "PUT") keys.push(one.headers()["idempotency-key"]);
  });
  await page.clock.install();
  await isAway(true);
  await save.click();
  const lost = page.getByText("连接中断，这一步还没有完成。").first();
  for (let seconds = 0; seconds < 60 && !(await lost.isVisible()); seconds += 1) {
    await page.clock.runFor(1_000);
  }
  await isAway(false);
  await save.click();
  await page.getByText("计划已保存").first().waitFor();
  assert.ok(keys.length > 2, "it was tried again by itself");
  assert.equal(new Set(keys).size, 1, "and each time it was the same write");

  await isAway(true);
  await page.locator(".rail-link", { hasText: "客户" }).click();
  await page.getByRole("alert").getByText("页面没有载入").waitFor();
  await isAway(false);
  await page.clock.runFor(2_000);
  await page.getByRole("grid", { name: "客户" }).waitFor();

  // what stands before the server answers in its place: the browser would listen no longer
  await isAway(true, "**/events?*", { status: 502 });
  await page.reload();
  const offline = page.getByText("连接中断，正在重连…");
  await offline.waitFor();
  await isAway(false, "**/events?*");
  const again = page.waitForResponse((one) => one.url().includes("/customers?"));
  await page.clock.runFor(5_000);
  await offline.waitFor({ state: "hidden" });
  await again;
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate(hasFocus)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("Tab never came to it");
}
