// What a customer is granted: a limit, a way to pay, days. And how days stand in terms as text.
import { parseTerms } from "../terms/parse-terms.ts";

export const creditMethods = ["open", "bank_acceptance", "prepayment"] as const;
/** open: on account; bank_acceptance: against bank bills alone; prepayment: money first. */
export type CreditMethod = (typeof creditMethods)[number];

export type CreditTerms = {
  /** Null: none is set. */
  readonly limitMinor: number | null;
  readonly method: CreditMethod;
  /** Null: by documents of the past it is not known. */
  readonly creditDays: number | null;
};

/** The customer's terms with other days, in the same manner of counting; instalments stay. */
export function termsWithDays(terms: string, days: number): string {
  const parsed = terms === "" ? null : parseTerms(terms);
  if (!parsed?.ok) return terms === "" ? `net ${days}` : terms;
  if (parsed.value.kind === "instalments") return terms;
  const { due } = parsed.value;
  if (due.kind === "net") return terms.replace(/\d{1,3}(?!.*\d)/, String(days));
  return due.kind === "month_end" ? terms.replace(/\d{1,3}/, String(days)) : terms;
}
