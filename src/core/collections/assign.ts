// Who works on whom: the first rule that fits names the collectors, the least loaded of them gets the
// customer. A person's word stands above every rule; what a rule gave stays where it is while the rule
// still names that collector, so that customers do not change hands every morning.
import type { DunningGrade } from "../terms/ages.ts";

export type AssignmentRule = {
  /** Empty: any. */
  readonly grades: readonly DunningGrade[];
  readonly regions: readonly string[];
  readonly segments: readonly string[];
  /** From this amount on, in home currency. */
  readonly fromMinor: number;
  readonly memberIds: readonly number[];
};

export type AssignableCase = {
  readonly customerId: number;
  readonly askMinor: number;
  readonly grade: DunningGrade | null;
  readonly region: string;
  readonly segment: string;
  /** The customer's own salesperson, if any: the last resort where no rule fits. */
  readonly ownerId: number | null;
  readonly now: { readonly memberId: number; readonly how: "rule" | "person" } | null;
};

export type NewAssignment = {
  readonly customerId: number;
  readonly memberId: number;
  /** Which rule, counted from 1; "owner" where none fitted. */
  readonly reason: string;
};

/** Load is money to ask for; equal loads go to the lower id. Larger cases are dealt out first. */
export function assignCases(
  cases: readonly AssignableCase[],
  rules: readonly AssignmentRule[],
  activeIds: ReadonlySet<number>,
): NewAssignment[] {
  const load = new Map<number, number>();
  const add = (memberId: number, minor: number) =>
    load.set(memberId, (load.get(memberId) ?? 0) + minor);
  const loose: { readonly one: AssignableCase; readonly at: Choice }[] = [];
  for (const one of cases) {
    const at = choiceOf(one, rules, activeIds);
    if (keeps(one, at, activeIds)) add(one.now!.memberId, one.askMinor);
    else if (at.memberIds.length > 0) loose.push({ one, at });
  }
  loose.sort((a, b) => b.one.askMinor - a.one.askMinor || a.one.customerId - b.one.customerId);
  return loose.map(({ one, at }) => {
    const memberId = at.memberIds.reduce((best, id) =>
      (load.get(id) ?? 0) < (load.get(best) ?? 0) ? id : best,
    );
    add(memberId, one.askMinor);
    return { customerId: one.customerId, memberId, reason: at.reason };
  });
}

type Choice = { readonly memberIds: readonly number[]; readonly reason: string };

function choiceOf(
  one: AssignableCase,
  rules: readonly AssignmentRule[],
  activeIds: ReadonlySet<number>,
): Choice {
  for (const [index, rule] of rules.entries()) {
    const memberIds = rule.memberIds.filter((id) => activeIds.has(id)).sort((a, b) => a - b);
    if (memberIds.length > 0 && fits(one, rule)) return { memberIds, reason: `rule ${index + 1}` };
  }
  const { ownerId } = one;
  if (ownerId === null || !activeIds.has(ownerId)) return { memberIds: [], reason: "" };
  return { memberIds: [ownerId], reason: "owner" };
}

function fits(one: AssignableCase, rule: AssignmentRule): boolean {
  const named = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    one.askMinor >= rule.fromMinor &&
    named(rule.grades, one.grade) &&
    named(rule.regions, one.region) &&
    named(rule.segments, one.segment)
  );
}

function keeps(one: AssignableCase, at: Choice, activeIds: ReadonlySet<number>): boolean {
  if (one.now === null || !activeIds.has(one.now.memberId)) return false;
  if (one.now.how === "person") return true;
  return at.memberIds.length === 0 || at.memberIds.includes(one.now.memberId);
}
