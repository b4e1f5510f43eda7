// The worst cases stay bounded and honest: counted in looks at the items of the book, not in seconds.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { matchItem, matchLine } from "../../../tests/data/match-records.ts";
import { addDays, isoDate } from "../date.ts";
import type { MatchInput, MatchItem, MatchLine } from "./input.ts";
import { matchLines } from "./match.ts";
import type { MatchOutput } from "./output.ts";

const firstDay = isoDate("2026-01-01");
const payer = "上海启明贸易有限公司";

function itemOf(index: number, amountMinor: number, day: number): MatchItem {
  return matchItem({
    itemNo: `INV${100_000 + index}`,
    amountMinor,
    issueDate: addDays(firstDay, day),
    dueDate: addDays(firstDay, day + 60),
  });
}

function lineOf(index: number, amountMinor: number, memo = "货款"): MatchLine {
  const date = addDays(firstDay, 100 + (index % 250));
  return matchLine({ lineId: `L${index}`, date, amountMinor, payerName: payer, memo });
}

type Counted = { readonly output: MatchOutput; readonly looks: number };

/** Matches, counting how often the engine looks at an item. */
function matchCounted(items: readonly MatchItem[], lines: readonly MatchLine[]): Counted {
  let looks = 0;
  const watched = new Proxy(items, {
    get: (target, key, receiver) => {
      if (typeof key === "string" && /^\d/.test(key)) looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  const input: MatchInput = {
    homeCurrency: "CNY",
    asOf: isoDate("2026-12-31"),
    items: watched,
    lines,
    customers: [
      {
        customerNo: "C1",
        name: payer,
        aliases: [],
        taxId: "",
        bankAccounts: [],
        paysFor: [],
        parentNo: "",
        paymentHabit: "",
      },
    ],
    rates: [],
    own: [],
    memory: [],
    rules: [],
    closedDays: 60,
    maxWrongPerMille: 1,
    incompleteCustomers: new Set(),
  };
  const output = matchLines(input);
  return { output, looks };
}

/** Numbers from 0 on, without a pattern, the same in every run. */
function scatter(index: number): number {
  return Math.imul(index + 1, 2_654_435_761) >>> 0;
}

/** Items of crooked amounts; each line pays one to five of them and names none. */
function unnamedBook(itemCount: number, lineCount: number): Counted {
  const items = Array.from({ length: itemCount }, (_, at) =>
    itemOf(at, 10_000 + (scatter(at) % 9_000_000), at % 300),
  );
  const lines = Array.from({ length: lineCount }, (_, at) => {
    let sum = 0;
    for (let part = 0; part <= at % 5; part++) {
      sum += items[scatter(at * 5 + part) % itemCount]!.openMinor;
    }
    return lineOf(at, sum);
  });
  return matchCounted(items, lines);
}

describe("the worst cases", () => {
  test("a customer with 5,000 open items and 500 payments without references", () => {
    const small = unnamedBook(1_250, 125);
    const large = unnamedBook(5_000, 500);
    // Four times the items and four times the lines: sixteen times the pairs, and hardly more.
    assert.ok(large.looks <= small.looks * 20, `${small.looks} → ${large.looks}`);
    assert.ok(large.looks <= 5_000 * 500 * 2, `${large.looks} looks`);
    for (const { lane, candidates } of large.output.verdicts) {
      // So many items make any sum of several: only what one item alone explains is posted.
      if (lane === "auto") assert.equal(candidates[0]!.allocations.length, 1);
    }
  });

  test("2,000 items of one amount: every line is a tie and none is posted", () => {
    const items = Array.from({ length: 2_000 }, (_, at) => itemOf(at, 500_000, at % 300));
    const lines = Array.from({ length: 500 }, (_, at) => lineOf(at, 500_000 * (1 + (at % 4))));
    const { output, looks } = matchCounted(items, lines);
    assert.ok(looks <= 2_000 * 500 * 3, `${looks} looks`);
    for (const verdict of output.verdicts) {
      assert.equal(verdict.lane, "suggested");
      assert.ok(verdict.candidates.length <= 5);
    }
    const single = output.verdicts[0]!;
    assert.equal(single.candidates[0]!.allocations.length, 1);
    assert.ok(single.tiedWith >= 100, `${single.tiedWith} ties`);
  });

  test("40 items in one payment, next to each other by due date or listed in the memo", () => {
    const items = Array.from({ length: 60 }, (_, at) =>
      itemOf(at, 10_000 + (scatter(at) % 9_000_000), at * 3),
    );
    const paid = items.slice(5, 45);
    const sum = paid.reduce((total, item) => total + item.openMinor, 0);
    const list = paid.map((item) => item.itemNo).join(",");
    for (const memo of ["货款", list]) {
      const { output, looks } = matchCounted(items, [lineOf(240, sum, memo)]);
      const [verdict] = output.verdicts;
      assert.equal(verdict!.lane, "auto");
      const settled = verdict!.candidates[0]!.allocations.map(({ item }) => items[item]!.itemNo);
      assert.deepEqual(settled.sort(), paid.map((item) => item.itemNo).sort());
      assert.ok(looks <= 60 * 60, `${looks} looks`);
    }
  });
});
