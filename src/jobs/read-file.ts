// Reads a file that was handed in, for its preview.

import { findJobSubject } from "../app/importing/job-subject.ts";
import { readImport } from "../app/importing/read-import.ts";
import type { Job } from "./job.ts";

export const readFile: Job = {
  name: "read_file",
  run: async ({ deps, payload, report }) => {
    const subject = await findJobSubject(deps, payload);
    if (!subject.ok) return subject;
    const { orgId } = payload;
    return readImport(
      deps,
      { orgId, batchId: subject.value.batchId },
      { report: (phase, done, total) => report({ phase, done, total }) },
    );
  },
};
