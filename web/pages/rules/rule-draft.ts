// What a person is changing about a rule: the values in force, and the setting that makes them so
// (only what differs from the template's own values).
import type { RuleBody, RuleCardOnWire, RuleScopeOnWire } from "../../../src/contract/rules.ts";

export type ParamValue = number | boolean | number[];

export type RuleDraft = {
  readonly enabled: boolean;
  readonly action: "auto" | "suggest";
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly abs: Readonly<Record<string, string>>;
  readonly pct: string;
  /** Of a copy; null = the template itself. */
  readonly scope: RuleScopeOnWire | null;
};

export function draftOf(rule: RuleCardOnWire): RuleDraft {
  const { setting, defaults } = rule;
  const tol = { ...defaults.tol, ...setting.tol };
  return {
    enabled: setting.enabled ?? true,
    action: setting.action ?? defaults.action,
    params: Object.fromEntries(
      rule.params.map((param) => [param.name, setting.params?.[param.name] ?? param.default]),
    ),
    abs: tol.abs ?? {},
    pct: tol.pct ?? "",
    scope: rule.copy?.scope ?? null,
  };
}

export function shippedDraft(rule: RuleCardOnWire): RuleDraft {
  return draftOf({ ...rule, setting: {} });
}

export function settingOf(rule: RuleCardOnWire, draft: RuleDraft): RuleBody {
  const shipped = shippedDraft(rule);
  const params = Object.fromEntries(
    Object.entries(draft.params).filter(([name, value]) => !same(value, shipped.params[name])),
  );
  const abs = same(draft.abs, shipped.abs) ? {} : { abs: { ...draft.abs } };
  const pct = draft.pct === shipped.pct || draft.pct === "" ? {} : { pct: draft.pct };
  const tol = { ...abs, ...pct };
  const scope = filledScope(draft.scope);
  return {
    ...(draft.enabled ? {} : { enabled: false }),
    ...(draft.action === shipped.action ? {} : { action: draft.action }),
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(rule.takesTolerance && Object.keys(tol).length > 0 ? { tol } : {}),
    ...(scope === null ? {} : { scope }),
  };
}

/** Only lists that hold something; null where there are none. */
function filledScope(scope: RuleScopeOnWire | null): RuleScopeOnWire | null {
  const filled = Object.entries(scope ?? {}).filter(
    ([, list]) => list !== undefined && list.length > 0,
  );
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
