// A dunning policy: steps in order, each with channel, template, tone and who releases it; interest
// and fee as agreed. The nearest policy counts: item, customer, segment, organisation.

import { ok, type Result, refuse } from "../result.ts";
import type { Role } from "../roles.ts";
import { positions } from "../roles.ts";
import type { Sentence } from "../words/word.ts";

export const stepChannels = {
  email: { zh: "邮件", en: "E-mail" },
  letter: { zh: "书面函", en: "Letter" },
  call: { zh: "电话任务", en: "Call" },
  task: { zh: "内部任务", en: "Our task" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type StepChannel = keyof typeof stepChannels;
/** Reaches the customer; a task of ours does not, and no cap and no pause between touches holds it. */
export type TouchChannel = Exclude<StepChannel, "task">;
export const touchChannels = ["email", "letter", "call"] as const satisfies readonly TouchChannel[];

export function isTouchChannel(text: string): text is TouchChannel {
  return touchChannels.some((one) => one === text);
}

export const tones = {
  friendly: { zh: "友好", en: "Friendly" },
  plain: { zh: "平实", en: "Plain" },
  firm: { zh: "严肃", en: "Firm" },
  final: { zh: "最后通知", en: "Final" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type Tone = keyof typeof tones;

type ApproverFacts = Sentence & { readonly roles: readonly Role[] };

/** Who lets a step leave; nobody: it leaves by itself. */
export const stepApprovers = {
  nobody: { zh: "自动发出", en: "By itself", roles: [] },
  collector: {
    zh: "催收放行",
    en: "Collector",
    roles: ["collector", "accountant", "finance_lead", "administrator"],
  },
  lead: { zh: "主管审批", en: "Lead", roles: positions.approver.roles },
  legal: {
    zh: "法务审批",
    en: "Legal",
    roles: ["legal", "finance_lead", "administrator"],
  },
} as const satisfies Readonly<Record<string, ApproverFacts>>;
export type StepApprover = keyof typeof stepApprovers;

export function mayRelease(role: Role, approver: StepApprover): boolean {
  const { roles }: ApproverFacts = stepApprovers[approver === "nobody" ? "collector" : approver];
  return roles.includes(role);
}

export const dunningTemplates = [
  "dunning_notice",
  "dunning_due",
  "dunning_reminder",
  "dunning_letter",
  "dunning_final",
  "dunning_lawyer",
] as const;
export type DunningTemplate = (typeof dunningTemplates)[number];

export type DunningStep = {
  /** due: days from the due date (below zero: before it); previous: days after the step before. */
  readonly from: "due" | "previous";
  readonly days: number;
  readonly channel: StepChannel;
  readonly template: DunningTemplate;
  readonly tone: Tone;
  readonly approver: StepApprover;
  /** A customer that is asked for less gets this step later, in home currency. */
  readonly minimumMinor: bigint;
};

/** How late payment is charged; decimal texts, so that nothing is rounded before the money. */
export type LateTerms = {
  readonly interest:
    | { readonly kind: "none" }
    /** Per cent a day, as agreed in the contract: "0.05". */
    | { readonly kind: "agreed"; readonly percentPerDay: string }
    /** 国令第802号: an enterprise of small or middle size against one of these debtors. */
    | {
        readonly kind: "statutory";
        readonly debtor: "government" | "institution" | "large";
        /** The small or middle enterprise told the debtor of its size when the contract was made. */
        readonly sizeWasDeclared: boolean;
      };
  /** Per document and letter, in home currency; 0: none agreed. */
  readonly feeMinor: bigint;
};

export type DunningPolicy = {
  readonly name: string;
  /** Off: who falls under it gets nothing. */
  readonly isOn: boolean;
  readonly steps: readonly DunningStep[];
  readonly late: LateTerms;
};

export const leastDaysBetweenSteps = 7;

export type PolicyFault =
  | { readonly code: "dunning_no_steps" }
  | { readonly code: "dunning_first_step_previous" }
  | { readonly code: "dunning_steps_too_near"; readonly step: number; readonly days: number };

/** Steps in order and never nearer than seven days to each other. */
export function checkPolicy(policy: DunningPolicy): Result<null, PolicyFault> {
  const { steps } = policy;
  if (steps.length === 0) return refuse({ code: "dunning_no_steps" });
  if (steps[0]?.from === "previous") return refuse({ code: "dunning_first_step_previous" });
  const days = nominalDays(steps);
  const near = days.findIndex(
    (day, index) => index > 0 && day - (days[index - 1] ?? 0) < leastDaysBetweenSteps,
  );
  if (near < 0) return ok(null);
  return refuse({
    code: "dunning_steps_too_near",
    step: near,
    days: (days[near] ?? 0) - (days[near - 1] ?? 0),
  });
}

/** Where each step stands on the scale of days from the due date, when nothing delays it. */
export function nominalDays(steps: readonly DunningStep[]): number[] {
  const days: number[] = [];
  for (const step of steps) {
    const before = days.at(-1) ?? 0;
    days.push(step.from === "due" ? step.days : before + step.days);
  }
  return days;
}

export type PolicyScope =
  | { readonly scope: "organisation" }
  | { readonly scope: "segment"; readonly segment: string }
  | { readonly scope: "customer"; readonly customerId: number }
  | { readonly scope: "item"; readonly itemId: number };

export type ScopedPolicy = PolicyScope & {
  readonly id: number;
  readonly policy: DunningPolicy;
};

export type PolicySubject = {
  readonly itemId: number;
  readonly customerId: number;
  readonly segment: string;
};

/** Item before customer before segment before organisation; null: no policy at all. */
export function nearestPolicy(
  policies: readonly ScopedPolicy[],
  subject: PolicySubject,
): ScopedPolicy | null {
  const fits = (one: ScopedPolicy) => {
    switch (one.scope) {
      case "item":
        return one.itemId === subject.itemId;
      case "customer":
        return one.customerId === subject.customerId;
      case "segment":
        return one.segment === subject.segment;
      case "organisation":
        return true;
    }
  };
  const near = ["item", "customer", "segment", "organisation"] as const;
  for (const scope of near) {
    const found = policies.find((one) => one.scope === scope && fits(one));
    if (found) return found;
  }
  return null;
}
