// Every resource of the API, one line each.
import type { Routes } from "../api.ts";
import { accuracyRoutes } from "./accuracy.ts";
import { adjustmentRoutes } from "./adjustments.ts";
import { agingRoutes } from "./aging.ts";
import { bankLineRoutes } from "./bank-lines.ts";
import { bankReturnRoutes } from "./bank-returns.ts";
import { billRoutes } from "./bills.ts";
import { booksRoutes } from "./books.ts";
import { booksSettingRoutes } from "./books-settings.ts";
import { collectionAccountRoutes } from "./collection-accounts.ts";
import { collectionRoutes } from "./collections.ts";
import { communicationRoutes } from "./communication.ts";
import { comparisonRoutes } from "./comparisons.ts";
import { contractRoutes } from "./contracts.ts";
import { creditRoutes } from "./credit.ts";
import { creditCheckRoutes } from "./credit-check.ts";
import { customerRoutes } from "./customers.ts";
import { dashboardRoutes } from "./dashboard.ts";
import { dataCheckRoutes } from "./data-checks.ts";
import { dataHealthRoutes } from "./data-health.ts";
import { depositRoutes } from "./deposits.ts";
import { differenceNoticeRoutes } from "./difference-notices.ts";
import { differenceRoutes } from "./differences.ts";
import { disputeRoutes } from "./disputes.ts";
import { dunningRoutes } from "./dunning.ts";
import { dunningChargeRoutes } from "./dunning-charges.ts";
import { dunningStartRoutes } from "./dunning-starts.ts";
import { eventRoutes } from "./events.ts";
import { evidenceWeightRoutes } from "./evidence-weights.ts";
import { habitRoutes } from "./habits.ts";
import { importRoutes } from "./imports.ts";
import { itemRoutes } from "./items.ts";
import { jobRoutes } from "./jobs.ts";
import { journalRoutes } from "./journal.ts";
import { masterDataRoutes } from "./master-data.ts";
import { memberRoutes } from "./members.ts";
import { noticeRoutes } from "./notices.ts";
import { otherBooksRoutes } from "./other-books.ts";
import { payAccountRoutes } from "./pay-accounts.ts";
import { pdcaRoutes } from "./pdca.ts";
import { periodRoutes } from "./periods.ts";
import { printOrderRoutes } from "./print-orders.ts";
import { replyRoutes } from "./replies.ts";
import { reportSettingRoutes } from "./report-settings.ts";
import { reportRoutes } from "./reports.ts";
import { ruleCopyRoutes } from "./rule-copies.ts";
import { ruleRoutes } from "./rules.ts";
import { sampleRoutes } from "./samples.ts";
import { searchRoutes } from "./search.ts";
import { sendingRoutes } from "./sending.ts";
import { sessionRoutes } from "./session.ts";
import { shadowRoutes } from "./shadow.ts";
import { signInRoutes } from "./sign-ins.ts";
import { statementRoutes } from "./statements.ts";
import { taskRoutes } from "./tasks.ts";
import { todayRoutes } from "./today.ts";
import { tokenRoutes } from "./tokens.ts";
import { viewRoutes } from "./views.ts";
import { webhookRoutes } from "./webhooks.ts";
import { workbenchRoutes } from "./workbench.ts";

export const routes: readonly Routes[] = [
  sessionRoutes,
  booksRoutes,
  memberRoutes,
  tokenRoutes,
  viewRoutes,
  searchRoutes,
  jobRoutes,
  importRoutes,
  dataHealthRoutes,
  dataCheckRoutes,
  todayRoutes,
  dashboardRoutes,
  workbenchRoutes,
  bankLineRoutes,
  itemRoutes,
  customerRoutes,
  contractRoutes,
  ruleRoutes,
  ruleCopyRoutes,
  evidenceWeightRoutes,
  collectionAccountRoutes,
  sampleRoutes,
  accuracyRoutes,
  habitRoutes,
  shadowRoutes,
  masterDataRoutes,
  adjustmentRoutes,
  differenceRoutes,
  differenceNoticeRoutes,
  disputeRoutes,
  comparisonRoutes,
  communicationRoutes,
  collectionRoutes,
  noticeRoutes,
  pdcaRoutes,
  periodRoutes,
  billRoutes,
  bankReturnRoutes,
  depositRoutes,
  otherBooksRoutes,
  agingRoutes,
  reportRoutes,
  reportSettingRoutes,
  creditCheckRoutes,
  creditRoutes,
  journalRoutes,
  eventRoutes,
  statementRoutes,
  sendingRoutes,
  dunningRoutes,
  dunningStartRoutes,
  dunningChargeRoutes,
  printOrderRoutes,
  replyRoutes,
  taskRoutes,
  webhookRoutes,
  signInRoutes,
  booksSettingRoutes,
  payAccountRoutes,
];
