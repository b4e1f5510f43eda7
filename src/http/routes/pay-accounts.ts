// 收款账户: accounts of ours that are printed to customers, by two people each.
import { listPayAccounts } from "../../app/pay-accounts/list.ts";
import { stopPrinting } from "../../app/pay-accounts/print.ts";
import { proposePayAccount } from "../../app/pay-accounts/propose.ts";
import { booksPath } from "../../contract/page.ts";
import {
  payAccountAsked,
  payAccountList,
  payAccountPath,
  payAccountProposal,
  payAccountStop,
} from "../../contract/pay-accounts.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["books"];

export const payAccountRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/pay-accounts",
    {
      schema: {
        summary: "Own accounts, and which of them are printed to customers, by whom",
        tags,
        params: booksPath,
        response: { 200: payAccountList },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => listPayAccounts(deps, actorOf(request), booksOf(request).id),
  );
  api.post(
    "/books/:booksId/pay-accounts/:bankAccountId/proposals",
    {
      schema: {
        summary: "Propose to print an own account to customers; a second person approves it",
        tags,
        params: payAccountPath,
        body: payAccountProposal,
        response: { 200: payAccountAsked },
      },
      config: { access: "change_bank_account" },
    },
    async (request) => {
      const { bankAccountId } = request.params;
      const input = { booksId: booksOf(request).id, bankAccountId, ...request.body };
      return valueOrRefuse(await proposePayAccount(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/pay-accounts/:bankAccountId/stop",
    {
      schema: {
        summary: "Print an account to customers no longer, at once; one person is enough",
        tags,
        params: payAccountPath,
        body: payAccountStop,
        response: { 200: payAccountList },
      },
      config: { access: "stop_pay_account" },
    },
    async (request) => {
      const { bankAccountId } = request.params;
      const booksId = booksOf(request).id;
      const actor = actorOf(request);
      valueOrRefuse(await stopPrinting(deps, actor, { booksId, bankAccountId, ...request.body }));
      return listPayAccounts(deps, actor, booksId);
    },
  );
};
