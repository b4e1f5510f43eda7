// 规则: the templates with their settings in these books.

import { readReplay, startReplay } from "../../app/rules/replay-rule.ts";
import { listRules, setRule } from "../../app/rules/rule-settings.ts";
import { restoreRule } from "../../app/rules/rule-standing.ts";
import { setAccuracy } from "../../app/rules/set-accuracy.ts";
import { accuracyBody, accuracyOutcome } from "../../contract/adjustments.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { replay, startedReplay } from "../../contract/replays.ts";
import {
  restoreBody,
  ruleBody,
  ruleCard,
  ruleChange,
  ruleKeyPath,
  ruleList,
  rulePath,
  standingAnswer,
} from "../../contract/rules.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const ruleRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/rules",
    {
      schema: {
        summary: "Rule templates, their settings and what they did in 90 days",
        tags: ["matching"],
        params: booksPath,
        response: { 200: ruleList },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return ruleList.parse({ rows: await listRules(deps, books) });
    },
  );
  api.put(
    "/books/:booksId/rules/:code",
    {
      schema: {
        summary: "Set a rule; a new version, effective at the next run",
        tags: ["matching"],
        params: ruleKeyPath,
        body: ruleChange,
        response: { 200: ruleCard },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const input = {
        booksId: booksOf(request).id,
        key: request.params.code,
        change: request.body,
      };
      return ruleCard.parse(valueOrRefuse(await setRule(deps, actorOf(request), input)));
    },
  );
  api.post(
    "/books/:booksId/rules/:code/restore",
    {
      schema: {
        summary: "Take back that a template was demoted to suggesting",
        tags: ["matching"],
        params: rulePath,
        body: restoreBody,
        response: { 200: standingAnswer },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const { code } = request.params;
      const input = { booksId: booksOf(request).id, code, ...request.body };
      return valueOrRefuse(await restoreRule(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/rules/:code/replay",
    {
      schema: {
        summary: "Try a changed setting on the books' history; posts nothing",
        tags: ["matching"],
        params: ruleKeyPath,
        body: ruleBody,
        response: { 202: startedReplay },
      },
      config: { access: "change_rules" },
    },
    async (request, reply) => {
      const { code } = request.params;
      const input = { booksId: booksOf(request).id, code, setting: request.body };
      reply.code(202);
      return valueOrRefuse(await startReplay(deps, actorOf(request), input));
    },
  );
  api.get(
    "/books/:booksId/replays/:id",
    {
      schema: {
        summary: "What a tried setting would have added, changed and got wrong",
        tags: ["matching"],
        params: booksRecordPath,
        response: { 200: replay },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { id: booksId, homeCurrency } = booksOf(request);
      const books = { orgId: actorOf(request).orgId, booksId, homeCurrency };
      return valueOrRefuse(await readReplay(deps, books, request.params.id));
    },
  );
  api.put(
    "/books/:booksId/accuracy",
    {
      schema: {
        summary: "Accept fewer wrong postings at once, or ask to accept more",
        tags: ["matching"],
        params: booksPath,
        body: accuracyBody,
        response: { 200: accuracyOutcome },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const input = { booksId: booksOf(request).id, ...request.body };
      return valueOrRefuse(await setAccuracy(deps, actorOf(request), input));
    },
  );
};
