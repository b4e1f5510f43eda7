// Every job, one line each.
import { commitImportJob } from "./commit-import.ts";
import { rateCustomersJob } from "./credit-rating.ts";
import type { Job } from "./job.ts";
import { makeStatementsJob } from "./make-statements.ts";
import { printPapersJob } from "./print-papers.ts";
import { readFile } from "./read-file.ts";
import { reconcile } from "./reconcile.ts";
import { replayRule } from "./replay-rule.ts";
import { sendMessagesJob } from "./send-messages.ts";
import { simulateDunning } from "./simulate-dunning.ts";

export const jobs: readonly Job[] = [
  readFile,
  commitImportJob,
  reconcile,
  replayRule,
  makeStatementsJob,
  sendMessagesJob,
  printPapersJob,
  rateCustomersJob,
  simulateDunning,
];
