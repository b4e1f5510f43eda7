import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatMinor, parseMinor } from "./money.ts";

const safeMinor = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

test("an amount is written alike as a number and as a big integer, in every number of decimals", () => {
  fc.assert(
    fc.property(safeMinor, fc.constantFrom("CNY", "JPY", "KWD"), (minor, currency) => {
      const text = formatMinor(minor, currency);
      assert.equal(text, formatMinor(BigInt(minor), currency));
      assert.equal(parseMinor(text, currency), BigInt(minor));
    }),
  );
  assert.equal(formatMinor(-5, "CNY"), "-0.05");
  assert.equal(formatMinor(0, "CNY"), "0.00");
  assert.equal(formatMinor(1050, "CNY"), "10.50");
});

test("half a cent is no amount", () => {
  assert.throws(() => formatMinor(0.5, "CNY"), /minor units are integers/);
});
