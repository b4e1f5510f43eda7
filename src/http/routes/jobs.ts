// Long work of a set of books: what runs, how far it is, cancel.
import { cancelJob, findJob, listLiveJobs } from "../../app/jobs/follow-job.ts";
import { jobRun, jobRunList } from "../../contract/jobs.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const jobRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/jobs",
    {
      schema: {
        summary: "Jobs that run, wait or ended within the last minute",
        tags: ["jobs"],
        params: booksPath,
        response: { 200: jobRunList },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return { rows: await listLiveJobs(deps, input) };
    },
  );

  api.get(
    "/books/:booksId/jobs/:id",
    {
      schema: {
        summary: "One job",
        tags: ["jobs"],
        params: booksRecordPath,
        response: { 200: jobRun },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { id } = request.params;
      const input = { orgId: actorOf(request).orgId, booksId: booksOf(request).id, id };
      return valueOrRefuse(await findJob(deps, input));
    },
  );

  api.post(
    "/books/:booksId/jobs/:id/cancel",
    {
      schema: {
        summary: "Ask a job to stop; what it finished before stays",
        tags: ["jobs"],
        params: booksRecordPath,
        response: { 200: jobRun },
      },
      config: { access: "run_matching", repeatable: true },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, id: request.params.id };
      return valueOrRefuse(await cancelJob(deps, actorOf(request), input));
    },
  );
};
