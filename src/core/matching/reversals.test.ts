import assert from "node:assert/strict";
import { test } from "node:test";
import { matchLine } from "../../../tests/data/match-records.ts";
import { isoDate } from "../date.ts";
import type { MatchLine } from "./input.ts";
import { findReturns } from "./reversals.ts";
import { resolveRules } from "./rule-book.ts";

function line(given: Partial<MatchLine>): MatchLine {
  return matchLine({
    ...{ lineId: "", date: isoDate("2026-09-18"), amountMinor: 100_00 },
    ...{ payerName: "启明贸易", account: "8807" },
    ...given,
  });
}

const out = (given: Partial<MatchLine> = {}) =>
  line({ amountMinor: -100_00, date: isoDate("2026-09-21"), memo: "退票", ...given });

function returns(lines: readonly MatchLine[], booked: readonly MatchLine[]) {
  const found = findReturns({ lines, booked, rulesFor: resolveRules([]) }, () => false);
  return [...found].map(([at, receipt]) => [at, receipt.lineId]);
}

test("money out takes back the booked receipt of its payer and amount, the nearest before it", () => {
  const booked = [
    line({ lineId: "A", date: isoDate("2026-09-14") }),
    line({ lineId: "B", date: isoDate("2026-09-19") }),
    line({ lineId: "C", date: isoDate("2026-09-22") }),
  ];
  assert.deepEqual(returns([out()], booked), [[0, "B"]]);
  assert.deepEqual(returns([out()], booked.toReversed()), [[0, "B"]]);
  assert.deepEqual(returns([out(), out()], booked), [
    [0, "B"],
    [1, "A"],
  ]);
});

test("the same reference goes before a nearer day, and needs no word", () => {
  const booked = [
    line({ lineId: "A", date: isoDate("2026-09-14"), bankRef: "R1" }),
    line({ lineId: "B", date: isoDate("2026-09-19") }),
  ];
  assert.deepEqual(returns([out({ bankRef: "R1", memo: "" })], booked), [[0, "A"]]);
});

test("a bank's word for what came back is known in several languages", () => {
  const booked = [line({ lineId: "A", memo: "CHQ 517563" })];
  for (const memo of [
    "CHEQUE IMPAYÉ 517563",
    "RÜCKLASTSCHRIFT",
    "RUECKLASTSCHRIFT 517563",
    "CHEQUE DEVUELTO 517563",
    "RECIBO IMPAGADO",
    "INSOLUTO",
    "BOUNCED CHQ 517563",
    "CHQ DISHONOURED",
    "부도 517563",
    "不渡 517563",
    "組戻",
  ]) {
    assert.deepEqual(returns([out({ memo })], booked), [[0, "A"]], memo);
  }
});

test("another account, amount, currency or payer, no word, too long ago: nothing is taken back", () => {
  const booked = [line({ lineId: "A" })];
  for (const other of [
    { account: "1234" },
    { amountMinor: -100_01 },
    { currency: "USD" },
    { payerName: "远航机械" },
    { memo: "货款" },
    { date: isoDate("2026-10-18") },
  ]) {
    assert.deepEqual(returns([out(other)], booked), [], JSON.stringify(other));
  }
});
