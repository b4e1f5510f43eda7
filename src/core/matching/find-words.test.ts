import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { deductionIn } from "./deduction-words.ts";
import { wordsIn } from "./find-words.ts";
import type { MatchInput, MatchItem, MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import { matchLines } from "./match.ts";

const day = isoDate("2026-09-02");

/** What people write, put together at random: words of all families, numbers, and words of none. */
const pieces = [
  ...[
    "货款",
    "付货款",
    "INV-2026-00001",
    "订单SO1001",
    "预付款",
    "定金",
    "ADVANCE PAYMENT",
    "结息",
  ],
  ...[
    "扣质量款50.00",
    "运费",
    "少付",
    "手续费自理",
    "BANK CHARGES",
    "质保金",
    "RETENTION 5%",
    "退款",
  ],
  ...[
    "保证金",
    "利息",
    "INV-2026-00001 CNY 1,000.00",
    "INV-2026-00002=2000.00",
    "借款合同",
    "工资",
  ],
  ...[
    "ＡＤＶＡＮＣＥ　ＰＡＹ",
    "押金",
    "平台结算",
    "8月",
    "扣款 100元",
    "代扣",
    "理赔款",
    "冲正",
    "  ",
  ],
];
const payers = ["上海启明贸易有限公司", "国家金库", "某某银行", "", "支付宝（中国）", "平安保险"];

function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function lineOf(number: number, draw: (below: number) => number): MatchLine {
  const words = Array.from({ length: 1 + draw(3) }, () => pieces[draw(pieces.length)]!);
  return {
    lineId: `L${number}`,
    date: day,
    valueDate: null,
    currency: "CNY",
    amountMinor: [100_000, 95_000, 200_000, 195_000, 300_000, 99_950, 50_000][draw(7)]!,
    payerName: payers[draw(payers.length)]!,
    payerAccount: "",
    memo: words.join(" "),
    bankRef: "",
    endToEnd: "",
    account: "",
    knownCustomerNo: null,
  };
}

function itemOf(number: number, amountMinor: number): MatchItem {
  return {
    ...{ itemNo: `INV-2026-0000${number}`, kind: "invoice", customerNo: "C1", currency: "CNY" },
    ...{ amountMinor, openMinor: amountMinor, issueDate: day, dueDate: null },
    ...{ orderNo: `SO100${number}`, contractNo: "", deliveryNo: "", statementNo: "" },
    ...{ statementConfirmed: false, linkedNo: "", memo: "", bookingRate: null },
    ...{ discountDate: null, discountMinor: 0, retentionMinor: 0, retentionDue: null },
    ...{ taxRate: "", disputedMinor: 0 },
  };
}

function inputOf(lines: readonly MatchLine[]): MatchInput {
  const customer = { customerNo: "C1", name: "上海启明贸易有限公司", aliases: [], taxId: "" };
  return {
    ...{ homeCurrency: "CNY", asOf: day, rates: [], own: [], memory: [], rules: [] },
    ...{ closedDays: 60, maxWrongPerMille: 1, incompleteCustomers: new Set() },
    items: [itemOf(1, 100_000), itemOf(2, 200_000), itemOf(3, 50_000)],
    customers: [{ ...customer, bankAccounts: [], paysFor: [], parentNo: "", paymentHabit: "" }],
    lines,
  };
}

test("a line whose words were found beforehand is answered like one whose text is searched", () => {
  const draw = drawer(7);
  for (let round = 0; round < 300; round++) {
    const lines = Array.from({ length: 4 }, (_, at) => lineOf(at, draw));
    const found = lines.map((line) => ({ ...line, words: wordsIn(line) }));
    assert.deepEqual(
      matchLines(inputOf(found)).verdicts,
      matchLines(inputOf(lines)).verdicts,
      lines.map(({ payerName, memo }) => `${payerName}|${memo}`).join("\n"),
    );
  }
});

test("a family is left out only where its own test finds nothing", () => {
  const line = lineOf(1, drawer(3));
  const bears = (memo: string) =>
    mayBear({ ...line, memo, words: wordsIn({ ...line, memo }) }, "deduction");
  for (const memo of pieces) assert.equal(bears(memo), deductionIn(memo) !== null, memo);
  assert.equal(mayBear(line, "deduction"), true, "what nobody looked for may be there");
});
