// Whether a person may post the differences of a settlement by hand alone: a tail up to the limit,
// fees and discounts as agreed; everything else needs a second person (ACCOUNTING §8).
import { addDays } from "../../core/date.ts";
import { limitsOfBooks } from "../../core/ledger/books-limits.ts";
import { decideAct } from "../../core/ledger/rights.ts";
import { type RulesFor, resolveRules } from "../../core/matching/rule-book.ts";
import { divideHalfUp, parseMinor } from "../../core/money.ts";
import type { Act, Limits } from "../../core/roles.ts";
import type { BooksRow } from "../../db/ledger-state.ts";
import { selectRuleSettings } from "../../db/match-input.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import {
  type ItemTermsRow,
  type LineTermsRow,
  selectItemTerms,
  selectLineTerms,
} from "../../db/residual-terms.ts";
import type { Actor } from "../actor.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import type { DecisionRequest, DecisionResidual } from "../posting/post-decisions.ts";

/** A person with the limits of their membership. */
export type Decider = Actor & { readonly limits?: Readonly<Record<string, string>> };

export type RightsRefusal =
  | { readonly code: "over_your_limit"; readonly amount: string; readonly limit: string }
  | { readonly code: "second_person_needed"; readonly act: Act }
  | { readonly code: "not_your_act"; readonly act: Act };

export async function checkHandRights(
  db: Db,
  recording: Recording,
  actor: Decider,
  request: DecisionRequest,
): Promise<RightsRefusal | null> {
  const posted = request.residuals.filter((r) => r.posted && r.code !== "advance");
  if (posted.length === 0) return null;
  const { row } = await loadBooksContext(db, recording);
  const items = await selectItemTerms(db, recording, itemIdsOf(posted));
  const lines = await selectLineTerms(db, recording, request.bankLineIds);
  const rules = resolveRules((await selectRuleSettings(db, recording)).map((r) => r.setting));
  const limits = limitsOf(actor, row);
  for (const residual of posted) {
    const line = lines.get(residual.bankLineId);
    const item = residual.itemId === null ? undefined : items.get(residual.itemId);
    // what is gone is refused by the posting, in its own words
    if (!line || (residual.side === "item" && !item)) continue;
    const decision = decideAct({
      role: actor.role,
      act: actOf(residual, { item, line, rules }),
      amountMinor: homeAmount(residual.amountMinor, residual.side === "item" && item ? item : line),
      homeCurrency: row.homeCurrency,
      limits,
    });
    const refusal = refusalOf(decision, residual, { item, line, rules });
    if (refusal) return refusal;
  }
  return null;
}

type Facts = {
  readonly item: ItemTermsRow | undefined;
  readonly line: LineTermsRow;
  readonly rules: RulesFor;
};

/** Which act of the table of rights posting this difference is. */
function actOf(residual: DecisionResidual, facts: Facts): Act {
  if (residual.code === "rounding") return "rounding";
  return agreedBy(residual)(residual, facts) ? "agreed_fee_or_discount" : "other_fee_or_discount";
}

function agreedBy({ code }: DecisionResidual): typeof isAgreedFee {
  if (code === "platform_fee") return isUsualPlatformFee;
  return code === "fee" ? isAgreedFee : isAgreedDiscount;
}

/** Per cent of the gross: market places publish rates up to this; what is more a second person looks at. */
const usualPlatformFee = 15n;

function isUsualPlatformFee(
  { amountMinor, side }: DecisionResidual,
  { item, line }: Facts,
): boolean {
  const kept = BigInt(amountMinor);
  const gross =
    side === "item" && item ? BigInt(item.amountMinor) : kept + BigInt(line.amountMinor);
  return kept * 100n <= gross * usualPlatformFee;
}

/** We bear it by contract, and it is no more than the fee rule of this customer allows. */
function isAgreedFee(residual: DecisionResidual, { item, line, rules }: Facts): boolean {
  if (!item || item.feeBearer === "customer") return item !== undefined;
  const { R28 } = ruleOf(rules, residual, item, line);
  return residual.amountMinor <= R28.tolerance(item.amountMinor, residual.currency);
}

/** Within the document's discount, and paid within its time and the rule's grace. */
function isAgreedDiscount(residual: DecisionResidual, { item, line, rules }: Facts): boolean {
  if (!item?.discountDate) return false;
  const { R29 } = ruleOf(rules, residual, item, line);
  const inTime = line.date <= addDays(item.discountDate, R29.params.graceDays);
  const slack = R29.tolerance(item.amountMinor, residual.currency);
  return inTime && residual.amountMinor <= item.discountMinor + slack;
}

function ruleOf(
  rules: RulesFor,
  { currency }: DecisionResidual,
  { customerNo }: ItemTermsRow,
  { account }: LineTermsRow,
) {
  return rules({ customerNo, account, currency });
}

/** At the booking rate of the item or the receipt. */
function homeAmount(
  minor: number,
  booked: { readonly amountMinor: number; readonly homeMinor: number },
): bigint {
  if (booked.amountMinor === 0) return BigInt(minor);
  return divideHalfUp(BigInt(minor) * BigInt(booked.homeMinor), BigInt(booked.amountMinor));
}

function refusalOf(
  decision: ReturnType<typeof decideAct>,
  residual: DecisionResidual,
  facts: Facts,
): RightsRefusal | null {
  if (decision.kind === "alone") return null;
  const act = actOf(residual, facts);
  if (decision.kind === "refused") return { code: "not_your_act", act };
  const { key, fields } = decision.reason;
  if (key !== "over_your_limit") return { code: "second_person_needed", act };
  return {
    code: "over_your_limit",
    amount: String(fields["amount"]),
    limit: String(fields["limit"]),
  };
}

/** The member's own limit where one is set, else that of the books. */
export function limitsOf(
  { limits = {} }: Decider,
  { homeCurrency, settings }: Pick<BooksRow, "homeCurrency" | "settings">,
): Limits {
  const own = limits["adjustAlone"];
  const minor = own === undefined ? null : parseMinor(own, homeCurrency);
  const standard = limitsOfBooks(homeCurrency, settings.limits);
  return minor === null ? standard : { ...standard, roundingByAccountantMinor: minor };
}

function itemIdsOf(residuals: readonly DecisionResidual[]): number[] {
  return [...new Set(residuals.flatMap((r) => r.itemId ?? []))];
}
