// 早期预警: payment still looks normal, but orders, disputes or the use of the limit turn. What the
// payments themselves show is the rating's business, not a warning.
import { type Because, because } from "../because.ts";
import { percentText } from "./figures.ts";
import { type Conduct, type HistoryItem, openTotalAt } from "./history.ts";
import type { Trend } from "./scorecard.ts";
import { utilisationPercent } from "./scorecard.ts";

export type WarningInput = {
  readonly items: readonly HistoryItem[];
  readonly day: number;
  readonly conduct: Conduct;
  readonly trend: Trend;
  /** Days on which disputes were opened. */
  readonly disputeDays: readonly number[];
  readonly exposureMinor: number;
  readonly limitMinor: number | null;
};

const quarter = 91;
const threeQuarters = 274;
/** From this payment index on payments look normal. */
const normalIndex = 70;
/** Documents in the three quarters before, without which no rhythm can be broken. */
const fewestDocuments = 6;

export function earlyWarnings(input: WarningInput): Because[] {
  const { conduct, trend } = input;
  const isNormal = conduct.paymentIndex !== null && conduct.paymentIndex >= normalIndex;
  if (!isNormal || trend === "down") return [];
  return [...orderTurns(input), ...disputeTurn(input), ...utilisationTurn(input)];
}

/** Orders halve, or double all at once. */
function orderTurns({ items, day }: WarningInput): Because[] {
  const sold = items.filter(({ minor, issuedDay }) => minor > 0 && issuedDay <= day);
  const recent = sold.filter(({ issuedDay }) => issuedDay > day - quarter);
  const before = sold.filter(
    ({ issuedDay }) => issuedDay <= day - quarter && issuedDay > day - quarter - threeQuarters,
  );
  if (before.length < fewestDocuments) return [];
  const sum = (list: readonly HistoryItem[]) => list.reduce((n, { minor }) => n + minor, 0);
  const change = (sum(recent) / quarter / (sum(before) / threeQuarters) - 1) * 100;
  const key = change <= -50 ? "credit_warn_orders_fell" : "credit_warn_orders_rose";
  return change <= -50 || change >= 100
    ? [because(key, { change: percentText(Math.abs(change)) })]
    : [];
}

function disputeTurn({ disputeDays, day }: WarningInput): Because[] {
  const recent = disputeDays.filter((on) => on > day - quarter && on <= day).length;
  const before = disputeDays.filter(
    (on) => on <= day - quarter && on > day - quarter - threeQuarters,
  ).length;
  const isMore = recent >= 2 && recent / quarter >= (2 * before) / threeQuarters;
  return isMore ? [because("credit_warn_disputes", { recent, before })] : [];
}

/** Open documents then and now; bills and advances move with them. */
function utilisationTurn({ items, day, exposureMinor, limitMinor }: WarningInput): Because[] {
  const earlierMinor = openTotalAt(items, day - quarter);
  if (limitMinor === null) {
    const isDouble = earlierMinor > 0 && exposureMinor >= 2 * earlierMinor;
    const times = earlierMinor > 0 ? percentText((100 * exposureMinor) / earlierMinor) : "";
    return isDouble ? [because("credit_warn_exposure", { times })] : [];
  }
  const now = utilisationPercent(exposureMinor, limitMinor);
  const then = utilisationPercent(earlierMinor, limitMinor);
  return now >= 80 && now - then >= 30
    ? [because("credit_warn_utilisation", { from: percentText(then), to: percentText(now) })]
    : [];
}
