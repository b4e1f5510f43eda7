// What evidence is worth: learned from the books with a trial, put in use by a person.
import { chooseWeights, readWeights, startLearning } from "../../app/rules/evidence-weights.ts";
import { evidenceWeights, weightsChoiceBody } from "../../contract/evidence-weights.ts";
import { booksPath } from "../../contract/page.ts";
import { startedReplay } from "../../contract/replays.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["matching"];

export const evidenceWeightRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/accuracy/weights",
    {
      schema: {
        summary: "What each piece of evidence is worth, shipped and learned",
        tags,
        params: booksPath,
        response: { 200: evidenceWeights },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => readWeights(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.post(
    "/books/:booksId/accuracy/weights/learn",
    {
      schema: {
        summary: "Learn from the books' lines and try the result on history; posts nothing",
        tags,
        params: booksPath,
        response: { 202: startedReplay },
      },
      config: { access: "change_rules" },
    },
    async (request, reply) =>
      reply.code(202).send(await startLearning(deps, actorOf(request), booksOf(request).id)),
  );
  api.put(
    "/books/:booksId/accuracy/weights",
    {
      schema: {
        summary: "Put the newest learned version in use, or the shipped table again",
        tags,
        params: booksPath,
        body: weightsChoiceBody,
        response: { 200: evidenceWeights },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, ...request.body };
      return valueOrRefuse(await chooseWeights(deps, actorOf(request), input));
    },
  );
};
