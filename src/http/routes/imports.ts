// Files in: upload, preview, problems, choices, import, undo.

import { findImport, listImportProblems, listImports } from "../../app/importing/follow-imports.ts";
import { keepPasted } from "../../app/importing/keep-pasted.ts";
import {
  cancelImport,
  changeChoices,
  chooseAccount,
  discardImport,
  readAgain,
  startCommit,
  startImport,
} from "../../app/importing/start-import.ts";
import { undoImport } from "../../app/importing/undo-import.ts";
import {
  accountChoice,
  commitStarted,
  contentKind,
  importCard,
  importChoices,
  importList,
  importListQuery,
  importPath,
  importProblems,
  importsPath,
  importUndone,
  pastedTable,
  problemQuery,
  readAgainStarted,
  uploadOutcomes,
} from "../../contract/imports.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";
import { receiveUploads } from "../upload.ts";

const tags = ["imports"];
/** A pasted column of a hundred thousand rows is some megabytes of text. */
const pasteLimitBytes = 24 * 2 ** 20;

export const importRoutes: Routes = (api, deps) => {
  addIntake(api, deps);
  addReading(api, deps);
  addChoices(api, deps);
  addSteps(api, deps);
};

function addIntake(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/imports",
    {
      schema: {
        summary: "Hand in files (multipart; each is recognised by its content and previewed)",
        tags,
        consumes: ["multipart/form-data"],
        params: importsPath,
        response: { 201: uploadOutcomes },
      },
      config: { access: "import_files", repeatable: true },
    },
    async (request, reply) => {
      const files = [];
      for (const file of await receiveUploads(request, deps)) {
        const expect = contentKind.safeParse(file.fields["expect"]);
        const choices = expect.success ? { expect: expect.data } : {};
        const input = { booksId: booksOf(request).id, file, choices };
        files.push(await startImport(deps, actorOf(request), input));
      }
      return reply.code(201).send({ files });
    },
  );

  api.post(
    "/books/:booksId/imports/paste",
    {
      bodyLimit: pasteLimitBytes,
      schema: {
        summary: "Hand in a table pasted from a spreadsheet",
        tags,
        params: importsPath,
        body: pastedTable,
        response: { 201: uploadOutcomes },
      },
      config: { access: "import_files", repeatable: true },
    },
    async (request, reply) => {
      const { text, expect } = request.body;
      const actor = actorOf(request);
      const day = booksOf(request).today;
      const file = await keepPasted(deps, actor.orgId, { text, day });
      const choices = expect ? { expect } : {};
      const input = { booksId: booksOf(request).id, file, choices };
      return reply.code(201).send({ files: [await startImport(deps, actor, input)] });
    },
  );
}

function addReading(api: ApiServer, deps: HttpDeps): void {
  api.get(
    "/books/:booksId/imports",
    {
      schema: {
        summary: "Imports, newest first",
        tags,
        params: importsPath,
        querystring: importListQuery,
        response: { 200: importList },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { cursor, limit } = request.query;
      const { orgId } = actorOf(request);
      return listImports(deps, { orgId, booksId: booksOf(request).id, cursor, limit });
    },
  );

  api.get(
    "/books/:booksId/imports/:id",
    {
      schema: {
        summary: "One import: preview, progress, result",
        tags,
        params: importPath,
        response: { 200: importCard },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { orgId } = actorOf(request);
      const input = { orgId, booksId: booksOf(request).id, id: request.params.id };
      return valueOrRefuse(await findImport(deps, input));
    },
  );

  api.get(
    "/books/:booksId/imports/:id/problems",
    {
      schema: {
        summary: "Problems of a file, each with place, excerpt and the values of its sentence",
        tags,
        params: importPath,
        querystring: problemQuery,
        response: { 200: importProblems },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { orgId } = actorOf(request);
      const { cursor, limit, code } = request.query;
      const of = { orgId, booksId: booksOf(request).id, id: request.params.id };
      return valueOrRefuse(await listImportProblems(deps, { ...of, cursor, limit, code }));
    },
  );
}

const config = { access: "import_files", repeatable: true } as const;

function addChoices(api: ApiServer, deps: HttpDeps): void {
  api.put(
    "/books/:booksId/imports/:id/choices",
    {
      schema: {
        summary:
          "Change mapping, encoding, kind, edited cells, rows left out; the file is read again",
        tags,
        params: importPath,
        body: importChoices,
        response: { 200: importCard },
      },
      config,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const actor = actorOf(request);
      valueOrRefuse(await changeChoices(deps, actor, { ...of, choices: request.body }));
      return valueOrRefuse(await findImport(deps, { orgId: actor.orgId, ...of }));
    },
  );

  api.post(
    "/books/:booksId/imports/:id/account",
    {
      schema: {
        summary: "Name the bank account of a statement in the file, or add it to the books",
        tags,
        params: importPath,
        body: accountChoice,
        response: { 200: importCard },
      },
      config,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const actor = actorOf(request);
      valueOrRefuse(await chooseAccount(deps, actor, { ...of, ...request.body }));
      return valueOrRefuse(await findImport(deps, { orgId: actor.orgId, ...of }));
    },
  );
}

function addSteps(api: ApiServer, deps: HttpDeps): void {
  api.post(
    "/books/:booksId/imports/:id/commit",
    {
      schema: {
        summary: "Import what was previewed; runs as a job",
        tags,
        params: importPath,
        response: { 202: commitStarted },
      },
      config,
    },
    async (request, reply) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const started = valueOrRefuse(await startCommit(deps, actorOf(request), of));
      return reply.code(202).send(started);
    },
  );

  api.post(
    "/books/:booksId/imports/:id/cancel",
    {
      schema: {
        summary: "Stop reading or importing; nothing of an import stays",
        tags,
        params: importPath,
        response: { 200: importCard },
      },
      config,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const actor = actorOf(request);
      valueOrRefuse(await cancelImport(deps, actor, of));
      return valueOrRefuse(await findImport(deps, { orgId: actor.orgId, ...of }));
    },
  );

  api.post(
    "/books/:booksId/imports/:id/discard",
    {
      schema: {
        summary: "Take a file off the page; nothing of it was imported",
        tags,
        params: importPath,
        response: { 200: importCard },
      },
      config,
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const actor = actorOf(request);
      valueOrRefuse(await discardImport(deps, actor, of));
      return valueOrRefuse(await findImport(deps, { orgId: actor.orgId, ...of }));
    },
  );

  api.post(
    "/books/:booksId/imports/:id/again",
    {
      schema: {
        summary: "Read an imported file once more: rows refused then may pass now",
        tags,
        params: importPath,
        response: { 201: readAgainStarted },
      },
      config,
    },
    async (request, reply) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      const started = valueOrRefuse(await readAgain(deps, actorOf(request), of));
      return reply.code(201).send(started);
    },
  );

  api.post(
    "/books/:booksId/imports/:id/undo",
    {
      schema: {
        summary: "Undo an import while nothing stands on it (reversing entries)",
        tags,
        params: importPath,
        response: { 200: importUndone },
      },
      config: { access: "import_files" },
    },
    async (request) => {
      const of = { booksId: booksOf(request).id, id: request.params.id };
      return valueOrRefuse(await undoImport(deps, actorOf(request), of));
    },
  );
}
