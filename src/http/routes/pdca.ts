// PDCA: the cycle week by week, its plan, and proposals that are applied or declined.
import { decideProposal, setPlan } from "../../app/collections/act-on-proposal.ts";
import { readCycle } from "../../app/collections/read-cycle.ts";
import { collectionDone } from "../../contract/collections.ts";
import { booksPath } from "../../contract/page.ts";
import { cycle, planToSet, proposalDecision } from "../../contract/pdca.ts";
import { weekOf } from "../../core/collections/outcome.ts";
import { isoDate } from "../../core/date.ts";
import { actorOf, type Routes } from "../api.ts";
import { booksToday } from "../books-today.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["collections"];
const done = { done: true } as const;

export const pdcaRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/collections/pdca",
    {
      schema: {
        summary: "Plan, work, recovery against the plan by grade, and proposals, week by week",
        tags,
        params: booksPath,
        response: { 200: cycle },
      },
      config: { access: "collect" },
    },
    (request) => readCycle(deps, booksToday(request)),
  );
  api.put(
    "/books/:booksId/collections/pdca/plan",
    {
      schema: {
        summary: "The recovery that is planned from a week on",
        tags,
        params: booksPath,
        body: planToSet,
        response: { 200: collectionDone },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const { week, ...plan } = request.body;
      const input = { booksId: request.params.booksId, week: weekOf(isoDate(week)), plan };
      await setPlan(deps, actorOf(request), input);
      return done;
    },
  );
  api.post(
    "/books/:booksId/collections/pdca/proposals",
    {
      schema: {
        summary: "Apply a proposal as it stands now, or decline it for this week",
        tags,
        params: booksPath,
        body: proposalDecision,
        response: { 200: collectionDone },
      },
      config: { access: "manage_books" },
    },
    async (request) => {
      const input = { ...booksToday(request), ...request.body };
      valueOrRefuse(await decideProposal(deps, actorOf(request), input));
      return done;
    },
  );
};
