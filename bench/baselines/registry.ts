// The baselines, in the order the tables show them. One file each.
import type { Baseline } from "./baseline.ts";
import { businessCentral, businessCentralHigh } from "./business-central.ts";
import { greedyDueDate } from "./greedy-due-date.ts";
import { oracleAutoCash, oracleExactRules } from "./oracle-autocash.ts";
import { quickBooks } from "./quickbooks.ts";

export const baselines: readonly Baseline[] = [
  oracleAutoCash,
  oracleExactRules,
  businessCentral,
  businessCentralHigh,
  quickBooks,
  greedyDueDate,
];
