import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { minorOf } from "./amounts.ts";
import { exchangeOf, rateOf, type TermWords, termsOf } from "./sum-terms.ts";

const words: TermWords = {
  kind: (kind: string) => kind,
  rest: (count: number) => `其余 ${count} 张`,
  residual: (r: LineCandidate["residuals"][number]) => r.code,
  converted: (of) =>
    `${of.currency} ${of.wholeMinor} settled ${of.settledMinor} less ${of.residuals.map((r) => r.code)}`,
};

type Residual = LineCandidate["residuals"][number];

function candidate(
  items: readonly (readonly [open: string, applied: string, kind?: string])[],
  residuals: readonly Partial<Residual>[] = [],
  rest = "0.00",
): LineCandidate {
  return {
    customerId: 1,
    customerName: "",
    allocations: items.map(([open, applied, kind = "invoice"], n) => ({
      item: {
        id: n + 1,
        customerId: 1,
        customerName: "",
        kind,
        no: `I${n + 1}`,
        issueDate: null,
        dueDate: null,
        currency: "CNY",
        amount: open,
        open,
        disputed: "0.00",
        orderNo: "",
        contractNo: "",
        memo: "",
      },
      amount: applied,
      lineAmount: applied,
    })),
    residuals: residuals.map((r) => ({
      side: "item",
      itemId: 1,
      amount: "0.00",
      currency: "CNY",
      code: "partial",
      difference: null,
      posted: false,
      because: [],
      ...r,
    })),
    confidence: 1,
    rule: "R09",
    rules: [],
    because: [],
    against: [],
    rest,
  };
}

function shown(of: LineCandidate): [string, string | null][] {
  return termsOf(of, "CNY", words).map(({ minor, note }) => [String(minor), note]);
}

test("an invoice less a credit note and a payable: each under its own name", () => {
  const sum = candidate([
    ["100000.00", "100000.00"],
    ["-8000.00", "-8000.00", "credit_note"],
    ["-500.00", "-500.00", "payable"],
  ]);
  assert.deepEqual(shown(sum), [
    ["10000000", null],
    ["-800000", "credit_note"],
    ["-50000", "payable"],
  ]);
});

test("what explains a short payment is taken off the item's open amount", () => {
  const fee = { code: "fee", amount: "25.00", posted: true } as const;
  assert.deepEqual(shown(candidate([["10000.00", "9975.00"]], [fee])), [
    ["1000000", null],
    ["-2500", "fee"],
  ]);
});

test("a gain or loss of the rates is home money beside the sum, not in it", () => {
  const gain = { side: "home", code: "fx", amount: "435.48", posted: true } as const;
  const loss = { ...gain, amount: "-500.00" };
  const both = candidate([["1000.00", "1000.00"]], [gain, loss]);
  assert.deepEqual(shown(both), [["100000", null]]);
  assert.deepEqual(exchangeOf(both), { minor: -6_452n, currency: "CNY" });
  assert.equal(exchangeOf(candidate([["1000.00", "1000.00"]])), null);
});

test("money over stands as a term of its own", () => {
  const over = { side: "line", itemId: null, code: "advance", amount: "500.00" } as const;
  assert.deepEqual(shown(candidate([["1000.00", "1000.00"]], [over])), [
    ["100000", null],
    ["50000", "advance"],
  ]);
});

test("many items are added up after the fourth, and the sum stays right", () => {
  const items = Array.from({ length: 22 }, () => ["10.00", "10.00"] as const);
  const terms = termsOf(candidate(items), "CNY", words);
  assert.equal(terms.length, 5);
  assert.equal(terms.at(-1)?.note, "其余 18 张");
  assert.equal(
    terms.reduce((sum, term) => sum + term.minor, 0n),
    minorOf("220.00", "CNY"),
  );
});

test("invoices in dollars paid in yuan are one term, with what stays open on one of them", () => {
  const short = { itemId: 2, code: "deduction", amount: "1250.00", currency: "USD" } as const;
  const paid = candidate(
    [
      ["10000.00", "10000.00"],
      ["20000.00", "18750.00"],
    ],
    [short],
  );
  const shares = ["71000.00", "133125.00"];
  const allocations = paid.allocations.map((one, n) => ({
    ...one,
    item: { ...one.item, currency: "USD" },
    lineAmount: shares[n]!,
  }));
  const dollars = { ...paid, allocations };
  assert.deepEqual(shown(dollars), [["20412500", "USD 3000000 settled 2875000 less deduction"]]);
  const wholes = (of: LineCandidate) =>
    termsOf(of, "CNY", words).map(({ isAll }) => isAll ?? false);
  assert.deepEqual(wholes(dollars), [true], "the note is the sum: the money is not said twice");
  const over = { side: "line", itemId: null, code: "advance", amount: "500.00" } as const;
  const more = candidate([], [over]).residuals;
  assert.deepEqual(wholes({ ...dollars, residuals: [...dollars.residuals, ...more] }), [
    false,
    false,
  ]);
});

test("the rate is that of one unit, of yen of a hundred", () => {
  const usd = { minor: 2_875_000n, currency: "USD" };
  assert.deepEqual(rateOf(usd, { minor: 20_412_500n, currency: "CNY" }), {
    unit: 1,
    rate: "7.1000",
  });
  const jpy = { minor: 100_000n, currency: "JPY" };
  assert.deepEqual(rateOf(jpy, { minor: 480_123n, currency: "CNY" }), {
    unit: 100,
    rate: "4.8012",
  });
  assert.equal(rateOf({ minor: 0n, currency: "USD" }, { minor: 0n, currency: "CNY" }), null);
});
