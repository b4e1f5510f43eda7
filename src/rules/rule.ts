// A rule template as people see it: what it means, what can be set, examples that prove it. The
// engine (core/matching) acts on the settings; a template cannot describe a parameter it lacks.
import type { MatchInput } from "../core/matching/input.ts";
import {
  type RuleAction,
  type RuleCode,
  type RuleParams,
  ruleDefaults,
  type Tolerance,
} from "../core/matching/rule-defaults.ts";

export type Words = { readonly zh: string; readonly en: string };

/** A who · B what · C how much · D hygiene. */
export type RuleStage = "who" | "what" | "how_much" | "hygiene";

export type ParamUnit =
  | "days"
  | "count"
  | "percent"
  | "per_mille"
  | "characters"
  | "minor"
  | "switch"
  | "percents";

export type ParamForm = {
  readonly label: Words;
  readonly unit: ParamUnit;
  /** Bounds of a number, both included. */
  readonly min?: number;
  readonly max?: number;
};

export type ParamValue = number | boolean | readonly number[];
export type RuleParam = ParamForm & { readonly name: string; readonly default: ParamValue };

/** A tiny book and one line; what the engine must make of it. */
export type RuleExample = {
  readonly given: Words;
  readonly outcome: Words;
  readonly input: MatchInput;
  /** The line of the input that is asked about. */
  readonly lineId: string;
  /** Does this rule take part in the answer? */
  readonly applies: boolean;
  readonly lane: "auto" | "suggested" | "unmatched" | "not_receivable";
  /** "I1 1190.00, I2 500.00"; "" = nothing. */
  readonly settles: string;
};

export type RuleTemplate = {
  readonly code: RuleCode;
  readonly stage: RuleStage;
  readonly title: Words;
  /** The exact meaning in one or two sentences. */
  readonly meaning: Words;
  readonly action: RuleAction;
  readonly tol: Tolerance;
  /** May a tolerance be set? */
  readonly takesTolerance: boolean;
  readonly params: readonly RuleParam[];
  readonly examples: readonly RuleExample[];
};

/** The compiler demands a form for every parameter of the code, and for no other. */
export function ruleTemplate<C extends RuleCode>(template: {
  readonly code: C;
  readonly stage: RuleStage;
  readonly title: Words;
  readonly meaning: Words;
  readonly params: { readonly [P in keyof RuleParams<C>]: ParamForm };
  readonly examples: readonly RuleExample[];
}): RuleTemplate {
  const defaults = ruleDefaults[template.code];
  // Forms and defaults have the same keys: the parameter type above says so.
  const forms = Object.entries(template.params) as [string, ParamForm][];
  const values = defaults.params as Readonly<Record<string, ParamValue>>;
  return {
    ...template,
    action: defaults.action,
    tol: defaults.tol,
    takesTolerance: Object.keys(defaults.tol).length > 0,
    params: forms.map(([name, form]) => ({ ...form, name, default: values[name]! })),
  };
}
