import assert from "node:assert/strict";
import { test } from "node:test";
import { foldOf, holdsSql, searchTerms } from "./search-terms.ts";

test("nothing typed finds everything", () => {
  assert.deepEqual(searchTerms("  "), {
    pattern: "%",
    fold: "none",
    amounts: [],
    list: null,
  });
});

test("signs of a pattern are characters like any other", () => {
  assert.equal(searchTerms("100%_a b").pattern, "%100\\%\\_a%b%");
});

test("a figure is an amount in every number of decimals it fits, in and out", () => {
  assert.deepEqual(searchTerms("1,234.5").amounts, [123450, -123450, 1234500, -1234500]);
  assert.deepEqual(searchTerms("88").amounts, [88, -88, 8800, -8800, 88000, -88000]);
  assert.deepEqual(searchTerms("12345678901234567890").amounts, []);
});

test("a pasted column is a list without gaps and repeats", () => {
  assert.deepEqual(searchTerms("A1\n\nB2\r\nA1").list, ["A1", "B2"]);
});

test("no more letters are folded than the pattern has", () => {
  assert.deepEqual(["启明 2644", "%", "INV-1", "straße", "Ärzte", "é"].map(foldOf), [
    "none",
    "none",
    "ascii",
    "all",
    "all",
    "all",
  ]);
  assert.equal(holdsSql("no", "$4", "none"), "no like $4");
  assert.equal(holdsSql("a || b", "$4", "ascii"), '(a || b) collate "C" ilike $4');
  assert.equal(holdsSql("no", "$4", "all"), "no ilike $4");
});
