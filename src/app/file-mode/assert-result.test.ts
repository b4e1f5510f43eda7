// No result leaves the house that breaks what its reader may rely on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchItem, matchLine } from "../../../tests/data/match-records.ts";
import type { IsoDate } from "../../core/date.ts";
import type { MatchItem } from "../../core/matching/input.ts";
import type { LineVerdict, MatchCandidate, MatchResidual } from "../../core/matching/output.ts";
import { openAfter } from "./assert-result.ts";

const day = "2026-09-02" as IsoDate;

function item(itemNo: string, openMinor: number): MatchItem {
  return matchItem({
    itemNo,
    kind: openMinor < 0 ? "credit_note" : "invoice",
    amountMinor: openMinor,
    issueDate: day,
  });
}

const line = matchLine({ lineId: "L1", date: day, amountMinor: 900 });

function residual(more: Partial<MatchResidual>): MatchResidual {
  return {
    item: 0,
    side: "item",
    amountMinor: 100,
    currency: "CNY",
    code: "fee",
    difference: null,
    posted: true,
    because: [],
    ...more,
  };
}

function openOf(
  reading: Partial<MatchCandidate>,
  verdict: Partial<LineVerdict> = {},
): readonly number[] {
  const candidate = {
    customerNo: "C1",
    allocations: [{ item: 0, amountMinor: 900, lineAmountMinor: 900 }],
    residuals: [],
    confidence: 1,
    rule: "R09",
    rules: ["R09"],
    because: [],
    against: [],
    ...reading,
  };
  const one: LineVerdict = {
    line: 0,
    lane: "auto",
    category: null,
    payerNo: "C1",
    payerBecause: [],
    candidates: [candidate],
    tiedWith: 0,
    reason: { key: "x", fields: {} },
    ...verdict,
  };
  return openAfter({ items: [item("I1", 1000), item("R1", -200)], lines: [line], verdicts: [one] });
}

test("allocations and posted residuals reduce what is open, the others do not", () => {
  assert.deepEqual(openOf({ residuals: [residual({})] }), [0, -200]);
  assert.deepEqual(
    openOf({ residuals: [residual({ code: "deduction", posted: false })] }),
    [100, -200],
  );
  assert.deepEqual(openOf({}, { lane: "suggested", tiedWith: 2 }), [1000, -200]);
});

test("a residual of a credit note counts in the note's own direction", () => {
  const allocations = [
    { item: 0, amountMinor: 1000, lineAmountMinor: 1000 },
    { item: 1, amountMinor: -100, lineAmountMinor: -100 },
  ];
  const residuals = [residual({ item: 1, code: "rounding" })];
  assert.deepEqual(openOf({ allocations, residuals }), [0, 0]);
});

const broken: readonly (readonly [string, () => unknown, RegExp])[] = [
  ["money unaccounted for", () => openOf({ allocations: [] }), /0 accounted for of 900/],
  ["more than is open", () => openOf({ residuals: [residual({ amountMinor: 101 })] }), /-1 open/],
  [
    "a posted deduction",
    () => openOf({ residuals: [residual({ code: "deduction" })] }),
    /deduction is posted/,
  ],
  [
    "a residual that runs backwards",
    () => openOf({ residuals: [residual({ amountMinor: -5 })] }),
    /-5 in the item's own direction/,
  ],
  [
    "another currency",
    () => openOf({ residuals: [residual({ currency: "USD" })] }),
    /USD on an item in CNY/,
  ],
  ["an automatic tie", () => openOf({}, { tiedWith: 1 }), /automatic and tied/],
  ["no reading", () => openOf({}, { candidates: [] }), /without a reading/],
];
for (const [title, run, pattern] of broken) {
  test(`${title} is caught before it is written`, () => {
    assert.throws(run, pattern);
  });
}
