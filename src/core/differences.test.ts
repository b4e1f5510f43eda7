import assert from "node:assert/strict";
import { test } from "node:test";
import {
  differenceCodes,
  differenceOutcomes,
  differences,
  isDifferenceCode,
  residualDifferences,
} from "./differences.ts";
import { eventTitles } from "./ledger/event-codes.ts";

test("there are twenty codes in three families, told by their first letter", () => {
  assert.equal(differenceCodes.length, 20);
  const families = { T: "technical", P: "process", S: "dispute" };
  for (const code of differenceCodes) {
    assert.equal(differences[code].family, families[code[0] as keyof typeof families], code);
  }
});

test("each has two names, a way to end, and days", () => {
  const names = new Set(
    differenceCodes.flatMap((code) => [differences[code].zh, differences[code].en]),
  );
  assert.equal(names.size, 40);
  for (const code of differenceCodes) {
    assert.ok(differences[code].outcomes.length > 0, code);
    assert.ok(differences[code].days > 0, code);
  }
});

test("a difference that needs a red invoice offers one and can never be written off", () => {
  for (const code of differenceCodes) {
    const { needsRedInvoice, outcomes } = differences[code];
    if (!needsRedInvoice) continue;
    assert.ok(outcomes.includes("red_invoice"), code);
    assert.ok(!outcomes.includes("written_off"), code);
    assert.ok(!outcomes.includes("rounding"), code);
  }
});

test("technical ones go to the accountant for 2 days, disputes to sales", () => {
  assert.deepEqual([differences.T01.owner, differences.T01.days], ["accountant", 2]);
  assert.equal(differences.S01.owner, "sales");
});

test("every outcome names rows of the journal table", () => {
  for (const [outcome, { journal }] of Object.entries(differenceOutcomes)) {
    for (const event of journal) assert.ok(event in eventTitles, outcome);
  }
});

test("the codes a residual may carry are those of DOMAIN §6", () => {
  assert.deepEqual(residualDifferences.rounding, ["T03"]);
  assert.deepEqual(residualDifferences.retention, ["P08"]);
  const reached = new Set(Object.values(residualDifferences).flat());
  for (const code of ["T01", "T02", "T04", "T05", "P05"] as const)
    assert.ok(reached.has(code), code);
  assert.ok(isDifferenceCode("P08"));
  assert.ok(!isDifferenceCode("P09"));
});
