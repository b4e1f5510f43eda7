import assert from "node:assert/strict";
import { test } from "node:test";
import { letsDoMore, limitsOfBooks, limitTexts } from "./books-limits.ts";

test("what is not set is as shipped, in the decimals of the home currency", () => {
  assert.deepEqual(limitTexts("CNY", limitsOfBooks("CNY")), {
    roundingByAccountant: "50.00",
    badDebtByManager: "10000.00",
  });
  const set = limitsOfBooks("JPY", { roundingByAccountant: "300" });
  assert.equal(set.roundingByAccountantMinor, 300n);
  assert.equal(set.badDebtByManagerMinor, 10_000n);
});

test("text that is no amount of the currency does not count", () => {
  const set = limitsOfBooks("JPY", { roundingByAccountant: "0.50" });
  assert.equal(set.roundingByAccountantMinor, 50n);
});

test("only a limit that grows lets people do more", () => {
  const shipped = limitsOfBooks("CNY");
  const of = (limits: Parameters<typeof limitsOfBooks>[1]) => limitsOfBooks("CNY", limits);
  assert.equal(letsDoMore(shipped, of({ roundingByAccountant: "20.00" })), false);
  assert.equal(letsDoMore(shipped, of({ badDebtByManager: "5000.00" })), false);
  assert.equal(letsDoMore(shipped, of({ roundingByAccountant: "50.01" })), true);
  assert.equal(
    letsDoMore(shipped, of({ roundingByAccountant: "1.00", badDebtByManager: "20000.00" })),
    true,
  );
});
