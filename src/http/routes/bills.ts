// 票据: bills of exchange taken from customers.
import { takeBill } from "../../app/bills/take-bill.ts";
import { billBody, takenBill } from "../../contract/bills.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const billRoutes: Routes = (api, deps) => {
  api.post(
    "/books/:booksId/bills",
    {
      schema: {
        summary: "Take a bill of exchange at face amount, and settle items with it",
        tags: ["bills"],
        params: booksPath,
        body: billBody,
        response: { 201: takenBill },
      },
      config: { access: "decide_matches" },
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, bill: request.body };
      const taken = valueOrRefuse(await takeBill(deps, actorOf(request), input));
      return reply.code(201).send(taken);
    },
  );
};
