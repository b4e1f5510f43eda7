// Every job, one line each.
import type { Job } from "./job.ts";
import { reconcile } from "./reconcile.ts";

export const jobs: readonly Job[] = [reconcile];
