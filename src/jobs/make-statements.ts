// Statements in bulk as a job: made, and sent where that was asked for.
import { runStatementBatch } from "../app/statements/batch-statements.ts";
import type { Job } from "./job.ts";

export const makeStatementsJob: Job = {
  name: "make_statements",
  run: ({ deps, payload, report }) => runStatementBatch(deps, payload, report),
};
