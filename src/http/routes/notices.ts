// 提醒: the list behind the bell, what is muted, the digest, and from when on something is told.
import {
  listMutes,
  listNotices,
  muteNotices,
  type NoticeReader,
  readNotices,
  unmuteNotices,
} from "../../app/notices/list-notices.ts";
import { lookAround } from "../../app/notices/look-around.ts";
import {
  changeNoticeSettings,
  preferDigest,
  readDigestPreference,
  readNoticeSettings,
} from "../../app/notices/notice-settings.ts";
import {
  digestPreference,
  muteList,
  newMute,
  noticeList,
  noticeQuery,
  noticeRoundOutcome,
  noticeSettings,
  noticesDone,
  noticesRead,
} from "../../contract/notices.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, type HttpDeps, type Routes } from "../api.ts";
import { booksToday } from "../books-today.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["notices"];
const done = { done: true } as const;

function readerOf(request: Parameters<typeof booksToday>[0]): NoticeReader {
  return { ...booksToday(request), memberId: actorOf(request).memberId };
}

export const noticeRoutes: Routes = (api, deps) => {
  ownRoutes(api, deps);
  muteRoutes(api, deps);
  settingRoutes(api, deps);
};

function ownRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/notices",
    {
      schema: {
        summary: "My notices, the newest first",
        tags,
        params: booksPath,
        querystring: noticeQuery,
        response: { 200: noticeList },
      },
      config: { access: "view" },
    },
    (request) => {
      const { query, language } = request;
      return listNotices(deps, readerOf(request), { query, language });
    },
  );
  api.post(
    "/books/:booksId/notices/read",
    {
      schema: {
        summary: "Some of my notices are read, or all of them",
        tags,
        params: booksPath,
        body: noticesRead,
        response: { 200: noticesDone },
      },
      config: { access: "view" },
    },
    async (request) => {
      await readNotices(deps, readerOf(request), request.body.ids);
      return done;
    },
  );
  api.post(
    "/books/:booksId/notices/round",
    {
      schema: {
        summary: "Look around now: settle promises and tell what happened",
        tags,
        params: booksPath,
        response: { 200: noticeRoundOutcome },
      },
      config: { access: "manage_books" },
    },
    (request) => lookAround(deps, booksToday(request)),
  );
}

function muteRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/notices/mutes",
    {
      schema: { summary: "What I muted", tags, params: booksPath, response: { 200: muteList } },
      config: { access: "view" },
    },
    (request) => listMutes(deps, readerOf(request)),
  );
  api.post(
    "/books/:booksId/notices/mutes",
    {
      schema: {
        summary: "Tell me no more of this kind, or of this kind about one customer",
        tags,
        params: booksPath,
        body: newMute,
        response: { 200: noticesDone },
      },
      config: { access: "view" },
    },
    async (request) => {
      valueOrRefuse(await muteNotices(deps, readerOf(request), request.body));
      return done;
    },
  );
  api.delete(
    "/books/:booksId/notices/mutes/:id",
    {
      schema: {
        summary: "Tell me again",
        tags,
        params: booksRecordPath,
        response: { 200: noticesDone },
      },
      config: { access: "view" },
    },
    async (request) => {
      valueOrRefuse(await unmuteNotices(deps, readerOf(request), request.params.id));
      return done;
    },
  );
}

function settingRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/notices/digest",
    {
      schema: {
        summary: "When I want the digest",
        tags,
        params: booksPath,
        response: { 200: digestPreference },
      },
      config: { access: "view" },
    },
    (request) => readDigestPreference(deps, readerOf(request)),
  );
  api.put(
    "/books/:booksId/notices/digest",
    {
      schema: {
        summary: "Change when I want it, or switch it off",
        tags,
        params: booksPath,
        body: digestPreference,
        response: { 200: digestPreference },
      },
      config: { access: "view" },
    },
    (request) => preferDigest(deps, readerOf(request), request.body),
  );
  api.get(
    "/books/:booksId/notices/settings",
    {
      schema: {
        summary: "From which amount or day on something is told",
        tags,
        params: booksPath,
        response: { 200: noticeSettings },
      },
      config: { access: "view" },
    },
    (request) => readNoticeSettings(deps, booksToday(request)),
  );
  api.put(
    "/books/:booksId/notices/settings",
    {
      schema: {
        summary: "Change it",
        tags,
        params: booksPath,
        body: noticeSettings,
        response: { 200: noticeSettings },
      },
      config: { access: "manage_books" },
    },
    (request) => {
      const input = { booksId: request.params.booksId, setting: request.body };
      return changeNoticeSettings(deps, actorOf(request), input);
    },
  );
}
