// From items to a model: learn on earlier ones, choose on the months after, measure on the last ones,
// then learn once more on all. What was not known yet when a period ended is not learnt from.
import { type LateFacts, type LateItem, lateFeatures } from "./facts.ts";
import {
  fitLogistic,
  type LogisticModel,
  logisticProbability,
  logisticShares,
} from "./logistic.ts";
import { type Measured, measure } from "./measure.ts";
import { fitTrees, type TreesModel, treesProbability, treesShares } from "./trees.ts";

export type LateModel =
  | { readonly kind: "baseline" }
  | { readonly kind: "logistic"; readonly logistic: LogisticModel }
  | { readonly kind: "trees"; readonly trees: TreesModel };
export type LateModelKind = LateModel["kind"];

/** The customer's own late share, leaning on its group and on all where it is short. */
const baseline: LateModel = { kind: "baseline" };
const baselineFeature = lateFeatures.indexOf("late_share");

export function lateProbability(model: LateModel, row: LateFacts): number {
  switch (model.kind) {
    case "baseline":
      return row[baselineFeature]!;
    case "logistic":
      return logisticProbability(model.logistic, row);
    case "trees":
      return treesProbability(model.trees, row);
  }
}

/** What each feature adds to the log-odds. */
export function lateShares(model: LateModel, row: LateFacts): Float64Array {
  switch (model.kind) {
    case "baseline":
      return Float64Array.from(row, (value, f) => (f === baselineFeature ? value - 0.5 : 0));
    case "logistic":
      return logisticShares(model.logistic, row);
    case "trees":
      return treesShares(model.trees, row);
  }
}

export function wasLate({ settledDay, dueDay }: LateItem): boolean {
  return settledDay === null || settledDay > dueDay;
}

export type Periods = {
  /** Learnt from at first: due before this day. */
  readonly chooseFrom: number;
  /** The kind is chosen by: issued from chooseFrom on, due before this day. */
  readonly measureFrom: number;
  /** Measured on: issued from measureFrom on, due before this day. */
  readonly asOf: number;
};

export type TrainedModel = {
  readonly model: LateModel;
  /** Each kind as it did on the last period, learnt from what was known before it. */
  readonly figures: Readonly<Record<LateModelKind, Measured | null>>;
  /** Always "late" or always "in time", whichever was more frequent before. */
  readonly majority: Measured;
  readonly learnt: number;
};

/** Fewer labels, and the customers' own shares are all there is to go by. */
export const fewestLabels = 200;

export function trainLateModel(
  items: readonly LateItem[],
  facts: readonly LateFacts[],
  periods: Periods,
): TrainedModel {
  const { chooseFrom, measureFrom, asOf } = periods;
  const measuring = splitAt(items, { from: measureFrom, to: asOf });
  const kind = chooseKind(facts, choosingRounds(items, { chooseFrom, measureFrom }));
  const candidates = fitAll(facts, measuring.learn);
  const outcomes = measuring.test.map(({ isLate }) => isLate);
  const figuresOf = (model: LateModel | undefined) =>
    model
      ? measure(
          measuring.test.map(({ index }) => lateProbability(model, facts[index]!)),
          outcomes,
        )
      : null;
  const byKind = new Map(candidates.map((model) => [model.kind, model]));
  const all = labelled(items, asOf);
  const share = shareLate(measuring.learn);
  return {
    model: fitAll(facts, all).find((model) => model.kind === kind) ?? baseline,
    figures: {
      baseline: figuresOf(byKind.get("baseline")),
      logistic: figuresOf(byKind.get("logistic")),
      trees: figuresOf(byKind.get("trees")),
    },
    majority: measure(
      outcomes.map(() => (share >= 0.5 ? 1 : 0)),
      outcomes,
    ),
    learnt: all.length,
  };
}

type Labelled = { readonly index: number; readonly isLate: boolean };

/**
 * Due before `by`: then everybody knows. Early payers among the rest would make all look better. Of what a
 * factor bought by its due date nobody knows.
 */
function labelled(items: readonly LateItem[], by: number): Labelled[] {
  return items.flatMap((item, index) => {
    const wasSold =
      item.settledDay === null && item.soldDay !== null && item.soldDay <= item.dueDay;
    const isKnown = item.issuedDay < by && item.dueDay < by && !wasSold;
    const settledDay = item.settledDay !== null && item.settledDay < by ? item.settledDay : null;
    return isKnown ? [{ index, isLate: wasLate({ ...item, settledDay }) }] : [];
  });
}

function splitAt(
  items: readonly LateItem[],
  { from, to }: { readonly from: number; readonly to: number },
): { readonly learn: readonly Labelled[]; readonly test: readonly Labelled[] } {
  const learn = labelled(items, from);
  const test = labelled(items, to).filter(({ index }) => items[index]!.issuedDay >= from);
  return { learn, test };
}

function fitAll(facts: readonly LateFacts[], learn: readonly Labelled[]): LateModel[] {
  if (learn.length < fewestLabels) return [baseline];
  const rows = learn.map(({ index }) => facts[index]!);
  const outcomes = learn.map(({ isLate }) => isLate);
  return [
    baseline,
    { kind: "logistic", logistic: fitLogistic(rows, outcomes) },
    { kind: "trees", trees: fitTrees(rows, outcomes) },
  ];
}

type Round = ReturnType<typeof splitAt>;

/**
 * The period in the middle and the one of the same length before it, each told from what was known
 * before it (a rolling origin: Tashman, International Journal of Forecasting 16, 2000): one stretch of
 * months alone decides between near equals by chance.
 */
function choosingRounds(
  items: readonly LateItem[],
  { chooseFrom, measureFrom }: Pick<Periods, "chooseFrom" | "measureFrom">,
): Round[] {
  const span = measureFrom - chooseFrom;
  return [chooseFrom - span, chooseFrom].map((from) => splitAt(items, { from, to: from + span }));
}

/** By log loss over all rounds; the plainer one where nothing was measured. */
function chooseKind(facts: readonly LateFacts[], rounds: readonly Round[]): LateModelKind {
  const losses = new Map<LateModelKind, number>();
  for (const { learn, test } of rounds) {
    const tried = fitAll(facts, learn);
    if (test.length === 0 || tried.length === 1) continue;
    const outcomes = test.map(({ isLate }) => isLate);
    for (const model of tried) {
      const said = test.map(({ index }) => lateProbability(model, facts[index]!));
      const loss = measure(said, outcomes).logLoss * test.length;
      losses.set(model.kind, (losses.get(model.kind) ?? 0) + loss);
    }
  }
  const [plainest, ...others] = losses;
  if (plainest === undefined) return "baseline";
  return others.reduce((best, one) => (one[1] < best[1] ? one : best), plainest)[0];
}

function shareLate(learn: readonly Labelled[]): number {
  return learn.length === 0 ? 0 : learn.filter(({ isLate }) => isLate).length / learn.length;
}
