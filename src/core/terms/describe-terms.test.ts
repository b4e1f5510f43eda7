import assert from "node:assert/strict";
import { test } from "node:test";
import { describeTerms } from "./describe-terms.ts";
import { parseTerms } from "./parse-terms.ts";

const written = [
  "票到30天",
  "验收合格后60天",
  "货到付款",
  "款到发货",
  "现结",
  "月结60天,对账单日起算",
  "月结30",
  "次月25日前",
  "次月底",
  "隔月10号",
  "2/10 n/30",
  "预付30%到货60%质保10%",
  "预付30%,验收后30天付62.5%,质保7.5%",
];

for (const text of written) {
  test(`the words for ${text} are read back as the same terms`, () => {
    const terms = parseTerms(text);
    assert.ok(terms.ok);
    const words = describeTerms(terms.value, "zh");
    assert.deepEqual(parseTerms(words), terms, words);
    assert.doesNotMatch(describeTerms(terms.value, "en"), /[{}\u4e00-\u9fff]/);
  });
}

test("terms in English", () => {
  const terms = parseTerms("2/10 n/30");
  assert.ok(terms.ok);
  assert.equal(describeTerms(terms.value, "en"), "2 % within 10 days, 30 days after invoice");
});
