// Rule settings from a file: what is unknown is refused by name, what is known passes unchanged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { validateRuleSettings } from "./settings.ts";

function refusal(json: unknown): unknown {
  const result = validateRuleSettings(json);
  assert.ok(!result.ok);
  return { key: result.error.key, ...result.error.fields };
}

test("known settings pass", () => {
  const settings = [
    { code: "R27", tol: { abs: { CNY: "0.50" }, pct: "0.05" } },
    { code: "R23", enabled: false },
    { code: "R26", action: "auto", scope: { customer: ["C1"] } },
    { code: "R32", params: { percents: [3, 8] } },
  ];
  const result = validateRuleSettings(settings);
  assert.ok(result.ok);
  assert.deepEqual(result.value, settings);
});

test("what is unknown is named", () => {
  assert.deepEqual(refusal({}), { key: "rules_no_list" });
  assert.deepEqual(refusal(["R01"]), { key: "rule_no_object", position: 1 });
  assert.deepEqual(refusal([{ code: "R99" }]), { key: "rule_unknown", code: "R99", position: 1 });
  assert.deepEqual(refusal([{ code: "R01", colour: 1 }]), {
    key: "rule_field_unknown",
    code: "R01",
    field: "colour",
  });
  assert.deepEqual(refusal([{ code: "R24", params: { week: 1 } }]), {
    key: "rule_parameter_unknown",
    code: "R24",
    parameter: "week",
  });
});

test("values out of bounds or of the wrong kind are refused", () => {
  assert.deepEqual(refusal([{ code: "R24", params: { days: 0 } }]), {
    key: "rule_parameter_wrong",
    code: "R24",
    parameter: "days",
  });
  assert.deepEqual(refusal([{ code: "R24", params: { days: "15" } }]), {
    key: "rule_parameter_wrong",
    code: "R24",
    parameter: "days",
  });
  assert.deepEqual(refusal([{ code: "R27", tol: { abs: { CNY: "1.001" } } }]), {
    key: "rule_field_wrong",
    code: "R27",
    field: "tol.abs.CNY",
  });
  assert.deepEqual(refusal([{ code: "R13", tol: { pct: "1" } }]), {
    key: "rule_field_wrong",
    code: "R13",
    field: "tol",
  });
  assert.deepEqual(refusal([{ code: "R13", action: "post" }]), {
    key: "rule_field_wrong",
    code: "R13",
    field: "action",
  });
});
