// Every test of a cause. Where two hold equally firmly, the earlier one is named first: a slip of the
// keys before a habit of the trade, a tail last.
import { lateDiscount, retentionKept, usualFee } from "./agreed-terms.ts";
import type { DifferenceTest } from "./difference-test.ts";
import { shiftedPoint, swappedDigits } from "./digits.ts";
import { creditTaken, payersWords, smallTail } from "./held-back.ts";
import { invoicedTwice, paidTwice } from "./paid-twice.ts";
import { otherTaxRate } from "./tax-rate.ts";
import { anotherCustomer, inTransit, wrongCurrency } from "./wrong-place.ts";

export const differenceTests: readonly DifferenceTest[] = [
  lateDiscount,
  retentionKept,
  creditTaken,
  invoicedTwice,
  shiftedPoint,
  wrongCurrency,
  inTransit,
  paidTwice,
  anotherCustomer,
  otherTaxRate,
  swappedDigits,
  payersWords,
  usualFee,
  smallTail,
];
