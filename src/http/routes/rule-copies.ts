// Copies of rule templates, versions of their settings, and examples tried with other parameters.

import { copyRule, orderCopies, retireCopy } from "../../app/rules/rule-copies.ts";
import { exampleOutcomesFor } from "../../app/rules/rule-examples.ts";
import { listVersions, restoreVersion } from "../../app/rules/rule-versions.ts";
import {
  copyBody,
  exampleOutcomes,
  orderBody,
  reasonBody,
  ruleBody,
  ruleCard,
  ruleKeyPath,
  rulePath,
  ruleVersionPath,
  ruleVersions,
  standingAnswer,
} from "../../contract/rules.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["matching"];

export const ruleCopyRoutes: Routes = (api, deps) => {
  api.post(
    "/books/:booksId/rules/:code/copies",
    {
      schema: {
        summary:
          "Copy a template: a name and parameters of its own, for some customers or accounts",
        tags,
        params: rulePath,
        body: copyBody,
        response: { 201: ruleCard },
      },
      config: { access: "change_rules" },
    },
    async (request, reply) => {
      const { code } = request.params;
      const input = { booksId: booksOf(request).id, code, name: request.body.name };
      const card = valueOrRefuse(await copyRule(deps, actorOf(request), input));
      return reply.code(201).send(ruleCard.parse(card));
    },
  );
  api.put(
    "/books/:booksId/rules/:code/order",
    {
      schema: {
        summary: "Which copy of a template is asked first where several hold",
        tags,
        params: rulePath,
        body: orderBody,
        response: { 200: standingAnswer },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const { code } = request.params;
      const input = { booksId: booksOf(request).id, code, keys: request.body.keys };
      return valueOrRefuse(await orderCopies(deps, actorOf(request), input));
    },
  );
  api.post(
    "/books/:booksId/rules/:code/retire",
    {
      schema: {
        summary: "Give up a copy; its versions stay",
        tags,
        params: ruleKeyPath,
        body: reasonBody,
        response: { 200: ruleCard },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const { reason = "" } = request.body;
      const input = { booksId: booksOf(request).id, key: request.params.code, reason };
      return ruleCard.parse(valueOrRefuse(await retireCopy(deps, actorOf(request), input)));
    },
  );
  api.post(
    "/books/:booksId/rules/:code/examples",
    {
      schema: {
        summary: "Which examples of the template still come out as they say with this setting",
        tags,
        params: ruleKeyPath,
        body: ruleBody,
        response: { 200: exampleOutcomes },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => valueOrRefuse(exampleOutcomesFor(request.params.code, request.body)),
  );
  api.get(
    "/books/:booksId/rules/:code/versions",
    {
      schema: {
        summary: "Versions of a setting: what each changed, by whom, when and why",
        tags,
        params: ruleKeyPath,
        response: { 200: ruleVersions },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return listVersions(deps, books, request.params.code);
    },
  );
  api.post(
    "/books/:booksId/rules/:code/versions/:version/restore",
    {
      schema: {
        summary: "Make an earlier version the newest again",
        tags,
        params: ruleVersionPath,
        body: reasonBody,
        response: { 200: ruleCard },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const { code: key, version } = request.params;
      const { reason = "" } = request.body;
      const input = { booksId: booksOf(request).id, key, version, reason };
      return ruleCard.parse(valueOrRefuse(await restoreVersion(deps, actorOf(request), input)));
    },
  );
};
