// What a settings form and the manual need of the rules: plain data, no functions.
import { rules } from "./registry.ts";
import type { RuleParam, RuleStage, RuleTemplate, Words } from "./rule.ts";

export type RuleCard = Pick<
  RuleTemplate,
  "code" | "stage" | "title" | "meaning" | "action" | "tol" | "takesTolerance"
> & {
  readonly params: readonly RuleParam[];
  readonly examples: readonly {
    readonly given: Words;
    readonly outcome: Words;
    readonly applies: boolean;
  }[];
};

export const stageWords: Readonly<Record<RuleStage, Words>> = {
  who: { zh: "识别付款人", en: "Who pays" },
  what: { zh: "选单", en: "Which items" },
  how_much: { zh: "差额", en: "Differences" },
  hygiene: { zh: "剔除", en: "Hygiene" },
};

export function ruleCatalogue(): readonly RuleCard[] {
  return rules.map((rule) => ({
    code: rule.code,
    stage: rule.stage,
    title: rule.title,
    meaning: rule.meaning,
    action: rule.action,
    tol: rule.tol,
    takesTolerance: rule.takesTolerance,
    params: rule.params,
    examples: rule.examples.map(({ given, outcome, applies }) => ({ given, outcome, applies })),
  }));
}
