// 合同: contracts with terms and instalment plan.
import { createContract } from "../../app/contracts/create-contract.ts";
import { listContracts } from "../../app/contracts/list-contracts.ts";
import {
  contractList,
  contractListQuery,
  contractRow,
  newContract,
} from "../../contract/contracts.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, type Routes } from "../api.ts";
import { fileBooks } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["contracts"];

export const contractRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/contracts",
    {
      schema: {
        summary: "Contracts, newest first",
        tags,
        params: booksPath,
        querystring: contractListQuery,
        response: { 200: contractList },
      },
      config: { access: "view" },
    },
    (request) => listContracts(deps, fileBooks(request), request.query),
  );
  api.post(
    "/books/:booksId/contracts",
    {
      schema: {
        summary: "A contract; its instalments become plan items",
        tags,
        params: booksPath,
        body: newContract,
        response: { 201: contractRow },
      },
      config: { access: "edit_customers" },
    },
    async (request, reply) => {
      const input = { books: fileBooks(request), contract: request.body };
      const created = valueOrRefuse(await createContract(deps, actorOf(request), input));
      return reply.code(201).send(created);
    },
  );
};
