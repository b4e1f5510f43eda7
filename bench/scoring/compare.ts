// One line's answer against its truth (DOMAIN §4): the line is the unit, a wrong cent is wrong.
import type { LineTruth, TruthResidual } from "../../demo/books.ts";
import { minorOf, type ScoreInputs } from "./inputs.ts";
import type { ResultAllocation, ResultLine, ResultResidual, RunResult } from "./result.ts";

export type LineScore = {
  readonly lineId: string;
  readonly truth: LineTruth;
  readonly status: ResultLine["status"] | "absent";
  readonly rule: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Allocations and posted residuals are exactly the truth's (any status that has them). */
  readonly isExact: boolean;
  /** Why not; empty when exact. */
  readonly faults: readonly string[];
  readonly payerRight: boolean;
  readonly categoryRight: boolean;
  /** Planted causes of this line and whether each was named. */
  readonly causes: readonly { readonly cause: string; readonly named: boolean }[];
};

export function compareLines(inputs: ScoreInputs, result: RunResult): LineScore[] {
  const allocations = Map.groupBy(result.allocations, (one) => one.lineId);
  const residuals = Map.groupBy(result.residuals, (one) => one.lineId);
  const answers = new Map(result.lines.map((line) => [line.lineId, line]));
  return inputs.lines.map((line) => {
    const truth = inputs.truth.get(line.lineId);
    if (!truth) throw new Error(`no truth for ${line.lineId}`);
    return compareLine({
      truth,
      currency: line.currency,
      amountMinor: line.amountMinor,
      answer: answers.get(line.lineId),
      allocations: allocations.get(line.lineId) ?? [],
      residuals: residuals.get(line.lineId) ?? [],
      currencyOf: currencyLookup(inputs),
    });
  });
}

const lookups = new WeakMap<ScoreInputs, (key: string) => string>();

function currencyLookup(inputs: ScoreInputs): (key: string) => string {
  const known = lookups.get(inputs);
  if (known) return known;
  const byKey = new Map(
    inputs.items.map((item) => [`${item.kind}|${item.itemNo}|${item.customerNo}`, item.currency]),
  );
  const lookup = (key: string) => byKey.get(key) ?? "CNY";
  lookups.set(inputs, lookup);
  return lookup;
}

export type Comparison = {
  readonly truth: LineTruth;
  readonly currency: string;
  readonly amountMinor: number;
  readonly answer: ResultLine | undefined;
  readonly allocations: readonly ResultAllocation[];
  readonly residuals: readonly ResultResidual[];
  readonly currencyOf: (itemKey: string) => string;
};

export function compareLine(given: Comparison): LineScore {
  const { truth, answer } = given;
  const faults = [...allocationFaults(given), ...residualFaults(given)];
  if (!truth.receivable && given.allocations.length > 0) faults.push("not receivable at all");
  return {
    lineId: truth.lineId,
    truth,
    status: answer?.status ?? "absent",
    rule: given.allocations[0]?.rule ?? "",
    amountMinor: given.amountMinor,
    currency: given.currency,
    isExact: faults.length === 0,
    faults,
    payerRight: answer?.customerNo === truth.payerNo,
    categoryRight: answer?.category === truth.category,
    causes: causesOf(truth.residuals).map((cause) => ({
      cause,
      named: given.residuals.some((one) => (one.difference ?? one.code) === cause),
    })),
  };
}

function allocationFaults(given: Comparison): string[] {
  const said = new Map<string, string>();
  for (const one of given.allocations) {
    const item = `${one.kind}|${one.itemNo}|${one.customerNo}`;
    const amount = minorOf(one.amount, given.currencyOf(item));
    said.set(item, `${amount} for ${minorOf(one.lineAmount, given.currency)}`);
  }
  const faults: string[] = [];
  for (const one of given.truth.allocations) {
    const item = `${one.kind}|${one.itemNo}|${one.customerNo}`;
    const right = `${one.amountMinor} for ${one.lineAmountMinor}`;
    const answer = said.get(item);
    said.delete(item);
    if (answer === undefined) faults.push(`misses ${item}`);
    else if (answer !== right) faults.push(`${item}: ${answer}, not ${right}`);
  }
  for (const item of said.keys()) faults.push(`wrongly takes ${item}`);
  return faults;
}

/**
 * A posted residual must be one of the truth's. Exchange differences follow from the rates and are
 * arithmetic, not a decision: they are judged where the truth states them.
 */
function residualFaults(given: Comparison): string[] {
  const { truth } = given;
  const statesFx = truth.residuals.some((one) => one.side === "home");
  const faults: string[] = [];
  for (const one of given.residuals) {
    if (!one.posted && one.side !== "line") continue;
    if (one.side === "home" && !statesFx) continue;
    const amount = minorOf(one.amount, one.currency);
    const isTrue = truth.residuals.some(
      (right) =>
        right.side === one.side &&
        right.amountMinor === amount &&
        right.code === one.code &&
        (one.side !== "item" || right.itemNo === one.itemNo),
    );
    if (!isTrue) faults.push(`posts ${one.code} ${one.amount} (${one.side})`);
  }
  return faults;
}

/** What went wrong on purpose: a difference code, or the residual's own where it has none. */
function causesOf(residuals: readonly TruthResidual[]): string[] {
  const uncaused = new Set(["partial", "unexplained", "fx", "advance"]);
  return residuals.flatMap((one) => {
    if (one.difference !== null) return [one.difference];
    return uncaused.has(one.code) ? [] : [one.code];
  });
}
