// 信用检查: an ERP asks before it releases an order. One read, decided by the pure core; it changes
// nothing and reserves nothing.
import { dayIn } from "../../clock.ts";
import type { CreditCheck, CreditCheckQuery } from "../../contract/credit.ts";
import { type Because, because } from "../../core/because.ts";
import { decideRelease, type Exposure } from "../../core/credit/release.ts";
import { isCurrency } from "../../core/currency.ts";
import { isoDate } from "../../core/date.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import { convertMoney, formatMinor, money, parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { creditReasons } from "../../core/words/credit.ts";
import { type Catalogue, fillSentence, type Language } from "../../core/words/word.ts";
import { booksById } from "../../db/books.ts";
import {
  type CreditFactsRow,
  selectCreditFacts,
  selectTokenAndFacts,
} from "../../db/credit-check.ts";
import { selectRates } from "../../db/rates.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { hashOfToken, type KnownActor } from "../people/find-actor.ts";

export type CreditCheckRefusal =
  | { readonly code: "credit_customer_unknown" }
  /** The number stands in several sets of books. */
  | { readonly code: "credit_customer_ambiguous" }
  | { readonly code: "credit_amount_invalid"; readonly currency: string }
  | MissingRate;

export async function checkRelease(
  deps: Deps,
  asked: { readonly orgId: number; readonly language: Language },
  query: CreditCheckQuery,
): Promise<Result<CreditCheck, CreditCheckRefusal>> {
  const question = questionOf(query, deps.clock.now());
  const facts = await selectCreditFacts(deps.pool, { orgId: asked.orgId, ...question });
  return answerRelease(deps, asked, { query, facts, at: question.at });
}

/** What is known to an answer before it is given. */
export type ReleaseFacts = {
  readonly query: CreditCheckQuery;
  readonly facts: readonly CreditFactsRow[];
  readonly at: Date;
};

/** The member behind an API token and what the answer to them rests on, from one read. */
export async function factsForToken(
  deps: Deps,
  secret: string,
  query: CreditCheckQuery,
): Promise<Result<{ readonly actor: KnownActor; readonly found: ReleaseFacts }, TokenInvalid>> {
  const question = questionOf(query, deps.clock.now());
  const { actor, facts } = await selectTokenAndFacts(deps.pool, hashOfToken(secret), question);
  if (actor === null) return refuse({ code: "token_invalid" });
  return ok({ actor, found: { query, facts, at: question.at } });
}

type TokenInvalid = { readonly code: "token_invalid" };

function questionOf(query: CreditCheckQuery, at: Date) {
  const { books = null, customer = null, customerId = null } = query;
  return { booksId: books, customerNo: customer, customerId, at };
}

export async function answerRelease(
  deps: Deps,
  asked: { readonly orgId: number; readonly language: Language },
  { query, facts: found, at }: ReleaseFacts,
): Promise<Result<CreditCheck, CreditCheckRefusal>> {
  const [facts] = found;
  if (facts === undefined) return refuse({ code: "credit_customer_unknown" });
  if (found.length > 1) return refuse({ code: "credit_customer_ambiguous" });
  const order = await orderAtHome(deps, { orgId: asked.orgId, facts, at }, query);
  if (!order.ok) return order;
  return ok(answerOf(facts, { order: order.value, at, language: asked.language }));
}

/** What the order comes to in home currency, at the rate of the day. */
async function orderAtHome(
  deps: Deps,
  of: { readonly orgId: number; readonly facts: CreditFactsRow; readonly at: Date },
  { amount = "0", currency }: CreditCheckQuery,
): Promise<Result<bigint, CreditCheckRefusal>> {
  const { booksId, homeCurrency: to } = of.facts;
  const from = currency ?? to;
  const minor = isCurrency(from) ? parseMinor(amount, from) : null;
  if (minor === null || minor < 0n)
    return refuse({ code: "credit_amount_invalid", currency: from });
  if (from === to) return ok(minor);
  const { orgId } = of;
  const { rates, timeZone } = await inOrganisation(deps.pool, orgId, async (db) => ({
    rates: await selectRates(db, { orgId, booksId, to }, [from]),
    timeZone: (await booksById(db, orgId, booksId))?.timeZone ?? "UTC",
  }));
  const rate = rateAt(rates, { from, to, date: isoDate(dayIn(timeZone, of.at)) });
  return rate.ok ? ok(convertMoney(money(minor, from), rate.value).minor) : rate;
}

function answerOf(
  facts: CreditFactsRow,
  {
    order,
    at,
    language,
  }: { readonly order: bigint; readonly at: Date; readonly language: Language },
): CreditCheck {
  const { homeCurrency: currency, limitMinor } = facts;
  const exposure = exposureOf(facts);
  const release = decideRelease({
    exposure,
    limitMinor: limitMinor === null ? null : BigInt(limitMinor),
    method: facts.method ?? "open",
    hold: holdOf(facts),
    orderMinor: order,
    currency,
  });
  const amount = (minor: bigint) => formatMinor(minor, currency);
  return {
    decision: release.decision,
    reason: wordCredit(release.because, language),
    because: release.because,
    customer: { id: facts.id, no: facts.no, name: facts.name },
    booksId: facts.booksId,
    rating: facts.rating,
    method: facts.method ?? "open",
    currency,
    order: amount(order),
    limit: limitMinor === null ? null : amount(BigInt(limitMinor)),
    exposure: amount(release.exposureMinor),
    available: release.availableMinor === null ? null : amount(release.availableMinor),
    parts: {
      open: amount(exposure.openMinor),
      uninvoiced: amount(exposure.uninvoicedMinor),
      bills: amount(exposure.billsMinor),
      advances: amount(exposure.advancesMinor),
      unapplied: amount(exposure.unappliedMinor),
    },
    at: at.toISOString(),
  };
}

/** Null: not stopped. The customer's own mark comes with its master data. */
function holdOf({ holdId, holdReason, onHold }: CreditFactsRow): Because | null {
  if (holdId !== null) return because("credit_hold", { reason: holdReason ?? "" });
  return onHold ? because("credit_hold_master") : null;
}

type ExposureRow = Pick<
  CreditFactsRow,
  "openMinor" | "uninvoicedMinor" | "billsMinor" | "advancesMinor" | "unappliedMinor"
>;

export function exposureOf(row: ExposureRow): Exposure {
  return {
    openMinor: BigInt(row.openMinor),
    uninvoicedMinor: BigInt(row.uninvoicedMinor),
    billsMinor: BigInt(row.billsMinor),
    advancesMinor: BigInt(row.advancesMinor),
    unappliedMinor: BigInt(row.unappliedMinor),
  };
}

const sentences: Catalogue = creditReasons;

function wordCredit({ key, fields }: Because, language: Language): string {
  const sentence = sentences[key];
  return sentence ? fillSentence(sentence, language, fields) : key;
}
