// 客户门户, below /api/portal: the door (link, code, session) and the room behind it. Every route of
// the room answers for the one customer of its session; the path names no customer at all.
import type { FastifyRequest } from "fastify";
import { sayInPortal } from "../../app/disputes/say.ts";
import { answerNotice } from "../../app/notices-to-customers/answer-notice.ts";
import { readPortalNotices } from "../../app/notices-to-customers/read-notices.ts";
import { announcePayment, takeAnnouncementBack } from "../../app/portal/announce-payment.ts";
import {
  decideInPortal,
  downloadInPortal,
  finishInPortal,
  noteViewInPortal,
  undoInPortal,
} from "../../app/portal/answer-statement.ts";
import { askQuestion, replyInPortal } from "../../app/portal/ask-question.ts";
import { leavePortal } from "../../app/portal/find-visitor.ts";
import { keepAdvice, keepPortalFile, readPortalFile } from "../../app/portal/keep-file.ts";
import {
  askForNewLink,
  handOver,
  issueCode,
  type Knock,
  openSession,
  readDoor,
} from "../../app/portal/open-door.ts";
import { rate } from "../../app/portal/rate.ts";
import { readOverview } from "../../app/portal/read-overview.ts";
import { readPortalStatement } from "../../app/portal/read-statement.ts";
import { noticeAnswer, portalNotices } from "../../contract/difference-notices.ts";
import {
  adviceRead,
  announceBody,
  announcement,
  codeSent,
  decisionsBody,
  door,
  downloadQuery,
  finishBody,
  handOverBody,
  knockBody,
  nothing,
  openBody,
  overview,
  portalIdPath,
  portalLinePath,
  portalStatement,
  questionBody,
  ratingBody,
  replyBody,
  sessionOpened,
  storedFile,
  uploadQuery,
} from "../../contract/portal.ts";
import { largestFileBytes } from "../../core/portal/file-kind.ts";
import type { ApiServer, HttpDeps } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { setSessionCookie, visitorOf } from "../portal-guard.ts";
import { valueOrRefuse } from "../refusal.ts";
import { receiveSmallFile } from "../small-file.ts";
import { portalComparisonRoutes } from "./portal-comparisons.ts";

const tags = ["portal"];
const atDoor = { portal: "door", rateLimit: { max: 60, timeWindow: 60_000 } } as const;
const inRoom = { portal: "room" } as const;
const done = { done: true } as const;

export function portalRoutes(api: ApiServer, deps: HttpDeps): void {
  addDoor(api, deps);
  addRoom(api, deps);
  addStatements(api, deps);
  addThreads(api, deps);
  addFiles(api, deps);
  portalComparisonRoutes(api, deps);
}

function knockOf(request: FastifyRequest, { token }: { readonly token: string }): Knock {
  return { token, address: request.ip };
}

/** By POST alone: mail scanners follow links, and a GET must change nothing (ASVS 6.5.1). */
function addDoor(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/door",
    {
      schema: {
        summary: "What a link is for; opens nothing",
        tags,
        body: knockBody,
        response: { 200: door },
      },
      config: atDoor,
    },
    async (request) => valueOrRefuse(await readDoor(deps, knockOf(request, request.body))),
  );
  api.post(
    "/code",
    {
      schema: {
        summary: "Send a one-time code to the contact the link was made for",
        tags,
        body: knockBody,
        response: { 200: codeSent },
      },
      config: atDoor,
    },
    async (request) => valueOrRefuse(await issueCode(deps, knockOf(request, request.body))),
  );
  api.post(
    "/session",
    {
      schema: {
        summary: "A right code opens a session, once",
        tags,
        body: openBody,
        response: { 200: sessionOpened },
      },
      config: atDoor,
    },
    async (request, reply) => {
      const opened = await openSession(deps, knockOf(request, request.body), request.body);
      const { token, expiresAt } = valueOrRefuse(opened);
      const lasts = expiresAt.getTime() - deps.clock.now().getTime();
      setSessionCookie(reply, deps, { token, maxAgeSeconds: Math.floor(lasts / 1_000) });
      return { expiresAt: expiresAt.toISOString() };
    },
  );
  api.post(
    "/new-link",
    {
      schema: {
        summary: "Ask the sender for a new link in place of a dead one",
        tags,
        body: knockBody,
        response: { 200: nothing },
      },
      config: atDoor,
    },
    async (request) => {
      valueOrRefuse(await askForNewLink(deps, knockOf(request, request.body)));
      return done;
    },
  );
  api.post(
    "/hand-over",
    {
      schema: {
        summary: "Name the colleague this should have gone to; the sender is told",
        tags,
        body: handOverBody,
        response: { 200: nothing },
      },
      config: atDoor,
    },
    async (request) => {
      const { name, email } = request.body;
      valueOrRefuse(await handOver(deps, knockOf(request, request.body), { name, email }));
      return done;
    },
  );
}

