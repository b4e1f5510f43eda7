// Grades A, B, C of a customer by the age and the amount of what may be asked, and what each brings
// (DOMAIN §3.18). Ages, amounts and actions are settings of the books.

import { assert } from "../assert.ts";
import type { DunningGrade, GradeDays } from "../terms/ages.ts";
import type { Sentence } from "../words/word.ts";
import type { ItemAsk } from "./asking.ts";
import type { DunningTemplate, StepApprover, Tone, TouchChannel } from "./policy.ts";

export type { DunningGrade } from "../terms/ages.ts";

export const gradeActions = {
  lawyer_letter: { zh: "律师函", en: "Lawyer's letter" },
  supply_hold: { zh: "停止供货", en: "Stop supply" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type GradeActionKind = keyof typeof gradeActions;

export type GradeAction = {
  readonly kind: GradeActionKind;
  readonly isOn: boolean;
  readonly approver: StepApprover;
  /** Not proposed again sooner. */
  readonly everyDays: number;
};

/** Between the steps, as long as the grade holds. Off unless switched on. */
export type GradeReminder = {
  readonly isOn: boolean;
  readonly everyDays: number;
  readonly channel: TouchChannel;
  readonly template: DunningTemplate;
  readonly tone: Tone;
};

export type GradeRule = {
  readonly grade: DunningGrade;
  readonly fromDays: number;
  /** What is that old must come to this much, in home currency. */
  readonly minimumMinor: bigint;
  readonly actions: readonly GradeAction[];
  readonly reminder: GradeReminder;
};

/** The worst grade whose age and amount are reached; null: nothing overdue may be asked. */
export function gradeOf(asks: readonly ItemAsk[], rules: readonly GradeRule[]): GradeRule | null {
  return gradeByAmounts(({ fromDays }) => overdueHome(asks, fromDays), rules);
}

/** The same where what is old enough for a rule is known, in home currency. */
export function gradeByAmounts(
  oldHome: (rule: GradeRule) => bigint,
  rules: readonly GradeRule[],
): GradeRule | null {
  const worstFirst = [...rules].sort((a, b) => (a.grade < b.grade ? -1 : 1));
  return (
    worstFirst.find((rule) => {
      const old = oldHome(rule);
      return old > 0n && old >= rule.minimumMinor;
    }) ?? null
  );
}

/** Asked for and at least so many days late, in home currency. */
function overdueHome(asks: readonly ItemAsk[], fromDays: number): bigint {
  return asks
    .filter(({ days }) => days >= fromDays)
    .reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}

/** From which day each grade begins. */
export function gradeDaysOf(rules: readonly GradeRule[]): GradeDays {
  const from = (grade: DunningGrade) => {
    const rule = rules.find((one) => one.grade === grade);
    assert(rule !== undefined, `there is a rule of grade ${grade}`);
    return rule.fromDays;
  };
  return { A: from("A"), B: from("B"), C: from("C") };
}

/** Every overdue day belongs to one grade: C from day 1, then B, then A. */
export function areGradesInOrder({ A, B, C }: GradeDays): boolean {
  return C === 1 && B > C && A > B;
}
