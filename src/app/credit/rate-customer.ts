// One customer rated: score, proposal, warnings and the limit by formula, by the pure core; the row that
// is stored of it, and what changed since the last time.
import { type Conduct, conductOf } from "../../core/credit/history.ts";
import { limitByFormula } from "../../core/credit/limit.ts";
import { type Proposed, proposeTerms } from "../../core/credit/propose.ts";
import { type Scorecard, scoreCustomer } from "../../core/credit/scorecard.ts";
import type { CreditSettings } from "../../core/credit/settings.ts";
import { earlyWarnings } from "../../core/credit/warnings.ts";
import { toSafeMinor } from "../../core/money.ts";
import type { NewCreditEvent, NewRating, StoredRating } from "../../db/credit-ratings.ts";
import { type CreditSubject, dayOf } from "./load-customers.ts";
import type { RatingBooks } from "./rate-customers.ts";

/** A customer with everything the rating found. */
export type Rated = {
  readonly subject: CreditSubject;
  readonly conduct: Conduct;
  readonly card: Scorecard;
  readonly proposal: Proposed | null;
  readonly warnings: ReturnType<typeof earlyWarnings>;
  readonly formula: ReturnType<typeof limitByFormula> | null;
};

const quarterDays = 91;
const defaultDays = 30;

export function rateCustomer(
  subject: CreditSubject,
  books: RatingBooks,
  settings: CreditSettings,
): Rated {
  const { facts, items, exposureMinor, inForce } = subject;
  const day = dayOf(books.today);
  const conduct = conductOf(items, day);
  const card = scoreCustomer(
    {
      conduct,
      earlier: conductOf(items, day - quarterDays),
      promises: { due: facts.promisesDue, broken: facts.promisesBroken },
      disputes: { ended: facts.disputesEnded, invalid: facts.disputesInvalid },
      exposureMinor,
      limitMinor: facts.limitMinor,
      years: facts.firstOn === null ? null : (day - dayOf(facts.firstOn)) / 365.25,
      outside: facts.outside,
    },
    settings,
  );
  const currency = books.homeCurrency;
  const { coverMinor, termAge } = facts;
  const of = { card, conduct, inForce, termAge, coverMinor, currency };
  const creditDays = inForce.creditDays ?? conduct.creditDays ?? defaultDays;
  return {
    subject,
    conduct,
    card,
    proposal: proposeTerms(of, settings),
    warnings: earlyWarnings({
      items,
      day,
      conduct,
      trend: card.trend,
      disputeDays: facts.disputeDays.map(dayOf),
      exposureMinor,
      limitMinor: facts.limitMinor,
    }),
    formula:
      card.rating === null
        ? null
        : limitByFormula(
            {
              monthlySalesMinor: BigInt(conduct.monthlySalesMinor),
              creditDays,
              rating: card.rating,
              coverMinor: facts.coverMinor === null ? null : BigInt(facts.coverMinor),
              currency,
            },
            settings,
          ),
  };
}

export function ratingRow(one: Rated, { today }: RatingBooks, settingVersion: number): NewRating {
  const { subject, card, conduct, formula, warnings } = one;
  const { facts, exposureMinor } = subject;
  return {
    customerId: facts.id,
    asOf: today,
    score: tenths(card.score),
    rating: card.rating,
    trend: card.trend,
    confidence: card.confidence,
    paymentIndex: conduct.paymentIndex === null ? null : tenths(conduct.paymentIndex),
    detail: {
      points: card.points,
      conduct,
      isCapped: card.isCapped,
      formula: formula?.because ?? [],
    },
    warnings,
    formulaLimitMinor: formula === null ? null : toSafeMinor(formula.limitMinor),
    exposureMinor,
    limitMinor: facts.limitMinor,
    settingVersion,
  };
}

function tenths(points: number): number {
  return Math.floor(points * 10 + 0.5);
}

export function eventsOf(
  { subject, card, warnings }: Rated,
  before: StoredRating | undefined,
): NewCreditEvent[] {
  const customerId = subject.facts.id;
  const events: NewCreditEvent[] = [];
  if (before !== undefined && before.rating !== card.rating) {
    const detail = { from: before.rating, to: card.rating, score: card.score };
    events.push({ customerId, act: "rating_changed", detail });
  }
  const known = new Set(before?.warnings.map(({ key }) => key));
  for (const warning of warnings) {
    if (known.has(warning.key)) continue;
    events.push({ customerId, act: "warning_raised", detail: { because: warning } });
  }
  return events;
}
