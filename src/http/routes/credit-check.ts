// 信用检查: the question an ERP asks before it releases an order, many times a second.
import { checkRelease } from "../../app/credit/check-release.ts";
import { creditCheck, creditCheckQuery } from "../../contract/credit.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

/** Order releases of an hour may come in one batch: 1,000 a second. */
const questionsPerMinute = 60_000;

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
      config: { access: "view", rateLimit: { max: questionsPerMinute, timeWindow: 60_000 } },
    },
    async (request) => {
      const { orgId } = actorOf(request);
      const { language } = request;
      return valueOrRefuse(await checkRelease(deps, { orgId, language }, request.query));
    },
  );
};
