// Every address of the web client. Pages of a set of books begin with /b/<id>.
// A snapshot of the list stands in paths.test.ts: addresses are in people's bookmarks.

export const paths = {
  signIn: "/sign-in",
  today: "/b/:booksId/today",
  import: "/b/:booksId/import",
  importBatch: "/b/:booksId/import/:batchId",
  dataHealth: "/b/:booksId/data-health",
  match: "/b/:booksId/match",
  matchLine: "/b/:booksId/match/:lineId",
  runs: "/b/:booksId/runs",
  run: "/b/:booksId/runs/:runId",
  lines: "/b/:booksId/lines",
  items: "/b/:booksId/items",
  customers: "/b/:booksId/customers",
  customer: "/b/:booksId/customers/:customerId",
  differences: "/b/:booksId/differences",
  disputes: "/b/:booksId/disputes",
  collections: "/b/:booksId/collections",
  dunning: "/b/:booksId/collections/dunning",
  pdca: "/b/:booksId/collections/pdca",
  dashboard: "/b/:booksId/dashboard",
  wall: "/b/:booksId/wall",
  notices: "/b/:booksId/notices",
  statements: "/b/:booksId/statements",
  communication: "/b/:booksId/communication",
  comparisons: "/b/:booksId/comparisons",
  comparison: "/b/:booksId/comparisons/:comparisonId",
  sending: "/b/:booksId/settings/sending",
  reports: "/b/:booksId/reports",
  report: "/b/:booksId/reports/:code",
  credit: "/b/:booksId/credit",
  aging: "/b/:booksId/reports/aging",
  journal: "/b/:booksId/journal",
  entry: "/b/:booksId/journal/:entryId",
  trialBalance: "/b/:booksId/trial-balance",
  closing: "/b/:booksId/close",
  verification: "/b/:booksId/verify",
  approvals: "/b/:booksId/approvals",
  audit: "/b/:booksId/audit",
  settings: "/b/:booksId/settings",
  account: "/b/:booksId/settings/account",
  people: "/b/:booksId/settings/people",
  booksSettings: "/b/:booksId/settings/books",
  accounts: "/b/:booksId/settings/accounts",
  limits: "/b/:booksId/settings/limits",
  payAccounts: "/b/:booksId/settings/pay-accounts",
  tokens: "/b/:booksId/settings/tokens",
  webhooks: "/b/:booksId/settings/webhooks",
  rules: "/b/:booksId/settings/rules",
  rule: "/b/:booksId/settings/rules/:code",
  ruleManual: "/b/:booksId/settings/rules/manual",
  accuracy: "/b/:booksId/settings/accuracy",
  memory: "/b/:booksId/settings/memory",
  samples: "/b/:booksId/samples",
  shadow: "/b/:booksId/settings/shadow-month",
} as const;

export type PathName = keyof typeof paths;

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `pathTo("customer", { booksId: 1, customerId: 7 })`; a missing part fails the type check. */
export function pathTo<N extends PathName>(
  name: N,
  parts: Readonly<Record<Names<(typeof paths)[N]>, string | number>>,
): string {
  const given = new Map(Object.entries(parts).map(([key, value]) => [key, String(value)]));
  return paths[name].replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(given.get(key) ?? ""),
  );
}
