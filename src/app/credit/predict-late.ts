// The chance of late payment: learnt from the books' own items, measured on the latest of them, given
// to every open item. A new model once a month; the chances follow every night.
import { dayCalendar } from "../../core/credit/late/calendar.ts";
import { lateReasons } from "../../core/credit/late/explain.ts";
import { type LateItem, lateFacts } from "../../core/credit/late/facts.ts";
import { lateProbability, type Periods, trainLateModel } from "../../core/credit/late/train.ts";
import { dateOfDayNumber } from "../../core/date.ts";
import {
  insertLateModel,
  type LateItemRow,
  type LateModelRow,
  type NewPrediction,
  selectLateItems,
  selectLateModel,
  storePredictions,
} from "../../db/credit-late.ts";
import type { Db } from "../../db/pool.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { dayOf } from "./load-customers.ts";
import type { RatingBooks } from "./rate-customers.ts";

/** The newest items that are looked at; older ones teach little. */
const mostItems = 60_000;
/** Shares of the items by date: learnt from at first, chosen by. The rest is measured on. */
const chosenFrom = 0.55;
const measuredFrom = 0.75;

type Report = (progress: { phase: string; done: number; total: number }) => Promise<void>;

/** How many items were given a chance. */
export async function predictLate(deps: Deps, books: RatingBooks, report: Report): Promise<number> {
  const { rows, known } = await inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    return {
      rows: await selectLateItems(db, books, mostItems),
      known: await selectLateModel(db, books),
    };
  });
  if (rows.length === 0) return 0;
  await report({ phase: "predicting", done: 0, total: rows.length });
  const items = rows.map(lateItem);
  const facts = lateFacts(items, dayCalendar);
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const model = isFresh(known, books.today) ? known : await train(db, books, { items, facts });
    const predictions = rows.flatMap((row, index): NewPrediction[] => {
      const { openId } = row;
      if (openId === null) return [];
      const own = facts[index]!;
      const probability = Math.floor(lateProbability(model.model, own) * 1000 + 0.5);
      const because = lateReasons(model.model, own);
      return [{ itemId: openId, customerId: row.customerId, probability, because }];
    });
    await storePredictions(db, books, { modelId: model.id, predictions });
    return predictions.length;
  });
}

/** Of this month: a model is trained once a month. */
function isFresh(model: LateModelRow | null, today: string): model is LateModelRow {
  return model !== null && model.asOf.slice(0, 7) === today.slice(0, 7);
}

async function train(
  db: Db,
  books: RatingBooks,
  of: { readonly items: readonly LateItem[]; readonly facts: readonly Float64Array[] },
): Promise<Pick<LateModelRow, "id" | "model">> {
  const periods = periodsOf(of.items, dayOf(books.today));
  const { model, ...figures } = trainLateModel(of.items, of.facts, periods);
  const measuredFrom = dateOfDayNumber(periods.measureFrom);
  const row = { asOf: books.today, model, figures: { ...figures, measuredFrom } };
  const id = await insertLateModel(db, books, row);
  return { id, model };
}

/** By the items whose due date has passed. */
function periodsOf(items: readonly LateItem[], asOf: number): Periods {
  const days = items
    .filter(({ dueDay }) => dueDay < asOf)
    .map(({ issuedDay }) => issuedDay)
    .sort((a, b) => a - b);
  const at = (share: number) => days[Math.floor(days.length * share)] ?? asOf;
  return { chooseFrom: at(chosenFrom), measureFrom: at(measuredFrom), asOf };
}

function lateItem(row: LateItemRow): LateItem {
  return {
    customer: row.customerId,
    issuedDay: dayOf(row.issuedOn),
    dueDay: dayOf(row.dueOn),
    minor: row.homeMinor,
    settledDay: row.settledOn === null ? null : dayOf(row.settledOn),
    soldDay: row.soldOn === null ? null : dayOf(row.soldOn),
    group: row.group,
    isDisputed: row.isDisputed,
  };
}
