// What is read out of a memo, given the numbers a book knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readMemo } from "./memo.ts";
import { buildNumberIndex } from "./number-index.ts";

const options = { ranges: true, maxRange: 60 };

function cited(memo: string, numbers: readonly string[]): string[] {
  const index = buildNumberIndex(numbers.length, (item, kind) =>
    kind === 0 ? numbers[item]! : "",
  );
  return readMemo(memo, index, options).citations.map(({ key }) => key);
}

test("numbers in full, however they are separated", () => {
  assert.deepEqual(cited("RE I1/I2", ["I1", "I2"]), ["I1", "I2"]);
  assert.deepEqual(cited("inv-2025/001", ["INV2025-001"]), ["INV2025001"]);
  assert.deepEqual(cited("ＩＮＶ２０２５００１", ["INV2025001"]), ["INV2025001"]);
  assert.deepEqual(cited("2531 2000 0000 1234 5678", ["25312000000012345678"]), [
    "25312000000012345678",
  ]);
  assert.deepEqual(cited("INV001INV002", ["INV001", "INV002"]), ["INV001", "INV002"]);
  assert.deepEqual(cited("购销[2025]第018号", ["购销〔2025〕第018号"]), ["2025018"]);
});

test("the longest known number wins", () => {
  const numbers = ["HT2025001", "HT2025001-03"];
  assert.deepEqual(cited("HT2025001-03", numbers), ["HT202500103"]);
  assert.deepEqual(cited("HT2025001", numbers), ["HT2025001"]);
});

test("lists with shortened tails, and ranges", () => {
  const numbers = ["INV001", "INV002", "INV003", "INV005"];
  assert.deepEqual(cited("INV001/02/05", numbers), ["INV001", "INV002", "INV005"]);
  assert.deepEqual(cited("INV001、003", numbers), ["INV001", "INV003"]);
  assert.deepEqual(cited("INV001-003", numbers), ["INV001", "INV002", "INV003"]);
  assert.deepEqual(cited("INV001至INV003", numbers), ["INV001", "INV002", "INV003"]);
  assert.deepEqual(cited("INV003-001", numbers), ["INV003", "INV001"]);
});

test("what goes on in dashes is a list; a range has two ends", () => {
  const numbers = ["RE03520", "RE03521", "RE03523", "RE03527", "RE03528", "RE03548"];
  const list = ["RE03523", "RE03520", "RE03548", "RE03527"];
  assert.deepEqual(cited("RE-03523 - RE-03520 - RE-03548 - RE-03527", numbers), list);
  assert.deepEqual(cited("INV001-003-005", ["INV001", "INV002", "INV003", "INV005"]), [
    "INV001",
    "INV003",
    "INV005",
  ]);
});

test("ranges of numbers with a year before them, in the words of several languages", () => {
  const numbers = ["2026/1280", "2026/1281", "2026/1284"];
  const keys = ["20261280", "20261281", "20261284"];
  assert.deepEqual(cited("2026/1280 à 2026/1284", numbers), keys);
  assert.deepEqual(cited("FT 2026/1280 al 1284", numbers), keys);
});

test("a date behind a number is no list", () => {
  const numbers = ["RD2601031", "RD2601012", "RD2600902"];
  assert.deepEqual(cited("RD26-01031 12/05/25", numbers), ["RD2601031"]);
  assert.deepEqual(cited("RD26-01031 2025-12-09", numbers), ["RD2601031"]);
});

test("lists and ranges of numbers of twenty digits", () => {
  const numbers = ["97", "98", "99"].map((end) => `263220000008530331${end}`);
  numbers.push("26322000000853033200");
  assert.deepEqual(cited(`货款${numbers[0]}~${numbers[3]}`, numbers), numbers);
  assert.deepEqual(cited(`货款${numbers[0]}至200`, numbers), numbers);
  assert.deepEqual(cited(`货款${numbers[0]}/98/99`, numbers), numbers.slice(0, 3));
});

test("lists and ranges joined by words", () => {
  const numbers = ["EX266576", "EX266577", "EX266578", "EX266579"];
  assert.deepEqual(cited("INV EX26-6576 TO EX26-6579", numbers), numbers);
  assert.deepEqual(cited("INV EX26-6576 thru 6578", numbers), numbers.slice(0, 3));
  assert.deepEqual(cited("EX26-6576 AND 6579", numbers), ["EX266576", "EX266579"]);
  assert.deepEqual(cited("EX26-6576 TO BE CONFIRMED 6579", numbers), ["EX266576"]);
});

test("a quantity after a number is not the end of another", () => {
  const numbers = ["EX262127", "EX262122", "XSFP2026080815", "XSFP2026080818"];
  assert.deepEqual(cited("RG EX26-2127 2% Skonto", numbers), ["EX262127"]);
  assert.deepEqual(cited("XSFP2026080815、8月货款", numbers), ["XSFP2026080815"]);
  assert.deepEqual(cited("EX26-2127 2 pcs", numbers), ["EX262127"]);
  assert.deepEqual(cited("EX26-2127/2122", numbers), ["EX262127", "EX262122"]);
});

test("no number is read out of the middle of another", () => {
  assert.deepEqual(cited("a34bc3xxx1", ["3431", "34", "3"]), []);
  assert.deepEqual(cited("99INV00177", ["INV001"]), []);
  assert.deepEqual(cited("RE 1 2", ["12"]), []);
});

test("a lone word or a year is no number", () => {
  assert.deepEqual(cited("ACME 2025", ["ACME", "2025"]), []);
});

test("months, and not days", () => {
  const months = (memo: string) =>
    readMemo(
      memo,
      buildNumberIndex(0, () => ""),
      options,
    ).months;
  assert.deepEqual(months("2026年8月货款 1"), [{ year: 2026, month: 8 }]);
  assert.deepEqual(months("8-9月货款"), [
    { year: 0, month: 8 },
    { year: 0, month: 9 },
  ]);
  assert.deepEqual(months("8月15日付"), []);
  const named = (memo: string) => months(memo).map(({ month }) => month);
  assert.deepEqual(named("付八月份货款"), [8]);
  assert.deepEqual(named("七、八月货款"), [7, 8]);
  assert.deepEqual(named("十一月至十二月"), [11, 12]);
  assert.deepEqual(named("6月至8月材料款"), [6, 7, 8]);
  assert.deepEqual(named("6、8月货款"), [6, 8]);
  assert.deepEqual(named("第三季度服务费"), [7, 8, 9]);
  assert.deepEqual(named("Q3货款"), [7, 8, 9]);
  assert.deepEqual(named("三个月账期"), []);
  assert.deepEqual(months("goods AUG 2026"), [{ year: 2026, month: 8 }]);
});

test("unknown tokens are kept for a nearer look", () => {
  const index = buildNumberIndex(1, () => "INV2026001");
  assert.deepEqual(readMemo("尾号12345678 货款", index, options).unknown, ["12345678"]);
});

test("the last digit of a number before 季度 names no quarter", () => {
  const index = buildNumberIndex(0, () => "");
  const months = (memo: string) => readMemo(memo, index, options).months.map(({ month }) => month);
  assert.deepEqual(months("C-2701季度租金"), []);
  assert.deepEqual(months("2026年3季度租金"), [7, 8, 9]);
  assert.deepEqual(months("第三季度"), [7, 8, 9]);
});
