import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import type { LedgerSettings } from "./accounts.ts";
import {
  assertBalanced,
  credit,
  debit,
  displayLine,
  inHome,
  makeEntry,
  type Occasion,
  reverseEntry,
} from "./posting.ts";

const books: LedgerSettings = { standard: "cas", homeCurrency: "CNY" };
const day = isoDate("2026-01-15");
const occasion: Occasion = { books, businessDate: day, accountingDate: day, origin: "ours" };
const narration = { key: "entry_receipt", fields: { customer: "甲公司" } } as const;

function draft(...lines: Parameters<typeof makeEntry>[1]["lines"]) {
  return { event: "J08", narration, lines } as const;
}

test("an entry that does not balance in home currency is a bug", () => {
  const lines = [debit("bank", inHome(books, 100n)), credit("on_account", inHome(books, 99n))];
  assert.throws(() => makeEntry(occasion, draft(...lines)), /debits 100 and credits 99 differ/);
});

test("an entry may balance in home currency alone", () => {
  const euro = { currency: "EUR", amountMinor: 64_00n, homeMinor: 56_64n };
  const dollar = { currency: "CAD", amountMinor: 90_00n, homeMinor: 60_00n };
  const lines = [
    debit("on_account", euro),
    debit("fx", inHome(books, 3_36n)),
    credit("receivable", dollar),
  ];
  assert.doesNotThrow(() => makeEntry(occasion, draft(...lines)));
});

test("a home line with two different amounts is a bug", () => {
  const wrong = { currency: "CNY", amountMinor: 100n, homeMinor: 99n };
  const lines = [debit("bank", wrong), credit("on_account", inHome(books, 99n))];
  assert.throws(() => makeEntry(occasion, draft(...lines)), /home amount differs/);
});

test("empty lines fall out; one line alone is no entry", () => {
  const lines = [
    debit("bank", inHome(books, 100n)),
    credit("output_vat", inHome(books, 0n)),
    credit("on_account", inHome(books, 100n)),
  ];
  assert.equal(makeEntry(occasion, draft(...lines)).lines.length, 2);
  assert.throws(() => makeEntry(occasion, draft(debit("bank", inHome(books, 0n)))), /two lines/);
});

test("an event of the general ledger goes against 0001 in one line", () => {
  const lines = [
    debit("receivable", inHome(books, 113n)),
    credit("revenue", inHome(books, 100n)),
    credit("output_vat", inHome(books, 13n)),
  ];
  const entry = makeEntry({ ...occasion, origin: "gl" }, draft(...lines));
  assert.deepEqual(
    entry.lines.map(({ account, side, homeMinor }) => [account, side, homeMinor]),
    [
      ["receivable", "debit", 113n],
      ["gl_contra", "credit", 113n],
    ],
  );
});

test("a gl event between accounts kept here needs no 0001", () => {
  const lines = [debit("on_account", inHome(books, 5n)), credit("receivable", inHome(books, 5n))];
  const entry = makeEntry({ ...occasion, origin: "gl" }, draft(...lines));
  assert.ok(entry.lines.every(({ account }) => account !== "gl_contra"));
});

test("a reversal keeps the sides, turns the signs and names the original", () => {
  const lines = [debit("bank", inHome(books, 100n)), credit("on_account", inHome(books, 100n))];
  const entry = makeEntry(occasion, draft(...lines));
  const dates = { reversesId: "E1", businessDate: day, accountingDate: isoDate("2026-02-01") };
  const reversed = reverseEntry(entry, dates);
  assertBalanced(reversed);
  assert.equal(reversed.reversesId, "E1");
  assert.deepEqual(
    reversed.lines.map(({ side, amountMinor }) => [side, amountMinor]),
    [
      ["debit", -100n],
      ["credit", -100n],
    ],
  );
  const before = { ...dates, accountingDate: isoDate("2026-01-14") };
  assert.throws(() => reverseEntry(entry, before), /never before/);
});

test("a red line is shown on its side, or swapped the international way", () => {
  const red = debit("receivable", inHome(books, -100n));
  assert.equal(displayLine(red, "red"), red);
  const swapped = displayLine(red, "swapped");
  assert.equal(swapped.side, "credit");
  assert.equal(swapped.amountMinor, 100n);
  const black = debit("receivable", inHome(books, 100n));
  assert.equal(displayLine(black, "swapped"), black);
});
