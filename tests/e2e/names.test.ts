// Who hears a page instead of seeing it: on every page each button and link says what it does, in the
// language of the reader, and no icon announces its English file name.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CDPSession, Page } from "playwright-core";
import { buildWebClient } from "../../src/start/web-build.ts";
import { paths } from "../../web/paths.ts";
import { ledgerBooks } from "../http/ledger-books.ts";
import { clearCase, reconcileBooks } from "../http/run-books.ts";
import { withServer } from "../http/test-server.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { type Language, launchBrowser, openPage, signIn } from "../support/browser.ts";

const heard = new Set(["button", "link", "tab", "menuitem", "checkbox", "switch", "image"]);

/** Said the same in both languages: figures, codes, names of things; and each language's own name. */
const common = /^(?:中文|English|CSV|XLSX|Excel|PDF|PDCA|OpenAPI|Webhook|[A-Z]{3}|[^\p{L}])+$/u;
const hasChinese = /\p{Script=Han}/u;
const hasWord = /[A-Za-z]{2}/;

test("every button and link is called something in the reader's language", {
  timeout: 600_000,
}, async (t) => {
  await buildWebClient();
  const server = await withServer(t);
  const own = await server.organisation("1");
  const books = await ledgerBooks(server.deps, own);
  // what the books hold is called by figures: of neither language
  await books.inBooks(async (db) => {
    await db.query("update bank_account set name = '1', bank = '1'");
    await db.query("update member set name = '2'");
    await db.query("update books set name = '3'");
  });
  const customerId = await addCustomer(books, "7", "4711");
  const itemId = await addItem(books, { customerId, no: "9001", amountMinor: 500_000 });
  await clearCase(books, { customerId, name: "4711", n: 1 });
  const lineId = await addLine(books, { amountMinor: 70_000, payer: "815" });
  const runId = await reconcileBooks(server, books);
  await server.server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.server.address();
  assert.ok(typeof address === "object" && address !== null);
  const origin = `http://localhost:${address.port}`;
  const base = `/b/${own.booksId}`;
  const places = [
    ...Object.values(paths)
      .filter((path) => path.startsWith("/b/") && !/:(?!booksId)/.test(path))
      .map((path) => path.replace("/b/:booksId", base)),
    ...["items", "ledger", "receipts", "profile", "credit", "contracts", "communication"].map(
      (tab) => `${base}/customers/${customerId}?tab=${tab}`,
    ),
    ...[`items?item=${itemId}`, `runs/${runId}`, `match/${lineId}`, "reports/cash_forecast"].map(
      (place) => `${base}/${place}`,
    ),
  ];
  const browser = await launchBrowser(t);
  const faults: string[] = [];
  for (const language of ["zh", "en"] as const) {
    await books.inBooks((db) => db.query("update member set language = $1", [language]));
    const { page } = await openPage(browser, { language });
    await signIn(page, origin, own);
    const left = [...places];
    const walk = async (tab: Page) => {
      for (let place = left.shift(); place !== undefined; place = left.shift()) {
        await tab.goto(origin + place);
        await tab.locator("main, .wall").first().waitFor();
        await tab.waitForLoadState("networkidle");
        for (const { role, name, html } of await namesOf(tab)) {
          if (!isSaid(name, language))
            faults.push(`${language} ${place} ${role} “${name}” ${html}`);
        }
      }
    };
    // a page is quiet for half a second before it is read: the next ones load meanwhile
    const tabs = [page, await page.context().newPage(), await page.context().newPage()];
    await Promise.all(tabs.map(walk));
  }
  assert.deepEqual(faults, []);
});

function isSaid(name: string, language: Language): boolean {
  if (name.trim() === "") return false;
  if (common.test(name.trim())) return true;
  return language === "zh" ? hasChinese.test(name) : hasWord.test(name) && !hasChinese.test(name);
}

/** What stands unnamed is given with how it is written. */
async function namesOf(page: Page): Promise<{ role: string; name: string; html: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const found: { role: string; name: string; html: string }[] = [];
  for (const { ignored, role, name, backendDOMNodeId } of nodes) {
    const kind = String(role?.value);
    const said = String(name?.value ?? "");
    if (ignored || !heard.has(kind)) continue;
    const isUnnamed = said === "" && backendDOMNodeId !== undefined;
    const html = isUnnamed ? await htmlOf(session, backendDOMNodeId) : "";
    found.push({ role: kind, name: said, html });
  }
  await session.detach();
  return found;
}

async function htmlOf(session: CDPSession, backendNodeId: number): Promise<string> {
  const { outerHTML } = await session.send("DOM.getOuterHTML", { backendNodeId });
  return outerHTML.slice(0, 200);
}
