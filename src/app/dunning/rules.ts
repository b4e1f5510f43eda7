// Policies and settings of the books as the pure functions want them, from what is stored and what a
// person tries before saving. Stored and sent as decimal texts, counted in minor units.
import {
  type DunningPolicyOnWire,
  type DunningSettingOnWire,
  dunningPolicy,
  dunningSetting,
  type PolicyChange,
  type PolicyScopeOnWire,
} from "../../contract/dunning.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import {
  defaultCaps,
  defaultGrades,
  defaultPolicy,
  defaultPromiseGraceDays,
} from "../../core/dunning/defaults.ts";
import type { DunningRules } from "../../core/dunning/plan.ts";
import type { DunningPolicy, PolicyScope, ScopedPolicy } from "../../core/dunning/policy.ts";
import { formatMinor, parseMinor } from "../../core/money.ts";
import { type PolicyRow, selectDunningSetting, selectPolicies } from "../../db/dunning-policies.ts";
import type { Db } from "../../db/pool.ts";
import { workCalendar } from "./work-calendar.ts";

export type DunningBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly today: IsoDate;
};

/** A policy with the day from which it looks at the books. */
export type LivePolicy = ScopedPolicy & { readonly observedFrom: IsoDate };

export type LoadedRules = {
  readonly rules: DunningRules;
  readonly policies: readonly LivePolicy[];
  readonly setting: DunningSettingOnWire;
  readonly settingVersion: number;
  readonly rows: readonly PolicyRow[];
};

export type Trial = {
  readonly change: PolicyChange | null;
  readonly setting: DunningSettingOnWire | null;
};

export async function loadRules(
  db: Db,
  books: DunningBooks,
  trial: Trial = { change: null, setting: null },
): Promise<LoadedRules> {
  const { homeCurrency } = books;
  const rows = await selectPolicies(db, books);
  const stored = await selectDunningSetting(db, books);
  const setting = trial.setting ?? settingOf(stored?.setting, homeCurrency);
  const live = rows.flatMap((row) => livePolicies(row, homeCurrency));
  return {
    rules: rulesOf(setting, homeCurrency),
    policies: tried(live, books, trial.change),
    setting,
    settingVersion: stored?.version ?? 0,
    rows,
  };
}

/** As stored, or what books begin with. */
export function settingOf(stored: unknown, homeCurrency: string): DunningSettingOnWire {
  if (stored !== undefined && stored !== null) return dunningSetting.parse(stored);
  return {
    grades: defaultGrades(homeCurrency).map(({ minimumMinor, actions, ...rest }) => ({
      ...rest,
      actions: [...actions],
      minimum: formatMinor(minimumMinor, homeCurrency),
    })),
    caps: { ...defaultCaps },
    promiseGraceDays: defaultPromiseGraceDays,
    calendar: "china",
    closedDays: [],
    openDays: [],
    runAt: "09:00",
    lpr: "",
  };
}

export function rulesOf(setting: DunningSettingOnWire, homeCurrency: string): DunningRules {
  return {
    grades: setting.grades.map(({ minimum, ...rest }) => ({
      ...rest,
      minimumMinor: minorOf(minimum, homeCurrency),
    })),
    caps: setting.caps,
    promiseGraceDays: setting.promiseGraceDays,
    calendar: workCalendar(setting),
  };
}

export function blankPolicy(homeCurrency: string): DunningPolicyOnWire {
  return policyToWire(defaultPolicy(homeCurrency), homeCurrency);
}

export function policyFromWire(policy: DunningPolicyOnWire, homeCurrency: string): DunningPolicy {
  return {
    name: policy.name,
    isOn: policy.isOn,
    steps: policy.steps.map(({ minimum, ...rest }) => ({
      ...rest,
      minimumMinor: minorOf(minimum, homeCurrency),
    })),
    late: { interest: policy.late.interest, feeMinor: minorOf(policy.late.fee, homeCurrency) },
  };
}

function policyToWire(policy: DunningPolicy, homeCurrency: string): DunningPolicyOnWire {
  return {
    name: policy.name,
    isOn: policy.isOn,
    steps: policy.steps.map(({ minimumMinor, ...rest }) => ({
      ...rest,
      minimum: formatMinor(minimumMinor, homeCurrency),
    })),
    late: {
      interest: policy.late.interest,
      fee: formatMinor(policy.late.feeMinor, homeCurrency),
    },
  };
}

/** Amounts were checked when they came in (save-policy.ts). */
function minorOf(text: string, currency: string): bigint {
  const minor = parseMinor(text, currency);
  assert(minor !== null, `"${text}" is an amount in ${currency}`);
  return minor;
}

export function scopeOfRow(row: PolicyRow): PolicyScopeOnWire {
  switch (row.scope) {
    case "organisation":
      return { scope: "organisation" };
    case "segment":
      return { scope: "segment", segment: row.segment ?? "" };
    case "customer":
      return { scope: "customer", customerId: row.customerId ?? 0 };
    case "item":
      return { scope: "item", itemId: row.itemId ?? 0 };
  }
}

export function isSameScope(a: PolicyScope, b: PolicyScope): boolean {
  return JSON.stringify(scopeKey(a)) === JSON.stringify(scopeKey(b));
}

function scopeKey(of: PolicyScope): readonly (string | number)[] {
  switch (of.scope) {
    case "organisation":
      return [of.scope];
    case "segment":
      return [of.scope, of.segment];
    case "customer":
      return [of.scope, of.customerId];
    case "item":
      return [of.scope, of.itemId];
  }
}

function livePolicies(row: PolicyRow, homeCurrency: string): LivePolicy[] {
  if (row.setting === null) return [];
  const policy = policyFromWire(dunningPolicy.parse(row.setting), homeCurrency);
  const observedFrom = isoDate(row.observedFrom);
  return [{ ...scopeOfRow(row), id: row.id, policy, observedFrom }];
}

/** The policies as they would be after a change; a new one looks from today on. */
function tried(
  live: readonly LivePolicy[],
  books: DunningBooks,
  change: PolicyChange | null,
): LivePolicy[] {
  if (change === null) return [...live];
  const rest = live.filter((one) => !isSameScope(one, change.scope));
  if (change.policy === null) return rest;
  const before = live.find((one) => isSameScope(one, change.scope));
  const policy = policyFromWire(change.policy, books.homeCurrency);
  const observedFrom = observedSince(live, before, books.today);
  return [...rest, { ...change.scope, id: before?.id ?? 0, policy, observedFrom }];
}

/** What was looked at already stays so; else from today on. */
export function observedSince(
  live: readonly LivePolicy[],
  before: LivePolicy | undefined,
  today: IsoDate,
): IsoDate {
  if (before?.policy.isOn) return before.observedFrom;
  const whole = live.find(({ scope, policy }) => scope === "organisation" && policy.isOn);
  return whole?.observedFrom ?? today;
}
