// The rule settings in force for one line: shipped defaults, overlaid by the settings whose scope
// fits. A setting holds inside its scope; outside it the default holds.
import { assert } from "../assert.ts";
import { parseMinor, toSafeMinor } from "../money.ts";
import type { RuleSetting } from "./input.ts";
import { type RuleCode, type RuleParams, ruleDefaults, type Tolerance } from "./rule-defaults.ts";

export type RuleView<C extends RuleCode> = {
  readonly code: C;
  readonly enabled: boolean;
  /** May post without a person. */
  readonly auto: boolean;
  readonly params: RuleParams<C>;
  /** Largest difference allowed on a sum, in minor units of the currency. */
  readonly tolerance: (sumMinor: number, currency: string) => number;
};

export type Rules = { readonly [C in RuleCode]: RuleView<C> };

export type RuleScope = {
  readonly customerNo: string;
  readonly account: string;
  readonly currency: string;
};
export type RulesFor = (scope: RuleScope) => Rules;

const codes = Object.keys(ruleDefaults) as RuleCode[];

export function resolveRules(settings: readonly RuleSetting[]): RulesFor {
  if (!settings.some((setting) => setting.scope !== undefined)) {
    const rules = rulesWith(settings);
    return () => rules;
  }
  const scopes = settings.map(scopeOf);
  const known = new Map<string, Rules>();
  return (scope) => {
    let fitting = "";
    for (const one of scopes) fitting += isInScope(one, scope) ? "1" : "0";
    let rules = known.get(fitting);
    if (!rules) {
      rules = rulesWith(settings.filter((_, at) => isInScope(scopes[at]!, scope)));
      known.set(fitting, rules);
    }
    return rules;
  };
}

/** Asked twice a line, and a setting may name thousands of customers. */
type SettingScope = {
  readonly customers: ReadonlySet<string> | null;
  readonly banks: readonly string[] | undefined;
  readonly currencies: readonly string[] | undefined;
};

function scopeOf({ scope }: RuleSetting): SettingScope {
  const { customer, bank, currency } = scope ?? {};
  return { customers: customer ? new Set(customer) : null, banks: bank, currencies: currency };
}

function isInScope({ customers, banks, currencies }: SettingScope, scope: RuleScope): boolean {
  if (customers && !customers.has(scope.customerNo)) return false;
  if (banks && !banks.includes(scope.account)) return false;
  return !currencies || currencies.includes(scope.currency);
}

function rulesWith(settings: readonly RuleSetting[]): Rules {
  const views = codes.map((code): [RuleCode, RuleView<RuleCode>] => {
    const own = settings.filter((setting) => setting.code === code);
    return [code, viewOf(code, own)];
  });
  // The table has one view for each code, made from that code's own defaults.
  return Object.fromEntries(views) as unknown as Rules;
}

function viewOf(code: RuleCode, settings: readonly RuleSetting[]): RuleView<RuleCode> {
  const defaults = ruleDefaults[code];
  let tol: Tolerance = defaults.tol;
  let enabled = true;
  let action: "auto" | "suggest" = defaults.action;
  let params: Record<string, unknown> = { ...defaults.params };
  for (const setting of settings) {
    enabled = setting.enabled ?? enabled;
    action = setting.action ?? action;
    params = { ...params, ...setting.params };
    if (setting.tol) tol = { ...tol, ...setting.tol };
  }
  return {
    code,
    enabled,
    auto: enabled && action === "auto",
    // Checked by validateRuleSettings before a setting reaches the engine.
    params: params as RuleParams<RuleCode>,
    tolerance: toleranceOf(tol),
  };
}

function toleranceOf(tol: Tolerance): RuleView<RuleCode>["tolerance"] {
  const partsPerMillion = tol.pct === undefined ? null : percentToPartsPerMillion(tol.pct);
  const absolute = new Map<string, number>();
  return (sumMinor, currency) => {
    let limit = absolute.get(currency);
    if (limit === undefined) {
      limit = absoluteLimit(tol, currency);
      absolute.set(currency, limit);
    }
    if (partsPerMillion === null) return limit === -1 ? 0 : limit;
    const share = Math.floor((Math.abs(sumMinor) / 1_000_000) * partsPerMillion);
    return limit === -1 ? share : Math.min(limit, share);
  };
}

/** Minor units, or −1 where only a share is given. */
function absoluteLimit(tol: Tolerance, currency: string): number {
  if (!tol.abs) return -1;
  const text = tol.abs[currency];
  if (text !== undefined) return minorOf(text, currency);
  const other = tol.abs["*"];
  // Where the smallest unit is no hundredth, 1.00 stands for a hundred of them: KRW 100, KWD 0.100.
  return other === undefined ? 0 : minorOf(other, "CNY");
}

function minorOf(text: string, currency: string): number {
  const minor = parseMinor(text, currency);
  assert(minor !== null, `tolerance ${text} is no amount of ${currency}`);
  return toSafeMinor(minor);
}

/** "0.1" per cent = 1,000 parts per million. Null if it is no decimal with at most 4 places. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) return null;
  return +match[1]! * 10_000 + +(match[2] ?? "").padEnd(4, "0");
}

function percentToPartsPerMillion(text: string): number {
  const value = parsePercent(text);
  assert(value !== null, `tolerance ${text} is no per cent`);
  return value;
}
