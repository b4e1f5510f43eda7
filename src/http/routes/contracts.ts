// 合同: contracts with terms and instalment plan.
import { createContract } from "../../app/contracts/create-contract.ts";
import { cancelContract, editContract } from "../../app/contracts/edit-contract.ts";
import { listContracts } from "../../app/contracts/list-contracts.ts";
import {
  contractCancelBody,
  contractChange,
  contractList,
  contractListQuery,
  contractRow,
  newContract,
} from "../../contract/contracts.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
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
  api.put(
    "/books/:booksId/contracts/:id",
    {
      schema: {
        summary: "Change a contract; instalments with money on them stay",
        tags,
        params: booksRecordPath,
        body: contractChange,
        response: { 200: contractRow },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const input = { books: fileBooks(request), id: request.params.id, change: request.body };
      return valueOrRefuse(await editContract(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/contracts/:id/cancel",
    {
      schema: {
        summary: "Cancel a contract with a reason; its unused instalments go with it",
        tags,
        params: booksRecordPath,
        body: contractCancelBody,
        response: { 200: contractRow },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const { reason } = request.body;
      const input = { books: fileBooks(request), id: request.params.id, reason };
      return valueOrRefuse(await cancelContract(deps, actorOf(request), input));
    },
  );
};
