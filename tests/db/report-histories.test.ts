// Random histories in two currencies: on any day, for every customer and currency, the buckets, credits
// and unapplied money are the ledger's balances; positions on a day are those the aging shows; what a
// forecast says of past weeks is what it said then; and an earlier pair of (as of, known at) prints the same after more has happened.
// REPORT_STEPS=2000 REPORT_SEED=7 node --test tests/db/report-histories.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { undoDecision } from "../../src/app/posting/undo-decision.ts";
import { loadAgingSums } from "../../src/app/reporting/aging-sums.ts";
import { loadForecasts } from "../../src/app/reporting/forecasts.ts";
import { loadPositions } from "../../src/app/reporting/load-facts.ts";
import { buildReport } from "../../src/app/reporting/read-report.ts";
import { tableOnWire } from "../../src/app/reporting/table-on-wire.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/date.ts";
import { usualGradeDays } from "../../src/core/terms/ages.ts";
import { selectLastRecorded, selectReceivableBalance } from "../../src/db/aging.ts";
import type { Position } from "../../src/reports/positions.ts";
import { reports } from "../../src/reports/registry.ts";
import { addCustomer, addItem, addLine, makeBooks, type TestBooks } from "../support/books.ts";
import { chanceOf } from "../support/chance.ts";
import { withDatabase } from "../support/database.ts";
import { manualRequest } from "../support/manual-request.ts";

const steps = Number(process.env["REPORT_STEPS"] ?? 160);
const seed = Number(process.env["REPORT_SEED"] ?? 1);
const firstDay = isoDate("2026-01-01");
const today = isoDate("2026-07-31");
const bases = ["due", "issue", "book_age"] as const;

const { below, oneOf } = chanceOf(seed);
const anyDay = () => addDays(firstDay, below(200));

type Item = { readonly id: number; readonly customer: number; open: number };
type Line = { readonly id: number; rest: number };
type World = {
  readonly books: TestBooks;
  readonly customers: readonly number[];
  readonly items: Item[];
  readonly lines: Line[];
  readonly decisions: number[];
};

async function importItem({ books, customers, items }: World): Promise<void> {
  const date = anyDay();
  const isForeign = below(4) === 0;
  const isCredit = below(6) === 0;
  const customer = oneOf(customers) ?? 0;
  const minor = (isCredit ? -1 : 1) * (1 + below(900_000));
  const id = await addItem(books, {
    customerId: customer,
    no: `I${below(1e12)}`,
    amountMinor: minor,
    kind: isCredit ? "credit_note" : "invoice",
    date,
    ...(below(5) > 0 ? { due: addDays(date, below(120)) } : {}),
    ...(isForeign ? { currency: "USD", homeMinor: minor * 7 } : {}),
  });
  const linked = isCredit ? oneOf(items.filter((one) => one.customer === customer)) : undefined;
  if (linked && below(2) === 0) {
    await books.inBooks((db) =>
      db.query("update open_item set linked_item_id = $3 where org_id = $1 and id = $2", [
        books.orgId,
        id,
        linked.id,
      ]),
    );
  }
  if (!isForeign) items.push({ id, customer, open: minor });
}

async function importLine({ books, lines }: World): Promise<void> {
  const rest = 1 + below(900_000);
  lines.push({ id: await addLine(books, { amountMinor: rest, date: anyDay() }), rest });
}

async function settle({ books, items, lines, decisions }: World): Promise<void> {
  const line = oneOf(lines.filter(({ rest }) => rest > 0));
  const item = oneOf(items.filter(({ open }) => open > 0));
  if (!line || !item) return;
  const minor = Math.min(line.rest, item.open);
  const request = manualRequest(line.id, [{ itemId: item.id, minor }]);
  const [outcome] = await books.record((db, recording) => postDecisions(db, recording, [request]));
  // money claimed for one customer does not pay another's debt
  if (!outcome?.ok) return;
  item.open -= minor;
  line.rest -= minor;
  decisions.push(outcome.value.decisionId);
}

async function undo({ books, items, lines, decisions }: World): Promise<void> {
  const decisionId = oneOf(decisions);
  if (decisionId === undefined) return;
  const request = { decisionId, today, reason: "random", actor: "test", withDependants: true };
  const outcome = await books.record((db, recording) => undoDecision(db, recording, request));
  if (!outcome.ok) return;
  // what an undo gave back is not reused: the model only needs to know what is certainly open
  for (const one of [...items, ...lines]) {
    if ("rest" in one) one.rest = 0;
  }
}

