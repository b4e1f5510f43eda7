// The versions of a template's or copy's setting: what each changed, by whom and why; any of them can
// be made the newest again.
import type { RuleCardOnWire, RuleVersionsOnWire } from "../../contract/rules.ts";
import { type Result, refuse } from "../../core/result.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertRuleSetting, selectRuleVersions } from "../../db/rule-settings.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { isCopy, type StoredSetting, templateOf } from "../../rules/copies.ts";
import { changesOfSetting } from "../../rules/setting-changes.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { readCard } from "./rule-settings.ts";

export async function listVersions(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  key: string,
): Promise<RuleVersionsOnWire> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectRuleVersions(db, books, key),
  );
  const blank = { code: templateOf(key) };
  return {
    rows: rows.map(({ version, setting, reason, recordedAt, by }, at) => ({
      ...{ version, reason, by },
      at: recordedAt.toISOString(),
      changes: changesOfSetting(rows[at + 1]?.setting ?? blank, setting),
    })),
  };
}

export async function restoreVersion(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly key: string;
    readonly version: number;
    readonly reason: string;
  },
): Promise<Result<RuleCardOnWire, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, key, version, reason } = input;
  const isDone = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const rows = await selectRuleVersions(db, recording, key);
    const found = rows.find((row) => row.version === version)?.setting;
    if (!found) return false;
    // its place among the others is that of today
    const { rank }: StoredSetting = rows[0]?.setting ?? found;
    const setting = isCopy(key) && rank !== undefined ? { ...found, rank } : found;
    await insertRuleSetting(db, recording, { code: key, setting, memberId, reason });
    const detail = { key, version, reason };
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.restore_version", subjectKind: "rule", detail },
    ]);
    return true;
  });
  return isDone ? readCard(deps, { orgId, booksId }, key) : refuse({ code: "not_found" });
}
