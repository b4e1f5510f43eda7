// What stands beside the reports: mails by schedule, the provision with its posting, events that
// interrupt limitation.
import { z } from "zod";
import {
  listLimitationEvents,
  recordLimitationEvent,
  revokeEvent,
} from "../../app/reporting/limitation-events.ts";
import { postProvision, previewProvision } from "../../app/reporting/provision.ts";
import {
  dropSpecific,
  readProvisionState,
  saveProvisionSetting,
  saveSpecific,
} from "../../app/reporting/provision-state.ts";
import { dropSchedule, listSchedules, saveSchedule } from "../../app/reporting/report-schedules.ts";
import { booksPath, booksRecordPath, dateText, recordId } from "../../contract/page.ts";
import {
  limitationEventList,
  limitationQuery,
  newLimitationEvent,
  newReportSchedule,
  postedProvision,
  postProvision as postProvisionBody,
  provisionProposal,
  provisionQuery,
  provisionSetting,
  provisionSpecific,
  provisionState,
  reportScheduleList,
} from "../../contract/reports.ts";
import type { Month } from "../../core/date.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";
import { reportBooks } from "./reports.ts";

const tags = ["reports"];
const madeId = z.object({ id: recordId });

export const reportSettingRoutes: Routes = (api, deps) => {
  scheduleRoutes(api, deps);
  provisionRoutes(api, deps);
  limitationRoutes(api, deps);
};

function scheduleRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/report-schedules",
    {
      schema: {
        summary: "Reports that are mailed by themselves",
        tags,
        params: booksPath,
        response: { 200: reportScheduleList },
      },
      config: { access: "export_data" },
    },
    async (request) => {
      const { orgId, booksId } = reportBooks(request);
      return { rows: await listSchedules(deps, { orgId, booksId }) };
    },
  );
  api.post(
    "/books/:booksId/report-schedules",
    {
      schema: {
        summary: "Mail a report by schedule",
        tags,
        params: booksPath,
        body: newReportSchedule,
        response: { 201: madeId.extend({ nextOn: dateText }) },
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { booksId, today } = reportBooks(request);
      const input = { booksId, today, schedule: request.body };
      const saved = valueOrRefuse(await saveSchedule(deps, actorOf(request), input));
      return reply.code(201).send(saved);
    },
  );
  api.delete(
    "/books/:booksId/report-schedules/:id",
    {
      schema: {
        summary: "End a schedule",
        tags,
        params: booksRecordPath,
        response: { 204: z.null() },
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { id, booksId } = request.params;
      valueOrRefuse(await dropSchedule(deps, actorOf(request), { booksId, id }));
      return reply.code(204).send(null);
    },
  );
}

function provisionRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/provision",
    {
      schema: {
        summary: "How the bad-debt provision is worked out",
        tags,
        params: booksPath,
        response: { 200: provisionState },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { orgId, booksId } = reportBooks(request);
      return readProvisionState(deps, { orgId, booksId });
    },
  );
  api.put(
    "/books/:booksId/provision",
    {
      schema: {
        summary: "Set method and rates; a new version, earlier reports keep theirs",
        tags,
        params: booksPath,
        body: provisionSetting,
        response: { 200: z.object({ version: z.number().int() }) },
      },
      config: { access: "change_rules" },
    },
    async (request) =>
      saveProvisionSetting(deps, actorOf(request), {
        booksId: booksOf(request).id,
        setting: request.body,
      }),
  );
  api.post(
    "/books/:booksId/provision/specifics",
    {
      schema: {
        summary: "Assess a customer by itself; replaces what was assessed before",
        tags,
        params: booksPath,
        body: provisionSpecific,
        response: { 201: madeId },
      },
      config: { access: "change_rules" },
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, specific: request.body };
      const saved = valueOrRefuse(await saveSpecific(deps, actorOf(request), input));
      return reply.code(201).send(saved);
    },
  );
  api.delete(
    "/books/:booksId/provision/specifics/:id",
    {
      schema: {
        summary: "The customer is in the matrix again",
        tags,
        params: booksRecordPath,
        response: { 204: z.null() },
      },
      config: { access: "change_rules" },
    },
    async (request, reply) => {
      const { id, booksId } = request.params;
      valueOrRefuse(await dropSpecific(deps, actorOf(request), { booksId, id }));
      return reply.code(204).send(null);
    },
  );
  api.get(
    "/books/:booksId/provision/proposal",
    {
      schema: {
        summary: "What a month's charge would post, customer by customer",
        tags,
        params: booksPath,
        querystring: provisionQuery,
        response: { 200: provisionProposal },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) =>
      // the schema has just checked its form
      previewProvision(deps, reportBooks(request), request.query.month as Month),
  );
  api.post(
    "/books/:booksId/provision/postings",
    {
      schema: {
        summary: "Post a month's charge to the allowance (J36), as it was looked at",
        tags,
        params: booksPath,
        body: postProvisionBody,
        response: { 201: postedProvision },
      },
      config: { access: "close_period" },
    },
    async (request, reply) => {
      const { month, charge } = request.body;
      // the schema has just checked the month's form
      const input = { books: reportBooks(request), month: month as Month, charge };
      const posted = valueOrRefuse(await postProvision(deps, actorOf(request), input));
      return reply.code(201).send(posted);
    },
  );
}

function limitationRoutes(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/limitation-events",
    {
      schema: {
        summary: "Recorded events that interrupt a limitation period",
        tags,
        params: booksPath,
        querystring: limitationQuery,
        response: { 200: limitationEventList },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { orgId, booksId } = reportBooks(request);
      const { customerId = null } = request.query;
      return { rows: await listLimitationEvents(deps, { orgId, booksId }, customerId) };
    },
  );
  api.post(
    "/books/:booksId/limitation-events",
    {
      schema: {
        summary: "Record an interrupting event with its paper",
        tags,
        params: booksPath,
        body: newLimitationEvent,
        response: { 201: madeId },
      },
      config: { access: "collect" },
    },
    async (request, reply) => {
      const input = { booksId: booksOf(request).id, event: request.body };
      const made = valueOrRefuse(await recordLimitationEvent(deps, actorOf(request), input));
      return reply.code(201).send(made);
    },
  );
  api.delete(
    "/books/:booksId/limitation-events/:id",
    {
      schema: {
        summary: "Revoke an event recorded in error",
        tags,
        params: booksRecordPath,
        response: { 204: z.null() },
      },
      config: { access: "collect" },
    },
    async (request, reply) => {
      const { id, booksId } = request.params;
      valueOrRefuse(await revokeEvent(deps, actorOf(request), { booksId, id }));
      return reply.code(204).send(null);
    },
  );
}
