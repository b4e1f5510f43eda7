// Which page stands at which address, and where it stands in the rail. A new page is one line here,
// one line in paths.ts and a file in pages/ that exports Component. Pages are loaded when opened.
import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import type { Act } from "../src/core/roles.ts";
import { Frame } from "./components/frame.tsx";
import { PageFailure, PageNotLoaded } from "./components/page-failure.tsx";
import { NotFound } from "./pages/not-found.tsx";
import { type PathName, paths } from "./paths.ts";
import type { frameWords } from "./words/frame.ts";

export type Page = {
  readonly path: PathName;
  readonly load: () => Promise<{ readonly Component: ComponentType }>;
  /** A place in the rail: its word; the icon is chosen in components/rail.tsx. */
  readonly rail?: keyof typeof frameWords;
  /** Its place in the rail is that of another page. */
  readonly within?: PathName;
  /** Hidden from the rail for who may not. */
  readonly act?: Act;
};

/** The order of the rail is its own (components/rail.tsx). */
export const pages: readonly Page[] = [
  { path: "today", rail: "today", load: () => import("./pages/today/today-page.tsx") },
  {
    path: "dataHealth",
    act: "view_bank_lines",
    load: () => import("./pages/data-health/data-health-page.tsx"),
  },
  {
    path: "import",
    rail: "import",
    act: "view_bank_lines",
    load: () => import("./pages/import/import-page.tsx"),
  },
  {
    path: "importBatch",
    within: "import",
    act: "view_bank_lines",
    load: () => import("./pages/import/import-page.tsx"),
  },
  {
    path: "match",
    rail: "match",
    act: "view_bank_lines",
    load: () => import("./pages/workbench/match-page.tsx"),
  },
  {
    path: "matchLine",
    act: "view_bank_lines",
    load: () => import("./pages/workbench/match-line-page.tsx"),
  },
  {
    path: "runs",
    act: "view_bank_lines",
    load: () => import("./pages/workbench/runs-page.tsx"),
  },
  {
    path: "run",
    act: "view_bank_lines",
    load: () => import("./pages/workbench/run-page.tsx"),
  },
  {
    path: "lines",
    rail: "bankLines",
    act: "view_bank_lines",
    load: () => import("./pages/bank-lines/bank-lines-page.tsx"),
  },
  { path: "items", rail: "items", load: () => import("./pages/items/items-page.tsx") },
  {
    path: "customers",
    rail: "customers",
    load: () => import("./pages/customers/customers-page.tsx"),
  },
  {
    path: "statements",
    rail: "statements",
    load: () => import("./pages/statements/statements-page.tsx"),
  },
  {
    path: "communication",
    within: "statements",
    load: () => import("./pages/communication/communication-page.tsx"),
  },
  {
    path: "comparisons",
    within: "statements",
    load: () => import("./pages/comparison/comparisons-page.tsx"),
  },
  {
    path: "comparison",
    within: "statements",
    load: () => import("./pages/comparison/comparison-page.tsx"),
  },
  { path: "sending", load: () => import("./pages/statements/sending-page.tsx") },
  {
    path: "differences",
    rail: "differences",
    load: () => import("./pages/differences/differences-page.tsx"),
  },
  {
    path: "disputes",
    within: "differences",
    load: () => import("./pages/disputes/disputes-page.tsx"),
  },
  {
    path: "collections",
    rail: "collections",
    act: "collect",
    load: () => import("./pages/collections/collections-page.tsx"),
  },
  {
    path: "dunning",
    within: "collections",
    load: () => import("./pages/dunning/dunning-page.tsx"),
  },
  {
    path: "pdca",
    within: "collections",
    act: "collect",
    load: () => import("./pages/pdca/pdca-page.tsx"),
  },
  { path: "notices", load: () => import("./pages/notices/notices-page.tsx") },
  {
    path: "dashboard",
    within: "today",
    act: "view_bank_lines",
    load: () => import("./pages/dashboard/dashboard-page.tsx"),
  },
  {
    path: "wall",
    within: "today",
    act: "view_bank_lines",
    load: () => import("./pages/wall/wall-page.tsx"),
  },
  { path: "customer", load: () => import("./pages/customers/customer-page.tsx") },
  {
    path: "reports",
    rail: "reports",
    act: "view_bank_lines",
    load: () => import("./pages/reports/reports-page.tsx"),
  },
  {
    path: "report",
    within: "reports",
    act: "view_bank_lines",
    load: () => import("./pages/reports/report-page.tsx"),
  },
  { path: "credit", rail: "credit", load: () => import("./pages/credit/credit-page.tsx") },
  {
    path: "aging",
    within: "reports",
    act: "view_bank_lines",
    load: () => import("./pages/aging/aging-page.tsx"),
  },
  {
    path: "journal",
    rail: "close",
    act: "view_bank_lines",
    load: () => import("./pages/journal/journal-page.tsx"),
  },
  {
    path: "entry",
    within: "journal",
    act: "view_bank_lines",
    load: () => import("./pages/journal/entry-page.tsx"),
  },
  {
    path: "trialBalance",
    within: "journal",
    act: "view_bank_lines",
    load: () => import("./pages/journal/trial-balance-page.tsx"),
  },
  {
    path: "closing",
    within: "journal",
    act: "view_bank_lines",
    load: () => import("./pages/close/close-page.tsx"),
  },
  {
    path: "approvals",
    within: "journal",
    load: () => import("./pages/close/approvals-page.tsx"),
  },
  {
    path: "verification",
    within: "journal",
    act: "view_audit",
    load: () => import("./pages/close/verification-page.tsx"),
  },
  {
    path: "rules",
    act: "view_bank_lines",
    load: () => import("./pages/rules/rules-page.tsx"),
  },
  {
    path: "rule",
    act: "view_bank_lines",
    load: () => import("./pages/rules/rule-page.tsx"),
  },
  {
    path: "ruleManual",
    act: "view_bank_lines",
    load: () => import("./pages/rules/manual-page.tsx"),
  },
  {
    path: "accuracy",
    act: "view_bank_lines",
    load: () => import("./pages/rules/accuracy-page.tsx"),
  },
  {
    path: "shadow",
    act: "view_bank_lines",
    load: () => import("./pages/shadow/shadow-page.tsx"),
  },
  {
    path: "samples",
    within: "match",
    act: "view_bank_lines",
    load: () => import("./pages/sampling/sampling-page.tsx"),
  },
  {
    path: "memory",
    act: "view_bank_lines",
    load: () => import("./pages/customers/memory-page.tsx"),
  },
  {
    path: "audit",
    within: "settings",
    act: "view_audit",
    load: () => import("./pages/audit/audit-page.tsx"),
  },
  { path: "settings", rail: "settings", load: () => import("./pages/settings-home.tsx") },
  { path: "account", load: () => import("./pages/account.tsx") },
  { path: "people", load: () => import("./pages/people/people-page.tsx") },
  { path: "booksSettings", load: () => import("./pages/books-settings.tsx") },
  {
    path: "accounts",
    within: "settings",
    act: "view_bank_lines",
    load: () => import("./pages/books-settings/accounts-page.tsx"),
  },
  {
    path: "limits",
    within: "settings",
    load: () => import("./pages/books-settings/limits-page.tsx"),
  },
  {
    path: "payAccounts",
    within: "settings",
    act: "view_bank_lines",
    load: () => import("./pages/pay-accounts/pay-accounts-page.tsx"),
  },
  { path: "tokens", load: () => import("./pages/tokens.tsx") },
  {
    path: "webhooks",
    within: "settings",
    act: "manage_books",
    load: () => import("./pages/webhooks/webhooks-page.tsx"),
  },
];

function routeOf(page: Page): RouteObject {
  return { path: paths[page.path], lazy: () => loaded(page.load) };
}

async function loaded<T>(load: () => Promise<T>): Promise<T> {
  return load().catch((error: unknown) => {
    throw new PageNotLoaded(error instanceof Error ? error.message : String(error));
  });
}

export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFailure,
    children: [{ path: paths.signIn, lazy: () => loaded(() => import("./pages/sign-in.tsx")) }],
  },
  {
    path: "/",
    Component: Frame,
    ErrorBoundary: PageFailure,
    HydrateFallback: () => null,
    children: [
      // What fails stands within the frame; around the pages, for the router shows no boundary of a
      // page whose own code did not come.
      {
        ErrorBoundary: PageFailure,
        children: [
          ...pages.map(routeOf),
          { index: true, lazy: () => loaded(() => import("./pages/first-page.tsx")) },
          { path: "/b/:booksId", lazy: () => loaded(() => import("./pages/first-page.tsx")) },
          { path: "*", Component: NotFound },
        ],
      },
    ],
  },
]);
