// The tests of causes, each by its own examples, and what decides between several that fit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { differencesWords } from "../words/differences.ts";
import { classifyDifference } from "./classify.ts";
import type { SubjectParts } from "./difference-test.ts";
import { differenceTests } from "./registry.ts";
import type { DebtFacts, DifferenceSubject } from "./subject.ts";

function debtOf(part: Partial<DebtFacts>, currency: string): DebtFacts {
  const owedMinor = part.owedMinor ?? 0;
  return {
    no: "INV-1",
    kind: "invoice",
    customerNo: "C1",
    customerName: "上海启明贸易有限公司",
    currency,
    owedMinor,
    faceMinor: owedMinor,
    issueDate: isoDate("2026-08-01"),
    discountDate: null,
    discountMinor: 0,
    retentionMinor: 0,
    taxRate: "",
    orderNo: "",
    deliveryNo: "",
    terms: null,
    ...part,
  };
}

function subjectOf({ debts = [], elsewhere = [], credits = [], ...parts }: SubjectParts) {
  const currency = parts.currency ?? "CNY";
  const about = parts.about ?? "item";
  const paidMinor = parts.paidMinor ?? 0;
  const owed = debts[0]?.owedMinor ?? 0;
  const subject: DifferenceSubject = {
    about,
    currency,
    amountMinor: about === "item" ? Math.abs(owed - paidMinor) : paidMinor,
    paidMinor,
    paidOn: isoDate("2026-09-18"),
    memo: "",
    payer: { name: "上海启明贸易有限公司", feeBearer: "us" },
    debts: debts.map((debt) => debtOf(debt, currency)),
    elsewhere: elsewhere.map((debt) => debtOf(debt, currency)),
    credits: credits.map((debt) => debtOf(debt, currency)),
    sameMoney: [],
    ...parts,
  };
  return subject;
}

for (const { code, examples, examine } of differenceTests) {
  test(`${code}: each example answers as it says`, () => {
    assert.ok(
      examples.some(({ expect }) => expect === null),
      "one must not fit",
    );
    for (const { given, subject, expect } of examples) {
      const found = examine(subjectOf(subject));
      assert.equal(found?.because.key ?? null, expect?.key ?? null, given);
      assert.equal(found?.strength ?? null, expect?.strength ?? null, given);
      for (const key of found ? [found.because.key] : []) {
        assert.ok(key in differencesWords, key);
      }
    }
  });
}

test("the arithmetic of a misplaced point is 付 1,130.00 = 应付 11,300.00 ÷ 10", () => {
  const found = classifyDifference(
    subjectOf({ paidMinor: 113_000, debts: [{ owedMinor: 1_130_000 }] }),
  );
  assert.equal(found.code, "T01");
  assert.deepEqual(found.because[0]?.fields, {
    item: "INV-1",
    paid: "1130.00",
    owed: "11300.00",
    factor: 10,
  });
});

test("what a contract says goes before what is merely usual", () => {
  const found = classifyDifference(
    subjectOf({
      paidMinor: 9_500_000,
      memo: "货款 扣质量问题",
      debts: [{ owedMinor: 10_000_000, retentionMinor: 500_000 }],
    }),
  );
  assert.equal(found.code, "P08");
  assert.deepEqual(found.alsoFits, ["S01"]);
});

test("a difference that no test explains stays unexplained", () => {
  const found = classifyDifference(
    subjectOf({ paidMinor: 7_654_321, debts: [{ owedMinor: 10_000_000 }] }),
  );
  assert.equal(found.code, null);
  assert.equal(found.because[0]?.key, "diff.unexplained");
});

test("among many debts a small amount fits by accident, and that is no reason", () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ no: `I${n}`, owedMinor: 1_003 + n * 7 }));
  const line = (debts: readonly Partial<DebtFacts>[]) =>
    classifyDifference(subjectOf({ about: "line", paidMinor: 1_030, debts }));
  assert.equal(line(many).code, null);
  const single = classifyDifference(
    subjectOf({ about: "line", paidMinor: 543_210, debts: [{ owedMinor: 453_210 }] }),
  );
  assert.equal(single.code, "T02");
});
