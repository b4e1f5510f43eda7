// Papers of many statements as a job.
import { printPapers } from "../app/statements/print-papers.ts";
import type { Job } from "./job.ts";

export const printPapersJob: Job = {
  name: "print_papers",
  run: ({ deps, payload, report }) => printPapers(deps, payload, report),
};
