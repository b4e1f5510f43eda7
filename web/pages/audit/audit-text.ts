// An audit record in words: the sentence of its act where there is one, else its fields by name.
import type { AuditPage } from "../../../src/contract/journal.ts";
import { roleNames, roles } from "../../../src/core/roles.ts";
import { fillSentence, type Language } from "../../../src/core/words/word.ts";
import { auditWords } from "../../words/audit.ts";

export type AuditRow = AuditPage["rows"][number];

type Word = keyof typeof auditWords;

function find(key: string): (typeof auditWords)[Word] | null {
  return Object.hasOwn(auditWords, key) ? auditWords[key as Word] : null; // checked right before
}

export function actText(action: string, language: Language): string {
  return find(`act_${action}`)?.[language] ?? action;
}

/** Ids of records say little to a person; they stand in the full detail. */
const unsaid = new Set([
  ...["by", "version", "id", "ids", "approvalId", "approvalIds", "proposalId", "decisionIds"],
]);
const mostFields = 6;

export function detailText(
  { action, detail }: Pick<AuditRow, "action" | "detail">,
  language: Language,
): string {
  const fields = plainFields(detail, language);
  const sentence = find(`said_${action}`);
  if (sentence) {
    const said = fillSentence(sentence, language, Object.fromEntries(fields));
    if (!/\{\w+\}/.test(said)) return said;
  }
  return fields
    .filter(([name, value]) => !unsaid.has(name) && value !== "")
    .slice(0, mostFields)
    .map(([name, value]) => `${find(`field_${name}`)?.[language] ?? name} ${value}`)
    .join(" · ");
}

function plainFields(detail: unknown, language: Language): (readonly [string, string])[] {
  if (typeof detail !== "object" || detail === null) return [];
  return Object.entries(detail).map(
    ([name, value]) =>
      [name, roleText(name, value, language) ?? plainText(value, language)] as const,
  );
}

function roleText(name: string, value: unknown, language: Language): string | null {
  const role = name === "role" ? roles.find((one) => one === value) : undefined;
  return role === undefined ? null : roleNames[role][language];
}

function plainText(value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "✓" : "×";
  if (Array.isArray(value)) {
    if (value.some((one) => typeof one === "object")) return `× ${value.length}`;
    return value.join(language === "zh" ? "、" : ", ");
  }
  if (typeof value === "object")
    return plainFields(value, language)
      .map(([n, v]) => `${n} ${v}`)
      .join(" ");
  return String(value);
}
