import assert from "node:assert/strict";
import test from "node:test";
import type { LineTruth } from "../../demo/books.ts";
import { type Comparison, compareLine } from "./compare.ts";
import { figuresOf } from "./figures.ts";
import type { ResultAllocation, ResultLine, ResultResidual } from "./result.ts";

const truth: LineTruth = {
  lineId: "L1",
  kind: "rounding",
  reference: "full",
  payer: "exact",
  receivable: true,
  category: null,
  payerNo: "C1",
  payerInMaster: true,
  allocations: [
    {
      itemNo: "I1",
      kind: "invoice",
      customerNo: "C1",
      amountMinor: 10_000,
      lineAmountMinor: 10_000,
    },
  ],
  residuals: [
    {
      itemNo: "I1",
      side: "item",
      amountMinor: 3,
      currency: "CNY",
      code: "rounding",
      difference: "T03",
    },
  ],
};
const allocation: ResultAllocation = {
  lineId: "L1",
  itemNo: "I1",
  kind: "invoice",
  customerNo: "C1",
  amount: "100.00",
  lineAmount: "100.00",
  status: "auto",
};
const residual: ResultResidual = {
  lineId: "L1",
  itemNo: "I1",
  kind: "invoice",
  side: "item",
  amount: "0.03",
  currency: "CNY",
  code: "rounding",
  difference: "T03",
  status: "auto",
  posted: true,
};
const answer: ResultLine = {
  lineId: "L1",
  customerNo: "C1",
  status: "auto",
  category: null,
  amount: "100.00",
};

function compare(change: Partial<Comparison> = {}) {
  return compareLine({
    truth,
    currency: "CNY",
    amountMinor: 10_000,
    answer,
    allocations: [allocation],
    residuals: [residual],
    currencyOf: () => "CNY",
    ...change,
  });
}

test("the same allocations and posted residuals are exact", () => {
  assert.deepEqual(compare().faults, []);
});

test("a wrong cent is wrong", () => {
  assert.equal(compare({ allocations: [{ ...allocation, amount: "100.01" }] }).isExact, false);
  assert.equal(compare({ residuals: [{ ...residual, amount: "0.04" }] }).isExact, false);
});

test("another item, another customer and another kind are wrong", () => {
  for (const change of [{ itemNo: "I2" }, { customerNo: "C2" }, { kind: "delivery" }]) {
    assert.equal(compare({ allocations: [{ ...allocation, ...change }] }).isExact, false);
  }
});

test("an item too many is wrong", () => {
  const more = { ...allocation, itemNo: "I2", amount: "1.00", lineAmount: "1.00" };
  assert.equal(compare({ allocations: [allocation, more] }).isExact, false);
});

test("posting a residual under another code is wrong, leaving it open is not", () => {
  assert.equal(compare({ residuals: [{ ...residual, code: "fee" }] }).isExact, false);
  assert.equal(compare({ residuals: [{ ...residual, posted: false }] }).isExact, true);
});

test("a line that is no receipt must not be applied to anything", () => {
  const none = {
    ...truth,
    receivable: false,
    category: "interest",
    allocations: [],
    residuals: [],
  };
  assert.equal(compare({ truth: none }).isExact, false);
  const advance = {
    ...residual,
    itemNo: null,
    side: "line" as const,
    amount: "100.00",
    code: "advance",
  };
  assert.equal(compare({ truth: none, allocations: [], residuals: [advance] }).isExact, false);
});

test("a cause counts when its code is named, posted or not", () => {
  assert.deepEqual(compare().causes, [{ cause: "T03", named: true }]);
  const other = compare({ residuals: [{ ...residual, difference: "P04" }] });
  assert.deepEqual(other.causes, [{ cause: "T03", named: false }]);
});

test("wrong per thousand counts automatic lines only, recall decidable receivable lines only", () => {
  const right = compare();
  const wrong = compare({ allocations: [{ ...allocation, itemNo: "I2" }] });
  const suggestedWrong = { ...wrong, status: "suggested" as const };
  const undecidable = { ...right, lineId: "L9", status: "unmatched" as const };
  const figures = figuresOf(
    [right, right, wrong, suggestedWrong, undecidable],
    (id) => id !== "L9",
  );
  assert.deepEqual([figures.wrong.hits, figures.wrong.of], [1, 3]);
  assert.deepEqual([figures.recall.hits, figures.recall.of], [2, 4]);
  assert.deepEqual([figures.recallOfAll.hits, figures.recallOfAll.of], [2, 5]);
  assert.deepEqual(figures.money, { CNY: { automaticMinor: 30_000, wrongMinor: 10_000 } });
});

test("causes are averaged over codes, not over lines", () => {
  const named = compare();
  const missed = { ...named, causes: [{ cause: "S01", named: false }] };
  assert.equal(figuresOf([named, named, named, missed], () => true).causeRight.average, 0.5);
});
