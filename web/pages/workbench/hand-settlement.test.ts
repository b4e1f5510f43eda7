import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkbenchItem } from "../../../src/contract/workbench.ts";
import { minorOf } from "./amounts.ts";
import {
  balanceOf,
  type ChosenItem,
  type HandLine,
  type HandState,
  reasonsFor,
  settlementOf,
} from "./hand-settlement.ts";

function item(id: number, open: string, customerId = 7): WorkbenchItem {
  return {
    id,
    customerId,
    customerName: "上海启明贸易",
    kind: open.startsWith("-") ? "credit_note" : "invoice",
    no: `INV${id}`,
    issueDate: "2026-08-02",
    dueDate: "2026-09-30",
    currency: "CNY",
    amount: open,
    open,
    disputed: "0.00",
    orderNo: "",
    contractNo: "",
    memo: "",
  };
}

function chosen(id: number, open: string, customerId = 7): ChosenItem {
  const minor = minorOf(open, "CNY");
  return { item: item(id, open, customerId), amountMinor: minor, takesMinor: minor };
}

function line(id: number, rest: string): HandLine {
  return { id, currency: "CNY", rest };
}

function state(lines: HandLine[], items: ChosenItem[], more: Partial<HandState> = {}): HandState {
  return {
    lines,
    chosen: items,
    customerId: null,
    reason: null,
    deduction: null,
    due: null,
    ...more,
  };
}

function bodyOf(given: HandState) {
  const outcome = settlementOf(given);
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.lack);
  return outcome.body;
}

test("an invoice less its credit note meets the money exactly", () => {
  const given = state([line(1, "92000.00")], [chosen(1, "100000.00"), chosen(2, "-8000.00")]);
  assert.equal(balanceOf(given).differenceMinor, 0n);
  const { parts, residuals, customerId } = bodyOf(given);
  assert.equal(customerId, 7);
  assert.deepEqual(residuals, []);
  assert.deepEqual(
    parts.map((part) => [part.itemId, part.amount]),
    [
      [2, "-8000.00"],
      [1, "100000.00"],
    ],
  );
});

test("nothing goes out before it is complete", () => {
  const lines = [line(1, "90.00")];
  const lackOf = (given: HandState) => {
    const outcome = settlementOf(given);
    return outcome.ok ? "none" : outcome.lack;
  };
  assert.equal(lackOf(state(lines, [])), "item");
  assert.equal(lackOf(state(lines, [chosen(1, "100.00")])), "reason");
  assert.equal(lackOf(state(lines, [chosen(1, "100.00")], { reason: "advance" })), "reason");
  assert.equal(lackOf(state(lines, [chosen(1, "100.00")], { reason: "deduction" })), "deduction");
  const two = [chosen(1, "50.00"), chosen(2, "40.00", 8)];
  assert.equal(lackOf(state(lines, two)), "customer");
  assert.equal(lackOf(state(lines, two, { customerId: 7 })), "none");
  const small = [chosen(1, "60.00"), chosen(2, "60.00"), chosen(3, "60.00")];
  assert.equal(lackOf(state(lines, small, { reason: "open" })), "carrier");
});

test("a short payment takes its reason on the item ticked last that can bear it", () => {
  const items = [chosen(1, "5.00"), chosen(2, "100.00"), chosen(3, "1.00")];
  const { parts, residuals } = bodyOf(state([line(1, "81.00")], items, { reason: "fee" }));
  assert.deepEqual(residuals, [
    {
      side: "item",
      lineId: 1,
      itemId: 2,
      amount: "25.00",
      currency: "CNY",
      code: "fee",
      difference: "P04",
      due: null,
    },
  ]);
  assert.equal(parts.find((part) => part.itemId === 2)?.amount, "75.00");
});

test("a retention carries the end of its warranty, other reasons do not", () => {
  const items = [chosen(1, "100.00")];
  const short = (reason: HandState["reason"]) =>
    bodyOf(state([line(1, "95.00")], items, { reason, due: "2027-08-31" })).residuals.map(
      ({ code, difference, due }) => [code, difference, due],
    );
  assert.deepEqual(short("retention"), [["retention", "P08", "2027-08-31"]]);
  assert.deepEqual(short("open"), [["partial", null, null]]);
});

test("money left over becomes an advance, a rounding, or rests on account", () => {
  const lines = [line(1, "100.00"), line(2, "50.00")];
  const items = [chosen(1, "120.00")];
  const advance = bodyOf(state(lines, items, { reason: "advance" }));
  assert.deepEqual(
    advance.residuals.map(({ side, lineId, amount, code }) => [side, lineId, amount, code]),
    [["line", 2, "30.00", "advance"]],
  );
  assert.deepEqual(
    advance.parts.map(({ lineId, amount }) => [lineId, amount]),
    [
      [1, "100.00"],
      [2, "20.00"],
    ],
  );
  assert.deepEqual(bodyOf(state(lines, items, { reason: "on_account" })).residuals, []);
  assert.deepEqual(reasonsFor(3000n), ["advance", "rounding", "on_account"]);
});

test("what lines give and what items take is the same to the cent, whatever the mix", () => {
  const lines = [line(1, "10.01"), line(2, "20.02"), line(3, "0.97")];
  const items = [chosen(1, "-4.00"), chosen(2, "17.33"), chosen(3, "0.67"), chosen(4, "17.00")];
  const { parts } = bodyOf(state(lines, items));
  const sum = (of: (part: (typeof parts)[number]) => boolean) =>
    parts.filter(of).reduce((n, part) => n + minorOf(part.lineAmount, "CNY"), 0n);
  for (const one of lines)
    assert.equal(
      sum((p) => p.lineId === one.id),
      minorOf(one.rest, "CNY"),
    );
  for (const one of items)
    assert.equal(
      sum((p) => p.itemId === one.item.id),
      one.takesMinor,
    );
});

test("another currency: the money of the line buys the amount of the item", () => {
  const usd: ChosenItem = {
    item: { ...item(1, "1000.00"), currency: "USD" },
    amountMinor: 100000n,
    takesMinor: 710000n,
  };
  const { parts } = bodyOf(state([line(1, "3000.00"), line(2, "4100.00")], [usd]));
  assert.deepEqual(
    parts.map(({ lineId, amount, currency, lineAmount }) => [lineId, amount, currency, lineAmount]),
    [
      [1, "422.53", "USD", "3000.00"],
      [2, "577.47", "USD", "4100.00"],
    ],
  );
});

test("what a platform kept is no part of an order: the last of its lines pays the gross", () => {
  const orders = [chosen(1, "6000.00", 7), chosen(2, "4000.00", 9)];
  const lines = [line(1, "5000.00"), line(2, "4940.00")];
  const body = bodyOf(state(lines, orders, { customerId: 7, reason: "platform_fee" }));
  assert.deepEqual(
    body.parts.map((part) => [part.lineId, part.itemId, part.lineAmount]),
    [
      [1, 1, "5000.00"],
      [2, 1, "1000.00"],
      [2, 2, "4000.00"],
    ],
  );
  const [kept] = body.residuals;
  assert.deepEqual([kept?.side, kept?.lineId, kept?.amount], ["line", 2, "60.00"]);
});