function addRoom(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/overview",
    {
      schema: { summary: "The account as it stands today", tags, response: { 200: overview } },
      config: inRoom,
    },
    (request) => readOverview(deps, visitorOf(request)),
  );
  api.post(
    "/sign-out",
    { schema: { summary: "End the session", tags, response: { 200: nothing } }, config: inRoom },
    async (request, reply) => {
      await leavePortal(deps, visitorOf(request), request.ip);
      setSessionCookie(reply, deps, { token: "", maxAgeSeconds: 0 });
      return done;
    },
  );
  api.post(
    "/announcements",
    {
      schema: {
        summary: "Announce a payment for documents; answers with the pay-code",
        tags,
        body: announceBody,
        response: { 200: announcement },
      },
      config: inRoom,
    },
    async (request) => valueOrRefuse(await announcePayment(deps, visitorOf(request), request.body)),
  );
  api.post(
    "/announcements/:id/cancel",
    {
      schema: {
        summary: "Take an announcement back",
        tags,
        params: portalIdPath,
        response: { 200: nothing },
      },
      config: inRoom,
    },
    async (request) => {
      valueOrRefuse(await takeAnnouncementBack(deps, visitorOf(request), request.params.id));
      return done;
    },
  );
  api.get(
    "/notices",
    {
      schema: {
        summary: "Differences we saw between what was owed and what came",
        tags,
        response: { 200: portalNotices },
      },
      config: inRoom,
    },
    (request) => readPortalNotices(deps, visitorOf(request)),
  );
  api.post(
    "/notices/:id/answer",
    {
      schema: {
        summary: "The one answer to a difference: agreed, the rest will be paid, or why not",
        tags,
        params: portalIdPath,
        body: noticeAnswer,
        response: { 200: portalNotices },
      },
      config: inRoom,
    },
    async (request) => {
      const answer = { id: request.params.id, ...request.body };
      return valueOrRefuse(await answerNotice(deps, visitorOf(request), answer));
    },
  );
  api.post(
    "/ratings",
    {
      schema: { summary: "One to five", tags, body: ratingBody, response: { 200: nothing } },
      config: inRoom,
    },
    async (request) => {
      valueOrRefuse(await rate(deps, visitorOf(request), request.body));
      return done;
    },
  );
}

