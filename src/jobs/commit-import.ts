// Imports a previewed file; safe to run twice, and cancelled it leaves nothing.
import { commitImport } from "../app/importing/commit-import.ts";
import { findJobSubject } from "../app/importing/job-subject.ts";
import type { Job } from "./job.ts";

export const commitImportJob: Job = {
  name: "commit_import",
  run: async ({ deps, payload, report }) => {
    const subject = await findJobSubject(deps, payload);
    if (!subject.ok) return subject;
    const { orgId, memberId } = payload;
    const { batchId, actor } = subject.value;
    return commitImport(
      deps,
      { orgId, batchId, memberId, actor },
      { report: (phase, done, total) => report({ phase, done, total }) },
    );
  },
};
