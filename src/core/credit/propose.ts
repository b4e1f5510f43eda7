// Proposals to change limit, method of payment and days of credit: worse → shorter, bank acceptance
// only, money first; better → back to open account and longer, with what other days would cost.
import { type Because, because } from "../because.ts";
import { addDays, endOfMonth, type IsoDate } from "../date.ts";
import { formatGrouped, toSafeMinor } from "../money.ts";
import { percentText } from "./figures.ts";
import type { Conduct } from "./history.ts";
import { costOfDays, limitByFormula } from "./limit.ts";
import type { Scorecard } from "./scorecard.ts";
import type { CreditRating, CreditSettings } from "./settings.ts";
import { type CreditMethod, type CreditTerms, creditMethods } from "./terms.ts";

export type ProposalInput = {
  readonly card: Scorecard;
  readonly conduct: Conduct;
  readonly inForce: CreditTerms;
  /** Days since the terms in force began; null: nothing was ever granted. */
  readonly termAge: number | null;
  readonly coverMinor: number | null;
  readonly currency: string;
};

export type CreditChange = {
  readonly limitMinor: number | null;
  readonly method: CreditMethod;
  /** Null: the days stay as they are. */
  readonly creditDays: number | null;
};

export type Proposed = { readonly change: CreditChange; readonly because: readonly Because[] };

/** Days overdue from which deliveries go against money alone. */
const seriousDays = 90;
/** Of what is open: above it a fair rating does not help. */
const seriousShare = 0.3;
const doubtfulShare = 0.2;
const shortestDays = 15;
/** Terms are left alone for a while, but for a stricter method; days of credit for longer. */
const settledAfter = 30;
const daysSettledAfter = 90;
const defaultDays = 30;

/** Null: nothing to change. */
export function proposeTerms(input: ProposalInput, settings: CreditSettings): Proposed | null {
  const { card, inForce } = input;
  const { rating } = card;
  if (rating === null) return null;
  const method = methodFor(input, rating);
  const days = daysFor(input, rating, { method: method.method, settings });
  const limit = limitFor(input, rating, { ...method, days: days.days, settings });
  const because = [...method.because, ...days.because, ...limit.because];
  const isYoung = input.termAge !== null && input.termAge < settledAfter;
  if (isYoung && rankOf(method.method) <= rankOf(inForce.method)) return null;
  const isSame =
    method.method === inForce.method &&
    days.days === null &&
    limit.limitMinor === inForce.limitMinor;
  if (isSame) return null;
  return {
    change: { limitMinor: limit.limitMinor, method: method.method, creditDays: days.days },
    because,
  };
}

type MethodChoice = { readonly method: CreditMethod; readonly because: readonly Because[] };

function methodFor({ card, conduct, inForce }: ProposalInput, rating: CreditRating): MethodChoice {
  const share = overdueShareOf(conduct);
  const shown = { share: percentText(share * 100), days: conduct.maxDaysOverdue };
  if (card.isCapped) {
    return { method: "prepayment", because: [because("credit_propose_outside")] };
  }
  if (rating === "D") {
    return { method: "prepayment", because: [because("credit_propose_rating_d", shown)] };
  }
  if (conduct.maxDaysOverdue >= seriousDays && share >= seriousShare) {
    return { method: "prepayment", because: [because("credit_propose_overdue", shown)] };
  }
  const isDoubtful = rating === "C" || (card.trend === "down" && share >= doubtfulShare);
  if (isDoubtful && inForce.method !== "prepayment") {
    return {
      method: "bank_acceptance",
      because:
        inForce.method === "bank_acceptance" ? [] : [because("credit_propose_acceptance", shown)],
    };
  }
  return relaxed(card, inForce, rating);
}

/** One step at a time, and never on a weak basis. */
function relaxed(card: Scorecard, { method }: CreditTerms, rating: CreditRating): MethodChoice {
  const mayRelax =
    (rating === "A" || rating === "B") && card.trend !== "down" && card.confidence !== "low";
  if (method === "open" || !mayRelax) return { method, because: [] };
  const next = method === "prepayment" ? "bank_acceptance" : "open";
  return { method: next, because: [because(`credit_propose_back_to_${next}`)] };
}

