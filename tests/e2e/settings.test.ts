// Settings that take two people: a code of an account typed in like in a ledger program, signed by the
// approver; and a sign-in that its person does not know, ended with the password.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountChart } from "../../src/contract/accounts.ts";
import { createdMember } from "../../src/contract/members.ts";
import { buildWebClient } from "../../src/start/web-build.ts";
import { withServer } from "../http/test-server.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";

test("an account gets the firm's own code, and another browser is signed out", {
  timeout: 180_000,
}, async (t) => {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation("启明精密制造");
  const email = "approver@firm.example";
  const person = { email, name: "李主管", role: "approver" };
  const added = (await own.administrator.post("/api/v1/members", person)).as(createdMember);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const home = `${origin}/b/${own.booksId}`;
  const browser = await launchBrowser(t);
  const ours = await openPage(browser);
  await signIn(ours.page, origin, own);
  await ours.page.goto(`${home}/settings/accounts`);
  const code = ours.page.getByLabel("银行存款：编码");
  await code.fill("100201");
  await code.press("Enter");
  // Enter goes to the next cell
  const focused = await ours.page.evaluate(() =>
    document.activeElement?.getAttribute("aria-label"),
  );
  assert.equal(focused, "银行存款：中文名称");
  await ours.page.keyboard.insertText("银行存款-基本户");
  await ours.page.getByText("改了 1 项").waitFor();
  await ours.page.getByLabel("理由").fill("与用友科目一致");
  await ours.page.getByRole("button", { name: "提交审批" }).click();
  await ours.page.getByText("一项变更在等第二人审批").waitFor();

  const theirs = await openPage(browser);
  const first = { email, password: added.firstPassword ?? "", newPassword: "my-own-password" };
  await signIn(theirs.page, origin, first);
  await theirs.page.goto(`${home}/approvals`);
  await theirs.page.getByText("100201 银行存款-基本户").waitFor();
  await theirs.page.getByRole("button", { name: "批准", exact: true }).click();
  await theirs.page.getByText("没有待审批的事项").waitFor();
  const chart = (await own.administrator.get(`/api/v1/books/${own.booksId}/chart`)).as(
    accountChart,
  );
  assert.equal(chart.rows.find(({ key }) => key === "bank")?.code, "100201");

  // what is saved is drawn anew; the next Tab goes on from there
  await ours.page.goto(`${home}/settings/rules/R26`);
  await ours.page.getByRole("switch", { name: "启用" }).click();
  await ours.page.getByPlaceholder("为什么改（存入版本）").fill("试一下");
  await ours.page.getByRole("button", { name: "存为新版本" }).press("Enter");
  await ours.page.getByText("第 1 版").first().waitFor();
  const isKept = await ours.page.evaluate(() =>
    document.querySelector(".settings-main")?.contains(document.activeElement),
  );
  assert.ok(isKept, "the focus stays in the settings");

  const phone = await openPage(browser);
  await signIn(phone.page, origin, own);
  await ours.page.goto(`${home}/settings/account`);
  await ours.page.getByRole("button", { name: "结束其他所有会话" }).click();
  const dialog = ours.page.getByRole("dialog");
  await dialog.getByLabel("当前密码").fill("not-the-password");
  await ours.page.keyboard.press("Enter");
  await dialog.getByText("密码不对").waitFor();
  await dialog.getByLabel("当前密码").fill(own.password);
  await ours.page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await phone.page.goto(`${home}/items`);
  await phone.page.waitForURL(/sign-in/);
});
