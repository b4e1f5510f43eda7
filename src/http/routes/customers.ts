// 客户往来: the list and its file, one customer's page and ledger, master data, memory.
import { z } from "zod";
import { addFact, listFacts, withdrawFact } from "../../app/customers/customer-memory.ts";
import { exportCustomers } from "../../app/customers/export-customers.ts";
import {
  listCustomerChoices,
  listCustomers,
  listOwners,
} from "../../app/customers/list-customers.ts";
import { listMemory } from "../../app/customers/list-memory.ts";
import { readCustomer } from "../../app/customers/read-customer.ts";
import { readCustomerLedger } from "../../app/customers/read-customer-ledger.ts";
import { changeCustomer, createCustomer } from "../../app/customers/save-customer.ts";
import {
  customerChange,
  customerChoiceQuery,
  customerChoices,
  customerExport,
  customerFacts,
  customerHead,
  customerLedger,
  customerLedgerQuery,
  customerListPage,
  customerPage,
  customerPath,
  customerQuery,
  factPath,
  newCustomer,
  newFact,
  viewpointQuery,
} from "../../contract/customers.ts";
import { memoryPage, memoryQuery } from "../../contract/memory.ts";
import { booksPath, recordId } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes } from "../download.ts";
import { fileBooks, sendList } from "../list-download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["customers"];

export const customerRoutes: Routes = (api, deps) => {
  listRoutes(api, deps);
  pageRoutes(api, deps);
  masterRoutes(api, deps);
  memoryRoutes(api, deps);
};

function listRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/customers",
    {
      schema: {
        summary: "Customers and currencies with what they owe, the most overdue first",
        tags,
        params: booksPath,
        querystring: customerQuery,
        response: { 200: customerListPage },
      },
      config: { access: "view" },
    },
    (request) => listCustomers(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/customers/export",
    {
      schema: {
        summary: "The filtered customers as XLSX or CSV",
        produces: [fileTypes.xlsx, fileTypes.csv],
        tags,
        params: booksPath,
        querystring: customerExport,
      },
      config: { access: "export_data" },
    },
    (request, reply) =>
      sendList(request, reply, {
        name: "customers",
        query: request.query,
        write: (file) => exportCustomers(deps, actorOf(request), file),
      }),
  );
  api.get(
    "/books/:booksId/customer-choices",
    {
      schema: {
        summary: "A few customers that fit what is typed",
        tags,
        params: booksPath,
        querystring: customerChoiceQuery,
        response: { 200: customerChoices },
      },
      config: { access: "view" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listCustomerChoices(deps, { ...books, q: request.query.q });
    },
  );
  api.get(
    "/books/:booksId/customer-owners",
    {
      schema: {
        summary: "Members a customer may be given to",
        tags,
        params: booksPath,
        response: {
          200: z.object({ rows: z.array(z.object({ id: recordId, name: z.string() })) }),
        },
      },
      config: { access: "view" },
    },
    (request) => listOwners(deps, actorOf(request).orgId),
  );
}

function pageRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/customers/:customerId",
    {
      schema: {
        summary: "A customer: figures per currency and the tie to the ledger",
        tags,
        params: customerPath,
        querystring: viewpointQuery,
        response: { 200: customerPage },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { ...request.query, customerId: request.params.customerId };
      return valueOrRefuse(await readCustomer(deps, fileBooks(request), input));
    },
  );
  api.get(
    "/books/:booksId/customers/:customerId/ledger",
    {
      schema: {
        summary: "The customer's ledger of a period, with opening, running and closing balance",
        tags,
        params: customerPath,
        querystring: customerLedgerQuery,
        response: { 200: customerLedger },
      },
      config: { access: "view" },
    },
    async (request) => {
      const input = { ...request.query, customerId: request.params.customerId };
      return valueOrRefuse(await readCustomerLedger(deps, fileBooks(request), input));
    },
  );
}

function masterRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/customers",
    {
      schema: {
        summary: "A new customer",
        tags,
        params: booksPath,
        body: newCustomer,
        response: { 201: customerHead },
      },
      config: { access: "edit_customers" },
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, customer: request.body };
      const created = valueOrRefuse(await createCustomer(deps, actorOf(request), input));
      return reply.code(201).send(created);
    },
  );
  api.patch(
    "/books/:booksId/customers/:customerId",
    {
      schema: {
        summary: "Change a customer's master data; a former name goes on being found",
        tags,
        params: customerPath,
        body: customerChange,
        response: { 200: customerHead },
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const { booksId, customerId } = request.params;
      const input = { booksId, id: customerId, change: request.body };
      return valueOrRefuse(await changeCustomer(deps, actorOf(request), input));
    },
  );
}

function memoryRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/facts",
    {
      schema: {
        summary: "What is known about how customers pay, the most used first",
        tags,
        params: booksPath,
        querystring: memoryQuery,
        response: { 200: memoryPage },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => listMemory(deps, fileBooks(request), request.query),
  );
  api.get(
    "/books/:booksId/customers/:customerId/facts",
    {
      schema: {
        summary: "Names, accounts and relations, and where each was learned",
        tags,
        params: customerPath,
        response: { 200: customerFacts },
      },
      config: { access: "view" },
    },
    async (request) => {
      const { orgId } = actorOf(request);
      return valueOrRefuse(await listFacts(deps, { orgId, ...request.params }));
    },
  );
  api.post(
    "/books/:booksId/customers/:customerId/facts",
    {
      schema: {
        summary: "Another name, or a customer this one pays for",
        tags,
        params: customerPath,
        body: newFact,
        response: { 201: customerFacts },
      },
      config: { access: "edit_memory" },
    },
    async (request, reply) => {
      const input = { ...request.params, fact: request.body };
      const facts = valueOrRefuse(await addFact(deps, actorOf(request), input));
      return reply.code(201).send(facts);
    },
  );
  api.delete(
    "/books/:booksId/customers/:customerId/facts/:factId",
    {
      schema: {
        summary: "Take back what was learned",
        tags,
        params: factPath,
        response: { 200: customerFacts },
      },
      config: { access: "edit_memory" },
    },
    async (request) => valueOrRefuse(await withdrawFact(deps, actorOf(request), request.params)),
  );
}
