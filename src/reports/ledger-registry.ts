// All tables that come straight from ledger records.
import { agedByBookAge, agedByIssueDate, agedReceivables } from "./aged-receivables.ts";
import { customerLedger } from "./customer-ledger.ts";
import type { Report } from "./ledger-report.ts";
import { reclassification } from "./reclassification.ts";
import { trialBalanceReport } from "./trial-balance.ts";

export const reports: readonly Report[] = [
  agedReceivables,
  agedByIssueDate,
  agedByBookAge,
  customerLedger,
  trialBalanceReport,
  reclassification,
];
