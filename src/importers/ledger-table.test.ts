// Other people's ledgers: layouts as their programs write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { parseLedgerFile } from "./ledger-table.ts";

const options = { homeCurrency: "CNY", asOf: isoDate("2026-10-31") } as const;
const parse = (...lines: string[]) =>
  parseLedgerFile("ledger.csv", new TextEncoder().encode(lines.join("\n")), options);

test("应付账款明细账: two columns, 方向 of the balance, 期初余额 and 本月合计", () => {
  const ledger = parse(
    "应付账款明细账,,,,,,",
    "日期,凭证字号,摘要,借方金额,贷方金额,方向,余额",
    '2026-08-01,,期初余额,,,贷,"10,000.00"',
    '2026-08-03,转-12,收到发票INV-2026-0001,,"113,000.00",贷,"123,000.00"',
    '2026-08-20,银付-3,付货款,"150,000.00",,借,"27,000.00"',
    '2026-08-31,,本月合计,"150,000.00","113,000.00",借,"27,000.00"',
    '2026-08-31,,本年累计,"150,000.00","113,000.00",借,"27,000.00"',
  );
  assert.deepEqual(ledger.problems, []);
  assert.deepEqual(
    ledger.rows.map(({ date, refs, memo, amountMinor }) => [date, refs[0], memo, amountMinor]),
    [
      ["2026-08-03", "转-12", "收到发票INV-2026-0001", 11_300_000n],
      ["2026-08-20", "银付-3", "付货款", -15_000_000n],
    ],
  );
  assert.equal(ledger.openingMinor, 1_000_000n);
  assert.equal(ledger.closingMinor, -2_700_000n);
  assert.deepEqual(ledger.proof, { state: "proven", by: "opening_closing" });
});

test("a list of open items: what is left of each document, beside its amount and what was paid", () => {
  const ledger = parse(
    "Open items as of 30.09.2026",
    "Invoice No.;Invoice Date;Amount;Paid;Amount due",
    "INV-1;01.08.2026;1.000,00;400,00;600,00",
    "INV-2;13.08.2026;500,00;0,00;500,00",
  );
  assert.equal(ledger.isOpenItems, true);
  assert.deepEqual(
    ledger.rows.map(({ no, amountMinor }) => [no, amountMinor]),
    [
      ["INV-1", 60_000n],
      ["INV-2", 50_000n],
    ],
  );
});

test("a vendor ledger in English, newest first, one signed amount and a running balance", () => {
  const ledger = parse(
    "Posting Date;Document Type;Document No.;External Document No.;Amount;Balance",
    "28.08.2026;Payment;PP-3;;-1.500,00;500,00",
    "13.08.2026;Invoice;PI-2;INV-2;1.000,00;2.000,00",
    "02.08.2026;Invoice;PI-1;INV-1;1.000,00;1.000,00",
  );
  assert.deepEqual(
    ledger.rows.map(({ date, amountMinor }) => [date, amountMinor]),
    [
      ["2026-08-28", -150_000n],
      ["2026-08-13", 100_000n],
      ["2026-08-02", 100_000n],
    ],
  );
  assert.equal(ledger.openingMinor, 0n);
  assert.equal(ledger.closingMinor, 50_000n);
  assert.equal(ledger.proof.state, "proven");
});

test("no balance column: nothing is proven, nothing is invented", () => {
  const ledger = parse(
    "日期,单据号,金额,借贷",
    "2026-08-03,A1,100.00,贷",
    "2026-08-04,A2,30.00,借",
  );
  assert.deepEqual(
    ledger.rows.map(({ amountMinor }) => amountMinor),
    [10_000n, -3_000n],
  );
  assert.equal(ledger.openingMinor, null);
  assert.equal(ledger.proof.state, "unproven");
});

test("an unknown layout shows its columns; mapped once, it is read", () => {
  const lines = ["Tag,Vorgang,Bezug,Zugang,Abgang", "2026-08-03,Rechnung,R-100,10.00,"];
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const refused = parseLedgerFile("x.csv", bytes, options);
  assert.equal(refused.problems[0]?.severity, "fatal");
  const { mapping } = refused;
  assert.ok(mapping);
  const fields = ["date", "memo", "no", "money_in", "money_out"];
  const columns = mapping.columns.map((column, at) => ({ ...column, field: fields[at] ?? null }));
  const mappings = new Map([[mapping.layout, { ...mapping, columns }]]);
  const ledger = parseLedgerFile("x.csv", bytes, { ...options, mappings });
  assert.deepEqual(
    ledger.rows.map(({ no, amountMinor }) => [no, amountMinor]),
    [["R-100", 1_000n]],
  );
});

test("cut at any byte, it answers", () => {
  const whole = new TextEncoder().encode(
    "日期,摘要,借方,贷方,余额\n2026-08-03,发票,,100.00,100.00\n2026-08-04,付款,40.00,,60.00\n",
  );
  for (let end = 0; end <= whole.length; end++) {
    const ledger = parseLedgerFile("x.csv", whole.subarray(0, end), options);
    assert.ok(ledger.rows.length <= 2);
  }
});
