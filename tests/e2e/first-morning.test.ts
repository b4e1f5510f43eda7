// An accountant's first morning in a real browser, on the real server: sign in, import two files,
// reconcile, confirm five, settle one by hand, undo one, read the journal. By keyboard wherever the
// page offers a key.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { startServer, temporaryDataFolder } from "../support/server-process.ts";

const pairs = ["甲禾机械", "乙川电子", "丙岚塑胶", "丁越五金", "戊清包装"];

/** Items: a clear one, five customers with two equal invoices each, and four for the work by hand. */
function itemsCsv(): string {
  const rows = ["发票号码,客户编号,客户名称,价税合计,开票日期,到期日期"];
  rows.push("25312000000012345678,C00,启明贸易有限公司,11300.00,2026-09-01,2026-10-01");
  pairs.forEach((name, n) => {
    for (const copy of [1, 2]) {
      rows.push(
        `2531200000009${n}${copy}00001,C0${n + 1},${name}有限公司,${5000 + n}.00,2026-09-02,2026-10-02`,
      );
    }
  });
  for (const [n, amount] of ["1200.10", "1300.25", "1450.40", "9999.99"].entries()) {
    rows.push(
      `25312000000077${n}00002,C09,己望仪表有限公司,${amount},2026-09-0${n + 3},2026-10-0${n + 3}`,
    );
  }
  return `${rows.join("\n")}\n`;
}

function linesCsv(): string {
  const rows = ["交易日期,账号,币种,收入金额,支出金额,对方户名,对方账号,摘要,流水号"];
  rows.push(
    "2026-10-08,6222000011118807,CNY,11300.00,,启明贸易有限公司,62220200001,货款 25312000000012345678,A001",
  );
  pairs.forEach((name, n) => {
    rows.push(
      `2026-10-09,6222000011118807,CNY,${5000 + n}.00,,${name}有限公司,6222020000${n + 2},货款,A10${n}`,
    );
  });
  rows.push("2026-10-10,6222000011118807,CNY,3900.00,,己望仪表有限公司,62220200009,部分货款,A900");
  rows.push("2026-10-10,6222000011118807,CNY,12.34,,,,利息划入,A901");
  return `${rows.join("\n")}\n`;
}

test("an accountant's first morning", { timeout: 240_000 }, async (t) => {
  await buildWebClient();
  const data = temporaryDataFolder(t);
  const server = await startServer(t, { QINGZHANG_DATA: data, QINGZHANG_WEB: "on" });
  const login = /(\S+@\S+)\s+\/\s+(\S+)/.exec(server.output());
  assert.ok(login, `the first login is printed: ${server.output()}`);
  const files = [
    { name: "未清项.csv", text: itemsCsv() },
    { name: "流水.csv", text: linesCsv() },
  ].map(({ name, text }) => {
    const path = join(data, name);
    writeFileSync(path, text);
    return path;
  });
  const { page, complaints } = await openPage(await launchBrowser(t));
  const url = server.url.replace("127.0.0.1", "localhost");

  await signIn(page, url, { email: login[1]!, password: login[2]! });
  await importFiles(page, files);
  await reconcile(page);
  for (let n = 0; n < 5; n += 1) await confirmFirst(page);
  await settleByHand(page);
  await undoLast(page);
  await readJournal(page);
  assert.deepEqual(complaints, []);
});

async function importFiles(page: Page, files: string[]): Promise<void> {
  await page.goto(new URL("/b/1/import", page.url()).href);
  await page.setInputFiles("input[type=file]", files);
  await page.getByText("新增账户 …8807").click();
  const all = page.getByText("全部导入 · 2 个文件");
  await all.waitFor();
  await all.click();
  await page.getByText("导入 15 张").waitFor({ state: "detached" });
  await page.getByText("全部导入").waitFor({ state: "detached" });
}

async function reconcile(page: Page): Promise<void> {
  await page.goto(new URL("/b/1/match", page.url()).href);
  await page.getByRole("tab").first().waitFor();
  await page.keyboard.press("F9");
  await page.getByText("对账完成").first().waitFor();
  assert.equal(await lane(page, "自动核销"), 1);
  assert.equal(await lane(page, "非应收"), 1);
  assert.equal((await lane(page, "待确认")) + (await lane(page, "例外")), 6);
}

/** The count on a lane of the strip. */
async function lane(page: Page, name: string): Promise<number> {
  const text = await page.getByRole("tab", { name: new RegExp(name) }).innerText();
  return Number(/(\d[\d,]*)/.exec(text)?.[1]?.replaceAll(",", "") ?? "NaN");
}

/** Two invoices speak equally for the money: the person takes the first. */
async function confirmFirst(page: Page): Promise<void> {
  const before = await lane(page, "自动核销");
  await page.getByText("2 种都说得通").waitFor();
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await settled(page, before + 1);
}

async function settled(page: Page, count: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await lane(page, "自动核销")) === count) return;
    await page.waitForTimeout(100);
  }
  assert.equal(await lane(page, "自动核销"), count);
}

/** 3,900.00 on 1,200.10 + 1,300.25 + a part of 1,450.40. */
async function settleByHand(page: Page): Promise<void> {
  if ((await lane(page, "待确认")) === 0) await page.getByRole("tab", { name: /例外/ }).click();
  const before = await lane(page, "自动核销");
  await page.getByText("3,900.00").first().waitFor();
  await page.keyboard.press("m");
  const ticks = page.locator(".wb-hand tbody input[type=checkbox]");
  await ticks.nth(2).waitFor();
  for (const n of [0, 1, 2]) await ticks.nth(n).check();
  const third = page.locator(".wb-hand .wb-entry").nth(2);
  await third.fill("1399.65");
  await third.press("Control+Enter");
  await settled(page, before + 1);
}

async function undoLast(page: Page): Promise<void> {
  const before = await lane(page, "自动核销");
  await page.keyboard.press("Control+z");
  await settled(page, before - 1);
}

async function readJournal(page: Page): Promise<void> {
  await page.goto(new URL("/b/1/journal", page.url()).href);
  await page.getByText("11,300.00").first().waitFor();
}
