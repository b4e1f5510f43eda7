// The rule templates with what these books set, and what each did lately; a change is a new version.
import type {
  RuleBody,
  RuleCardOnWire,
  RuleChange,
  RuleScopeOnWire,
} from "../../contract/rules.ts";
import { assert } from "../../core/assert.ts";
import { wilson } from "../../core/calibration/interval.ts";
import { enoughCases } from "../../core/calibration/precision.ts";
import type { RuleSetting } from "../../core/matching/input.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import { selectRuleSettings } from "../../db/match-input.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { insertRuleSetting, type RuleFigures, selectRuleFigures } from "../../db/rule-settings.ts";
import { type StandingRow, selectDemoted } from "../../db/rule-standing.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type RuleCard, ruleCatalogue, stageWords } from "../../rules/catalogue.ts";
import {
  byRank,
  isCopy,
  type KeyedSetting,
  type StoredSetting,
  templateOf,
} from "../../rules/copies.ts";
import { validateRuleSettings } from "../../rules/settings.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listRules(deps: Deps, books: InBooks): Promise<RuleCardOnWire[]> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const rows = await selectRuleSettings(db, books);
    const demoted = new Map((await selectDemoted(db, books)).map((d) => [d.code, d]));
    const figures = new Map((await selectRuleFigures(db, books)).map((f) => [f.rule, f]));
    const found = await booksById(db, books.orgId, books.booksId);
    assert(found !== null, "the books of a request are there");
    const currency = found.homeCurrency;
    return ruleCatalogue().flatMap((card): RuleCardOnWire[] => {
      const live = {
        ...figuresOnWire(figures.get(card.code), currency),
        demoted: demotionOnWire(demoted.get(card.code)),
      };
      const own = rows.find(({ code }) => code === card.code);
      const copies = rows
        .filter(({ code }) => isCopy(code) && templateOf(code) === card.code)
        .sort(byRank);
      const blank = { code: card.code, version: 0, setting: { code: card.code } };
      // what a template did is counted at the template, whichever copy held
      const none = { ...figuresOnWire(undefined, currency), demoted: null };
      return [
        { ...cardOnWire(card, own ?? blank), ...live },
        ...copies.map((row) => ({ ...cardOnWire(card, row), ...none })),
      ];
    });
  });
}

type SettingRow = KeyedSetting & { readonly version: number };

function cardOnWire(
  card: RuleCard,
  { code: key, version, setting: stored }: SettingRow,
): Omit<RuleCardOnWire, "posted" | "undone" | "home" | "precision" | "demoted"> {
  const { code, name = "", rank = 0, isRetired = false, scope = {}, ...setting } = stored;
  return {
    key,
    code,
    copy: isCopy(key)
      ? { name, rank, isRetired, scope: scope as RuleScopeOnWire } // checked when it was stored
      : null,
    takesCustomers: card.stage === "what" || card.stage === "how_much",
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
    examples: card.examples.map(({ given, outcome, book, ...example }) => ({
      ...example,
      given: { ...given },
      outcome: { ...outcome },
      book: [...book],
    })),
    setting: setting as RuleBody, // checked when it was stored
    version,
  };
}

function figuresOnWire(
  figures: RuleFigures | undefined,
  currency: string,
): Pick<RuleCardOnWire, "posted" | "undone" | "home" | "precision"> {
  const { posted, undone, homeMinor, sampled, wrong } = figures ?? nothing;
  return {
    posted,
    undone,
    home: { amount: formatMinor(homeMinor, currency), currency },
    precision: {
      sampled,
      wrong,
      right: sampled === 0 ? null : (sampled - wrong) / sampled,
      interval: wilson(sampled - wrong, sampled),
      isEnough: sampled >= enoughCases,
    },
  };
}

const nothing = { posted: 0, undone: 0, homeMinor: 0, sampled: 0, wrong: 0 };

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
  readonly rule: string;
  readonly field: string;
};

/** The setting as the engine takes it, or what is wrong with it. */
export function settingFault(key: string, body: RuleBody): Result<RuleSetting, RuleSettingFault> {
  const code = templateOf(key);
  const valid = validateRuleSettings([{ code, ...body }]);
  if (!valid.ok) {
    const { key: fault, fields } = valid.error;
    const named = fields["parameter"] ?? fields["field"] ?? fault;
    return refuse({ code: "rule_setting_wrong", rule: key, field: String(named) });
  }
  const [setting] = valid.value;
  assert(setting !== undefined, "one setting was checked");
  return scopeFault(key, setting) ?? ok(setting);
}

/** Only copies have a scope; who pays is asked before the customer is known. */
function scopeFault(
  key: string,
  { code, scope }: RuleSetting,
): Result<RuleSetting, RuleSettingFault> | null {
  if (scope === undefined) return null;
  const stage = ruleCatalogue().find((card) => card.code === code)?.stage;
  const isKnown = stage === "what" || stage === "how_much";
  if (!isCopy(key)) return refuse({ code: "rule_setting_wrong", rule: key, field: "scope" });
  if ((scope.customer ?? []).length === 0 || isKnown) return null;
  return refuse({ code: "rule_setting_wrong", rule: key, field: "scope.customer" });
}

/** A new version of a template's setting, or of a copy's. */
export async function setRule(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly key: string; readonly change: RuleChange },
): Promise<Result<RuleCardOnWire, RuleSettingFault | { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, key } = input;
  const { name, reason = "", ...body } = input.change;
  const checked = settingFault(key, body);
  if (!checked.ok) return checked;
  if (name !== undefined && !isCopy(key)) {
    return refuse({ code: "rule_setting_wrong", rule: key, field: "name" });
  }
  const stored = await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const before = (await selectRuleSettings(db, recording)).find(({ code }) => code === key);
    if (isCopy(key) && !before) return false;
    const setting = { ...keptOf(before?.setting), ...checked.value, ...(name ? { name } : {}) };
    await insertRuleSetting(db, { orgId, booksId }, { code: key, setting, memberId, reason });
    const detail = { ...setting, key, reason };
    await storeAudit(db, recording, [
      { actor: actor.name, action: "rule.set", subjectKind: "rule", detail },
    ]);
    return true;
  });
  return stored ? readCard(deps, { orgId, booksId }, key) : refuse({ code: "not_found" });
}

/** What a form of parameters does not carry. */
function keptOf({ name, rank }: StoredSetting = { code: "" }): Partial<StoredSetting> {
  return { ...(name === undefined ? {} : { name }), ...(rank === undefined ? {} : { rank }) };
}

export async function readCard(
  deps: Deps,
  books: InBooks,
  key: string,
): Promise<Result<RuleCardOnWire, { readonly code: "not_found" }>> {
  const card = (await listRules(deps, books)).find((one) => one.key === key);
  return card ? ok(card) : refuse({ code: "not_found" });
}
