// Policies and settings: read together, changed one scope at a time, each change a new version with
// its maker in the trail.
import type {
  DunningPolicyOnWire,
  DunningSettingOnWire,
  DunningSetup,
  PolicyChange,
} from "../../contract/dunning.ts";
import { dunningPolicy } from "../../contract/dunning.ts";
import { addDays } from "../../core/date.ts";
import { areGradesInOrder, gradeDaysOf } from "../../core/dunning/grade.ts";
import { checkPolicy, type PolicyFault } from "../../core/dunning/policy.ts";
import { parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  hasDailyRun,
  hasPolicySubject,
  insertDunningSetting,
  insertPolicy,
  selectSegments,
} from "../../db/dunning-policies.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";
import { lastArrangedYear } from "./china-holidays.ts";
import {
  blankPolicy,
  type DunningBooks,
  isSameScope,
  type LoadedRules,
  loadRules,
  observedSince,
  policyFromWire,
  rulesOf,
  scopeOfRow,
} from "./rules.ts";

type Saver = Pick<Actor, "orgId" | "memberId" | "name">;

export type PolicyRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "dunning_organisation_stays" }
  | { readonly code: "dunning_grades_order" }
  | PolicyFault;

export function readSetup(deps: Deps, books: DunningBooks): Promise<DunningSetup> {
  return inOrganisation(deps.pool, books.orgId, (db) => setupOf(db, books));
}

export async function savePolicy(
  deps: Deps,
  actor: Saver,
  { books, change }: { readonly books: DunningBooks; readonly change: PolicyChange },
): Promise<Result<DunningSetup, PolicyRefusal>> {
  const { scope, policy } = change;
  const checked = checkChange(policy, books.homeCurrency);
  if (!checked.ok) return checked;
  if (scope.scope === "organisation" && policy === null) {
    return refuse({ code: "dunning_organisation_stays" });
  }
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const customerId = scope.scope === "customer" ? scope.customerId : null;
    const itemId = scope.scope === "item" ? scope.itemId : null;
    const isHere = await hasPolicySubject(db, books, { customerId, itemId });
    if (!isHere) return refuse({ code: "not_found" });
    const loaded = await loadRules(db, books);
    const last = loaded.rows.find((row) => isSameScope(scopeOfRow(row), scope));
    const live = loaded.policies.find((one) => isSameScope(one, scope));
    await insertPolicy(db, books, {
      scope: scope.scope,
      segment: scope.scope === "segment" ? scope.segment : null,
      customerId,
      itemId,
      version: (last?.version ?? 0) + 1,
      setting: policy,
      observedFrom: observedSince(loaded.policies, live, books.today),
      memberId: actor.memberId,
    });
    await recordAct(db, actor, { action: "dunning.policy", detail: { ...change } });
    return ok(await setupOf(db, books));
  });
}

/** The shape was checked by the contract; here amounts in this currency, and steps a week apart. */
export function checkChange(
  policy: DunningPolicyOnWire | null,
  homeCurrency: string,
): Result<null, PolicyRefusal> {
  if (policy === null) return ok(null);
  const amounts = [...policy.steps.map(({ minimum }) => minimum), policy.late.fee];
  const bad = amounts.find((text) => isNoAmount(text, homeCurrency));
  if (bad !== undefined) return refuse({ code: "not_an_amount", value: bad });
  return checkPolicy(policyFromWire(policy, homeCurrency));
}

export function checkSetting(
  setting: DunningSettingOnWire | null,
  homeCurrency: string,
): Result<null, PolicyRefusal> {
  if (setting === null) return ok(null);
  const bad = setting.grades.find(({ minimum }) => isNoAmount(minimum, homeCurrency));
  if (bad) return refuse({ code: "not_an_amount", value: bad.minimum });
  const codes = new Set(setting.grades.map(({ grade }) => grade));
  const isWhole = codes.size === setting.grades.length;
  if (!isWhole || !areGradesInOrder(gradeDaysOf(rulesOf(setting, homeCurrency).grades))) {
    return refuse({ code: "dunning_grades_order" });
  }
  return ok(null);
}

function isNoAmount(text: string, currency: string): boolean {
  const minor = parseMinor(text, currency);
  return minor === null || minor < 0n;
}

export async function saveSetting(
  deps: Deps,
  actor: Saver,
  { books, setting }: { readonly books: DunningBooks; readonly setting: DunningSettingOnWire },
): Promise<Result<DunningSetup, PolicyRefusal>> {
  const checked = checkSetting(setting, books.homeCurrency);
  if (!checked.ok) return checked;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const { settingVersion } = await loadRules(db, books);
    const { memberId } = actor;
    await insertDunningSetting(db, books, { version: settingVersion + 1, setting, memberId });
    await recordAct(db, actor, { action: "dunning.setting", detail: { ...setting } });
    return ok(await setupOf(db, books));
  });
}

async function setupOf(db: Db, books: DunningBooks): Promise<DunningSetup> {
  const loaded = await loadRules(db, books);
  return {
    setting: loaded.setting,
    settingVersion: loaded.settingVersion,
    policies: loaded.rows.flatMap((row) =>
      row.setting === null
        ? []
        : [
            {
              id: row.id,
              scope: scopeOfRow(row),
              subject: row.subject,
              version: row.version,
              policy: dunningPolicy.parse(row.setting),
              changedAt: row.recordedAt.toISOString(),
              by: row.by,
            },
          ],
    ),
    blank: blankPolicy(books.homeCurrency),
    segments: await selectSegments(db, books),
    homeCurrency: books.homeCurrency,
    nextRunOn: await nextRunOn(db, books, loaded),
    lastArrangedYear,
  };
}

async function nextRunOn(
  db: Db,
  books: DunningBooks,
  { policies }: LoadedRules,
): Promise<string | null> {
  if (!policies.some(({ policy }) => policy.isOn)) return null;
  const isDone = await hasDailyRun(db, books, books.today);
  return isDone ? addDays(books.today, 1) : books.today;
}