async function agreeDueDate({ books, items }: World): Promise<void> {
  const item = oneOf(items);
  if (!item) return;
  const day = anyDay();
  await books.record((db, recording) =>
    db.query(
      `insert into item_change (org_id, item_id, recorded_at, accounting_date, due_date,
         disputed_delta_minor) values ($1, $2, $3, $4, $5, $6)`,
      [
        books.orgId,
        item.id,
        recording.recordedAt,
        day,
        below(3) === 0 ? null : addDays(day, below(60)),
        below(50),
      ],
    ),
  );
}

const acts = [importItem, importItem, importLine, settle, settle, settle, undo, agreeDueDate];

async function live(world: World, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await oneOf(acts)?.(world);
}

/** Balances by posting lines alone: customer, currency and account. */
async function ledgerBalances(
  { orgId, inBooks }: TestBooks,
  { asOf, knownAt }: { asOf: string; knownAt: string },
): Promise<Map<string, string>> {
  const { rows } = await inBooks((db) =>
    db.query<{ key: string; minor: number; home: number }>(
      `select p.customer_id || ' ' || p.currency || ' ' ||
           case p.account when 'on_account' then 'unapplied' else 'receivable' end as key,
         sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor,
         sum(case p.side when 'D' then p.home_minor else -p.home_minor end)::bigint as home
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and p.account in ('receivable', 'on_account') and e.accounting_date <= $2
         and e.recorded_at <= $3 group by 1`,
      [orgId, asOf, knownAt],
    ),
  );
  return new Map(
    rows.flatMap(({ key, minor, home }): [string, string][] =>
      minor === 0 && home === 0 ? [] : [[key, `${minor} ${home}`]],
    ),
  );
}

async function agedBalances(
  { orgId, booksId, inBooks }: TestBooks,
  of: { asOf: string; knownAt: string; basis: (typeof bases)[number] },
): Promise<Map<string, string>> {
  const sums = await inBooks((db) => loadAgingSums(db, { orgId, booksId, ...of }));
  const balances = new Map<string, [number, number]>();
  for (const { customerId, currency, bucket, minor, homeMinor } of sums) {
    const isMoney = bucket === "unapplied";
    const key = `${customerId} ${currency} ${isMoney ? "unapplied" : "receivable"}`;
    const [a, b] = balances.get(key) ?? [0, 0];
    // money we hold is a credit balance
    balances.set(key, isMoney ? [a - minor, b - homeMinor] : [a + minor, b + homeMinor]);
  }
  return new Map(
    [...balances].flatMap(([key, [a, b]]): [string, string][] =>
      a === 0 && b === 0 ? [] : [[key, `${a} ${b}`]],
    ),
  );
}

const inOrder = (map: ReadonlyMap<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

async function printAll(books: TestBooks, of: { asOf: IsoDate; knownAt: string }) {
  const { orgId, booksId } = books;
  return books.inBooks(async (db) => {
    const printed: Record<string, unknown> = {};
    for (const { code } of reports) {
      const built = await buildReport(db, {
        orgId,
        booksId,
        // the day of asking decides how far subsequent receipts reach: it is kept as well
        today: of.asOf,
        homeCurrency: "CNY",
        timeZone: "Asia/Shanghai",
        code,
        query: of,
      });
      assert.ok(built.ok, code);
      printed[code] = tableOnWire(built.value);
    }
    return printed;
  });
}

test("random histories: buckets are the ledger, positions are the aging, pairs of dates stand", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  await ownerPool.query("grant update (linked_item_id) on open_item to qz_app");
  const books = await makeBooks(appPool);
  const customers = [];
  for (const n of [1, 2, 3, 4]) customers.push(await addCustomer(books, `C${n}`, `第${n}公司`));
  const world: World = { books, customers, items: [], lines: [], decisions: [] };
  const { orgId, booksId } = books;
  let forecast = 0n;
  const kept: {
    pair: { asOf: IsoDate; knownAt: string };
    printed: Readonly<Record<string, unknown>>;
  }[] = [];
  for (let round = 0; round < 4; round += 1) {
    await live(world, Math.ceil(steps / 4));
    const knownAt = await books.inBooks((db) => selectLastRecorded(db, orgId));
    const days = [anyDay(), anyDay(), anyDay(), today].sort();
    for (const asOf of days) {
      const ledger = inOrder(await ledgerBalances(books, { asOf, knownAt }));
      for (const basis of bases) {
        const aged = inOrder(await agedBalances(books, { asOf, knownAt, basis }));
        assert.deepEqual(aged, ledger, `${asOf} by ${basis}, seed ${seed}`);
      }
    }
    await comparePositions(books, { days: [...new Set(days)], knownAt });
    for (const asOf of days) forecast += await compareForecasts(books, { asOf, knownAt });
    const pair = { asOf: days[1] ?? today, knownAt };
    kept.push({ pair, printed: await printAll(books, pair) });
  }
  for (const { pair, printed } of kept) {
    const again = await printAll(books, pair);
    for (const { code } of reports) {
      const text = JSON.stringify(again[code]);
      assert.equal(text, JSON.stringify(printed[code]), `${code} as of ${pair.asOf}, seed ${seed}`);
    }
  }
  assert.ok(forecast > 0n, "something was expected of past weeks");
  const { rows } = await books.inBooks((db) =>
    db.query<{ n: number }>(
      "select count(*) as n from allocation where org_id = $1 and books_id = $2",
      [orgId, booksId],
    ),
  );
  assert.ok((rows[0]?.n ?? 0) > steps / 10, "something was settled");
});

