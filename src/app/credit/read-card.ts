// One customer's credit on one page: rating with its points, exposure against the limit, terms and
// proposals, what is known from outside, the chances of the open items.
import type { CreditCard } from "../../contract/credit.ts";
import { costOfDays } from "../../core/credit/limit.ts";
import { creditSettingsOf } from "../../core/credit/parse-settings.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Language } from "../../core/words/word.ts";
import {
  selectCovers,
  selectCreditMonths,
  selectFlags,
  selectRating,
} from "../../db/credit-card.ts";
import { selectPredictions } from "../../db/credit-late.ts";
import { selectCreditEvents } from "../../db/credit-ratings.ts";
import { selectCreditSetting, selectProposals, selectTerms } from "../../db/credit-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type CreditCheckRefusal, checkRelease } from "./check-release.ts";
import { changeOnWire, eventOnWire, inTenths, proposalOnWire } from "./list-credit.ts";
import { loadSubjects } from "./load-customers.ts";
import type { RatingBooks } from "./rate-customers.ts";

const allStates = ["open", "asked", "approved", "rejected", "superseded"] as const;

export async function readCreditCard(
  deps: Deps,
  books: RatingBooks,
  of: { readonly customerId: number; readonly language: Language },
): Promise<Result<CreditCard, { readonly code: "not_found" } | CreditCheckRefusal>> {
  const { orgId, booksId, today, homeCurrency: currency } = books;
  const { customerId, language } = of;
  const query = { customerId, books: booksId };
  const release = await checkRelease(deps, { orgId, language }, query);
  if (!release.ok) return release;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const [subject] = await loadSubjects(db, { ...books, customerIds: [customerId], asOf: today });
    if (!subject) return refuse({ code: "not_found" });
    const rating = await selectRating(db, orgId, customerId);
    const settings = creditSettingsOf((await selectCreditSetting(db, books))?.setting);
    const terms = await selectTerms(db, orgId, customerId);
    const inForce = terms.find(({ effectiveFrom }) => effectiveFrom <= today);
    const amount = (minor: number | bigint) => formatMinor(minor, currency);
    const conduct = rating?.detail.conduct;
    const cost = costOfDays({
      monthlySalesMinor: BigInt(conduct?.monthlySalesMinor ?? 0),
      days: settings.stepDays,
      capitalCostPerMille: settings.capitalCostPerMille,
    });
    const proposals = await selectProposals(db, books, {
      states: allStates,
      customerId,
      limit: 20,
    });
    const events = await selectCreditEvents(db, books, { after: null, customerId, limit: 30 });
    const late = await selectPredictions(db, books, { customerId, today, limit: 20 });
    const { facts } = subject;
    return ok({
      customer: { id: facts.id, no: facts.no, name: facts.name, terms: facts.terms },
      currency,
      ratedAt: rating?.ratedAt.toISOString() ?? null,
      rating: rating?.rating ?? null,
      score: inTenths(rating?.score ?? null),
      trend: rating?.trend ?? "unknown",
      confidence: rating?.confidence ?? null,
      paymentIndex: inTenths(rating?.paymentIndex ?? null),
      points: rating === null ? [] : [...rating.detail.points],
      warnings: [...(rating?.warnings ?? [])],
      release: release.value,
      formula: {
        limit: rating?.formulaLimitMinor == null ? null : amount(rating.formulaLimitMinor),
        because: [...(rating?.detail.formula ?? [])],
      },
      conduct: {
        monthlySales: amount(conduct?.monthlySalesMinor ?? 0),
        salesMonths: conduct?.salesMonths ?? 0,
        creditDays: conduct?.creditDays ?? null,
        overdue: amount(conduct?.overdueMinor ?? 0),
        maxDaysOverdue: conduct?.maxDaysOverdue ?? 0,
        experiences: conduct?.experiences ?? 0,
      },
      moreDays: {
        days: settings.stepDays,
        tiedUp: amount(cost.tiedUpMinor),
        yearly: amount(cost.yearlyMinor),
      },
      months: (await selectCreditMonths(db, orgId, customerId)).map((m) => ({
        month: m.month,
        score: inTenths(m.score),
        rating: m.rating,
        exposure: amount(m.exposureMinor),
        limit: m.limitMinor === null ? null : amount(m.limitMinor),
      })),
      terms: terms.map((term) => ({
        id: term.id,
        ...changeOnWire(term, currency),
        effectiveFrom: term.effectiveFrom,
        reason: term.reason,
        by: term.by,
        isInForce: term.id === inForce?.id,
      })),
      proposals: proposals.map((row) => proposalOnWire(row, currency)),
      flags: await selectFlags(db, orgId, customerId),
      covers: (await selectCovers(db, orgId, customerId)).map(({ amountMinor, ...cover }) => ({
        ...cover,
        amount: amount(amountMinor),
      })),
      late: late.map(({ openMinor, probability, because, itemId, no, dueOn, currency: own }) => ({
        ...{ itemId, no, dueOn, currency: own },
        open: formatMinor(openMinor, own),
        probability: probability / 1000,
        because: [...because],
      })),
      events: events.map(eventOnWire),
    });
  });
}
