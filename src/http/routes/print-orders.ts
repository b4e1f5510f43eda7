// Papers in bulk: printed as a job, fetched as one archive.
import type { FastifyReply } from "fastify";
import { invoicingFile, readInvoicingList } from "../../app/statements/invoicing-list.ts";
import {
  listPrintOrders,
  openPrinted,
  type PrintedArchive,
} from "../../app/statements/print-orders.ts";
import { orderPapers } from "../../app/statements/print-papers.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { printAsk, printOrders, printStarted } from "../../contract/print-orders.ts";
import { invoicingFileQuery, invoicingList, invoicingQuery } from "../../contract/statements.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { dispositionOf, fileTypes, sendAttachment } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["statements"];

export const printOrderRoutes: Routes = (api, deps) => {
  api.post(
    "/books/:booksId/print-orders",
    {
      schema: {
        summary: "Print the papers of statements, with the letters before them, as one archive",
        tags,
        params: booksPath,
        body: printAsk,
        response: { 200: printStarted },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, ...request.body };
      return valueOrRefuse(await orderPapers(deps, actorOf(request), of));
    },
  );
  api.get(
    "/books/:booksId/print-orders",
    {
      schema: {
        summary: "What was printed in bulk, newest first",
        tags,
        params: booksPath,
        response: { 200: printOrders },
      },
      config: { access: "view" },
    },
    (request) =>
      listPrintOrders(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.get(
    "/books/:booksId/print-orders/:id/file",
    {
      schema: {
        summary: "The archive of a print order",
        produces: [fileTypes.zip],
        tags,
        params: booksRecordPath,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const { booksId, id } = request.params;
      const books = { orgId: actorOf(request).orgId, booksId };
      return sendArchive(reply, valueOrRefuse(await openPrinted(deps, books, id)));
    },
  );
  api.get(
    "/books/:booksId/invoicing-list",
    {
      schema: {
        summary: "Deliveries that customers confirmed before invoicing: what is to be invoiced",
        tags,
        params: booksPath,
        querystring: invoicingQuery,
        response: { 200: invoicingList },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return readInvoicingList(deps, books, request.query.month ?? null);
    },
  );
  api.get(
    "/books/:booksId/invoicing-list/file",
    {
      schema: {
        summary: "The same as CSV, for the program that writes the invoices",
        produces: [fileTypes.csv],
        tags,
        params: booksPath,
        querystring: invoicingFileQuery,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      const text = await invoicingFile(deps, books, request.query.month ?? null);
      const name = `invoicing ${request.query.month ?? ""}.csv`;
      return sendAttachment(reply, { name, mime: "text/csv", bytes: Buffer.from(text) });
    },
  );
};

function sendArchive(reply: FastifyReply, { name, sizeBytes, stream }: PrintedArchive) {
  return reply
    .type("application/zip")
    .header("content-disposition", dispositionOf("attachment", name))
    .header("content-length", sizeBytes)
    .header("cache-control", "no-store")
    .send(stream);
}
