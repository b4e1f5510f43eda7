// What a set of books begins with: a ladder and grades as finance teams practise them. Everything can
// be changed; nothing is sent before a person switches dunning on.

import { currencyExponent } from "../currency.ts";
import { type DunningGrade, usualGradeDays } from "../terms/ages.ts";
import type { GradeRule } from "./grade.ts";
import type { DunningPolicy, DunningStep } from "./policy.ts";

/** Steps stand a week apart or more, so the reminder comes on day 7, not on day 3. */
export function defaultPolicy(homeCurrency: string): DunningPolicy {
  const minimumMinor = units(homeCurrency, 100n);
  const step = (
    days: number,
    rest: Omit<DunningStep, "from" | "days" | "minimumMinor">,
  ): DunningStep => ({ from: "due", days, minimumMinor, ...rest });
  return {
    name: "",
    isOn: false,
    steps: [
      step(-7, message("dunning_notice", "friendly", "nobody")),
      step(0, message("dunning_due", "friendly", "nobody")),
      step(7, message("dunning_reminder", "friendly", "nobody")),
      step(15, message("dunning_letter", "plain", "collector")),
      step(30, message("dunning_letter", "firm", "collector")),
      step(60, { ...message("dunning_final", "final", "lead"), channel: "letter" }),
      step(180, { ...message("dunning_final", "final", "lead"), channel: "task" }),
    ],
    late: { interest: { kind: "none" }, feeMinor: 0n },
  };
}

function message(
  template: DunningStep["template"],
  tone: DunningStep["tone"],
  approver: DunningStep["approver"],
) {
  return { channel: "email", template, tone, approver } as const;
}

export function defaultGrades(homeCurrency: string): GradeRule[] {
  const everyDays = 90;
  return [
    grade("A", {
      minimumMinor: units(homeCurrency, 1_000n),
      actions: [
        { kind: "lawyer_letter", isOn: true, approver: "legal", everyDays },
        { kind: "supply_hold", isOn: true, approver: "lead", everyDays },
      ],
    }),
    grade("B", {}),
    grade("C", {}),
  ];
}

/** The daily reminder of grade B is there and off: it harasses sooner than it helps. */
function grade(code: DunningGrade, rest: Partial<GradeRule>): GradeRule {
  return {
    grade: code,
    fromDays: usualGradeDays[code],
    minimumMinor: 0n,
    actions: [],
    reminder: {
      isOn: false,
      everyDays: code === "B" ? 1 : 14,
      channel: "email",
      template: "dunning_reminder",
      tone: "friendly",
    },
    ...rest,
  };
}

export const defaultCaps = { email: 2, letter: 1, call: 2 } as const;
export const defaultPromiseGraceDays = 1;

function units(currency: string, count: bigint): bigint {
  return count * 10n ** BigInt(currencyExponent(currency));
}
