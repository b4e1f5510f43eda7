// What a person is changing about a rule: the values in force, and the setting that makes them so
// (only what differs from the template's own values).
import type { RuleBody, RuleCardOnWire } from "../../../src/contract/rules.ts";

export type ParamValue = number | boolean | number[];

export type RuleDraft = {
  readonly enabled: boolean;
  readonly action: "auto" | "suggest";
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly abs: Readonly<Record<string, string>>;
  readonly pct: string;
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
  return {
    ...(draft.enabled ? {} : { enabled: false }),
    ...(draft.action === shipped.action ? {} : { action: draft.action }),
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(rule.takesTolerance && Object.keys(tol).length > 0 ? { tol } : {}),
  };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
