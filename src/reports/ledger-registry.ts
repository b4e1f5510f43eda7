// All reports, in the order they are offered.
import { agedByBookAge, agedByIssueDate, agedReceivables } from "./aged-receivables.ts";
import { customerLedger } from "./customer-ledger.ts";
import { reclassification } from "./reclassification.ts";
import type { Report } from "./report.ts";
import { trialBalanceReport } from "./trial-balance.ts";

export const reports: readonly Report[] = [
  agedReceivables,
  agedByIssueDate,
  agedByBookAge,
  customerLedger,
  trialBalanceReport,
  reclassification,
];
