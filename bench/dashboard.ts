// The dashboard at 100,000 open items: one request with everything on it, when a picture is kept, when
// there is none and when somebody waits for figures of now; beside the aging report over the same rows.
import { beginRecording } from "../src/db/recording.ts";
import { inOrganisation } from "../src/db/transaction.ts";
import { type Client, type TestServer, withServer } from "../tests/http/test-server.ts";
import type { BenchCommand } from "./commands.ts";
import { type LongBooks, writeLongBooks } from "./long-books.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

const requestsEach = 20;

export const dashboardCommand: BenchCommand = {
  name: "dashboard",
  title: "the dashboard's one request with 100,000 open items",
  run: async ([rows = "100000"]) => {
    const closers: (() => unknown)[] = [];
    const world = await withServer({ after: (close) => closers.push(close as () => unknown) });
    try {
      const own = await world.organisation();
      await writeLongBooks(world.deps, own, Number(rows) * 2);
      const open = await settleHalf(world, own);
      const books = `/api/v1/books/${own.booksId}`;
      const client = own.administrator;
      const dashboard = () => get(client, `${books}/dashboard`);
      const figures = [
        { name: "no picture kept", ...(await timed(() => forgotten(world, own, dashboard))) },
        { name: "dashboard", ...(await timed(dashboard)) },
        {
          name: "dashboard, after each posting",
          ...(await timed(async () => {
            await post(world, own);
            const start = performance.now();
            await dashboard();
            return performance.now() - start;
          })),
        },
        {
          name: "newest figures, waited for",
          ...(await timed(async () => {
            await post(world, own);
            const start = performance.now();
            await get(client, `${books}/dashboard?fresh=true`);
            return performance.now() - start;
          })),
        },
        { name: "worklist", ...(await timed(() => get(client, `${books}/collections/worklist`))) },
        { name: "aging", ...(await timed(() => get(client, `${books}/reports/aging`))) },
        { name: "floor: who am I", ...(await timed(() => get(client, "/api/v1/session"))) },
      ];
      mergeResults("dashboard", { open, requestsEach, figures });
      printTable(
        [`request, ${open} open items`, "p50 ms", "p99 ms"],
        figures.map((f) => [f.name, f.p50.toFixed(1), f.p99.toFixed(1)]),
      );
    } finally {
      for (const close of closers) await close();
    }
  },
};

/** Long books hold half of the items as settled without a record; reports read records. */
async function settleHalf(world: TestServer, own: LongBooks): Promise<number> {
  const { ownerPool } = world.database;
  await ownerPool.query("alter table allocation disable trigger allocations_apply");
  const open = await inOrganisation(ownerPool, own.orgId, async (db) => {
    await db.query(
      `insert into allocation (org_id, books_id, kind, item_id, item_minor, item_home_minor,
         decision_id, business_date, accounting_date, recorded_at)
       select org_id, books_id, 'receipt', id, amount_minor, home_minor, 1,
         due_date + (id % 60)::int - 20, due_date + (id % 60)::int - 20, now()
       from open_item where org_id = $1 and applied_minor = amount_minor`,
      [own.orgId],
    );
    const { rows } = await db.query<{ n: number }>(
      "select count(*) as n from open_item where org_id = $1 and applied_minor <> amount_minor",
      [own.orgId],
    );
    return rows[0]?.n ?? 0;
  });
  await ownerPool.query("alter table allocation enable trigger allocations_apply");
  await ownerPool.query("analyze allocation, open_item");
  return open;
}

/** The picture that was kept is deleted: the first look ever waits for one. */
async function forgotten(
  world: TestServer,
  own: LongBooks,
  look: () => Promise<undefined>,
): Promise<number> {
  const { ownerPool } = world.database;
  await inOrganisation(ownerPool, own.orgId, (db) =>
    db.query("delete from dashboard_picture where org_id = $1", [own.orgId]),
  );
  const start = performance.now();
  await look();
  return performance.now() - start;
}

async function get(client: Client, path: string): Promise<undefined> {
  const answer = await client.get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
}

/** A new instant of the records, as every posting makes one. */
async function post(world: TestServer, { orgId, booksId }: LongBooks): Promise<void> {
  await inOrganisation(world.deps.pool, orgId, (db) =>
    beginRecording(db, { orgId, booksId, memberId: null }),
  );
}

/** The work may say itself how long it took. */
async function timed(
  work: () => Promise<number | undefined>,
): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let n = 0; n < requestsEach + 2; n += 1) {
    const start = performance.now();
    const took = (await work()) ?? performance.now() - start;
    if (n >= 2) times.push(took);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
