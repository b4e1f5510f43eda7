import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalFields } from "../core/words/refusal-fields.ts";
import { type ProblemCode, problems } from "./problem.ts";
import { problemOf } from "./refusal.ts";

test("a state, a right, a lane is called by its name in the reader's language", () => {
  const title = (code: ProblemCode, fields: Record<string, unknown>, language: "zh" | "en") =>
    problemOf({ ...fields, code }, language).title;
  assert.equal(
    title("approval_closed", { state: "approved" }, "zh"),
    "这项审批已经处理（已批准）。",
  );
  assert.match(title("dispute_state", { state: "waiting_us", action: "say" }, "zh"), /「等我方」/);
  const missing = { missing: ["responsible", "evidence"] };
  assert.equal(title("outcome_needs_more", missing, "zh"), "还缺：责任人、证据。");
  assert.match(title("outcome_needs_more", missing, "en"), /person responsible, evidence/);
  const may = { role: "auditor", act: "adjust" };
  assert.match(title("not_allowed", may, "zh"), /「审计（只读）」不能「提交调账」/);
});

test("every field that is named belongs to a refusal whose sentence has a place for it", () => {
  for (const [code, fields] of Object.entries(refusalFields)) {
    const facts = problems[code as ProblemCode]; // asserted by the next line
    assert.ok(facts, code);
    for (const field of Object.keys(fields)) assert.ok(facts.zh.includes(`{${field}}`), code);
  }
});
