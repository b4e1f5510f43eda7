// Netting against what we owe the payer: a file's answer names it, books wait for the agreement.
import assert from "node:assert/strict";
import { test } from "node:test";
import { example } from "../../rules/example.ts";
import { matchLines } from "./match.ts";

const { input } = example({
  given: { zh: "", en: "" },
  outcome: { zh: "", en: "" },
  items: [
    { no: "INV2026001", amount: "100000.00" },
    { no: "AP2026007", amount: "-30000.00", kind: "payable" },
  ],
  lines: [{ amount: "70000.00", memo: "货款 INV2026001 抵应付AP2026007后余款" }],
  applies: true,
  lane: "auto",
  settles: "",
});

test("a payable is netted by itself only where no agreement is asked for", () => {
  const [line] = matchLines(input).verdicts;
  assert.equal(line?.lane, "auto");
  assert.equal(line.candidates[0]?.allocations.length, 2);
});

test("where one is asked for, a person sees the same reading and what it waits for", () => {
  const [line] = matchLines({ ...input, nettingByAgreement: true }).verdicts;
  assert.equal(line?.lane, "suggested");
  assert.deepEqual(line.reason, { key: "block.netting", fields: { item: "AP2026007" } });
  assert.equal(line.candidates[0]?.allocations.length, 2);
});
