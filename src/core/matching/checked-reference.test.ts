// Which references are valid, and which paper one of them names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedReferencesIn, indexReferences } from "./checked-reference.ts";

test("valid references in every way they are written", () => {
  assert.deepEqual(checkedReferencesIn("SVWZ+RF18 5390 0754 7034 Rechnung"), ["RF18539007547034"]);
  assert.deepEqual(checkedReferencesIn("/RFB/RF18539007547034"), ["RF18539007547034"]);
  assert.deepEqual(checkedReferencesIn("+++010/8068/17183+++"), ["010806817183"]);
  assert.deepEqual(checkedReferencesIn("***010/8068/17183***"), ["010806817183"]);
  const swiss = "210000000003139471430009017";
  assert.deepEqual(checkedReferencesIn("21 00000 00003 13947 14300 09017"), [swiss]);
  assert.deepEqual(checkedReferencesIn(`QRR ${swiss}`), [swiss]);
});

test("a wrong check is no reference", () => {
  for (const text of ["RF19 5390 0754 7034", "010/8068/17184", "210000000003139471430009018"]) {
    assert.deepEqual(checkedReferencesIn(text), [], text);
  }
  assert.deepEqual(checkedReferencesIn("000000000000"), []);
});

test("one that stands on two papers names neither", () => {
  const index = indexReferences([
    { memo: "Seats | +++010/8068/17183+++" },
    { memo: "RF18539007547034" },
    { memo: "RF18 5390 0754 7034 again" },
  ]);
  assert.equal(index.find("010806817183"), 0);
  assert.equal(index.find("RF18539007547034"), -2);
  assert.equal(index.find("RF1"), -1);
});
