// The preview of a file with many statements: one period, one proof, and what is missing before it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../core/date.ts";
import type { PlannedStatement, ReadingSummary } from "./reading.ts";
import { byAccount, summarise } from "./summarise.ts";

function statement(
  day: string,
  opening: number,
  closing: number,
  more: Partial<PlannedStatement> = {},
): PlannedStatement {
  return {
    key: "8807 CNY",
    account: "8807",
    accountName: "",
    bank: "",
    currency: "CNY",
    statementNo: "",
    interim: "",
    from: isoDate(day),
    to: isoDate(day),
    openingMinor: opening,
    closingMinor: closing,
    inMinor: Math.max(0, closing - opening),
    outMinor: Math.max(0, opening - closing),
    lines: 1,
    proof: { state: "proven", by: "opening_closing" },
    standing: "known",
    accountId: 1,
    otherBooks: null,
    ...more,
  };
}

const empty: ReadingSummary = {
  format: "mt940",
  encoding: "utf-8",
  contentKind: "statements",
  mapping: null,
  problems: [],
  ready: 2,
  refused: 0,
  leftOut: 0,
  ignored: 0,
  statements: [],
  newCustomers: [],
  customers: [],
  rates: [],
  own: [],
  columns: [],
  sample: [],
  closedRows: 0,
  periodFrom: null,
  periodTo: null,
};
const totals = { fresh: 2, known: 0, waiting: 0, byCurrency: [] };

function preview(
  statements: readonly PlannedStatement[],
  before: { to: string; closingMinor: number | null } | null = null,
) {
  const accounts = byAccount(statements).map((group) => ({
    statements: group,
    before: before && { bankAccountId: 1, ...before },
  }));
  return summarise(empty, { totals, accounts, closedThrough: null }).statements[0];
}

test("a statement a day is shown as one period from the first opening to the last closing", () => {
  const shown = preview([statement("2026-09-02", 500, 900), statement("2026-09-01", 100, 500)]);
  assert.deepEqual(
    [shown?.from, shown?.to, shown?.opening, shown?.moneyIn, shown?.moneyOut, shown?.closing],
    ["2026-09-01", "2026-09-02", "1.00", "8.00", "0.00", "9.00"],
  );
  assert.equal(shown?.proof.state, "proven");
});

test("a day whose opening is not the closing of the day before breaks the proof by the difference", () => {
  const shown = preview([statement("2026-09-01", 100, 500), statement("2026-09-02", 450, 900)]);
  assert.deepEqual([shown?.proof.state, shown?.proof.difference], ["broken", "-0.50"]);
});

test("one day without balances leaves the period unproven", () => {
  const day = statement("2026-09-02", 500, 900, {
    openingMinor: null,
    closingMinor: null,
    proof: { state: "unproven" },
  });
  assert.equal(preview([statement("2026-09-01", 100, 500), day])?.proof.state, "unproven");
});

test("days since the last statement are a gap, unless the balances meet over them", () => {
  const now = [statement("2026-09-05", 500, 900)];
  assert.deepEqual(preview(now, { to: "2026-09-01", closingMinor: null })?.gap, {
    from: "2026-09-02",
    to: "2026-09-04",
  });
  const met = preview(now, { to: "2026-09-01", closingMinor: 500 });
  assert.deepEqual([met?.gap, met?.openingMismatch], [null, null]);
  assert.deepEqual(preview(now, { to: "2026-09-01", closingMinor: 400 })?.openingMismatch, {
    expected: "4.00",
    found: "5.00",
  });
});
