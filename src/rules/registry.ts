// The rule templates, in order of their codes. Adding one = its file and a line here.
import { aliasMemory } from "./alias-memory.ts";
import { bankFee } from "./bank-fee.ts";
import { billOfExchange } from "./bill-of-exchange.ts";
import { cashDiscount } from "./cash-discount.ts";
import { clearAccount } from "./clear-account.ts";
import { clearPastDue } from "./clear-past-due.ts";
import { confirmedStatement } from "./confirmed-statement.ts";
import { creditNetting } from "./credit-netting.ts";
import { crossCurrency } from "./cross-currency.ts";
import { deduction } from "./deduction.ts";
import { documentCustomer } from "./document-customer.ts";
import { hygiene } from "./hygiene.ts";
import { instalment } from "./instalment.ts";
import { monthCohort } from "./month-cohort.ts";
import { nearName } from "./near-name.ts";
import { nearNumber } from "./near-number.ts";
import { oldestFirst } from "./oldest-first.ts";
import { orderReference } from "./order-reference.ts";
import { overpayment } from "./overpayment.ts";
import { partialNumber } from "./partial-number.ts";
import { pastDueAndCurrent } from "./past-due-and-current.ts";
import { pastDueTerms } from "./past-due-terms.ts";
import { payerAccount } from "./payer-account.ts";
import { payerName } from "./payer-name.ts";
import { payingRelation } from "./paying-relation.ts";
import { referenceList } from "./reference-list.ts";
import { remittanceDetail } from "./remittance-detail.ts";
import { retention } from "./retention.ts";
import type { RuleTemplate } from "./rule.ts";
import { sameAmount } from "./same-amount.ts";
import { severalReceipts } from "./several-receipts.ts";
import { smallDifference } from "./small-difference.ts";
import { structuredReference } from "./structured-reference.ts";
import { subsetSum } from "./subset-sum.ts";
import { tripleMatch } from "./triple-match.ts";
import { uniqueAmount } from "./unique-amount.ts";
import { virtualAccount } from "./virtual-account.ts";

export const rules: readonly RuleTemplate[] = [
  payerAccount,
  payerName,
  aliasMemory,
  nearName,
  payingRelation,
  virtualAccount,
  documentCustomer,
  structuredReference,
  tripleMatch,
  partialNumber,
  orderReference,
  nearNumber,
  uniqueAmount,
  sameAmount,
  referenceList,
  remittanceDetail,
  confirmedStatement,
  clearAccount,
  clearPastDue,
  pastDueTerms,
  pastDueAndCurrent,
  monthCohort,
  subsetSum,
  severalReceipts,
  instalment,
  oldestFirst,
  smallDifference,
  bankFee,
  cashDiscount,
  crossCurrency,
  deduction,
  retention,
  creditNetting,
  overpayment,
  billOfExchange,
  hygiene,
];
