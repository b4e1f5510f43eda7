// 沟通记录: what passed between us and customers, searched; and the evidence pack of one customer.
import { packEvidence } from "../../app/communication/evidence-pack.ts";
import { readCommunication } from "../../app/communication/read-communication.ts";
import { readSatisfaction } from "../../app/communication/read-satisfaction.ts";
import {
  communicationList,
  communicationQuery,
  evidenceQuery,
  satisfaction,
  satisfactionQuery,
} from "../../contract/communication.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { fileTypes, sendAttachment } from "../download.ts";
import { fileBooks } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["communication"];

export const communicationRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/communication",
    {
      schema: {
        summary: "Every message, view, download, answer and call, the newest first",
        tags,
        params: booksPath,
        querystring: communicationQuery,
        response: { 200: communicationList },
      },
      config: { access: "view" },
    },
    (request) => readCommunication(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/satisfaction",
    {
      schema: {
        summary: "What customers tapped, 1 to 5, by what it was about",
        tags,
        params: booksPath,
        querystring: satisfactionQuery,
        response: { 200: satisfaction },
      },
      config: { access: "view" },
    },
    (request) => readSatisfaction(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/evidence",
    {
      schema: {
        summary:
          "Evidence pack (ZIP): frozen papers, delivery, files, record, manifest with hashes",
        produces: [fileTypes.zip],
        tags,
        params: booksPath,
        querystring: evidenceQuery,
      },
      config: { access: "collect" },
    },
    async (request, reply) => {
      const { id: booksId, timeZone } = booksOf(request);
      const ask = { booksId, timeZone, ...request.query };
      const { name, pieces } = valueOrRefuse(await packEvidence(deps, actorOf(request), ask));
      return sendAttachment(reply, { name, mime: "application/zip", bytes: Buffer.concat(pieces) });
    },
  );
};
