// 信用检查 under load beside its floor: 200 questions a second over 100,000 customers, and a bare
// primary-key select behind a bare HTTP server on the same database, in turns, in one run.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism, loadavg } from "node:os";
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

const rounds = 15;
/** Short turns: what else the machine does then falls on both alike. */
const seconds = 2;

export const creditCheckCommand: BenchCommand = {
  name: "credit-check",
  title: "order releases at 200 a second with 100,000 customers, beside a bare select over HTTP",
  run: async ([customersText = "100000", perSecondText = "200"]) => {
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
      const check = `${urlOf(world.server.server)}/api/v1/credit-check?customer=C{n}&amount=100.00`;
      const bare = `${urlOf(floor)}/{n}`;
      const load = { token, customers, perSecond };
      const times: Record<"bare" | "check", number[]> = { bare: [], check: [] };
      for (let seed = 0; seed <= rounds; seed += 1) {
        for (const [name, url] of [
          ["bare", bare],
          ["check", check],
        ] as const) {
          const measured = await ask({ ...load, url, seed, seconds: seed === 0 ? 3 : seconds });
          // the first round warms both up
          if (seed > 0) times[name].push(...measured);
        }
      }
      report(times, { customers, perSecond });
    } finally {
      for (const close of closers) await close();
    }
  },
};

function report(
  times: Readonly<Record<"bare" | "check", number[]>>,
  of: { readonly customers: number; readonly perSecond: number },
): void {
  const figures = { bare: percentiles(times.bare), check: percentiles(times.check) };
  printTable(
    ["at the same rate", "requests", "p50 ms", "p99 ms", "max ms"],
    (["bare", "check"] as const).map((name) => [
      name === "bare" ? "bare primary-key select over HTTP" : "credit-check with its API token",
      String(figures[name].count),
      figures[name].p50.toFixed(2),
      figures[name].p99.toFixed(2),
      figures[name].max.toFixed(2),
    ]),
  );
  const ratio = figures.check.p99 / figures.bare.p99;
  const load = loadavg()[0] ?? 0;
  console.log(
    `\np99 is ${ratio.toFixed(2)} times the floor (load ${load.toFixed(1)} on ${availableParallelism()} cores: beyond one a core both wait for others)`,
  );
  mergeResults("credit-check", { ...of, ...figures, ratio, load });
}

function percentiles(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
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
