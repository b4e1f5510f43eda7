// The checker itself: a right result passes, each single wrong figure is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkResult, type FileModeResult, factsOf } from "./check-result.ts";

const facts = factsOf({
  items: `item_no,kind,customer_no,currency,amount,open_amount
I1,,C1,CNY,100.00,
I2,,C1,CNY,-20.00,
I3,invoice,C2,JPY,500,300
`,
  lines: `line_id,currency,amount
L1,,85.00
L2,JPY,290
L3,CNY,7.00
`,
});

const right: FileModeResult = {
  version: 1,
  engine: { version: "1", weights: "1" },
  allocations: [
    allocation("L1", "I1", { amount: "100.00", lineAmount: "100.00" }),
    allocation("L1", "I2", { kind: "credit_note", amount: "-20.00", lineAmount: "-20.00" }),
    allocation("L2", "I3", {
      customerNo: "C2",
      amount: "290",
      lineAmount: "290",
      status: "suggested",
      tiedWith: 1,
    }),
  ],
  residuals: [
    {
      lineId: "L1",
      itemNo: null,
      kind: null,
      side: "line",
      amount: "5.00",
      currency: "CNY",
      code: "advance",
      difference: null,
      status: "auto",
      posted: true,
      because: [],
    },
    {
      lineId: "L2",
      itemNo: "I3",
      kind: "invoice",
      side: "item",
      amount: "10",
      currency: "JPY",
      code: "unexplained",
      difference: null,
      status: "suggested",
      posted: false,
      because: [],
    },
  ],
  lines: [
    line("L1", { customerNo: "C1", amount: "85.00", applied: "80.00", unapplied: "5.00" }),
    line("L2", { status: "suggested", amount: "290", applied: "0", unapplied: "290" }),
    line("L3", {
      status: "not_receivable",
      category: "interest",
      amount: "7.00",
      applied: "0.00",
      unapplied: "7.00",
    }),
  ],
  items: [
    { itemNo: "I2", kind: "credit_note", customerNo: "C1", openAfter: "0.00" },
    { itemNo: "I1", kind: "invoice", customerNo: "C1", openAfter: "0.00" },
    { itemNo: "I3", kind: "invoice", customerNo: "C2", openAfter: "300" },
  ],
  refused: [],
  skipped: [],
  totals: {
    lines: 3,
    auto: 1,
    suggested: 1,
    unmatched: 0,
    notReceivable: 1,
    autoAmount: { CNY: "85.00" },
  },
  timings: { readMs: 0, matchMs: 0, writeMs: 0 },
};

function allocation(
  lineId: string,
  itemNo: string,
  more: Partial<FileModeResult["allocations"][number]>,
): FileModeResult["allocations"][number] {
  return {
    lineId,
    itemNo,
    kind: "invoice",
    customerNo: "C1",
    amount: "",
    lineAmount: "",
    status: "auto",
    confidence: 0.9,
    rule: "R09",
    rules: ["R09"],
    tiedWith: 0,
    because: ["x"],
    ...more,
  };
}

function line(
  lineId: string,
  more: Partial<FileModeResult["lines"][number]>,
): FileModeResult["lines"][number] {
  return {
    lineId,
    customerNo: null,
    status: "auto",
    category: null,
    amount: "",
    applied: "",
    unapplied: "",
    reason: "x",
    ...more,
  };
}

/** The right result with one record changed. */
function with1<Key extends "allocations" | "residuals" | "lines" | "items">(
  key: Key,
  place: number,
  change: Partial<FileModeResult[Key][number]>,
): FileModeResult {
  const records = right[key].map((record, at) =>
    at === place ? { ...record, ...change } : record,
  );
  return { ...right, [key]: records };
}

test("a right result has no faults", () => {
  assert.deepEqual(checkResult(right, facts), []);
});

const wrong: readonly (readonly [string, FileModeResult, RegExp])[] = [
  ["money that vanishes", with1("residuals", 0, { amount: "4.99" }), /L1.*are not 85\.00/],
  ["a negative rest", with1("residuals", 0, { amount: "-5.00" }), /left of the line/],
  ["a posted deduction", with1("residuals", 0, { code: "deduction" }), /may not be posted/],
  ["a posted suggestion", with1("residuals", 1, { code: "fee", posted: true }), /posted on a/],
  ["a wrong rest of an item", with1("items", 2, { openAfter: "10" }), /open after/],
  ["more allocated than open", with1("allocations", 0, { amount: "120.00" }), /open after is/],
  ["an item settled twice over", with1("items", 1, { openAfter: "-20.00" }), /over-settled/],
  ["an allocation against its item", with1("allocations", 1, { amount: "20.00" }), /runs against/],
  ["an automatic tie", with1("allocations", 0, { tiedWith: 1 }), /automatic and tied/],
  ["an item of someone else", with1("allocations", 0, { customerNo: "C9" }), /no such item/],
  ["decimals of another currency", with1("lines", 1, { amount: "290.00" }), /not written as JPY/],
  ["a category on a receipt", with1("lines", 0, { category: "interest" }), /auto with category/],
  ["a changed amount", with1("lines", 2, { amount: "8.00", unapplied: "8.00" }), /8\.00 ≠ 7\.00/],
  ["lines out of order", { ...right, lines: right.lines.toReversed() }, /lines are not in order/],
  ["a missing line", { ...right, lines: right.lines.slice(0, 2) }, /too few listed/],
  ["a wrong count", { ...right, totals: { ...right.totals, auto: 2 } }, /totals\.auto/],
];
for (const [title, result, pattern] of wrong) {
  test(`${title} is found`, () => {
    assert.match(checkResult(result, facts).join("\n"), pattern);
  });
}
