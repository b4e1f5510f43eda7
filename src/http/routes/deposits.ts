// 收取保证金: money we hold for a customer.
import {
  type DepositRequest,
  previewDeposit,
  takeDeposit,
} from "../../app/workbench/take-deposit.ts";
import {
  type DepositBody,
  depositBody,
  depositPreview,
  depositTaken,
} from "../../contract/deposits.ts";
import { booksRecordPath } from "../../contract/page.ts";
import { isoDate } from "../../core/date.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["workbench"];

export const depositRoutes: Routes = (api, deps) => {
  api.post(
    "/books/:booksId/bank-lines/:id/deposit/preview",
    {
      schema: {
        summary: "What taking a line's money as a deposit would book; nothing is stored",
        tags,
        params: booksRecordPath,
        body: depositBody,
        response: { 200: depositPreview },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = requestOf(booksOf(request).id, request.params.id, request.body);
      return { entries: valueOrRefuse(await previewDeposit(deps, actorOf(request), input)) };
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/deposit",
    {
      schema: {
        summary: "A line's money, or a part of it, is a customer's deposit",
        tags,
        params: booksRecordPath,
        body: depositBody,
        response: { 200: depositTaken },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = requestOf(booksOf(request).id, request.params.id, request.body);
      return valueOrRefuse(await takeDeposit(deps, actorOf(request), input));
    },
  );
};

function requestOf(booksId: number, lineId: number, { due, ...body }: DepositBody): DepositRequest {
  return { booksId, lineId, ...body, due: due === null ? null : isoDate(due) };
}
