// Differences told to customers: one by one by a person, and what the customers answered.
import { endNotice } from "../../app/notices-to-customers/end-notice.ts";
import { listNotices } from "../../app/notices-to-customers/read-notices.ts";
import { tellDifference } from "../../app/notices-to-customers/tell-difference.ts";
import {
  noticeChange,
  noticeList,
  noticePath,
  noticeQuery,
} from "../../contract/difference-notices.ts";
import { booksPath, idPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["differences"];

export const differenceNoticeRoutes: Routes = (api, deps) => {
  api.post(
    "/books/:booksId/differences/:id/notice",
    {
      schema: {
        summary: "Tell the customer of a difference, with a link to one answer",
        tags,
        params: noticePath,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id: booksId, name, ownNames, timeZone } = booksOf(request);
      const books = { orgId: actor.orgId, booksId, name, ownNames, timeZone };
      return valueOrRefuse(await tellDifference(deps, actor, { books, id: request.params.id }));
    },
  );
  api.post(
    "/books/:booksId/difference-notices/:id/changes",
    {
      schema: {
        summary: "Take a notice back, or make its link dead",
        tags,
        params: noticePath,
        body: noticeChange,
        response: { 200: idPath },
      },
      config: { access: "collect" },
    },
    async (request) => {
      const { id } = request.params;
      const of = { booksId: booksOf(request).id, id, ...request.body };
      valueOrRefuse(await endNotice(deps, actorOf(request), of));
      return { id };
    },
  );
  api.get(
    "/books/:booksId/difference-notices",
    {
      schema: {
        summary: "Differences told to customers, with their answers, newest first",
        tags,
        params: booksPath,
        querystring: noticeQuery,
        response: { 200: noticeList },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listNotices(deps, books, request.query);
    },
  );
};
