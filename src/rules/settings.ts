// Checks rule settings that people or files bring (file-mode `--rules`, the settings form): an unknown
// code or parameter is refused by name.
import { type Because, because } from "../core/because.ts";
import { isCurrency } from "../core/currency.ts";
import type { RuleSetting } from "../core/matching/input.ts";
import { parsePercent } from "../core/matching/rule-book.ts";
import { parseMinor } from "../core/money.ts";
import { ok, type Result, refuse } from "../core/result.ts";
import { rules } from "./registry.ts";
import type { RuleParam, RuleTemplate } from "./rule.ts";

/**
 * In order of precedence: rules_no_list, rule_no_object, rule_unknown, rule_field_unknown,
 * rule_field_wrong, rule_parameter_unknown, rule_parameter_wrong. Each names the code and the place.
 */
export type RuleSettingRefusal = Because;

const fields = new Set(["code", "enabled", "action", "tol", "params", "scope"]);

export function validateRuleSettings(
  json: unknown,
): Result<readonly RuleSetting[], RuleSettingRefusal> {
  if (!Array.isArray(json)) return refuse(because("rules_no_list"));
  for (const [at, entry] of json.entries()) {
    const fault = faultOf(entry, at + 1);
    if (fault) return refuse(fault);
  }
  // Every field of every entry was checked above.
  return ok(json as readonly RuleSetting[]);
}

function faultOf(entry: unknown, position: number): RuleSettingRefusal | null {
  if (!isRecord(entry)) return because("rule_no_object", { position });
  const code = String(entry["code"]);
  const template = rules.find((rule) => rule.code === code);
  if (!template) return because("rule_unknown", { code, position });
  const field = Object.keys(entry).find((name) => !fields.has(name));
  if (field !== undefined) return because("rule_field_unknown", { code, field });
  return (
    plainFault(entry, code) ??
    toleranceFault(entry["tol"], template) ??
    scopeFault(entry["scope"], code) ??
    paramsFault(entry["params"], template)
  );
}

function plainFault(
  entry: Readonly<Record<string, unknown>>,
  code: string,
): RuleSettingRefusal | null {
  const { enabled, action } = entry;
  if (enabled !== undefined && typeof enabled !== "boolean") return wrongField(code, "enabled");
  if (action !== undefined && action !== "auto" && action !== "suggest") {
    return wrongField(code, "action");
  }
  return null;
}

function wrongField(code: string, field: string): RuleSettingRefusal {
  return because("rule_field_wrong", { code, field });
}

function toleranceFault(tol: unknown, template: RuleTemplate): RuleSettingRefusal | null {
  const { code } = template;
  if (tol === undefined) return null;
  if (!isRecord(tol) || !template.takesTolerance) return wrongField(code, "tol");
  const unknown = Object.keys(tol).find((key) => key !== "abs" && key !== "pct");
  if (unknown !== undefined)
    return because("rule_field_unknown", { code, field: `tol.${unknown}` });
  const { abs, pct } = tol;
  if (pct !== undefined && (typeof pct !== "string" || parsePercent(pct) === null)) {
    return wrongField(code, "tol.pct");
  }
  if (abs === undefined) return null;
  if (!isRecord(abs)) return wrongField(code, "tol.abs");
  for (const [currency, text] of Object.entries(abs)) {
    // "*": every other currency, in units of two decimals
    const unit = currency === "*" ? "CNY" : currency;
    if (!isCurrency(unit) || typeof text !== "string")
      return wrongField(code, `tol.abs.${currency}`);
    const minor = parseMinor(text, unit);
    if (minor === null || minor < 0n) return wrongField(code, `tol.abs.${currency}`);
  }
  return null;
}

function scopeFault(scope: unknown, code: string): RuleSettingRefusal | null {
  if (scope === undefined) return null;
  if (!isRecord(scope)) return wrongField(code, "scope");
  for (const [key, list] of Object.entries(scope)) {
    if (key !== "customer" && key !== "bank" && key !== "currency") {
      return because("rule_field_unknown", { code, field: `scope.${key}` });
    }
    const isList = Array.isArray(list) && list.every((one) => typeof one === "string");
    if (!isList) return wrongField(code, `scope.${key}`);
  }
  return null;
}

function paramsFault(params: unknown, template: RuleTemplate): RuleSettingRefusal | null {
  const { code } = template;
  if (params === undefined) return null;
  if (!isRecord(params)) return wrongField(code, "params");
  for (const [parameter, value] of Object.entries(params)) {
    const form = template.params.find((one) => one.name === parameter);
    if (!form) return because("rule_parameter_unknown", { code, parameter });
    if (!fitsForm(value, form)) return because("rule_parameter_wrong", { code, parameter });
  }
  return null;
}

function fitsForm(value: unknown, form: RuleParam): boolean {
  if (form.unit === "switch") return typeof value === "boolean";
  if (form.unit === "percents") {
    return Array.isArray(value) && value.every((one) => isWithin(one, { min: 0, max: 100 }));
  }
  return isWithin(value, form);
}

function isWithin(value: unknown, bounds: { min?: number; max?: number }): boolean {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return false;
  if (bounds.min !== undefined && value < bounds.min) return false;
  return bounds.max === undefined || value <= bounds.max;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
