// Lower limits are one person's business, wider ones two people's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWider } from "./wider-limits.ts";

test("more to adjust alone, or more to sign, is wider", () => {
  assert.equal(isWider({}, { adjustAlone: "50.01" }), true);
  assert.equal(isWider({ adjustAlone: "10" }, { adjustAlone: "10.5" }), true);
  assert.equal(isWider({ approve: "1000" }, { approve: "1000.01" }), true);
});

test("taking a limit away is wider where the limit was narrower than the books' own", () => {
  assert.equal(isWider({ adjustAlone: "10" }, {}), true);
  assert.equal(isWider({ approve: "1000" }, {}), true);
  assert.equal(isWider({ adjustAlone: "80" }, {}), false);
});

test("less, or as much, is not", () => {
  assert.equal(isWider({}, {}), false);
  assert.equal(isWider({}, { adjustAlone: "50.00", approve: "1000" }), false);
  assert.equal(
    isWider({ adjustAlone: "80", approve: "9" }, { adjustAlone: "8", approve: "9.0" }),
    false,
  );
});
