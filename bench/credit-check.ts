// 信用检查 under load beside its floor: 200 questions a second over 100,000 customers, and a bare
// primary-key select behind a bare HTTP server on the same database, in turns. Several runs, each with
// its own p99: one pause of the machine decides a p99, and the ratio of the medians does not follow it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism, loadavg } from "node:os";
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import type { Pool } from "pg";
import { createdApiToken } from "../src/contract/tokens.ts";
import { inOrganisation } from "../src/db/transaction.ts";
import { type Organisation, type TestServer, withServer } from "../tests/http/test-server.ts";
import type { BenchCommand } from "./commands.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

export type LoadOrder = {
  /** {n} stands for a customer's number. */
  readonly url: string;
  readonly token: string;
  readonly customers: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: number;
};

const turns = 6;
/** Short turns: what else the machine does then falls on both alike. */
const seconds = 2;
const sides = ["bare", "check"] as const;
type Side = (typeof sides)[number];

export const creditCheckCommand: BenchCommand = {
  name: "credit-check",
  title: "order releases at 200 a second with 100,000 customers, beside a bare select over HTTP",
  run: async ([customersText = "100000", perSecondText = "200", runsText = "5"]) => {
    const customers = Number(customersText);
    const perSecond = Number(perSecondText);
    const closers: (() => unknown)[] = [];
    const world = await withServer({ after: (close) => closers.push(close as () => unknown) });
    try {
      const own = await world.organisation();
      await writeCustomers(world, own, customers);
      const floor = await bareServer(world.database.ownerPool);
      closers.unshift(() => floor.close());
      const made = await own.administrator.post("/api/v1/tokens", {
        name: "ERP",
        scopes: ["read"],
      });
      const token = made.as(createdApiToken).secret;
      await world.server.listen({ port: 0, host: "127.0.0.1" });
      const urls: Readonly<Record<Side, string>> = {
        check: `${urlOf(world.server.server)}/api/v1/credit-check?customer=C{n}&amount=100.00`,
        bare: `${urlOf(floor)}/{n}`,
      };
      const load = { token, customers, perSecond };
      // warms both up
      for (const side of sides) await ask({ ...load, url: urls[side], seed: 0, seconds: 3 });
      const runs: Run[] = [];
      while (runs.length < Number(runsText)) runs.push(await measureRun(urls, load, runs.length));
      report(runs, { customers, perSecond });
    } finally {
      for (const close of closers) await close();
    }
  },
};

type Turn = { readonly times: readonly number[]; readonly stallMs: number; readonly gcMs: number };
type Figures = ReturnType<typeof figuresOf>;
type Run = Readonly<Record<Side, Figures>> & { readonly ratio: number; readonly load: number };

async function measureRun(
  urls: Readonly<Record<Side, string>>,
  load: Pick<LoadOrder, "token" | "customers" | "perSecond">,
  run: number,
): Promise<Run> {
  const measured: Record<Side, Turn[]> = { bare: [], check: [] };
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const side of sides) {
      const order = { ...load, url: urls[side], seed: run * turns + turn, seconds };
      measured[side].push(await measureTurn(order));
    }
  }
  const bare = figuresOf(measured.bare);
  const check = figuresOf(measured.check);
  return { bare, check, ratio: check.p99 / bare.p99, load: loadavg()[0] ?? 0 };
}

/** Both servers live on this thread: how long it stood still, and how long for collecting garbage. */
async function measureTurn(order: LoadOrder): Promise<Turn> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let gcMs = 0;
  const garbage = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) gcMs = Math.max(gcMs, duration);
  });
  garbage.observe({ entryTypes: ["gc"] });
  delay.enable();
  const times = await ask(order);
  delay.disable();
  garbage.disconnect();
  return { times, stallMs: delay.max / 1e6, gcMs };
}

function figuresOf(measured: readonly Turn[]) {
  const sorted = measured.flatMap(({ times }) => times).sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    count: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    stallMs: Math.max(...measured.map(({ stallMs }) => stallMs)),
    gcMs: Math.max(...measured.map(({ gcMs }) => gcMs)),
  };
}

