// Every kind of case and the function that plays it; the compiler demands completeness.
import type { CaseKind } from "../mix.ts";
import type { DemoCase } from "./case.ts";
import * as credits from "./credits.ts";
import * as differences from "./differences.ts";
import * as pieces from "./partial-items.ts";
import * as strangers from "./strangers.ts";
import * as wholes from "./whole-items.ts";

export const demoCases: Readonly<Record<CaseKind, DemoCase>> = {
  single_exact: wholes.singleExact,
  several: wholes.several,
  range: wholes.range,
  order_total: wholes.orderTotal,
  month: wholes.month,
  clear_all: wholes.clearAll,
  clear_overdue: wholes.clearOverdue,
  statement: wholes.statement,
  same_amount_payers: wholes.sameAmountPayers,
  identical: wholes.identical,
  old_debt: wholes.oldDebt,
  partial: pieces.partial,
  part_payments: pieces.partPayments,
  same_day_split: pieces.sameDaySplit,
  many_to_many: pieces.manyToMany,
  plan: pieces.plan,
  retention: differences.retention,
  discount_in_time: differences.discountInTime,
  discount_late: differences.discountLate,
  bank_fee: differences.bankFee,
  withholding: differences.withholding,
  rounding: differences.rounding,
  deduction: differences.deduction,
  short_unexplained: differences.shortUnexplained,
  digit_slip: differences.digitSlip,
  transposed: differences.transposed,
  vat_rate: differences.vatRate,
  retention_release: credits.retentionRelease,
  credit_linked: credits.creditLinked,
  credit_unlinked: credits.creditUnlinked,
  netting: credits.netting,
  advance_used: credits.advanceUsed,
  overpayment: credits.overpayment,
  advance_only: credits.advanceOnly,
  prepayment: credits.prepayment,
  delivery: credits.delivery,
  bill: credits.bill,
  e_receivable: credits.eReceivable,
  late_interest: credits.lateInterest,
  parent_pays: strangers.parentPays,
  other_customers_item: strangers.otherCustomersItem,
  cross_currency: strangers.crossCurrency,
  duplicate: strangers.duplicate,
  duplicate_settled: strangers.duplicateSettled,
  returned: strangers.returned,
};
