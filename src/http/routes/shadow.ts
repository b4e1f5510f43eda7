// 影子月: the firm's own settlements beside what the system found.
import {
  compareShadowMonth,
  judgeShadowLine,
  readShadowMonth,
} from "../../app/accuracy/shadow-month.ts";
import { booksPath } from "../../contract/page.ts";
import { shadowMonth, shadowVerdictBody, shadowVerdictPath } from "../../contract/shadow.ts";
import { assert } from "../../core/assert.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";
import { receiveUploads } from "../upload.ts";

const tags = ["matching"];

export const shadowRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/shadow-month",
    {
      schema: {
        summary: "The newest shadow month: agreement, disagreements, time saved",
        tags,
        params: booksPath,
        response: { 200: shadowMonth },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { id: booksId, homeCurrency } = booksOf(request);
      return readShadowMonth(deps, { orgId: actorOf(request).orgId, booksId, homeCurrency });
    },
  );
  api.post(
    "/books/:booksId/shadow-month",
    {
      schema: {
        summary: "Hand in own finished settlements (multipart) and compare them with the last run",
        tags,
        consumes: ["multipart/form-data"],
        params: booksPath,
        response: { 200: shadowMonth },
      },
      config: { access: "decide_matches", repeatable: true },
    },
    async (request) => {
      const [file] = await receiveUploads(request, deps);
      assert(file !== undefined, "an upload without a file was refused");
      const { id: booksId, homeCurrency } = booksOf(request);
      const input = { booksId, homeCurrency, fileName: file.name, path: file.path };
      return valueOrRefuse(await compareShadowMonth(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/shadow-month/:id/lines/:lineId/verdict",
    {
      schema: {
        summary: "Say who was right on a disagreement; once",
        tags,
        params: shadowVerdictPath,
        body: shadowVerdictBody,
        response: { 200: shadowMonth },
      },
      config: { access: "decide_matches" },
    },
    async (request) => {
      const { id: booksId, homeCurrency } = booksOf(request);
      const { id: shadowId, lineId } = request.params;
      const input = { booksId, homeCurrency, shadowId, lineId, ...request.body };
      return valueOrRefuse(await judgeShadowLine(deps, actorOf(request), input));
    },
  );
};
