import assert from "node:assert/strict";
import test from "node:test";
import { formatMinor } from "../../src/core/money.ts";
import { generateBooks } from "../generate.ts";
import { accountHistory } from "./account-history.ts";
import { bankFiles } from "./registry.ts";

const books = generateBooks({ seed: 5, lines: 2_000, mix: "standard" });
const files = new Map(bankFiles(books).map((file) => [file.name, file.bytes]));

function textOf(name: string, encoding: string): string {
  const bytes = files.get(name);
  assert.ok(bytes, name);
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

const linesOn = (bank: string) =>
  books.lines.filter((line) => books.ownAccounts[line.own]?.bank === bank);

test("no account is ever overdrawn and every balance follows from the one before", () => {
  for (const position of books.ownAccounts.keys()) {
    const { openingMinor, entries } = accountHistory(books, position);
    let before = openingMinor;
    for (const { line, balanceMinor } of entries) {
      assert.equal(balanceMinor, before + line.amountMinor);
      assert.ok(balanceMinor >= 0);
      before = balanceMinor;
    }
  }
});

test("times of day grow within a day", () => {
  const { entries } = accountHistory(books, 0);
  for (const [i, { line, time }] of entries.entries()) {
    const before = entries[i - 1];
    if (before?.line.day === line.day) assert.ok(before.time <= time);
  }
});

test("ICBC is GBK with a title, a head and a row a line", () => {
  const rows = textOf("工商银行_历史明细.csv", "gbk").trimEnd().split("\r\n");
  assert.match(rows[1] ?? "", /^凭证号,本方账号,对方账号,交易时间/);
  assert.equal(rows.length - 2, linesOn("icbc").length);
});

test("CCB is GB18030 and shows 0.00 in the other column", () => {
  const rows = textOf("建设银行_账户明细.csv", "gb18030").trimEnd().split("\r\n");
  assert.equal(rows.length - 1, linesOn("ccb").length);
  for (const row of rows.slice(1)) assert.match(row, /,0\.00,\d+\.\d\d,|,\d+\.\d\d,0\.00,/);
});

test("BOC is UTF-16 between tabs, unsigned, with 来账 and 往账", () => {
  const rows = textOf("中国银行_交易明细.csv", "utf-16le").trimEnd().split("\r\n");
  const data = rows.slice(8).map((row) => row.split("\t"));
  const lines = linesOn("boc");
  assert.equal(data.length, lines.length);
  for (const [i, cells] of data.entries()) {
    const line = lines[i];
    assert.ok(line);
    assert.equal(cells[0], line.amountMinor > 0 ? "来账" : "往账");
    assert.equal(cells[11], formatMinor(Math.abs(line.amountMinor), "USD"));
  }
});

test("MT940 has lines of at most 65 characters and monthly balances that hold", () => {
  const text = textOf("foreign_bank_EUR.sta", "ascii");
  for (const row of text.split("\r\n")) assert.ok(row.length <= 65 + 4, row);
  const cents = (amount: string) => Number(amount.replace(",", ""));
  let closing: number | null = null;
  for (const statement of text.split("\r\n-\r\n").filter((one) => one.includes(":20:"))) {
    const opening = cents(/:60F:C\d{6}EUR([\d,]+)/.exec(statement)?.[1] ?? "");
    if (closing !== null) assert.equal(opening, closing);
    let sum = opening;
    for (const [, mark, amount] of statement.matchAll(/:61:\d{10}([CD])([\d,]+)N/g)) {
      sum += (mark === "C" ? 1 : -1) * cents(amount ?? "");
    }
    closing = cents(/:62F:C\d{6}EUR([\d,]+)/.exec(statement)?.[1] ?? "");
    assert.equal(sum, closing);
  }
  assert.equal(text.match(/:61:/g)?.length, linesOn("mt940").length);
});

test("CAMT.053 has an entry a line, whole yen, and balances that hold", () => {
  const text = textOf("foreign_bank_JPY_camt053.xml", "utf-8");
  const entries = [...text.matchAll(/<Ntry><Amt Ccy="JPY">(\d+)<\/Amt><CdtDbtInd>(CRDT|DBIT)/g)];
  assert.equal(entries.length, linesOn("camt053").length);
  const balances = [...text.matchAll(/<Bal>.*?<Amt Ccy="JPY">(\d+)</g)].map((match) =>
    Number(match[1]),
  );
  const moved = entries.reduce(
    (sum, [, amount, way]) => sum + (way === "CRDT" ? 1 : -1) * Number(amount),
    0,
  );
  assert.equal((balances[0] ?? 0) + moved, balances[1]);
});
