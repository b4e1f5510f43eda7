// Words found beforehand change no answer: whole books, with them and without.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchItem, matchLine } from "../../../tests/data/match-records.ts";
import { isoDate } from "../date.ts";
import { deductionIn } from "./deduction-words.ts";
import { MemoWords, wordsOfPayer } from "./find-words.ts";
import type { MatchInput, MatchItem, MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import { matchLines } from "./match.ts";

const day = isoDate("2026-09-02");

/** What people write: words of all families, numbers, and words of none. */
const pieces =
  `货款|付货款|INV-2026-00001|订单SO1001|预付款|定金|ADVANCE PAYMENT|结息|扣质量款50.00|运费|少付|
手续费自理|BANK CHARGES|质保金|RETENTION 5%|退款|保证金|利息|INV-2026-00001 CNY 1,000.00|
INV-2026-00002=2000.00|借款合同|工资|ＡＤＶＡＮＣＥ　ＰＡＹ|押金|平台结算|8月|扣款 100元|代扣|理赔款|冲正|  `
    .split("|")
    .map((piece) => piece.replace("\n", ""));
const payers = ["上海启明贸易有限公司", "国家金库", "某某银行", "", "支付宝（中国）", "平安保险"];
const amounts = [100_000, 95_000, 200_000, 195_000, 300_000, 99_950, 50_000];

const lineArbitrary = fc
  .record({
    memo: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }),
    payerName: fc.constantFrom(...payers),
    amountMinor: fc.constantFrom(...amounts),
  })
  .map(({ memo, ...rest }) => lineOf({ ...rest, memo: memo.join(" ") }));

function lineOf(
  given: Pick<MatchLine, "memo"> & Partial<Pick<MatchLine, "payerName" | "amountMinor">>,
): MatchLine {
  return matchLine({ lineId: "L", date: day, amountMinor: 100_000, ...given });
}

function itemOf(number: number, amountMinor: number): MatchItem {
  const [itemNo, orderNo] = [`INV-2026-0000${number}`, `SO100${number}`];
  return matchItem({ itemNo, orderNo, amountMinor, issueDate: day });
}

const memoWords = new MemoWords();

function withWords(line: MatchLine): MatchLine {
  return { ...line, words: memoWords.of(line.memo) | wordsOfPayer(line.payerName) };
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
  fc.assert(
    fc.property(fc.array(lineArbitrary, { minLength: 4, maxLength: 4 }), (drawn) => {
      const lines = drawn.map((line, at) => ({ ...line, lineId: `L${at}` }));
      const found = lines.map(withWords);
      assert.deepEqual(matchLines(inputOf(found)).verdicts, matchLines(inputOf(lines)).verdicts);
    }),
    { numRuns: 300 },
  );
});

test("a family is left out only where its own test finds nothing", () => {
  for (const memo of pieces) {
    const line = lineOf({ memo });
    const bears = mayBear(withWords(line), "deduction");
    assert.equal(bears, deductionIn(memo) !== null, memo);
    assert.equal(mayBear(line, "deduction"), true, "what nobody looked for may be there");
  }
});

test("a memo bears the same words whatever its digits are, whoever is asked first", () => {
  const digits = fc.integer({ min: 0, max: 9 }).map(String);
  const memo = fc.array(fc.constantFrom(...pieces, ...digitPieces), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(memo, fc.array(digits, { minLength: 40, maxLength: 40 }), (drawn, others) => {
      const text = drawn.join(" ");
      let at = 0;
      const other = text.replace(/\d/g, () => others[at++ % others.length]!);
      assert.equal(new MemoWords().of(other), new MemoWords().of(text), `${text} | ${other}`);
      assert.equal(deductionIn(other)?.code, deductionIn(text)?.code);
    }),
  );
});

/** Where digits stand beside words. */
const digitPieces = [
  "30% DEPOSIT",
  "SQ *9",
  "扣2%手续费",
  "INV-1 CNY 7,015.38",
  "¥ 12.50",
  "5元",
  "RETENTION 10PCT",
];

test("a card reader's settlement is told by how its memo begins", () => {
  const line = lineOf({ memo: "SQ *QIMING STORE", payerName: "SOMEBODY" });
  for (const one of [line, withWords(line)]) {
    const [verdict] = matchLines(inputOf([one])).verdicts;
    assert.equal(verdict?.category, "platform");
  }
});
