// A Chinese e-invoice carries no due date: it follows from the terms agreed with the customer or in
// the contract (ACCOUNTING §5). Where they cannot be read, the due date stays unknown.
import { type IsoDate, isoDate } from "../../core/date.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import { dueDate } from "../../core/terms/terms.ts";

/** Kinds that fall due by the customer's payment terms; others bring their own dates. */
const duesByTerms: ReadonlySet<string> = new Set(["invoice", "debit_note"]);

export function dueByTerms(item: {
  readonly kind: string;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly terms: string;
}): IsoDate | null {
  if (item.dueDate !== null) return isoDate(item.dueDate);
  if (item.issueDate === null || item.terms === "" || !duesByTerms.has(item.kind)) return null;
  const terms = parseTerms(item.terms);
  if (!terms.ok || terms.value.kind !== "single") return null;
  const dates = { invoice: isoDate(item.issueDate) };
  return dueDate(terms.value.due, dates, { monthEnd: "days_after" });
}
