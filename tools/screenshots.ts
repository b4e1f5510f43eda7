// Takes a picture of every page in both sizes and languages, signed in to the demo books, for
// looking at them:  node tools/screenshots.ts http://localhost:8080 FOLDER [part of a page's name …]
import { join } from "node:path";
import { launchBrowser, openPage, screenshot, viewports } from "../tests/support/browser.ts";

const pages: Readonly<Record<string, string>> = {
  "sign-in": "/sign-in",
  today: "/b/1/today",
  dashboard: "/b/1/dashboard",
  wall: "/b/1/wall",
  notices: "/b/1/notices?view=every",
  collections: "/b/1/collections",
  team: "/b/1/collections?view=team",
  "collections-settings": "/b/1/collections?view=settings",
  "notices-settings": "/b/1/notices?view=settings",
  pdca: "/b/1/collections/pdca",
  import: "/b/1/import",
  "data-health": "/b/1/data-health",
  match: "/b/1/match",
  "match-exception": "/b/1/match?lane=exception",
  "match-not-receivable": "/b/1/match?lane=not_receivable",
  runs: "/b/1/runs",
  run: "/b/1/runs/1",
  lines: "/b/1/lines",
  items: "/b/1/items",
  customers: "/b/1/customers",
  customer: "/b/1/customers/1",
  "customer-ledger": "/b/1/customers/1?tab=ledger",
  "customer-receipts": "/b/1/customers/1?tab=receipts",
  "customer-contracts": "/b/1/customers/1?tab=contracts",
  "customer-profile": "/b/1/customers/1?tab=profile",
  differences: "/b/1/differences",
  "differences-board": "/b/1/differences?view=board",
  statements: "/b/1/statements?month=2026-09",
  "statement-tasks": "/b/1/statements?view=tasks",
  "statement-replies": "/b/1/statements?view=replies",
  "statement-invoicing": "/b/1/statements?view=invoicing",
  "statement-prints": "/b/1/statements?view=prints",
  "settings-accounts": "/b/1/settings/accounts",
  "settings-limits": "/b/1/settings/limits",
  "settings-pay-accounts": "/b/1/settings/pay-accounts",
  sending: "/b/1/settings/sending",
  communication: "/b/1/communication",
  "customer-communication": "/b/1/customers/3?tab=communication",
  comparisons: "/b/1/comparisons",
  disputes: "/b/1/disputes",
  "disputes-board": "/b/1/disputes?view=board",
  "dispute-questions": "/b/1/disputes?view=questions",
  "dispute-causes": "/b/1/disputes?view=causes",
  dunning: "/b/1/collections/dunning",
  "dunning-policy": "/b/1/collections/dunning?view=policy",
  "dunning-notices": "/b/1/collections/dunning?view=notices",
  "dunning-simulation": "/b/1/collections/dunning?view=simulation",
  "dunning-holds": "/b/1/collections/dunning?view=holds",
  credit: "/b/1/credit",
  "credit-card": "/b/1/credit?customer=3",
  "credit-proposals": "/b/1/credit?view=proposals",
  "credit-late": "/b/1/credit?view=late",
  "credit-scorecard": "/b/1/credit?view=scorecard",
  "customer-credit": "/b/1/customers/3?tab=credit",
  aging: "/b/1/reports/aging",
  reports: "/b/1/reports",
  "report-dso": "/b/1/reports/days_sales_outstanding",
  "report-recovery": "/b/1/reports/weekly_recovery",
  "report-aging-table": "/b/1/reports/aging_matrix",
  "report-overdue": "/b/1/reports/overdue_list",
  "report-cei": "/b/1/reports/collection_effectiveness",
  "report-behaviour": "/b/1/reports/payment_behaviour",
  "report-promises": "/b/1/reports/promises_kept",
  "report-collectors": "/b/1/reports/collector_results",
  "report-causes": "/b/1/reports/difference_causes",
  "report-disputes": "/b/1/reports/dispute_ageing",
  "report-losses": "/b/1/reports/loss_history",
  "report-back-test": "/b/1/reports/provision_back_test?method=overdue",
  "report-factored": "/b/1/reports/factored_receivables",
  "report-write-offs": "/b/1/reports/write_offs",
  "report-subsequent": "/b/1/reports/subsequent_receipts",
  "report-third-party": "/b/1/reports/third_party_receipts",
  "report-related": "/b/1/reports/related_parties",
  "report-balance-sheet": "/b/1/reports/balance_sheet_lines",
  "report-forecast": "/b/1/reports/cash_forecast",
  "report-provision": "/b/1/reports/bad_debt_provision",
  "report-limitation": "/b/1/reports/limitation_watch",
  "report-matching": "/b/1/reports/matching_figures",
  "report-results": "/b/1/reports/results_since_start",
  journal: "/b/1/journal",
  entry: "/b/1/journal/1",
  "trial-balance": "/b/1/trial-balance",
  close: "/b/1/close",
  approvals: "/b/1/approvals",
  verify: "/b/1/verify",
  audit: "/b/1/audit",
  rules: "/b/1/settings/rules",
  accuracy: "/b/1/settings/accuracy",
  samples: "/b/1/samples",
  shadow: "/b/1/settings/shadow-month",
  rule: "/b/1/settings/rules/R26",
  "rule-manual": "/b/1/settings/rules/manual",
  memory: "/b/1/settings/memory",
  webhooks: "/b/1/settings/webhooks",
  people: "/b/1/settings/people",
  account: "/b/1/settings/account",
  books: "/b/1/settings/books",
  tokens: "/b/1/settings/tokens",
  "not-found": "/b/1/no-such-page",
};

const [base, folder, ...wanted] = process.argv.slice(2);
if (!base || !folder) {
  process.stderr.write("node tools/screenshots.ts <address> <folder> [page …]\n");
  process.exit(2);
}
const closers: (() => unknown)[] = [];
const browser = await launchBrowser({ after: (close) => closers.push(close as () => unknown) });
for (const language of ["zh", "en"] as const) {
  for (const [size, viewport] of Object.entries(viewports)) {
    const { page, complaints } = await openPage(browser, { viewport, language });
    await page.request.post(`${base}/api/auth/sign-in/email`, {
      headers: { origin: base },
      data: { email: "demo@qingzhang.example", password: "qingzhang-demo" },
    });
    await page.request.patch(`${base}/api/v1/session`, { data: { language } });
    let told = 0;
    for (const [name, path] of Object.entries(pages)) {
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
      await page.goto(base + path, { waitUntil: "load" });
      await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
      await page.waitForTimeout(700);
      await screenshot(page, join(folder, `${name}-${size}-${language}.png`));
      for (const complaint of complaints.slice(told)) {
        process.stderr.write(`${name} ${size} ${language}: ${complaint}\n`);
      }
      told = complaints.length;
    }
  }
}
for (const close of closers) await close();
