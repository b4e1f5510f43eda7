// 专属收款账户: accounts of ours given to one customer or contract.
import {
  giveCollectionAccount,
  listCollectionAccounts,
} from "../../app/rules/collection-accounts.ts";
import {
  collectionAccountBody,
  collectionAccountPath,
  collectionAccounts,
} from "../../contract/collection-accounts.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["matching"];

export const collectionAccountRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/collection-accounts",
    {
      schema: {
        summary: "Own bank accounts and the customer or contract each is given to",
        tags,
        params: booksPath,
        response: { 200: collectionAccounts },
      },
      config: { access: "view_bank_lines" },
    },
    (request) =>
      listCollectionAccounts(deps, {
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
      }),
  );
  api.put(
    "/books/:booksId/collection-accounts/:bankAccountId",
    {
      schema: {
        summary: "Give an own account to one customer, or take it back",
        tags,
        params: collectionAccountPath,
        body: collectionAccountBody,
        response: { 200: collectionAccounts },
      },
      config: { access: "edit_memory" },
    },
    async (request) => {
      const { bankAccountId } = request.params;
      const input = { booksId: booksOf(request).id, bankAccountId, ...request.body };
      return valueOrRefuse(await giveCollectionAccount(deps, actorOf(request), input));
    },
  );
};
