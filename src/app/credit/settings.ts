// The scorecard's settings of a set of books, versioned; and what the prediction of late payment was
// worth on the latest months.
import type {
  CreditSettingsAnswer,
  CreditSettingsBody,
  LateAccuracy,
} from "../../contract/credit.ts";
import { creditSettingsOf } from "../../core/credit/parse-settings.ts";
import { defaultCreditSettings, scoreFeatures } from "../../core/credit/settings.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectLateModel } from "../../db/credit-late.ts";
import { insertCreditSetting, selectCreditSetting } from "../../db/credit-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function readCreditSettings(
  deps: Deps,
  books: InBooks,
): Promise<CreditSettingsAnswer> {
  const row = await inOrganisation(deps.pool, books.orgId, (db) => selectCreditSetting(db, books));
  return {
    version: row?.version ?? 0,
    settings: creditSettingsOf(row?.setting),
    defaults: defaultCreditSettings,
  };
}

export type CreditSettingsRefusal =
  /** Nothing weighs, or both ends of a feature are one. */
  | { readonly code: "credit_weights_empty" }
  | { readonly code: "credit_ends_equal"; readonly feature: string }
  | { readonly code: "credit_thresholds_unordered" };

export async function saveCreditSettings(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  books: InBooks,
  { settings, reason }: CreditSettingsBody,
): Promise<Result<CreditSettingsAnswer, CreditSettingsRefusal>> {
  const { features, ratingFrom } = settings;
  if (scoreFeatures.every((key) => features[key].weight === 0)) {
    return refuse({ code: "credit_weights_empty" });
  }
  const equal = scoreFeatures.find((key) => features[key].fullAt === features[key].zeroAt);
  if (equal) return refuse({ code: "credit_ends_equal", feature: equal });
  if (ratingFrom.A <= ratingFrom.B || ratingFrom.B <= ratingFrom.C) {
    return refuse({ code: "credit_thresholds_unordered" });
  }
  const version = await inOrganisation(deps.pool, books.orgId, async (db) => {
    const stored = { setting: settings, reason, memberId: actor.memberId };
    const next = await insertCreditSetting(db, books, stored);
    await recordAct(db, actor, { action: "credit.settings", detail: { version: next, reason } });
    return next;
  });
  return ok({ version, settings, defaults: defaultCreditSettings });
}

/** Fewer say nothing (DOMAIN §4). */
const fewestMeasured = 30;

export async function readLateAccuracy(deps: Deps, books: InBooks): Promise<LateAccuracy> {
  const row = await inOrganisation(deps.pool, books.orgId, (db) => selectLateModel(db, books));
  if (row === null) return { model: null, fewest: fewestMeasured };
  const { figures, majority, learnt, measuredFrom } = row.figures;
  const shown = (m: (typeof figures)["baseline"]) => m && { ...m, bands: [...m.bands] };
  return {
    model: {
      kind: row.kind,
      asOf: row.asOf,
      measuredFrom,
      learnt,
      majority: { ...majority, bands: [...majority.bands] },
      baseline: shown(figures.baseline),
      logistic: shown(figures.logistic),
      trees: shown(figures.trees),
    },
    fewest: fewestMeasured,
  };
}
