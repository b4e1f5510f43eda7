// The two settings files of file mode: rule settings, merged by code, and evidence weights.
import { because } from "../../core/because.ts";
import type { RuleSetting } from "../../core/matching/input.ts";
import { shippedWeights, type Weights } from "../../core/matching/weights.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { validateRuleSettings } from "../../rules/settings.ts";
import { type FileModeFault, readJson } from "./read-files.ts";

export function readRules(path: string | undefined): Result<readonly RuleSetting[], FileModeFault> {
  if (path === undefined) return ok([]);
  const json = readJson(path);
  return json.ok ? validateRuleSettings(json.value) : json;
}

/** Refused: weights_without_version, weight_missing, weight_unknown, weight_no_number. */
export function readWeights(path: string | undefined): Result<Weights, FileModeFault> {
  if (path === undefined) return ok(shippedWeights);
  const json = readJson(path);
  if (!json.ok) return json;
  const file = path;
  if (
    !isRecord(json.value) ||
    typeof json.value["version"] !== "string" ||
    !json.value["version"]
  ) {
    return refuse(because("weights_without_version", { file }));
  }
  const fault = shapeFault(json.value, shippedWeights, "");
  if (fault) return refuse({ ...fault, fields: { ...fault.fields, file } });
  // The shape is that of the shipped table, key by key and number by number.
  return ok(json.value as Weights);
}

/** The first place where `given` is not of the shape of `model`, or null. */
function shapeFault(given: unknown, model: unknown, name: string): FileModeFault | null {
  if (!isRecord(model)) {
    const isAlike =
      typeof given === typeof model && (typeof given !== "number" || Number.isFinite(given));
    return isAlike
      ? null
      : because("weight_no_number", { name, value: JSON.stringify(given) ?? "" });
  }
  if (!isRecord(given)) return because("weight_missing", { name });
  const path = (key: string) => (name === "" ? key : `${name}.${key}`);
  for (const key of Object.keys(model)) {
    if (!(key in given)) return because("weight_missing", { name: path(key) });
    const fault = shapeFault(given[key], model[key], path(key));
    if (fault) return fault;
  }
  const unknown = Object.keys(given).find((key) => !(key in model));
  return unknown === undefined ? null : because("weight_unknown", { name: path(unknown) });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
