// A bank line and an open item as the engine takes them, that say nothing but what a test is about.
import { isoDate } from "../../src/core/date.ts";
import type { MatchItem, MatchLine } from "../../src/core/matching/input.ts";

const day = isoDate("2026-09-02");

/** What is given, else an invoice of C1, open as a whole; else empty. */
export function matchItem(
  given: Pick<MatchItem, "itemNo" | "amountMinor"> & Partial<MatchItem>,
): MatchItem {
  return {
    kind: "invoice",
    customerNo: "C1",
    currency: "CNY",
    openMinor: given.amountMinor,
    issueDate: day,
    dueDate: null,
    orderNo: "",
    contractNo: "",
    deliveryNo: "",
    statementNo: "",
    statementConfirmed: false,
    linkedNo: "",
    memo: "",
    bookingRate: null,
    discountDate: null,
    discountMinor: 0,
    retentionMinor: 0,
    retentionDue: null,
    taxRate: "",
    disputedMinor: 0,
    ...given,
  };
}

/** What is given, else money of nobody known that says nothing. */
export function matchLine(
  given: Pick<MatchLine, "lineId" | "amountMinor"> & Partial<MatchLine>,
): MatchLine {
  return {
    date: day,
    valueDate: null,
    currency: "CNY",
    payerName: "",
    payerAccount: "",
    memo: "",
    bankRef: "",
    endToEnd: "",
    account: "",
    knownCustomerNo: null,
    ...given,
  };
}
