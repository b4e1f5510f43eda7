import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTerms } from "./parse-terms.ts";
import { type DueRule, parsePercent, type Terms } from "./terms.ts";

function dueOf(text: string): DueRule {
  const terms = parsed(text);
  assert.equal(terms.kind, "single", text);
  return terms.due;
}

function parsed(text: string): Terms {
  const result = parseTerms(text);
  assert.ok(result.ok, text);
  return result.value;
}

const singles: readonly (readonly [string, DueRule])[] = [
  ["票到30天", { kind: "net", base: "invoice_received", days: 30 }],
  ["收到发票后45天内付款", { kind: "net", base: "invoice_received", days: 45 }],
  ["货到30天", { kind: "net", base: "delivery", days: 30 }],
  ["验收合格后60天", { kind: "net", base: "acceptance", days: 60 }],
  ["账期60天", { kind: "net", base: "invoice", days: 60 }],
  ["货到付款", { kind: "net", base: "delivery", days: 0 }],
  ["款到发货", { kind: "net", base: "contract", days: 0 }],
  ["现结", { kind: "net", base: "invoice", days: 0 }],
  ["net 30", { kind: "net", base: "invoice", days: 30 }],
  ["N/30", { kind: "net", base: "invoice", days: 30 }],
  ["90 days after delivery", { kind: "net", base: "delivery", days: 90 }],
  ["月结60", { kind: "month_end", base: "invoice", days: 60 }],
  ["月结 60 天，对账单日起算", { kind: "month_end", base: "statement", days: 60 }],
  ["EOM 30", { kind: "month_end", base: "invoice", days: 30 }],
  ["30 days EOM", { kind: "month_end", base: "invoice", days: 30 }],
  ["次月25日前", { kind: "day_of_month", base: "invoice", monthsAhead: 1, day: 25 }],
  ["次月25日前付款", { kind: "day_of_month", base: "invoice", monthsAhead: 1, day: 25 }],
  ["次月底", { kind: "day_of_month", base: "invoice", monthsAhead: 1, day: 31 }],
  ["隔月10号", { kind: "day_of_month", base: "invoice", monthsAhead: 2, day: 10 }],
  ["票到后次月25日", { kind: "day_of_month", base: "invoice_received", monthsAhead: 1, day: 25 }],
  ["25th of next month", { kind: "day_of_month", base: "invoice", monthsAhead: 1, day: 25 }],
];

for (const [text, due] of singles) {
  test(`reads ${text}`, () => assert.deepEqual(dueOf(text), due));
}

for (const text of ["2/10 n/30", "2/10, net 30", "2% 10, net 30", "10天内付款优惠2%，30天付清"]) {
  test(`reads the discount of ${text}`, () => {
    assert.deepEqual(parsed(text), {
      kind: "single",
      due: { kind: "net", base: "invoice", days: 30 },
      discount: { percent: parsePercent("2"), days: 10 },
    });
  });
}

for (const text of [
  "预付30%到货60%质保10%",
  "预付30 到货60 质保10",
  "30%预付60%到货10%质保",
  "预付30%，到货60%，质保金10%",
  "30% advance, 60% on delivery, 10% retention",
]) {
  test(`reads the instalments of ${text}`, () => {
    const terms = parsed(text);
    assert.equal(terms.kind, "instalments");
    assert.deepEqual(
      terms.parts.map(({ percent, due }) => [percent.tenThousandths, due.base]),
      [
        [3000n, "contract"],
        [6000n, "delivery"],
        [1000n, "warranty_end"],
      ],
    );
  });
}

test("an instalment keeps its own days", () => {
  const terms = parsed("预付30%，验收后30天付60%，质保10%");
  assert.equal(terms.kind, "instalments");
  assert.deepEqual(terms.parts[1]?.due, { kind: "net", base: "acceptance", days: 30 });
});

test("instalments that are not whole are refused with their sum", () => {
  const result = parseTerms("预付30%到货60%");
  assert.deepEqual(result, {
    ok: false,
    error: { code: "parts_not_whole", text: "预付30%到货60%", sum: "90" },
  });
});

for (const text of ["", "月结", "随便", "3-5年", "30个工作日", "次月45日", "x".repeat(500)]) {
  test(`does not guess at ${JSON.stringify(text.slice(0, 20))}`, () => {
    const result = parseTerms(text);
    assert.ok(!result.ok);
    assert.equal(result.error.code, "terms_unclear");
  });
}
