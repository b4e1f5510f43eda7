import assert from "node:assert/strict";
import { test } from "node:test";
import { dueByTerms } from "./due-by-terms.ts";

const invoice = { kind: "invoice", issueDate: "2026-01-15", dueDate: null };

test("an invoice without a due date falls due by the customer's terms", () => {
  assert.equal(dueByTerms({ ...invoice, terms: "月结30" }), "2026-03-02");
  assert.equal(dueByTerms({ ...invoice, terms: "月结90天,开票起算" }), "2026-05-01");
  assert.equal(dueByTerms({ ...invoice, terms: "net 30" }), "2026-02-14");
});

test("its own due date stands; unknown terms and other kinds leave it unknown", () => {
  assert.equal(dueByTerms({ ...invoice, dueDate: "2026-02-01", terms: "月结30" }), "2026-02-01");
  assert.equal(dueByTerms({ ...invoice, terms: "" }), null);
  assert.equal(dueByTerms({ ...invoice, terms: "另议" }), null);
  assert.equal(dueByTerms({ ...invoice, kind: "credit_note", terms: "月结30" }), null);
});