function report(
  runs: readonly Run[],
  of: { readonly customers: number; readonly perSecond: number },
): void {
  printTable(
    [
      "run",
      "at the same rate",
      "requests",
      "p50 ms",
      "p99 ms",
      "max ms",
      "stall ms",
      "gc ms",
      "p99 ratio",
    ],
    runs.flatMap((run, n) =>
      sides.map((side) => {
        const { count, p50, p99, max, stallMs, gcMs } = run[side];
        return [
          side === "bare" ? String(n + 1) : "",
          side === "bare" ? "bare primary-key select over HTTP" : "credit-check with its API token",
          String(count),
          ...[p50, p99, max, stallMs, gcMs].map((ms) => ms.toFixed(2)),
          side === "check" ? run.ratio.toFixed(2) : "",
        ];
      }),
    ),
  );
  const middle = (side: Side) => median(runs.map((run) => run[side].p99));
  const ratioOfMedians = middle("check") / middle("bare");
  const loads = runs.map(({ load }) => load.toFixed(1)).join(", ");
  console.log(
    `\nratio of the median p99s ${ratioOfMedians.toFixed(2)}; load ${loads} on ${availableParallelism()} cores (beyond one a core both wait for others)`,
  );
  mergeResults("credit-check", { ...of, runs, ratioOfMedians });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function ask(order: LoadOrder): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./credit-check-load.ts", import.meta.url), {
      workerData: order,
    });
    worker.once("message", ({ times, faults }: { times: number[]; faults: string[] }) => {
      void worker.terminate();
      if (faults.length > 0) reject(new Error(`${faults.length} of ${times.length}: ${faults[0]}`));
      else resolve(times);
    });
    worker.once("error", reject);
  });
}

function bareServer(pool: Pool): Promise<Server> {
  const server = createServer(async (request, answer) => {
    const id = Number(request.url?.slice(1));
    const { rows } = await pool.query({
      name: "bare",
      text: "select id, name from bare where id = $1",
      values: [id],
    });
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify(rows[0] ?? null));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

/** Customers with two open invoices, a limit for each, a stop for one in fifty, and the floor's table. */
async function writeCustomers(world: TestServer, own: Organisation, count: number): Promise<void> {
  const { orgId, booksId } = own;
  await inOrganisation(world.deps.pool, orgId, async (db) => {
    await db.query(
      `insert into customer (org_id, books_id, no, name)
       select $1, $2, 'C' || n, '第' || n || '号贸易有限公司' from generate_series(1, $3) n`,
      [orgId, booksId, count],
    );
    await db.query(
      `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, issue_date, due_date, age_from, accounting_date, recorded_at,
         origin, account)
       select $1, $2, c.id, 'invoice', c.no || '-' || k, 'CNY', m, m, m, d, d + 60, d, d, now(), 'gl',
         'receivable'
       from customer c, generate_series(1, 2) k,
         lateral (select 100000 + c.id * 7919 % 900000 as m, date '2026-01-01' as d) x
       where c.org_id = $1`,
      [orgId, booksId],
    );
    await db.query(
      `insert into credit_term (org_id, books_id, customer_id, effective_from, limit_minor, method)
       select $1, $2, id, '2026-01-01', 1000000, case when id % 20 = 0 then 'prepayment' else 'open' end
       from customer where org_id = $1`,
      [orgId, booksId],
    );
    await db.query(
      `insert into supply_hold (org_id, books_id, customer_id, reason)
       select $1, $2, id, '逾期' from customer where org_id = $1 and id % 50 = 0`,
      [orgId, booksId],
    );
  });
  const { ownerPool } = world.database;
  await ownerPool.query("create table bare (id bigint primary key, name text not null)");
  await ownerPool.query(
    "insert into bare select n, '第' || n || '号贸易有限公司' from generate_series(1, $1) n",
    [count],
  );
  await ownerPool.query("vacuum analyze");
}
