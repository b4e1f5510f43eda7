// Lower limits are one person's business, wider ones two people's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { booksDefault, isWider, type MoneyLimits } from "./wider-limits.ts";

const shipped = booksDefault([]);
const widens = (from: MoneyLimits, to: MoneyLimits) => isWider(from, to, shipped);

test("more to adjust alone, or more to sign, is wider", () => {
  assert.equal(widens({}, { adjustAlone: "50.01" }), true);
  assert.equal(widens({ adjustAlone: "10" }, { adjustAlone: "10.5" }), true);
  assert.equal(widens({ approve: "1000" }, { approve: "1000.01" }), true);
});

test("taking a limit away is wider where the limit was narrower than the books' own", () => {
  assert.equal(widens({ adjustAlone: "10" }, {}), true);
  assert.equal(widens({ approve: "1000" }, {}), true);
  assert.equal(widens({ adjustAlone: "80" }, {}), false);
});

test("less, or as much, is not", () => {
  assert.equal(widens({}, {}), false);
  assert.equal(widens({}, { adjustAlone: "50.00", approve: "1000" }), false);
  assert.equal(
    widens({ adjustAlone: "80", approve: "9" }, { adjustAlone: "8", approve: "9.0" }),
    false,
  );
});

test("a member's limit is measured by what the books set, the strictest of several", () => {
  const strict = booksDefault(["20.00", null]);
  assert.equal(isWider({}, { adjustAlone: "30.00" }, strict), true);
  assert.equal(isWider({}, { adjustAlone: "20.00" }, strict), false);
  // without a limit of their own they would adjust up to 50 in the other books
  assert.equal(isWider({ adjustAlone: "30.00" }, {}, strict), true);
  assert.equal(isWider({}, {}, strict), false);
});
