// The benchmarks by name, in the order the list shows them. One file each, loaded when it is asked
// for: some start a server or a database with the support of the tests.

export type BenchCommand = {
  readonly name: string;
  readonly title: string;
  readonly run: (args: readonly string[]) => void | Promise<void>;
};

export const benchCommands: Readonly<Record<string, () => Promise<BenchCommand>>> = {
  match: async () => (await import("./match.ts")).matchCommand,
  "error-rate": async () => (await import("./error-rate.ts")).errorRateCommand,
  nobody: async () => (await import("./nobody.ts")).nobodyCommand,
  unreferenced: async () => (await import("./unreferenced.ts")).unreferencedCommand,
  worst: async () => (await import("./worst.ts")).worstCommand,
  score: async () => (await import("./score-command.ts")).scoreCommand,
  scale: async () => (await import("./scale.ts")).scaleCommand,
  import: async () => (await import("./import.ts")).importCommand,
  books: async () => (await import("./books.ts")).booksCommand,
  api: async () => (await import("./api.ts")).apiCommand,
  dashboard: async () => (await import("./dashboard.ts")).dashboardCommand,
  ledgers: async () => (await import("./ledgers.ts")).ledgersCommand,
  aging: async () => (await import("./aging.ts")).agingCommand,
  scroll: async () => (await import("./scroll.ts")).scrollCommand,
  late: async () => (await import("./late.ts")).lateCommand,
  "credit-check": async () => (await import("./credit-check.ts")).creditCheckCommand,
};
