// What the first page shows to whom, and what first: an approver comes for approvals, a collector for
// promises, an auditor to look and not to do.
import { mayDo, type Role } from "./roles.ts";

/** What may wait for somebody, in the order it is listed where no role says otherwise. */
export const waitingKinds = [
  "to_confirm",
  "unclaimed",
  "exception",
  "held",
  "approval",
  "promise_today",
  "step",
  "letter",
  "dispute",
  "unanswered",
  "difference",
] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** The blocks below the head line; which of them have something to show is for the page to see. */
export const todayBlocks = [
  "waiting",
  "figures",
  "recovery",
  "risks",
  "accuracy",
  "differences",
  "closing",
  "health",
] as const;
export type TodayBlock = (typeof todayBlocks)[number];

type Firsts = {
  readonly waiting: readonly WaitingKind[];
  readonly blocks: readonly TodayBlock[];
};

const toCollect: readonly WaitingKind[] = ["promise_today", "step", "letter", "dispute"];

/** What comes first; all that is not named follows in its usual order. */
const firsts: Readonly<Record<Role, Firsts>> = {
  administrator: { waiting: [], blocks: [] },
  accountant: { waiting: [], blocks: ["waiting", "figures", "closing", "differences"] },
  cashier: { waiting: [], blocks: ["figures", "health", "closing"] },
  approver: { waiting: ["approval"], blocks: ["waiting", "figures", "risks"] },
  finance_lead: { waiting: ["approval"], blocks: ["figures", "waiting", "recovery", "risks"] },
  collector: { waiting: toCollect, blocks: ["waiting", "risks", "recovery", "figures"] },
  sales: { waiting: toCollect, blocks: ["waiting", "figures"] },
  legal: { waiting: ["dispute", "step"], blocks: ["waiting", "risks", "recovery"] },
  auditor: { waiting: [], blocks: ["figures", "closing", "accuracy", "health", "differences"] },
};

export function todayOrder(role: Role): readonly TodayBlock[] {
  return firstOf(firsts[role].blocks, todayBlocks);
}

export function waitingOrder(role: Role): readonly WaitingKind[] {
  return firstOf(firsts[role].waiting, waitingKinds);
}

function firstOf<T>(first: readonly T[], all: readonly T[]): readonly T[] {
  return [...first, ...all.filter((one) => !first.includes(one))];
}

/** Nothing waits for who can only look at it. */
export function mayWaitFor(role: Role, kind: WaitingKind): boolean {
  switch (kind) {
    case "to_confirm":
    case "exception":
    case "held":
    case "difference":
      return mayDo(role, "decide_matches");
    case "unclaimed":
      return mayDo(role, "view_bank_lines") && mayDo(role, "claim_receipts");
    case "approval":
      return mayDo(role, "sign_approvals");
    case "unanswered":
      return mayDo(role, "send_statements");
    case "promise_today":
    case "step":
    case "letter":
    case "dispute":
      return mayDo(role, "collect");
  }
}
