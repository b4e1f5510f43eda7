// The examples of a template, tried with somebody's own parameters before they are saved.
import type { RuleBody } from "../../contract/rules.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { checkExamples, type ExampleOutcome } from "../../rules/check-examples.ts";
import { templateOf } from "../../rules/copies.ts";
import { rules } from "../../rules/registry.ts";
import { type RuleSettingFault, settingFault } from "./rule-settings.ts";

export function exampleOutcomesFor(
  key: string,
  body: RuleBody,
): Result<{ rows: ExampleOutcome[] }, RuleSettingFault | { readonly code: "not_found" }> {
  const template = rules.find(({ code }) => code === templateOf(key));
  if (!template) return refuse({ code: "not_found" });
  const setting = settingFault(key, body);
  return setting.ok ? ok({ rows: checkExamples(template, setting.value) }) : setting;
}
