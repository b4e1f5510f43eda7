// Reads a snapshot of the books for the matching engine and keeps which record each position is.

import { weightsOfBooks } from "../../core/calibration/learn-weights.ts";
import { addDays, type IsoDate } from "../../core/date.ts";
import type { MatchInput, MatchRate, Sale } from "../../core/matching/input.ts";
import { thresholdFor } from "../../core/matching/threshold.ts";
import { shippedWeights } from "../../core/matching/weights.ts";
import { type CalibrationRow, selectCalibration } from "../../db/calibrations.ts";
import { selectWeightsInUse } from "../../db/evidence-weights.ts";
import { selectBooks } from "../../db/ledger-state.ts";
import {
  type ItemToMatch,
  type LineToMatch,
  selectBookedLines,
  selectCustomersToMatch,
  selectIncompleteCustomers,
  selectItemsToMatch,
  selectLinesToMatch,
  selectMemory,
  selectOwnAccounts,
  selectRuleSettings,
  selectSoldItems,
} from "../../db/match-input.ts";
import type { Db } from "../../db/pool.ts";
import { selectAllRates } from "../../db/rates.ts";
import { selectDemoted } from "../../db/rule-standing.ts";
import { type KeyedSetting, settingsInForce } from "../../rules/copies.ts";
import { learnedWeights } from "../accuracy/habits.ts";

/** Settled documents are known this long: a number in a memo is then no damaged other one. */
const knownNumberDays = 730;
/** A payment is compared with items settled at most this many days ago (R36). */
const closedDays = 60;

export type LoadedInput = {
  readonly input: MatchInput;
  readonly lines: readonly LineToMatch[];
  readonly items: readonly ItemToMatch[];
  readonly customerIdByNo: ReadonlyMap<string, number>;
  /** Versions of the rule settings, kept with the run. */
  readonly ruleVersions: Readonly<Record<string, number>>;
  readonly rules: RulesOfBooks;
  /** Null where the shipped prior holds. */
  readonly calibration: CalibrationRow | null;
};

/** Labels scored with the shipped table do not lower the threshold for learned weights. */
function thresholdOf(calibration: CalibrationRow, isLearned: boolean): number {
  const { threshold, maxWrongPerMille } = calibration;
  return isLearned ? Math.max(threshold, thresholdFor(maxWrongPerMille)) : threshold;
}

/** The last version of each template and copy, and the templates that were demoted. */
export type RulesOfBooks = {
  readonly rows: readonly KeyedSetting[];
  readonly demoted: ReadonlySet<string>;
};

export async function loadMatchInput(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  asOf: IsoDate,
): Promise<LoadedInput> {
  const row = await selectBooks(db, books.orgId, books.booksId);
  if (!row) throw new Error(`books ${books.booksId} are gone`);
  const lines = await selectLinesToMatch(db, books);
  const items = await selectItemsToMatch(db, books, addDays(asOf, -knownNumberDays));
  const customers = await selectCustomersToMatch(db, books);
  const rules = await selectRuleSettings(db, books);
  const demoted = new Set((await selectDemoted(db, books)).map(({ code }) => code));
  const rates: MatchRate[] = await selectAllRates(db, books);
  const habits = await learnedWeights(db, books);
  const calibration = await selectCalibration(db, books);
  const learned = await selectWeightsInUse(db, books);
  const maxWrongPerMille = Number(row.maxWrongPerMille);
  // a threshold holds for the request it was calibrated for
  const isInForce = calibration?.maxWrongPerMille === maxWrongPerMille;
  const input: MatchInput = {
    homeCurrency: row.homeCurrency,
    asOf,
    lines,
    booked: await selectBookedLines(db, books),
    items,
    sales: await loadSales(db, books, items),
    customers: customers.map(({ id, customer }) => ({
      ...customer,
      habits: habits.get(id) ?? {},
    })),
    rates,
    own: await selectOwnAccounts(db, books),
    memory: await selectMemory(db, books),
    rules: settingsInForce(rules, demoted),
    closedDays,
    maxWrongPerMille,
    nettingByAgreement: true,
    ...(isInForce ? { threshold: thresholdOf(calibration, learned !== null) } : {}),
    ...(learned ? { weights: weightsOfBooks(shippedWeights, learned) } : {}),
    incompleteCustomers: new Set(await selectIncompleteCustomers(db, books)),
  };
  return {
    input,
    lines,
    items,
    customerIdByNo: new Map(customers.map((c) => [c.customer.customerNo, c.id])),
    rules: { rows: rules, demoted },
    ruleVersions: Object.fromEntries(rules.map((r) => [r.code, r.version])),
    calibration: isInForce ? calibration : null,
  };
}

async function loadSales(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  items: readonly ItemToMatch[],
): Promise<Sale[]> {
  const sold = await selectSoldItems(db, books);
  if (sold.length === 0) return [];
  const places = new Map(items.map(({ id }, place) => [id, place]));
  return sold.flatMap(({ itemId, ...sale }) => {
    const item = places.get(itemId);
    return item === undefined ? [] : [{ item, ...sale }];
  });
}
