// Whether a customer is called today: a promise that still runs, a next step of another day, the cap
// of contacts and what is in dispute keep the phone down, and each says until when.
import { addDays, daysBetween, type IsoDate } from "../date.ts";
import type { Sentence } from "../words/word.ts";

export const standings = {
  call: { zh: "今天联系", en: "Contact today" },
  promised: { zh: "承诺未到期", en: "Promise runs" },
  later: { zh: "已排后续", en: "Next step is later" },
  capped: { zh: "本周已到上限", en: "Cap reached" },
  nothing: { zh: "暂无可催", en: "Nothing to ask" },
} as const satisfies Record<string, Sentence>;
export type Standing = keyof typeof standings;

export type CaseStanding = {
  readonly standing: Standing;
  /** The first day on which that may be otherwise; null: no day says so. */
  readonly until: IsoDate | null;
};

export type StandingFacts = {
  readonly today: IsoDate;
  readonly askMinor: number;
  /** Days of the open promises. */
  readonly promisedFor: readonly IsoDate[];
  /** What is promised, in home currency: the rest is still asked for. */
  readonly promisedMinor: number;
  /** Due days of the open next steps. */
  readonly stepsDue: readonly IsoDate[];
  /** Days on which the customer was reached. */
  readonly contacts: readonly IsoDate[];
  readonly weekCap: number;
};

const capDays = 7;

export function standingOf(facts: StandingFacts): CaseStanding {
  const { today, askMinor, promisedFor, promisedMinor, stepsDue } = facts;
  if (askMinor <= 0) return { standing: "nothing", until: null };
  const running = promisedFor.filter((day) => day >= today).sort();
  if (running.length > 0 && promisedMinor >= askMinor) {
    return { standing: "promised", until: running[0] ?? null };
  }
  const guard = guardOf(facts);
  if (guard.freeFrom !== null) return { standing: "capped", until: guard.freeFrom };
  const first = [...stepsDue].sort()[0];
  if (first !== undefined && first > today) return { standing: "later", until: first };
  return { standing: "call", until: null };
}

export type ContactGuard = {
  readonly contacts: number;
  readonly cap: number;
  /** The day on which the customer may be contacted again; null: today. */
  readonly freeFrom: IsoDate | null;
};

/** `本周已联系 2 次，上限 2 · 周四后可再联系`: a rolling week, so that no weekend resets it. */
export function guardOf(
  facts: Pick<StandingFacts, "today" | "contacts" | "weekCap">,
): ContactGuard {
  const { today, weekCap } = facts;
  const recent = facts.contacts.filter((day) => daysBetween(day, today) < capDays).sort();
  const isFull = weekCap > 0 && recent.length >= weekCap;
  const frees = recent[recent.length - weekCap];
  return {
    contacts: recent.length,
    cap: weekCap,
    freeFrom: isFull && frees !== undefined ? addDays(frees, capDays) : null,
  };
}
