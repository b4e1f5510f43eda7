// The rule templates with what these books set, and what each did lately; a change is a new version.
import type { RuleBody, RuleCardOnWire } from "../../contract/rules.ts";
import { assert } from "../../core/assert.ts";
import type { RuleSetting } from "../../core/matching/input.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectRuleSettings } from "../../db/match-input.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertRuleSetting, selectRuleFigures } from "../../db/rule-settings.ts";
import { type StandingRow, selectDemoted } from "../../db/rule-standing.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { ruleCatalogue, stageWords } from "../../rules/catalogue.ts";
import { validateRuleSettings } from "../../rules/settings.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listRules(deps: Deps, books: InBooks): Promise<RuleCardOnWire[]> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const settings = new Map((await selectRuleSettings(db, books)).map((s) => [s.code, s]));
    const demoted = new Map((await selectDemoted(db, books)).map((d) => [d.code, d]));
    const figures = new Map((await selectRuleFigures(db, books)).map((f) => [f.rule, f]));
    return ruleCatalogue().map((card): RuleCardOnWire => {
      const own = settings.get(card.code);
      const { code: _, scope: __, ...setting } = own?.setting ?? { code: card.code };
      return {
        code: card.code,
        stage: card.stage,
        stageName: { ...stageWords[card.stage] },
        title: { ...card.title },
        meaning: { ...card.meaning },
        takesTolerance: card.takesTolerance,
        defaults: { action: card.action, tol: tolOnWire(card.tol) },
        params: card.params.map((p) => ({
          ...p,
          label: { ...p.label },
          default: Array.isArray(p.default) ? [...p.default] : (p.default as number | boolean),
        })),
        examples: card.examples.map(({ given, outcome, applies }) => ({
          given: { ...given },
          outcome: { ...outcome },
          applies,
        })),
        setting: setting as RuleBody, // checked when it was stored
        version: own?.version ?? 0,
        posted: figures.get(card.code)?.posted ?? 0,
        undone: figures.get(card.code)?.undone ?? 0,
        demoted: demotionOnWire(demoted.get(card.code)),
      };
    });
  });
}

function demotionOnWire(standing: StandingRow | undefined): RuleCardOnWire["demoted"] {
  if (!standing) return null;
  const { posted, undone, sampled, wrong, wrongAtLeast } = standing.figures;
  return { at: standing.recordedAt.toISOString(), posted, undone, sampled, wrong, wrongAtLeast };
}

function tolOnWire(tol: {
  readonly abs?: Readonly<Record<string, string>>;
  readonly pct?: string;
}) {
  return { ...(tol.abs ? { abs: { ...tol.abs } } : {}), ...(tol.pct ? { pct: tol.pct } : {}) };
}

export type RuleSettingFault = {
  readonly code: "rule_setting_wrong";
  readonly field: string;
};

/** The setting as the engine takes it, or what is wrong with it. */
export function settingFault(code: string, body: RuleBody): Result<RuleSetting, RuleSettingFault> {
  const valid = validateRuleSettings([{ code, ...body }]);
  if (!valid.ok) {
    const { key, fields } = valid.error;
    const named = fields["parameter"] ?? fields["field"] ?? key;
    return refuse({ code: "rule_setting_wrong", field: String(named) });
  }
  const [setting] = valid.value;
  assert(setting !== undefined, "one setting was checked");
  return ok(setting);
}

export async function setRule(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly code: string; readonly setting: RuleBody },
): Promise<Result<RuleCardOnWire, RuleSettingFault | { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, code } = input;
  const checked = settingFault(code, input.setting);
  if (!checked.ok) return checked;
  const setting = checked.value;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    await insertRuleSetting(db, { orgId, booksId }, { code, setting, memberId });
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.set", subjectKind: "rule", detail: setting },
    ]);
  });
  const card = (await listRules(deps, { orgId, booksId })).find((c) => c.code === code);
  return card ? ok(card) : refuse({ code: "not_found" });
}