function standing(position: Position | undefined) {
  assert.ok(position);
  const { day, receivableMinor, notDueMinor, dueMinor, overdueMinor, lateBMinor, lateAMinor } =
    position;
  return { day, receivableMinor, notDueMinor, dueMinor, overdueMinor, lateBMinor, lateAMinor };
}

function flows(position: Position | undefined) {
  const stands = standing(position);
  const { salesMinor, receivedMinor, receivedOnOverdueMinor, receivedOnDueMinor, writtenOffMinor } =
    position!;
  return {
    ...stands,
    salesMinor,
    receivedMinor,
    receivedOnOverdueMinor,
    receivedOnDueMinor,
    writtenOffMinor,
  };
}

/** The same figures by another way: movements summed up to a day against items on that day. */
async function comparePositions(
  { orgId, booksId, inBooks }: TestBooks,
  { days, knownAt }: { days: readonly IsoDate[]; knownAt: string },
): Promise<void> {
  const lastDay = days.at(-1) ?? today;
  const onDays = (some: readonly IsoDate[]) =>
    inBooks((db) =>
      loadPositions(
        db,
        { orgId, booksId, asOf: lastDay, knownAt },
        { days: some, by: "customer", gradeDays: usualGradeDays },
      ),
    );
  const series = await onDays(days);
  // a table of groups reads the last two days alone
  const lastTwo = await onDays(days.slice(-2));
  const shown = days.length > 1 ? series : [];
  assert.deepEqual(
    (days.length > 1 ? lastTwo : []).map(({ key, positions }) => [
      key,
      standing(positions.at(-2)),
      flows(positions.at(-1)),
    ]),
    shown.map(({ key, positions }) => [key, standing(positions.at(-2)), flows(positions.at(-1))]),
  );
  for (const [at, asOf] of days.entries()) {
    const sums = await inBooks((db) =>
      loadAgingSums(db, { orgId, booksId, asOf, knownAt, basis: "due" }),
    );
    for (const { key, positions } of series) {
      const own = sums.filter(({ customerId }) => String(customerId) === key);
      const of = (wanted: (bucket: string) => boolean) =>
        own
          .filter(({ bucket }) => bucket !== "unapplied" && wanted(bucket))
          .reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
      const position = positions[at];
      assert.equal(
        position?.receivableMinor,
        of(() => true),
        `${key} ${asOf}`,
      );
      const late = /^d\d/;
      assert.equal(
        position?.overdueMinor,
        of((bucket) => late.test(bucket)),
        `${key} ${asOf}`,
      );
      const late31 = (bucket: string) => late.test(bucket) && bucket !== "d1_30";
      assert.equal(position?.lateBMinor, of(late31), `${key} ${asOf}`);
    }
  }
}

/** Past weeks by one pass over all of them, against the forecast made on the first day of each. */
async function compareForecasts(
  { orgId, booksId, inBooks }: TestBooks,
  { asOf, knownAt }: { asOf: IsoDate; knownAt: string },
): Promise<bigint> {
  const point = { orgId, booksId, asOf, knownAt };
  const { past: weeks, open } = await inBooks((db) => loadForecasts(db, point, 8));
  const balance = await inBooks((db) => selectReceivableBalance(db, point));
  assert.equal(
    open.reduce((sum, { homeMinor }) => sum + homeMinor, 0),
    balance,
    `open on ${asOf}, seed ${seed}`,
  );
  for (const { start, expectedMinor } of weeks) {
    const built = await inBooks((db) =>
      buildReport(db, {
        orgId,
        booksId,
        today,
        homeCurrency: "CNY",
        timeZone: "Asia/Shanghai",
        code: "cash_forecast",
        query: { asOf: start, knownAt },
      }),
    );
    assert.ok(built.ok);
    const { columns, rows } = built.value.table;
    const expected = columns.findIndex(({ code }) => code === "expected");
    const next = rows[weeks.length]?.cells[expected];
    assert.equal(BigInt(expectedMinor), next, `week after ${start} seen on ${asOf}, seed ${seed}`);
  }
  return weeks.reduce((sum, { expectedMinor }) => sum + BigInt(expectedMinor), 0n);
}
