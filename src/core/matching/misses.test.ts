// Every line that stays unmatched says what it missed by, and what would have decided it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScenarios } from "../../../tests/scenarios/matching-language.ts";
import { wordBecause } from "../words/matching.ts";
import { matchLines } from "./match.ts";

const book = `# misses
customer C1 "上海启明贸易有限公司"
customer C2 "Harbor Lights LLC"
customer C3 "苏州恒泰机械有限公司"
invoice I1 C1 CNY 50123.40 issued 2026-06-02 due 2026-07-30
invoice I2 C1 CNY 30456.70 issued 2026-06-09 due 2026-08-09
invoice I3 C1 CNY 90456.70 issued 2026-08-09 due 2026-10-09
invoice I4 C2 USD 1000.00 issued 2026-08-09 due 2026-10-09
invoice INV20260801 C3 CNY 5000.00 open 0.00 issued 2024-06-02 due 2024-07-30
`;

function missesOf(row: string): readonly string[] {
  const [scenario] = parseScenarios(`${book}${row}\nexpect  L1 unmatched`);
  const [verdict] = matchLines(scenario!.input).verdicts;
  assert.equal(verdict!.lane, "unmatched", JSON.stringify(verdict));
  const misses = verdict!.misses ?? [];
  assert.deepEqual(misses[0], verdict!.reason);
  for (const miss of misses) {
    assert.match(wordBecause(miss, "en"), /would have decided it$/);
    assert.match(wordBecause(miss, "zh"), /即可判定$/);
  }
  return misses.map((miss) => miss.key);
}

test("nobody known pays", () => {
  assert.deepEqual(missesOf('line L1 2026-09-18 CNY 777.70 "货款" from "杭州某某贸易有限公司"'), [
    "miss.payer_unknown",
  ]);
  assert.deepEqual(missesOf('line L1 2026-09-18 CNY 777.70 "货款" from "王小明"'), ["miss.person"]);
  assert.deepEqual(missesOf('line L1 2026-09-18 CNY 777.70 "货款"'), ["miss.nameless"]);
});

test("the payer has nothing open, or only in another currency", () => {
  assert.deepEqual(missesOf('line L1 2026-09-18 CNY 777.70 "货款" from "苏州恒泰机械有限公司"'), [
    "miss.nothing_open",
  ]);
  assert.deepEqual(missesOf('line L1 2026-09-18 CNY 777.70 "货款" from "Harbor Lights LLC"'), [
    "miss.other_currency",
  ]);
});

test("a number that is settled, and one that is in no book", () => {
  const settled = 'line L1 2026-09-18 CNY 777.70 "INV20260801" from "苏州恒泰机械有限公司"';
  assert.ok(missesOf(settled).includes("miss.settled"));
  const unknown = 'line L1 2026-09-18 CNY 777.70 "INV20269999" from "苏州恒泰机械有限公司"';
  assert.ok(missesOf(unknown).includes("miss.unknown_number"));
});
