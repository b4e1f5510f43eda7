import assert from "node:assert/strict";
import test from "node:test";
import { type Receipt, setsThatFit, withoutRivals } from "./receipts-together.ts";

const receipt = (lineId: string, amountMinor: number, day = 0): Receipt => ({
  lineId,
  day,
  amountMinor,
});
const open = (amounts: readonly number[]) => (sum: number) =>
  amounts.flatMap((amount, item) => (amount === sum ? [item] : []));
const named = (sets: ReturnType<typeof setsThatFit>) =>
  sets.map(({ receipts, item }) => `${receipts.map((one) => one.lineId).join("+")}=${item}`);

test("two to four receipts that come to an open amount are found", () => {
  const receipts = [receipt("A", 100), receipt("B", 230), receipt("C", 470), receipt("D", 1_000)];
  assert.deepEqual(named(setsThatFit(receipts, open([330, 800, 1_800]))), [
    "A+B=0",
    "A+B+C=1",
    "A+B+C+D=2",
  ]);
});

test("one receipt alone is no set, and neither are receipts far apart", () => {
  assert.deepEqual(setsThatFit([receipt("A", 100)], open([100])), []);
  assert.deepEqual(setsThatFit([receipt("A", 100), receipt("B", 230, 16)], open([330])), []);
});

test("sets that want the same receipt, or the same item, decide nothing", () => {
  const receipts = [receipt("A", 100), receipt("B", 230), receipt("C", 130), receipt("D", 200)];
  const sets = setsThatFit(receipts, open([330]));
  assert.deepEqual(named(sets).sort(), ["A+B=0", "C+D=0"]);
  assert.deepEqual(withoutRivals(sets), []);
  const twins = setsThatFit(receipts.slice(0, 2), open([330, 330]));
  assert.deepEqual(withoutRivals(twins), []);
});
