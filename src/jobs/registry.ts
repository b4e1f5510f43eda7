// Every job, one line each.
import { commitImportJob } from "./commit-import.ts";
import type { Job } from "./job.ts";
import { readFile } from "./read-file.ts";
import { reconcile } from "./reconcile.ts";
import { replayRule } from "./replay-rule.ts";

export const jobs: readonly Job[] = [readFile, commitImportJob, reconcile, replayRule];
