import assert from "node:assert/strict";
import { test } from "node:test";
import { percentOf, perMilleText, shareText } from "./share-text.ts";

test("a share is cut, not rounded up, and finer close to the whole", () => {
  assert.equal(shareText(0.9612), "96.1 %");
  assert.equal(shareText(0.99996), "99.996 %");
  assert.equal(shareText(0.9999999), "99.999 %");
  assert.equal(shareText(0.995), "99.50 %");
  assert.equal(shareText(0.97), "97.0 %");
  assert.equal(shareText(1), "100 %");
  assert.equal(shareText(0), "0 %");
  assert.equal(shareText(null), "–");
});

test("a rate of errors is never told smaller than it is", () => {
  assert.equal(perMilleText(0.001), "1");
  assert.equal(perMilleText(0.00101), "1.1");
});

test("a share of money is rounded to a tenth of a per cent, like on the dashboard", () => {
  assert.equal(percentOf(69_301_949_84n, 118_562_977_18n), "58.5");
  assert.equal(percentOf(1n, 8n), "12.5");
  assert.equal(percentOf(5n, 0n), "0.0");
});
