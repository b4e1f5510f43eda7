// Two versions of a setting laid beside each other, field by field, with the shipped value where a
// version says nothing.
import type { StoredSetting } from "./copies.ts";
import { rules } from "./registry.ts";

export type SettingChange = {
  /** "enabled", "params.maxItems", "tol.abs.CNY", "scope.customer", "name" … */
  readonly field: string;
  /** Null: not set. */
  readonly before: string | null;
  readonly after: string | null;
};

export function changesOfSetting(before: StoredSetting, after: StoredSetting): SettingChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const fields = [...new Set([...is.keys(), ...was.keys()])];
  return fields
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf({ code, ...stored }: StoredSetting): ReadonlyMap<string, string> {
  const template = rules.find((rule) => rule.code === code);
  const { name, rank, scope, enabled = true, isRetired = false } = stored;
  const fields = new Map<string, string>();
  if (name !== undefined) fields.set("name", name);
  if (rank !== undefined) fields.set("rank", String(rank));
  fields.set("enabled", String(enabled));
  fields.set("action", stored.action ?? template?.action ?? "");
  const tol = { ...template?.tol, ...stored.tol };
  for (const [currency, text] of Object.entries(tol.abs ?? {})) {
    fields.set(`tol.abs.${currency}`, text);
  }
  if (tol.pct !== undefined) fields.set("tol.pct", tol.pct);
  for (const param of template?.params ?? []) {
    fields.set(`params.${param.name}`, textOf(stored.params?.[param.name] ?? param.default));
  }
  for (const kind of ["customer", "bank", "currency"] as const) {
    const list = scope?.[kind] ?? [];
    if (list.length > 0) fields.set(`scope.${kind}`, list.join(", "));
  }
  if (isRetired) fields.set("isRetired", "true");
  return fields;
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
