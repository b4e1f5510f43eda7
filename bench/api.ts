// Latency of what people wait for, with 100,000 bank lines and open items: p50 and p99 of requests
// through the whole server (guard, validation, SQL, serialisation) beside a bare request.
import { type Client, withServer } from "../tests/http/test-server.ts";
import type { BenchCommand } from "./commands.ts";
import { writeLongBooks } from "./long-books.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

/** Two Chinese signs: fewer than any index of three takes. */
const found = encodeURIComponent("精密");

const requestsEach = 40;
const warmUp = 4;

export const apiCommand: BenchCommand = {
  name: "api",
  title: "latency of the API with 100,000 bank lines and open items",
  run: async ([rows = "100000"]) => {
    const closers: (() => unknown)[] = [];
    const world = await withServer({ after: (close) => closers.push(close as () => unknown) });
    try {
      const own = await world.organisation();
      await writeLongBooks(world.deps, own, Number(rows));
      const books = `/api/v1/books/${own.booksId}`;
      const paths = {
        "health (floor)": "/api/health",
        session: "/api/v1/session",
        workbench: `${books}/workbench`,
        "lane, first page": `${books}/workbench/lines?lane=to_confirm`,
        "bank lines, first rows": `${books}/bank-lines?part=rows`,
        "bank lines, totals": `${books}/bank-lines?part=totals`,
        "open items, first rows": `${books}/items?part=rows`,
        "open items, totals": `${books}/items?part=totals`,
        "customers, first rows": `${books}/customers?part=rows`,
        "customers, totals": `${books}/customers?part=totals`,
        "journal, first rows": `${books}/entries?part=rows`,
        "journal, totals": `${books}/entries?part=totals`,
        "open items found by two signs": `${books}/items?part=totals&q=${found}`,
        "bank lines found by two signs": `${books}/bank-lines?part=totals&q=${found}`,
        "journal found by two signs": `${books}/entries?part=totals&q=${found}`,
        "customers found by two signs": `${books}/customers?part=totals&q=${found}`,
        "bank lines found by letters": `${books}/bank-lines?part=totals&q=abc`,
        "one customer": `${books}/customers/${await firstCustomer(own.administrator, books)}`,
        today: `${books}/today`,
        "closing checks": `${books}/periods/check?month=2025-12`,
        search: `/api/v1/books/${own.booksId}/search?q=2644000`,
        aging: `${books}/reports/aging`,
      };
      const figures: { name: string; p50: number; p99: number }[] = [];
      for (const [name, path] of Object.entries(paths)) {
        figures.push({ name, ...(await measure(own.administrator, path)) });
      }
      mergeResults("api", { rows: Number(rows), requestsEach, figures });
      printTable(
        ["request", "p50 ms", "p99 ms"],
        figures.map((f) => [f.name, f.p50.toFixed(1), f.p99.toFixed(1)]),
      );
    } finally {
      for (const close of closers) await close();
    }
  },
};

async function firstCustomer(client: Client, books: string): Promise<string> {
  const { text } = await client.get(`${books}/customers?part=rows&limit=1`);
  return /"id":(\d+)/.exec(text)?.[1] ?? "";
}

async function measure(client: Client, path: string): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let n = 0; n < requestsEach + warmUp; n += 1) {
    const start = performance.now();
    const answer = await client.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    if (n >= warmUp) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
