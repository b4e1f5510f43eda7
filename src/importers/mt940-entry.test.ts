import assert from "node:assert/strict";
import { test } from "node:test";
import { isCurrency } from "../core/currency.ts";
import { readMt940Entry } from "./mt940-entry.ts";

test("a blank at the end of a line of full width parts two words, also in a German text", () => {
  const lines = ["166?00GUTSCHR. UEBERWEISUNG?109310?20SVWZ+FACT 6104, ?32Meridian ", "Garage SA"];
  assert.equal(lines[0]?.length, 65);
  assert.ok(isCurrency("EUR"));
  const entry = readMt940Entry(
    { tag: "61", lines: ["2609180918C3300,00NTRFNONREF"], row: 1 },
    [{ tag: "86", lines, row: 2 }],
    "EUR",
  );
  assert.equal(entry?.payerName, "Meridian Garage SA");
});
