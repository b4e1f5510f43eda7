// 对账单: list, figures, one statement with its trail, making, sending, answers on the customer's
// behalf; contacts and plans of customers.
import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import {
  decideLines,
  finishAnswer,
  resolveLine,
  undoLine,
} from "../../app/statements/answer-statement.ts";
import { startStatementBatch } from "../../app/statements/batch-statements.ts";
import {
  chaseStatement,
  deemConfirmed,
  holdStatement,
  sendOne,
  withdrawStatement,
} from "../../app/statements/change-statement.ts";
import { chaseUnanswered } from "../../app/statements/chase-unanswered.ts";
import { checkStatements } from "../../app/statements/check-statements.ts";
import {
  readCustomerStatements,
  removeContact,
  saveContact,
  saveDeemedClause,
  savePlan,
} from "../../app/statements/customer-plan.ts";
import { downloadPaper } from "../../app/statements/download-paper.ts";
import {
  listStatements,
  readFigures,
  readStatement,
} from "../../app/statements/list-statements.ts";
import { lineDecisions } from "../../app/statements/our-answer.ts";
import { booksPath } from "../../contract/page.ts";
import {
  answerBody,
  answeredStatement,
  batchStarted,
  chaseBody,
  chasedMany,
  contactBody,
  customerContactPath,
  customerStatementPath,
  customerStatements,
  deemedBody,
  doneAct,
  figuresQuery,
  finishBody,
  holdBody,
  noteBody,
  paperQuery,
  reasonBody,
  sendBody,
  sentStatement,
  statementAsk,
  statementCheck,
  statementDetail,
  statementFigures,
  statementLinePath,
  statementList,
  statementPath,
  statementPlan,
  statementQuery,
} from "../../contract/statements.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { dispositionOf, fileTypes } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["statements"];
const done = { done: true } as const;

export const statementRoutes: Routes = (api, deps) => {
  readRoutes(api, deps);
  makeRoutes(api, deps);
  changeRoutes(api, deps);
  answerRoutes(api, deps);
  customerRoutes(api, deps);
};

function booksFor(request: FastifyRequest) {
  const { id: booksId, today, timeZone, name, ownNames, ownTaxIds } = booksOf(request);
  const { orgId } = actorOf(request);
  return { orgId, booksId, today, timeZone, name, ownNames, ownTaxIds };
}

function usOf(request: FastifyRequest) {
  const { name, memberId } = actorOf(request);
  return { side: "us", name, memberId } as const;
}

function refOf(request: FastifyRequest, id: number) {
  const { orgId, booksId } = booksFor(request);
  return { orgId, booksId, statementId: id };
}

function readRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/statements",
    {
      schema: {
        summary: "Statements of account, newest first, with both axes of state",
        tags,
        params: booksPath,
        querystring: statementQuery,
        response: { 200: statementList },
      },
      config: { access: "view" },
    },
    (request) => listStatements(deps, booksFor(request), request.query),
  );
  api.get(
    "/books/:booksId/statement-figures",
    {
      schema: {
        summary: "Coverage, answers, agreement and days to answer of a month",
        tags,
        params: booksPath,
        querystring: figuresQuery,
        response: { 200: statementFigures },
      },
      config: { access: "view" },
    },
    (request) => readFigures(deps, booksFor(request), request.query.month),
  );
  api.get(
    "/books/:booksId/statements/:id",
    {
      schema: {
        summary: "A statement: what was frozen, the answers, the trail",
        tags,
        params: statementPath,
        response: { 200: statementDetail },
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readStatement(deps, booksFor(request), request.params.id)),
  );
  api.get(
    "/books/:booksId/statements/:id/paper",
    {
      schema: {
        summary: "The paper of a statement as PDF or XLSX",
        produces: [fileTypes.pdf, fileTypes.xlsx],
        tags,
        params: statementPath,
        querystring: paperQuery,
      },
      config: { access: "view" },
    },
    async (request, reply) => {
      const { format } = request.query;
      const of = { ...booksFor(request), id: request.params.id, format };
      const paper = valueOrRefuse(await downloadPaper(deps, of));
      return reply
        .type(paper.mimeType)
        .header(
          "content-disposition",
          dispositionOf(format === "pdf" ? "inline" : "attachment", paper.name),
        )
        .header("cache-control", "no-store")
        .send(Readable.from(paper.pieces, { objectMode: false }));
    },
  );
}

function makeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/statement-checks",
    {
      schema: {
        summary: "What a making of statements would bring, and what to look at before it leaves",
        tags,
        params: booksPath,
        body: statementAsk,
        response: { 200: statementCheck },
      },
      config: { access: "send_statements", repeatable: true },
    },
    (request) => checkStatements(deps, booksFor(request), request.body),
  );
  api.post(
    "/books/:booksId/statement-batches",
    {
      schema: {
        summary: "Make statements as a job, for chosen customers, all, or by their plans",
        tags,
        params: booksPath,
        body: statementAsk,
        response: { 201: batchStarted },
      },
      config: { access: "send_statements" },
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, ask: request.body };
      return reply.code(201).send(await startStatementBatch(deps, actorOf(request), input));
    },
  );
}

function changeRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/statements/:id/send",
    {
      schema: {
        summary: "Send a statement, or send it again: the link before stops working",
        tags,
        params: statementPath,
        body: sendBody,
        response: { 200: sentStatement },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { statementId: request.params.id, ...request.body };
      return valueOrRefuse(await sendOne(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.post(
    "/books/:booksId/statements/:id/withdraw",
    {
      schema: {
        summary: "Withdraw a statement: its links stop working, what waits to leave stays here",
        tags,
        params: statementPath,
        body: reasonBody,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { statementId: request.params.id, ...request.body };
      valueOrRefuse(await withdrawStatement(deps, actorOf(request), booksFor(request), of));
      return done;
    },
  );
  api.post(
    "/books/:booksId/statements/:id/hold",
    {
      schema: {
        summary: "Put a statement on hold, or take it off: it is not chased meanwhile",
        tags,
        params: statementPath,
        body: holdBody,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { statementId: request.params.id, ...request.body };
      valueOrRefuse(await holdStatement(deps, actorOf(request), booksFor(request), of));
      return done;
    },
  );
  api.post(
    "/books/:booksId/statements/:id/chase",
    {
      schema: {
        summary: "A step of chasing an answer: reminder, call, letter, superior contact",
        tags,
        params: statementPath,
        body: chaseBody,
        response: { 200: chaseBody },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { statementId: request.params.id, ...request.body };
      return valueOrRefuse(await chaseStatement(deps, actorOf(request), booksFor(request), of));
    },
  );
  api.post(
    "/books/:booksId/statement-reminders",
    {
      schema: {
        summary:
          "Chase every unanswered statement whose day has come, as far as that leaves by mail",
        tags,
        params: booksPath,
        response: { 200: chasedMany },
      },
      config: { access: "send_statements" },
    },
    (request) => chaseUnanswered(deps, actorOf(request), booksFor(request)),
  );
  api.post(
    "/books/:booksId/statements/:id/deem",
    {
      schema: {
        summary: "Count silence as consent, where a contract has that clause",
        tags,
        params: statementPath,
        response: { 200: doneAct },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const of = { statementId: request.params.id };
      valueOrRefuse(await deemConfirmed(deps, actorOf(request), booksFor(request), of));
      return done;
    },
  );
}

function answerRoutes(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/statements/:id/answers",
    {
      schema: {
        summary: "Agree or object to lines on the customer's behalf",
        tags,
        params: statementPath,
        body: answerBody,
        response: { 200: answeredStatement },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const ref = refOf(request, request.params.id);
      const decisions = valueOrRefuse(await lineDecisions(deps, ref, request.body));
      return valueOrRefuse(await decideLines(deps, usOf(request), { ...ref, decisions }));
    },
  );
  api.post(
    "/books/:booksId/statements/:id/lines/:n/undo",
    {
      schema: {
        summary: "Take the answer to one line back; the others keep theirs",
        tags,
        params: statementLinePath,
        body: reasonBody,
        response: { 200: answeredStatement },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const { id, n } = request.params;
      const input = { ...refOf(request, id), n, reason: request.body.reason };
      return valueOrRefuse(await undoLine(deps, usOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/statements/:id/lines/:n/resolve",
    {
      schema: {
        summary: "An objection came to its end; the last one makes the statement agreed",
        tags,
        params: statementLinePath,
        body: noteBody,
        response: { 200: answeredStatement },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const { id, n } = request.params;
      const input = { ...refOf(request, id), n, note: request.body.note };
      return valueOrRefuse(await resolveLine(deps, usOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/statements/:id/finish",
    {
      schema: {
        summary: "The customer is through: who confirmed, in which position, how surely",
        tags,
        params: statementPath,
        body: finishBody,
        response: { 200: answeredStatement },
      },
      config: { access: "send_statements" },
    },
    async (request) => {
      const input = { ...refOf(request, request.params.id), finish: request.body };
      return valueOrRefuse(await finishAnswer(deps, usOf(request), input));
    },
  );
}

function customerRoutes(api: ApiServer, deps: HttpDeps): void {
  const base = "/books/:booksId/customers/:customerId";
  const response = { 200: customerStatements };
  api.get(
    `${base}/statement-plan`,
    {
      schema: {
        summary: "Contacts of a customer, the rhythm of its statements, contracts with the clause",
        tags,
        params: customerStatementPath,
        response,
      },
      config: { access: "view" },
    },
    async (request) =>
      valueOrRefuse(await readCustomerStatements(deps, actorOf(request).orgId, request.params)),
  );
  api.put(
    `${base}/statement-plan`,
    {
      schema: {
        summary: "How often the customer gets which statement, and who sees to it",
        tags,
        params: customerStatementPath,
        body: statementPlan,
        response,
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const input = { ...request.params, plan: request.body };
      return valueOrRefuse(await savePlan(deps, actorOf(request), input));
    },
  );
  api.post(
    `${base}/contacts`,
    {
      schema: {
        summary: "A contact of the customer",
        tags,
        params: customerStatementPath,
        body: contactBody,
        response: { 201: customerStatements },
      },
      config: { access: "edit_customers" },
    },
    async (request, reply) => {
      const input = { ...request.params, id: null, contact: request.body };
      const saved = valueOrRefuse(await saveContact(deps, actorOf(request), input));
      return reply.code(201).send(saved);
    },
  );
  api.put(
    `${base}/contacts/:id`,
    {
      schema: {
        summary: "Change a contact",
        tags,
        params: customerContactPath,
        body: contactBody,
        response,
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const input = { ...request.params, contact: request.body };
      return valueOrRefuse(await saveContact(deps, actorOf(request), input));
    },
  );
  api.delete(
    `${base}/contacts/:id`,
    {
      schema: {
        summary: "A contact is no longer there",
        tags,
        params: customerContactPath,
        response,
      },
      config: { access: "edit_customers" },
    },
    async (request) => valueOrRefuse(await removeContact(deps, actorOf(request), request.params)),
  );
  api.put(
    `${base}/contracts/:id/deemed-clause`,
    {
      schema: {
        summary: "Days of silence that a contract counts as consent to a statement; null: none",
        tags,
        params: customerContactPath,
        body: deemedBody,
        response,
      },
      config: { access: "edit_customers" },
    },
    async (request) => {
      const { booksId, customerId, id: contractId } = request.params;
      const input = { booksId, customerId, contractId, days: request.body.days };
      return valueOrRefuse(await saveDeemedClause(deps, actorOf(request), input));
    },
  );
}
