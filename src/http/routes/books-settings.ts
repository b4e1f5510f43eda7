// What a set of books rests on: its chart of accounts and its limits; both are changed by two people.
import { askAccounts, readAccounts } from "../../app/books-settings/accounts.ts";
import { askBooksLimits, readBooksLimits } from "../../app/books-settings/books-limits.ts";
import { accountChart, accountsChange, settingsOutcome } from "../../contract/accounts.ts";
import {
  booksLimitsAnswer,
  booksLimitsChange,
  booksLimitsOutcome,
} from "../../contract/books-limits.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const booksSettingRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/chart",
    {
      schema: {
        summary: "The chart of accounts with the firm's own codes and names",
        tags: ["books"],
        params: booksPath,
        response: { 200: accountChart },
      },
      config: { access: "view_bank_lines" },
    },
    (request) =>
      readAccounts(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.put(
    "/books/:booksId/chart",
    {
      schema: {
        summary: "Ask for a change of the chart of accounts; a second person signs it",
        tags: ["books"],
        params: booksPath,
        body: accountsChange,
        response: { 200: settingsOutcome },
      },
      config: { access: "change_accounts" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, ...request.body };
      return { approvalId: valueOrRefuse(await askAccounts(deps, actorOf(request), input)) };
    },
  );
  api.get(
    "/books/:booksId/limits",
    {
      schema: {
        summary: "The money limits of the books",
        tags: ["books"],
        params: booksPath,
        response: { 200: booksLimitsAnswer },
      },
      config: { access: "view" },
    },
    (request) =>
      readBooksLimits(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.put(
    "/books/:booksId/limits",
    {
      schema: {
        summary: "Narrow the limits of the books at once, or ask to widen them",
        tags: ["books"],
        params: booksPath,
        body: booksLimitsChange,
        response: { 200: booksLimitsOutcome },
      },
      config: { access: "change_limits" },
    },
    async (request) => {
      const { reason, ...limits } = request.body;
      const input = { booksId: booksOf(request).id, limits, reason };
      return { ...valueOrRefuse(await askBooksLimits(deps, actorOf(request), input)) };
    },
  );
};