function overdueShareOf({ overdueMinor, openMinor }: Conduct): number {
  return openMinor <= 0 ? 0 : Math.min(1, overdueMinor / openMinor);
}

type DaysChoice = { readonly days: number | null; readonly because: readonly Because[] };

function daysFor(
  { card, conduct, inForce, termAge, currency }: ProposalInput,
  rating: CreditRating,
  { method, settings }: { readonly method: CreditMethod; readonly settings: CreditSettings },
): DaysChoice {
  const { stepDays, longestDays, capitalCostPerMille } = settings;
  const days = inForce.creditDays ?? conduct.creditDays;
  const stays: DaysChoice = { days: null, because: [] };
  const isYoung = termAge !== null && termAge < daysSettledAfter;
  if (days === null || isYoung || method === "prepayment") return stays;
  if (rating === "C" && card.trend === "down" && days - stepDays >= shortestDays) {
    const to = days - stepDays;
    return { days: to, because: [because("credit_propose_shorter", { from: days, to })] };
  }
  const isEarned =
    rating === "A" && card.confidence === "high" && card.trend !== "down" && method === "open";
  const isPunctual = conduct.maxDaysOverdue === 0 && (conduct.paymentIndex ?? 0) >= 80;
  if (!isEarned || !isPunctual || days + stepDays > longestDays) return stays;
  const to = days + stepDays;
  const cost = costOfDays({
    monthlySalesMinor: BigInt(conduct.monthlySalesMinor),
    days: stepDays,
    capitalCostPerMille,
  });
  return {
    days: to,
    because: [
      because("credit_propose_longer", {
        from: days,
        to,
        days: stepDays,
        tied: formatGrouped(cost.tiedUpMinor, currency),
        yearly: formatGrouped(cost.yearlyMinor, currency),
        rate: percentText(capitalCostPerMille / 10),
      }),
    ],
  };
}

type LimitChoice = { readonly limitMinor: number | null; readonly because: readonly Because[] };

function limitFor(
  { card, conduct, inForce, coverMinor, currency }: ProposalInput,
  rating: CreditRating,
  chosen: {
    readonly method: CreditMethod;
    readonly days: number | null;
    readonly settings: CreditSettings;
  },
): LimitChoice {
  const stays: LimitChoice = { limitMinor: inForce.limitMinor, because: [] };
  if (chosen.method === "prepayment") {
    return inForce.limitMinor === 0
      ? stays
      : { limitMinor: 0, because: [because("credit_propose_no_limit")] };
  }
  if (conduct.monthlySalesMinor === 0) return stays;
  const formula = limitByFormula(
    {
      monthlySalesMinor: BigInt(conduct.monthlySalesMinor),
      creditDays: chosen.days ?? inForce.creditDays ?? conduct.creditDays ?? defaultDays,
      rating,
      coverMinor: coverMinor === null ? null : BigInt(coverMinor),
      currency,
    },
    chosen.settings,
  );
  const limitMinor = toSafeMinor(formula.limitMinor);
  const { limitMinor: now } = inForce;
  if (now !== null) {
    const drift = Math.abs(limitMinor - now) * 100;
    const isSmall = drift <= Math.max(now, 1) * chosen.settings.limitDriftPercent;
    // more credit asks for more than a guess
    if (isSmall || (limitMinor > now && card.confidence === "low")) return stays;
  }
  return { limitMinor, because: formula.because };
}

/** Stricter terms begin at once, more generous ones with the next month. */
export function beginOf(change: CreditChange, inForce: CreditTerms, today: IsoDate): IsoDate {
  return isStricter(change, inForce) ? today : addDays(endOfMonth(today), 1);
}

function isStricter(change: CreditChange, inForce: CreditTerms): boolean {
  if (change.method !== inForce.method) return rankOf(change.method) > rankOf(inForce.method);
  const now = inForce.limitMinor ?? Number.POSITIVE_INFINITY;
  if ((change.limitMinor ?? Number.POSITIVE_INFINITY) < now) return true;
  return (change.creditDays ?? 0) < (change.creditDays === null ? 0 : (inForce.creditDays ?? 0));
}

/** The stricter, the higher. */
function rankOf(method: CreditMethod): number {
  return creditMethods.indexOf(method);
}
