// 退票: receipts that the bank takes back.
import {
  listReturnable,
  previewReturn,
  returnReceipt,
} from "../../app/workbench/return-receipt.ts";
import {
  bankReturnBody,
  bankReturnPreview,
  returnableReceipts,
} from "../../contract/bank-returns.ts";
import { booksRecordPath } from "../../contract/page.ts";
import { decisionAnswer } from "../../contract/workbench.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["workbench"];

export const bankReturnRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/bank-lines/:id/returnable",
    {
      schema: {
        summary: "Receipts that a line of money out may take back, the likeliest first",
        tags,
        params: booksRecordPath,
        response: { 200: returnableReceipts },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { orgId } = actorOf(request);
      const books = { orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await listReturnable(deps, books, request.params.id));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/return/preview",
    {
      schema: {
        summary: "What taking a receipt back would undo and book; nothing is stored",
        tags,
        params: booksRecordPath,
        body: bankReturnBody,
        response: { 200: bankReturnPreview },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, lineId: request.params.id, ...request.body };
      return valueOrRefuse(await previewReturn(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/return",
    {
      schema: {
        summary: "This line of money out is the bank taking a receipt back",
        tags,
        params: booksRecordPath,
        body: bankReturnBody,
        response: { 200: decisionAnswer },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, lineId: request.params.id, ...request.body };
      return valueOrRefuse(await returnReceipt(deps, actorOf(request), input));
    },
  );
};
