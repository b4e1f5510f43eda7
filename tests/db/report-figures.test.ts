// The figures of the reports on books small enough to be worked out by hand, in thousands:
//
//   sold  07-15: 70, due 08-31    08-15: 80, due 09-30    09-15: 100, due 10-31
//   received on 09-29: 38 on the first      so on 09-30 there are 32 + 80 + 100 = 212 open
//
// With months of 30 days these are the worked values of count-back (73.7) and of three months (76.3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { loadAgingSums } from "../../src/app/reporting/aging-sums.ts";
import { buildReport } from "../../src/app/reporting/read-report.ts";
import { tableOnWire } from "../../src/app/reporting/table-on-wire.ts";
import type { ReportTableOnWire } from "../../src/contract/reports.ts";
import { isoDate } from "../../src/core/date.ts";
import { selectLastRecorded } from "../../src/db/aging.ts";
import { addCustomer, addItem, addLine, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { manualRequest } from "../support/manual-request.ts";

const asOf = isoDate("2026-09-30");
const thousand = 1_000_00;

test("DSO, CEI, recovery and ages are those worked out by hand", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const { orgId, booksId } = books;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const sell = (no: string, thousands: number, date: string, due: string) =>
    addItem(books, { customerId, no, amountMinor: thousands * thousand, date, due, isSale: true });
  const first = await sell("F1", 70, "2026-07-15", "2026-08-31");
  await sell("F2", 80, "2026-08-15", "2026-09-30");
  await sell("F3", 100, "2026-09-15", "2026-10-31");
  const lineId = await addLine(books, { amountMinor: 38 * thousand, date: "2026-09-29" });
  const parts = [{ itemId: first, minor: 38 * thousand }];
  const [outcome] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, parts)]),
  );
  assert.ok(outcome?.ok);

  const read = async (code: string, query: object = {}): Promise<ReportTableOnWire> => {
    const ask = { orgId, booksId, today: asOf, homeCurrency: "CNY", timeZone: "Asia/Shanghai" };
    const built = await books.inBooks((db) => buildReport(db, { ...ask, code, query }));
    assert.ok(built.ok, code);
    return tableOnWire(built.value);
  };
  const lastRow = ({ columns, rows }: ReportTableOnWire, codes: readonly string[]) =>
    codes.map((code) => rows.at(-1)?.cells[columns.findIndex((one) => one.code === code)]);

  const methods = ["period_end", "average", "rolling", "count_back", "best", "delinquent"];
  for (const by of ["all", "customer", "owner"]) {
    const thirty = await read("days_sales_outstanding", { by, basis: "thirty" });
    // 212÷100×30; (150+212)÷2÷100×30; 212÷250×90; 30+30+32÷70×30; 180÷250×90; 76.32−64.8
    const worked = ["63.6", "54.3", "76.3", "73.7", "64.8", "11.5"];
    assert.deepEqual(lastRow(thirty, methods), worked, by);
    // July and August have 31 days: 30+31+32÷70×31
    const actual = await read("days_sales_outstanding", { by });
    assert.deepEqual(lastRow(actual, ["count_back"]), ["75.2"], by);

    // (150+100−212)÷(150+100−180); 38÷(150+100); 38÷(112+38)
    const cei = await read("collection_effectiveness", { by });
    assert.deepEqual(
      lastRow(cei, [
        "opening",
        "sales",
        "received",
        "closing",
        "overdue",
        "cei",
        "recovery",
        "due",
      ]),
      ["150000.00", "100000.00", "38000.00", "212000.00", "32000.00", "54.3", "15.2", "25.3"],
      by,
    );
    // on Sunday 70 were overdue, of which 38 came in
    const week = await read("weekly_recovery", { by });
    assert.deepEqual(
      lastRow(week, ["overdue_start", "received_overdue", "rate", "overdue_end"]),
      ["70000.00", "38000.00", "54.3", "32000.00"],
      by,
    );
  }
  // (32×77+80×46+100×15)÷212
  const tiles = (await read("days_sales_outstanding")).tiles.map(({ en, value }) => [en, value]);
  assert.deepEqual(Object.fromEntries(tiles)["Mean age of what is open"], "36.1");

  // what is due today is not late, and thirty days late is the end of the first bucket
  const aged = async (basis: "due" | "issue" | "book_age", day: string) => {
    const sums = await books.inBooks(async (db) =>
      loadAgingSums(db, {
        orgId,
        booksId,
        asOf: day,
        knownAt: await selectLastRecorded(db, orgId),
        basis,
      }),
    );
    return Object.fromEntries(
      sums
        .filter(({ bucket, minor }) => bucket !== "unapplied" && minor !== 0)
        .map(({ bucket, minor }) => [bucket, minor / thousand]),
    );
  };
  assert.deepEqual(await aged("due", asOf), { not_due: 180, d1_30: 32 });
  assert.deepEqual(await aged("due", "2026-10-01"), { not_due: 100, d1_30: 80, d31_60: 32 });
  assert.deepEqual(await aged("issue", asOf), { d61_90: 32, d31_60: 80, d1_30: 100 });
  // a year to the day is up to one year
  assert.deepEqual(await aged("book_age", "2027-07-15"), { y1: 212 });
  assert.deepEqual(await aged("book_age", "2027-07-16"), { y1: 180, y2: 32 });

  // 5 % of up to a year, 10 % of one to two
  const provision = async (day: string) =>
    (await read("bad_debt_provision", { asOf: isoDate(day) })).tiles[0]?.value;
  assert.equal(await provision("2027-07-15"), "10600.00");
  assert.equal(await provision("2027-07-16"), "12200.00");
});
