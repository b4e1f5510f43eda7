// Copies of templates: each with a name, parameters of its own and a scope. Where two copies of one
// template hold for the same line, the first in order holds, whole; outside every copy the template.
import type { RuleSetting } from "../core/matching/input.ts";
import { rules } from "./registry.ts";
import type { RuleParam } from "./rule.ts";

/** As stored: what differs from the template's shipped values, and what makes it a copy. */
export type StoredSetting = RuleSetting & {
  /** Given by a person; only copies have one. */
  readonly name?: string;
  /** 1 is asked first. */
  readonly rank?: number;
  /** No longer used; a version before it can be restored. */
  readonly isRetired?: boolean;
};

/** Key of a copy: "R23-1". The template itself: "R23". */
function copyKey(code: string, number: number): string {
  return `${code}-${number}`;
}

export function templateOf(key: string): string {
  return key.slice(0, 3);
}

export function isCopy(key: string): boolean {
  return key.length > 3;
}

function numberOf(key: string): number {
  return Number(key.slice(4)); // not money: the 1 of "R23-1"
}

/** The number after those taken; retired ones keep theirs. */
export function nextCopyKey(code: string, keys: readonly string[]): string {
  const taken = keys.filter((key) => isCopy(key) && templateOf(key) === code).map(numberOf);
  return copyKey(code, Math.max(0, ...taken) + 1);
}

export type KeyedSetting = { readonly code: string; readonly setting: StoredSetting };

/**
 * What the engine takes: templates first, then their copies, last what is asked first, since later
 * settings cover earlier ones. A copy of a template that was demoted only suggests.
 */
export function settingsInForce(
  rows: readonly KeyedSetting[],
  demoted: ReadonlySet<string>,
): RuleSetting[] {
  const own = rows.filter(({ code }) => !isCopy(code)).map(({ setting }) => setting);
  const copies = rows
    .filter(({ code, setting }) => isCopy(code) && !setting.isRetired && hasScope(setting))
    .sort(byRank)
    .reverse();
  return [...own, ...copies.map(({ setting }) => wholeSetting(setting, demoted))];
}

export function byRank(a: KeyedSetting, b: KeyedSetting): number {
  const rank = (a.setting.rank ?? 0) - (b.setting.rank ?? 0);
  return rank === 0 ? numberOf(a.code) - numberOf(b.code) : rank;
}

/** A copy without a scope would hold everywhere: it waits until it has one. */
function hasScope({ scope = {} }: RuleSetting): boolean {
  return Object.values(scope).some((list) => list !== undefined && list.length > 0);
}

/** Every field said, so that nothing of the template shines through. */
function wholeSetting(stored: StoredSetting, demoted: ReadonlySet<string>): RuleSetting {
  const { name: _, rank: __, isRetired: ___, ...setting } = stored;
  const template = rules.find(({ code }) => code === setting.code);
  if (!template) return setting;
  const { scope = {}, ...rest } = setting;
  return {
    ...rest,
    code: setting.code,
    enabled: setting.enabled ?? true,
    action: demoted.has(setting.code) ? "suggest" : (setting.action ?? template.action),
    tol: { ...template.tol, ...setting.tol },
    params: { ...shippedParams(template.params), ...setting.params },
    scope: scopeInUse(scope),
  };
}

function shippedParams(params: readonly RuleParam[]): Record<string, RuleParam["default"]> {
  return Object.fromEntries(params.map(({ name, default: value }) => [name, value]));
}

/** An empty list means every customer, account, currency. */
function scopeInUse(scope: NonNullable<RuleSetting["scope"]>): NonNullable<RuleSetting["scope"]> {
  const filled = Object.entries(scope).filter(([, list]) => list.length > 0);
  return Object.fromEntries(filled);
}
