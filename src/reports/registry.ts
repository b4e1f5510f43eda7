// All reports, in the order they are offered.
import { agingMatrix } from "./aging-matrix.ts";
import { badDebtProvision } from "./bad-debt-provision.ts";
import { balanceSheetLines } from "./balance-sheet-lines.ts";
import { billsPassedOn } from "./bills-passed-on.ts";
import { cashForecast } from "./cash-forecast.ts";
import { collectionEffectivenessReport } from "./collection-effectiveness.ts";
import { collectorResults } from "./collector-results.ts";
import { daysSalesOutstanding } from "./days-sales-outstanding.ts";
import { differenceCauses } from "./difference-causes.ts";
import { disputeAgeing } from "./dispute-ageing.ts";
import { factoredReceivables } from "./factored-receivables.ts";
import { limitationWatch } from "./limitation-watch.ts";
import { lossHistory } from "./loss-history.ts";
import { matchingFigures } from "./matching-figures.ts";
import { overdueList } from "./overdue-list.ts";
import { paymentBehaviour } from "./payment-behaviour.ts";
import { promisesKeptReport } from "./promises-kept.ts";
import { provisionBackTest } from "./provision-back-test.ts";
import { relatedParties } from "./related-parties.ts";
import type { Report } from "./report.ts";
import { resultsSinceStart } from "./results-since-start.ts";
import { subsequentReceipts } from "./subsequent-receipts.ts";
import { thirdPartyReceipts } from "./third-party-receipts.ts";
import { weeklyRecovery } from "./weekly-recovery.ts";
import { writeOffs } from "./write-offs.ts";

export const reports: readonly Report[] = [
  agingMatrix,
  overdueList,
  weeklyRecovery,
  daysSalesOutstanding,
  collectionEffectivenessReport,
  paymentBehaviour,
  promisesKeptReport,
  collectorResults,
  cashForecast,
  matchingFigures,
  differenceCauses,
  disputeAgeing,
  badDebtProvision,
  lossHistory,
  provisionBackTest,
  writeOffs,
  billsPassedOn,
  factoredReceivables,
  limitationWatch,
  subsequentReceipts,
  thirdPartyReceipts,
  relatedParties,
  balanceSheetLines,
  resultsSinceStart,
];

export function reportByCode(code: string): Report | null {
  return reports.find((one) => one.code === code) ?? null;
}
