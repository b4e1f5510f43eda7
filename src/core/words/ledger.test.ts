import assert from "node:assert/strict";
import { test } from "node:test";
import { entryWords, ledgerRefusalWords, narrate, rightsWords } from "./ledger.ts";

test("both languages of a sentence use the same fields", () => {
  const fieldsOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const catalogue of [entryWords, ledgerRefusalWords, rightsWords]) {
    for (const [key, { zh, en }] of Object.entries(catalogue)) {
      assert.deepEqual(fieldsOf(zh), fieldsOf(en), key);
    }
  }
});

test("the deliveries of an invoice stand in a row as each language writes one", () => {
  const fields = { delivery: "FH-001、FH-002", number: "I1" };
  const narration = { key: "entry_delivery_invoiced", fields } as const;
  assert.equal(narrate({ narration }, "zh"), "发货FH-001、FH-002 开票I1");
  assert.equal(narrate({ narration }, "en"), "Delivery FH-001, FH-002 invoiced as I1");
});

test("the narration of a receipt names customer, first invoice and number", () => {
  const narration = {
    key: "entry_allocation",
    fields: { customer: "华东机械", first: "25312000000012345678", count: 3 },
  } as const;
  assert.equal(narrate({ narration }, "zh"), "收到华东机械货款 核销25312000000012345678等3张");
  assert.equal(
    narrate({ narration, reversesId: "E1" }, "zh"),
    "冲销 收到华东机械货款 核销25312000000012345678等3张",
  );
});
