// 信用检查: the question an ERP asks before it releases an order, many times a second.
import type { FastifyRequest } from "fastify";
import {
  answerRelease,
  checkRelease,
  factsForToken,
  type ReleaseFacts,
} from "../../app/credit/check-release.ts";
import { actorOfToken } from "../../app/people/find-actor.ts";
import { type CreditCheck, creditCheck, creditCheckQuery } from "../../contract/credit.ts";
import { ok } from "../../core/result.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

/** Order releases of an hour may come in one batch: 1,000 a second. */
const questionsPerMinute = 60_000;

/** What was read along with the token, until the route answers. */
const readAlong = new WeakMap<FastifyRequest, ReleaseFacts>();

export const creditCheckRoutes: Routes = (api, deps) => {
  api.get(
    "/credit-check",
    {
      schema: {
        summary: "May an order be released: ok, over_limit, hold or prepayment_only, and why",
        tags: ["credit"],
        querystring: creditCheckQuery,
        response: { 200: creditCheck },
      },
      // the answer is of its type already; checking it again takes as long as making it
      serializerCompiler: () => (answer: CreditCheck) => JSON.stringify(answer),
      config: {
        access: "view",
        rateLimit: { max: questionsPerMinute, timeWindow: 60_000 },
        actorOfToken: async (request, secret) => {
          const query = creditCheckQuery.safeParse(request.query);
          if (!query.success) return actorOfToken(deps, secret);
          const read = await factsForToken(deps, secret, query.data);
          if (!read.ok) return read;
          readAlong.set(request, read.value.found);
          return ok(read.value.actor);
        },
      },
    },
    async (request) => {
      const asked = { orgId: actorOf(request).orgId, language: request.language };
      const along = readAlong.get(request);
      return valueOrRefuse(
        along === undefined
          ? await checkRelease(deps, asked, request.query)
          : await answerRelease(deps, asked, along),
      );
    },
  );
};
