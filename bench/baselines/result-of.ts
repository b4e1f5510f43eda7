// A baseline's decisions in the result format of file mode.
import { formatMinor } from "../../src/core/money.ts";
import type { ResultAllocation, ResultLine, ResultResidual, RunResult } from "../scoring/result.ts";
import type { Decision } from "./baseline.ts";
import type { BaselineLine } from "./books.ts";

export type DecidedLine = { readonly line: BaselineLine; readonly decision: Decision };

export function resultOf(decided: readonly DecidedLine[]): RunResult {
  return {
    allocations: decided.flatMap(allocationsOf),
    residuals: decided.flatMap(residualsOf),
    lines: decided.map(lineOf),
  };
}

function allocationsOf({ line, decision }: DecidedLine): ResultAllocation[] {
  const { status, rule } = decision;
  if (status === "unmatched") return [];
  return decision.parts.map(({ item, amountMinor }) => {
    const amount = formatMinor(amountMinor, item.currency);
    const { itemNo, kind, customerNo } = item;
    return {
      lineId: line.lineId,
      itemNo,
      kind,
      customerNo,
      amount,
      lineAmount: amount,
      status,
      rule,
    };
  });
}

/** Discounts taken, and the part of the line put on no item. */
function residualsOf({ line, decision }: DecidedLine): ResultResidual[] {
  const { status, parts } = decision;
  if (status === "unmatched") return [];
  const residual = { lineId: line.lineId, currency: line.currency, difference: null, status };
  const discounts = parts.flatMap(({ item, discountMinor }): ResultResidual[] => {
    if (!discountMinor) return [];
    const amount = formatMinor(discountMinor, item.currency);
    const { itemNo, kind } = item;
    return [{ ...residual, itemNo, kind, side: "item", amount, code: "discount", posted: true }];
  });
  const left = line.amountMinor - parts.reduce((sum, part) => sum + part.amountMinor, 0);
  if (left === 0) return discounts;
  const amount = formatMinor(left, line.currency);
  const side = "line" as const;
  const rest = { itemNo: null, kind: null, side, amount, code: "advance", posted: true };
  return [...discounts, { ...residual, ...rest }];
}

function lineOf({ line, decision }: DecidedLine): ResultLine {
  return {
    lineId: line.lineId,
    customerNo: decision.customerNo,
    status: decision.status,
    category: null,
    amount: formatMinor(line.amountMinor, line.currency),
  };
}
