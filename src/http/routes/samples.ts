// 抽检: blind samples of automatic postings.
import { answerSample, listSamples, readSample } from "../../app/accuracy/judge-sample.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { sampleAnswerBody, sampleDetail, sampleList, sampleQuery } from "../../contract/samples.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["matching"];

export const sampleRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/samples",
    {
      schema: {
        summary: "Automatic postings drawn for a blind check: those that wait, or those answered",
        tags,
        params: booksPath,
        querystring: sampleQuery,
        response: { 200: sampleList },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      const { answered, limit } = request.query;
      return listSamples(deps, books, { isAnswered: answered, limit });
    },
  );
  api.get(
    "/books/:booksId/samples/:id",
    {
      schema: {
        summary: "One sample: the line and readings of it; what was posted only once answered",
        tags,
        params: booksRecordPath,
        response: { 200: sampleDetail },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return valueOrRefuse(await readSample(deps, books, request.params.id));
    },
  );
  api.post(
    "/books/:booksId/samples/:id/answer",
    {
      schema: {
        summary: "Answer a sample, once; answers are labels for accuracy",
        tags,
        params: booksRecordPath,
        body: sampleAnswerBody,
        response: { 200: sampleDetail },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { id: booksId } = booksOf(request);
      const input = { booksId, id: request.params.id, ...request.body };
      return valueOrRefuse(await answerSample(deps, actorOf(request), input));
    },
  );
};
