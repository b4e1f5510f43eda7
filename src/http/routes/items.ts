// 未清项: the list and its file, one item with all that hangs on it, changes of due date and dispute.
import { changeItem } from "../../app/items/change-item.ts";
import { exportItems } from "../../app/items/export-items.ts";
import { listItems } from "../../app/items/list-items.ts";
import { readDeliveriesToBill, readItem } from "../../app/items/read-item.ts";
import {
  deliveriesToBill,
  itemChangeBody,
  itemDetail,
  itemExport,
  itemPage,
  itemQuery,
} from "../../contract/items.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { actorOf, type Routes } from "../api.ts";
import { fileTypes } from "../download.ts";
import { fileBooks, sendList } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["open items"];

export const itemRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/items",
    {
      schema: {
        summary: "Open items, the latest first, with totals over all that is filtered",
        tags,
        params: booksPath,
        querystring: itemQuery,
        response: { 200: itemPage },
      },
      config: { access: "view" },
    },
    (request) => listItems(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/items/export",
    {
      schema: {
        summary: "The filtered items as XLSX or CSV",
        produces: [fileTypes.xlsx, fileTypes.csv],
        tags,
        params: booksPath,
        querystring: itemExport,
      },
      config: { access: "export_data" },
    },
    (request, reply) =>
      sendList(request, reply, {
        name: "items",
        query: request.query,
        write: (file) => exportItems(deps, actorOf(request), file),
      }),
  );
  api.get(
    "/books/:booksId/items/:id",
    {
      schema: {
        summary: "One item: document, source, allocations, differences, changes, entries",
        tags,
        params: booksRecordPath,
        response: { 200: itemDetail },
      },
      config: { access: "view" },
    },
    async (request) => valueOrRefuse(await readItem(deps, fileBooks(request), request.params.id)),
  );
  api.get(
    "/books/:booksId/items/:id/deliveries",
    {
      schema: {
        summary: "Further deliveries that the invoice of this one may bill",
        tags,
        params: booksRecordPath,
        response: { 200: deliveriesToBill },
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readDeliveriesToBill(deps, fileBooks(request), request.params.id)),
  );
  api.post(
    "/books/:booksId/items/:id/changes",
    {
      schema: {
        summary: "Agree a new due date, or put an amount in dispute",
        tags,
        params: booksRecordPath,
        body: itemChangeBody,
        response: { 200: itemDetail },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const input = {
        books: fileBooks(request),
        itemId: request.params.id,
        change: request.body,
      };
      return valueOrRefuse(await changeItem(deps, actorOf(request), input));
    },
  );
};
