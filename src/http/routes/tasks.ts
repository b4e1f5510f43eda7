// Tasks about customers: what a person has to do, and what came of it.
import { addTask, finishTask, listTasks } from "../../app/tasks/customer-tasks.ts";
import { booksPath, booksRecordPath, idPath } from "../../contract/page.ts";
import { taskDone, taskEnd, taskList, taskQuery, taskToAdd } from "../../contract/tasks.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["tasks"];

export const taskRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/tasks",
    {
      schema: {
        summary: "Calls, letters and what disputes need, the most pressing first",
        tags,
        params: booksPath,
        querystring: taskQuery,
        response: { 200: taskList },
      },
      config: { access: "view" },
    },
    (request) => {
      const { orgId, memberId } = actorOf(request);
      const books = { orgId, booksId: booksOf(request).id };
      return listTasks(deps, books, { query: request.query, memberId });
    },
  );
  api.post(
    "/books/:booksId/tasks",
    {
      schema: {
        summary: "A task for a dispute",
        tags,
        params: booksPath,
        body: taskToAdd,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, task: request.body };
      return valueOrRefuse(await addTask(deps, actorOf(request), of));
    },
  );
  api.post(
    "/books/:booksId/tasks/:id/end",
    {
      schema: {
        summary: "A task was done, or is not needed any more",
        tags,
        params: booksRecordPath,
        body: taskEnd,
        response: { 200: taskDone },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const of = { ...request.params, end: request.body };
      valueOrRefuse(await finishTask(deps, actorOf(request), of));
      return { done: true } as const;
    },
  );
};
