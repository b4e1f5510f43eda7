import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineCandidate } from "../../../src/contract/workbench.ts";
import { differingItems, isSameAmountTie, proposalNow } from "./proposal-now.ts";

type Part = readonly [id: number, open: string, applied: string];

function proposal(
  parts: readonly Part[],
  more: {
    readonly fee?: readonly [itemId: number, amount: string];
    readonly because?: LineCandidate["because"];
  } = {},
): LineCandidate {
  return {
    customerId: 1,
    customerName: "",
    allocations: parts.map(([id, open, applied]) => ({
      item: {
        id,
        customerId: 1,
        customerName: "",
        kind: applied.startsWith("-") ? "credit_note" : "invoice",
        no: `I${id}`,
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
    residuals: more.fee
      ? [
          {
            side: "item",
            itemId: more.fee[0],
            amount: more.fee[1],
            currency: "CNY",
            code: "fee",
            difference: null,
            posted: true,
            because: [],
          },
        ]
      : [],
    confidence: 1,
    rule: "R09",
    rules: [],
    because: more.because ?? [],
    against: [],
    rest: "0.00",
  };
}

test("a proposal whose items are all open stays as it is", () => {
  const whole = proposal([
    [1, "100.00", "100.00"],
    [2, "-30.00", "-30.00"],
  ]);
  assert.deepEqual(proposalNow(whole, "CNY"), { candidate: whole, short: [] });
});

test("what was settled meanwhile lacks: the item leaves, the rest says how much is not explained", () => {
  const now = proposalNow(
    proposal([
      [1, "0.00", "806.75"],
      [2, "50.00", "200.00"],
      [3, "10.00", "10.00"],
    ]),
    "CNY",
  );
  assert.deepEqual(
    now.short.map(({ no, open, lack }) => [no, open, lack]),
    [
      ["I1", "0.00", "806.75"],
      ["I2", "50.00", "150.00"],
    ],
  );
  assert.deepEqual(
    now.candidate.allocations.map(({ item, amount }) => [item.no, amount]),
    [
      ["I2", "50.00"],
      ["I3", "10.00"],
    ],
  );
  assert.equal(now.candidate.rest, "956.75");
});

test("a red invoice that was used up lacks on the other side", () => {
  const now = proposalNow(
    proposal([
      [1, "100.00", "100.00"],
      [2, "0.00", "-30.00"],
    ]),
    "CNY",
  );
  assert.deepEqual(now.short, [
    { itemId: 2, no: "I2", currency: "CNY", open: "0.00", lack: "30.00" },
  ]);
  assert.equal(now.candidate.rest, "-30.00");
});

test("a fee that is booked on the item needs its room there too", () => {
  assert.deepEqual(
    proposalNow(proposal([[1, "100.00", "80.00"]], { fee: [1, "20.00"] }), "CNY").short,
    [],
  );
  const [short] = proposalNow(
    proposal([[1, "90.00", "80.00"]], { fee: [1, "20.00"] }),
    "CNY",
  ).short;
  assert.equal(short?.lack, "10.00");
});

test("equal proposals are told apart by the items that not all of them settle alike", () => {
  const one = proposal([
    [1, "5.00", "5.00"],
    [2, "7.00", "7.00"],
  ]);
  const other = proposal([
    [1, "5.00", "5.00"],
    [3, "7.00", "7.00"],
  ]);
  assert.deepEqual([...differingItems([one, other])], [2, 3]);
  const turned = proposal([
    [1, "5.00", "2.00"],
    [2, "7.00", "3.00"],
  ]);
  assert.deepEqual([...differingItems([one, turned])], [1, 2], "the same items for other amounts");
  const stranger = proposal([[9, "12.00", "12.00"]]);
  assert.deepEqual([...differingItems([one, stranger])], [], "nothing in common, nothing to mark");
});

test("only one amount on several items that nothing names is a tie of same amounts", () => {
  const first = proposal([[1, "5.00", "5.00"]]);
  assert.ok(isSameAmountTie([first, proposal([[2, "5.00", "5.00"]])]));
  assert.ok(!isSameAmountTie([first, proposal([[2, "6.00", "5.00"]])]));
  const cited = proposal([[2, "5.00", "5.00"]], { because: [{ key: "cited.full", fields: {} }] });
  assert.ok(!isSameAmountTie([first, cited]));
});