function addStatements(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/statements/:id",
    {
      schema: {
        summary: "A statement as it was frozen, with the answers so far",
        tags,
        params: portalIdPath,
        response: { 200: portalStatement },
      },
      config: inRoom,
    },
    async (request) => {
      const visitor = visitorOf(request);
      const { id } = request.params;
      const statement = valueOrRefuse(await readPortalStatement(deps, visitor, id));
      await noteViewInPortal(deps, visitor, { statementId: id, act: "viewed" });
      return statement;
    },
  );
  api.get(
    "/statements/:id/file",
    {
      schema: {
        summary: "The paper as it was frozen, as PDF or XLSX",
        produces: [fileTypes.pdf, fileTypes.xlsx],
        tags,
        params: portalIdPath,
        querystring: downloadQuery,
      },
      config: inRoom,
    },
    async (request, reply) => {
      const of = { statementId: request.params.id, format: request.query.format };
      const paper = valueOrRefuse(await downloadInPortal(deps, visitorOf(request), of));
      const { name, mimeType: mime, pieces } = paper;
      return sendAttachment(reply, { name, mime, bytes: Buffer.concat(pieces) });
    },
  );
  api.post(
    "/statements/:id/decisions",
    {
      schema: {
        summary: "Agree or object to lines; saved at each tap",
        tags,
        params: portalIdPath,
        body: decisionsBody,
        response: { 200: portalStatement },
      },
      config: inRoom,
    },
    async (request) => {
      const visitor = visitorOf(request);
      const { id } = request.params;
      const input = { statementId: id, ...request.body };
      valueOrRefuse(await decideInPortal(deps, visitor, input));
      return valueOrRefuse(await readPortalStatement(deps, visitor, id));
    },
  );
  api.post(
    "/statements/:id/lines/:n/undo",
    {
      schema: {
        summary: "Take the answer to one line back",
        tags,
        params: portalLinePath,
        response: { 200: portalStatement },
      },
      config: inRoom,
    },
    async (request) => {
      const visitor = visitorOf(request);
      const { id, n } = request.params;
      valueOrRefuse(await undoInPortal(deps, visitor, { statementId: id, n }));
      return valueOrRefuse(await readPortalStatement(deps, visitor, id));
    },
  );
  api.post(
    "/statements/:id/finish",
    {
      schema: {
        summary: "The answer is whole: who gives it, in which position",
        tags,
        params: portalIdPath,
        body: finishBody,
        response: { 200: portalStatement },
      },
      config: inRoom,
    },
    async (request) => {
      const visitor = visitorOf(request);
      const { id } = request.params;
      const { name, position, note } = request.body;
      const input = { statementId: id, finish: { name, position, note } };
      valueOrRefuse(await finishInPortal(deps, visitor, input));
      return valueOrRefuse(await readPortalStatement(deps, visitor, id));
    },
  );
}

function addThreads(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/questions",
    {
      schema: { summary: "Ask a question", tags, body: questionBody, response: { 200: nothing } },
      config: inRoom,
    },
    async (request) => {
      valueOrRefuse(await askQuestion(deps, visitorOf(request), request.body));
      return done;
    },
  );
  api.post(
    "/questions/:id/messages",
    {
      schema: {
        summary: "Say more about a question",
        tags,
        params: portalIdPath,
        body: replyBody,
        response: { 200: nothing },
      },
      config: inRoom,
    },
    async (request) => {
      const reply = { id: request.params.id, ...request.body };
      valueOrRefuse(await replyInPortal(deps, visitorOf(request), reply));
      return done;
    },
  );
  api.post(
    "/disputes/:id/messages",
    {
      schema: {
        summary: "Say more about an objection",
        tags,
        params: portalIdPath,
        body: replyBody,
        response: { 200: nothing },
      },
      config: inRoom,
    },
    async (request) => {
      const said = { id: request.params.id, ...request.body };
      valueOrRefuse(await sayInPortal(deps, visitorOf(request), said));
      return done;
    },
  );
}

function addFiles(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/files",
    {
      schema: {
        summary: "A photo, scan or table; with statement and line it belongs to that objection",
        consumes: ["multipart/form-data"],
        tags,
        querystring: uploadQuery,
        response: { 200: storedFile },
      },
      config: inRoom,
    },
    async (request) => {
      const { statement, line } = request.query;
      const isOfLine = statement !== undefined && line !== undefined;
      const about = isOfLine ? { statementId: statement, n: line } : null;
      const file = await receiveSmallFile(request, largestFileBytes);
      return valueOrRefuse(await keepPortalFile(deps, visitorOf(request), file, about));
    },
  );
  api.post(
    "/advice",
    {
      schema: {
        summary: "A proof of payment or remittance advice; rows of a table are read",
        consumes: ["multipart/form-data"],
        tags,
        response: { 200: adviceRead },
      },
      config: inRoom,
    },
    async (request) => {
      const file = await receiveSmallFile(request, largestFileBytes);
      return valueOrRefuse(await keepAdvice(deps, visitorOf(request), file));
    },
  );
  api.get(
    "/files/:id",
    {
      schema: {
        summary: "A file, only ever as an attachment",
        produces: [fileTypes.any],
        tags,
        params: portalIdPath,
      },
      config: inRoom,
    },
    async (request, reply) => {
      const { id } = request.params;
      return sendAttachment(
        reply,
        valueOrRefuse(await readPortalFile(deps, visitorOf(request), id)),
      );
    },
  );
}
