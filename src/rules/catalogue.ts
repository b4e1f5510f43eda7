// What a settings form and the manual need of the rules: plain data, no functions.
import { assert } from "../core/assert.ts";
import { formatMinor } from "../core/money.ts";
import { rules } from "./registry.ts";
import type { RuleExample, RuleParam, RuleStage, RuleTemplate, Words } from "./rule.ts";

export type RuleCard = Pick<
  RuleTemplate,
  "code" | "stage" | "title" | "meaning" | "action" | "tol" | "takesTolerance"
> & {
  readonly params: readonly RuleParam[];
  readonly examples: readonly {
    readonly given: Words;
    readonly outcome: Words;
    readonly applies: boolean;
    readonly lane: string;
    readonly settles: string;
    /** "I1 11300.00 CNY", one an open item. */
    readonly book: readonly string[];
    /** "11300.00 CNY · payer · account · memo · → our account". */
    readonly line: string;
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
    examples: rule.examples.map((example) => {
      const { given, outcome, applies, lane, settles } = example;
      return {
        given,
        outcome,
        applies,
        lane,
        settles,
        book: bookOf(example),
        line: lineOf(example),
      };
    }),
  }));
}

function bookOf({ input }: RuleExample): string[] {
  return input.items.map(({ itemNo, openMinor, currency }) =>
    [itemNo, formatMinor(openMinor, currency), currency].join(" "),
  );
}

function lineOf({ input, lineId }: RuleExample): string {
  const line = input.lines.find((one) => one.lineId === lineId);
  assert(line, "the line asked about is in the example");
  const { amountMinor, currency, payerName, payerAccount, memo, endToEnd, account } = line;
  const texts = [
    `${formatMinor(amountMinor, currency)} ${currency}`,
    payerName,
    payerAccount,
    memo,
  ];
  texts.push(endToEnd, account === "" ? "" : `→ ${account}`);
  return texts.filter((text) => text !== "").join(" · ");
}
