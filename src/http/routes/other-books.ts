// 代收内部往来: a customer of another set of books paid into an account of these.
import {
  giveToOtherBooks,
  listOtherBooks,
  type OtherBooksRequest,
  previewOtherBooks,
} from "../../app/workbench/give-to-other-books.ts";
import { handOver, listHandOver, previewHandOver } from "../../app/workbench/hand-over.ts";
import {
  givenToOtherBooks,
  handedOverMoney,
  handOverBody,
  handOverChoices,
  type OtherBooksBody,
  otherBooksBody,
  otherBooksChoices,
  otherBooksPreview,
} from "../../contract/other-books.ts";
import { booksRecordPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["workbench"];

export const otherBooksRoutes: Routes = (api, deps) => {
  givingRoutes(api, deps);
  handOverRoutes(api, deps);
};

const givingRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/bank-lines/:id/other-books",
    {
      schema: {
        summary:
          "The other sets of books a line's money may belong to, and who there looks like the payer",
        tags,
        params: booksRecordPath,
        response: { 200: otherBooksChoices },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await listOtherBooks(deps, books, request.params.id));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/other-books/preview",
    {
      schema: {
        summary:
          "What giving a line's money to another set of books would book in both; nothing is stored",
        tags,
        params: booksRecordPath,
        body: otherBooksBody,
        response: { 200: otherBooksPreview },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = requestOf(booksOf(request).id, request.params.id, request.body);
      return valueOrRefuse(await previewOtherBooks(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/other-books",
    {
      schema: {
        summary: "A line's money, or a part of it, was paid by a customer of another set of books",
        tags,
        params: booksRecordPath,
        body: otherBooksBody,
        response: { 200: givenToOtherBooks },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = requestOf(booksOf(request).id, request.params.id, request.body);
      return valueOrRefuse(await giveToOtherBooks(deps, actorOf(request), input));
    },
  );
};

/** The money itself, handed on from one set of books to the other. */
const handOverRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/bank-lines/:id/hand-over",
    {
      schema: {
        summary: "To which sets of books a line of money out may hand over what is owed to them",
        tags,
        params: booksRecordPath,
        response: { 200: handOverChoices },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await listHandOver(deps, books, request.params.id));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/hand-over/preview",
    {
      schema: {
        summary: "What handing the money over would book in both; nothing is stored",
        tags,
        params: booksRecordPath,
        body: handOverBody,
        response: { 200: otherBooksPreview },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, lineId: request.params.id, ...request.body };
      return valueOrRefuse(await previewHandOver(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/bank-lines/:id/hand-over",
    {
      schema: {
        summary: "A line of money out hands over what was received for another set of books",
        tags,
        params: booksRecordPath,
        body: handOverBody,
        response: { 200: handedOverMoney },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, lineId: request.params.id, ...request.body };
      return valueOrRefuse(await handOver(deps, actorOf(request), input));
    },
  );
};

function requestOf(booksId: number, lineId: number, body: OtherBooksBody): OtherBooksRequest {
  return { booksId, lineId, ...body };
}
