// How a customer usually pays: what was learned, and taking it back.
import { listHabits, markHabit } from "../../app/accuracy/habits.ts";
import { habitBody, habitList, habitPath } from "../../contract/habits.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["customers"];

export const habitRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/customers/:customerId/habits",
    {
      schema: {
        summary: "How the customer usually pays, learned from people's decisions",
        tags,
        params: habitPath,
        response: { 200: habitList },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await listHabits(deps, books, request.params.customerId));
    },
  );
  api.post(
    "/books/:booksId/customers/:customerId/habits",
    {
      schema: {
        summary: "Revoke a learned habit, or take that back",
        tags,
        params: habitPath,
        body: habitBody,
        response: { 200: habitList },
      },
      config: { access: "edit_memory" },
    },
    async (request) => {
      const { customerId } = request.params;
      const input = { booksId: booksOf(request).id, customerId, ...request.body };
      return valueOrRefuse(await markHabit(deps, actorOf(request), input));
    },
  );
};
