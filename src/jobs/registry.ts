// Every job, one line each.
import type { Job } from "./job.ts";

export const jobs: readonly Job[] = [];
