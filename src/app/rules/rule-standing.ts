// A template whose live precision falls is set to suggest, by a version of its setting; a person
// may restore it. Both stand in the audit trail.
import { fallenPrecision } from "../../core/calibration/standing.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import { selectRuleSettings } from "../../db/match-input.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { insertRuleSetting } from "../../db/rule-settings.ts";
import { insertStanding, selectDemoted, selectLiveFigures } from "../../db/rule-standing.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { ruleCatalogue } from "../../rules/catalogue.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

/** Returns the codes demoted now. The transaction must hold the writing lock. */
export async function demoteFallen(db: Db, recording: Recording): Promise<string[]> {
  const { orgId, booksId } = recording;
  const row = await selectBooks(db, orgId, booksId);
  if (!row) return [];
  const system = { ...recording, memberId: null };
  const settings = new Map((await selectRuleSettings(db, recording)).map((s) => [s.code, s]));
  const defaults = new Map<string, string>(ruleCatalogue().map((one) => [one.code, one.action]));
  const demoted: string[] = [];
  for (const figures of await selectLiveFigures(db, recording)) {
    const { rule: code } = figures;
    const { code: _, ...before } = settings.get(code)?.setting ?? { code };
    const isAutomatic = (before.action ?? defaults.get(code)) === "auto";
    const fallen = fallenPrecision(figures, Number(row.maxWrongPerMille));
    if (!isAutomatic || fallen === null) continue;
    const setting = { ...before, code, action: "suggest" };
    await insertRuleSetting(db, recording, { code, setting, memberId: null });
    const detail = { ...figures, ...fallen };
    await insertStanding(db, system, {
      code,
      act: "demote",
      settingBefore: before,
      figures: detail,
      reason: "",
    });
    await storeAudit(db, recording, [
      { actor: "system", action: "rule.demote", subjectKind: "rule", detail },
    ]);
    demoted.push(code);
  }
  return demoted;
}

/** Back to the setting before; figures are counted anew from here. */
export async function restoreRule(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly code: string; readonly reason: string },
): Promise<Result<{ readonly code: string }, { readonly code: "not_demoted" | "reason_missing" }>> {
  const { orgId, memberId } = actor;
  const { booksId, code, reason } = input;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const standing = (await selectDemoted(db, recording)).find((one) => one.code === code);
    if (!standing) return refuse({ code: "not_demoted" });
    const { settingBefore, figures } = standing;
    await insertRuleSetting(db, recording, { code, setting: { ...settingBefore, code }, memberId });
    await insertStanding(db, recording, { code, act: "restore", settingBefore, figures, reason });
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.restore", subjectKind: "rule", detail: { code, reason } },
    ]);
    return ok({ code });
  });
}
