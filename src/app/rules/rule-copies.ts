// Copies of a template: made, put in order, given up. Each act is a new version with who and when.
import type { RuleCardOnWire } from "../../contract/rules.ts";
import { type Result, refuse } from "../../core/result.ts";
import { selectRuleSettings } from "../../db/match-input.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertRuleSetting } from "../../db/rule-settings.ts";
import { inOrganisation } from "../../db/transaction.ts";
import {
  byRank,
  isCopy,
  type KeyedSetting,
  nextCopyKey,
  type StoredSetting,
  templateOf,
} from "../../rules/copies.ts";
import { rules } from "../../rules/registry.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { readCard } from "./rule-settings.ts";

type Card = Result<RuleCardOnWire, { readonly code: "not_found" }>;

/** Starts from the template's present setting; holds nowhere until it has a scope. */
export async function copyRule(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly code: string; readonly name: string },
): Promise<Card> {
  const { orgId, memberId } = actor;
  const { booksId, code, name } = input;
  if (!rules.some((rule) => rule.code === code)) return refuse({ code: "not_found" });
  const key = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const rows = await selectRuleSettings(db, recording);
    const own = rows.find((row) => row.code === code)?.setting;
    const copies = copiesOf(code, rows);
    const newKey = nextCopyKey(
      code,
      copies.map((row) => row.code),
    );
    const rank = copies.filter(({ setting }) => !setting.isRetired).length + 1;
    const setting: StoredSetting = { ...own, code, name, rank };
    await insertRuleSetting(db, recording, { code: newKey, setting, memberId });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "rule.copy",
        subjectKind: "rule",
        detail: { ...setting, key: newKey },
      },
    ]);
    return newKey;
  });
  return readCard(deps, { orgId, booksId }, key);
}

function copiesOf(code: string, rows: readonly KeyedSetting[]): KeyedSetting[] {
  return rows.filter((row) => isCopy(row.code) && templateOf(row.code) === code).sort(byRank);
}

/** `keys`: all copies of the template in use, the one asked first at the top. */
export async function orderCopies(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly code: string; readonly keys: readonly string[] },
): Promise<Result<{ readonly code: string }, { readonly code: "copies_changed" }>> {
  const { orgId, memberId } = actor;
  const { booksId, code, keys } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const copies = copiesOf(code, await selectRuleSettings(db, recording)).filter(
      ({ setting }) => !setting.isRetired,
    );
    const known = new Set(copies.map((row) => row.code));
    const isWhole = keys.length === known.size && new Set(keys).size === known.size;
    if (!isWhole || !keys.every((key) => known.has(key))) {
      return refuse({ code: "copies_changed" });
    }
    for (const row of copies) {
      const rank = keys.indexOf(row.code) + 1;
      if (row.setting.rank === rank) continue;
      const setting = { ...row.setting, rank };
      await insertRuleSetting(db, recording, { code: row.code, setting, memberId });
    }
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.order", subjectKind: "rule", detail: { code, keys } },
    ]);
    return { ok: true, value: { code } };
  });
}

/** No longer used; stays with its versions, one of which can be restored. */
export async function retireCopy(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly key: string; readonly reason: string },
): Promise<Card> {
  const { orgId, memberId } = actor;
  const { booksId, key, reason } = input;
  const isDone = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const row = (await selectRuleSettings(db, recording)).find(({ code }) => code === key);
    if (!row || !isCopy(key)) return false;
    const setting: StoredSetting = { ...row.setting, isRetired: true };
    await insertRuleSetting(db, recording, { code: key, setting, memberId, reason });
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.retire", subjectKind: "rule", detail: { key, reason } },
    ]);
    return true;
  });
  return isDone ? readCard(deps, { orgId, booksId }, key) : refuse({ code: "not_found" });
}
