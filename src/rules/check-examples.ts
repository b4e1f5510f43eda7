// Do a template's examples still come out as they say with somebody's own parameters? What an example
// itself sets is part of the example and stays.
import type { RuleSetting } from "../core/matching/input.ts";
import { matchLines } from "../core/matching/match.ts";
import { formatMinor } from "../core/money.ts";
import type { RuleExample, RuleTemplate } from "./rule.ts";

export type ExampleOutcome = {
  readonly holds: boolean;
  readonly lane: RuleExample["lane"];
  /** "I1 1190.00, I2 500.00"; "" = nothing. */
  readonly settles: string;
  /** Did the rule take part? */
  readonly applies: boolean;
};

/** One a template's example, in their order. */
export function checkExamples(
  template: RuleTemplate,
  { scope: _, ...setting }: RuleSetting,
): ExampleOutcome[] {
  return template.examples.map((example) => {
    const came = outcomeOf(template, example, [setting, ...example.input.rules]);
    const holds =
      came.lane === example.lane &&
      came.settles === example.settles &&
      came.applies === example.applies;
    return { ...came, holds };
  });
}

function outcomeOf(
  template: RuleTemplate,
  { input, lineId }: RuleExample,
  settings: readonly RuleSetting[],
): Omit<ExampleOutcome, "holds"> {
  const at = input.lines.findIndex((line) => line.lineId === lineId);
  const { lane, candidates } = matchLines({ ...input, rules: settings }).verdicts[at]!;
  const [best] = candidates;
  const settled = (best?.allocations ?? []).map(({ item, amountMinor }) => {
    const { itemNo, currency } = input.items[item]!;
    return `${itemNo} ${formatMinor(amountMinor, currency)}`;
  });
  // what R36 sets aside has no reading that could name the rule
  const setsAside = template.code === "R36";
  return {
    lane,
    settles: settled.sort().join(", "),
    applies: setsAside ? lane === "not_receivable" : (best?.rules.includes(template.code) ?? false),
  };
}
