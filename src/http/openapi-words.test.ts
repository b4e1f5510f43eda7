import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { answerDescription, operationId } from "./openapi-words.ts";

test("an operation is named by its method and the things along its address", () => {
  const names = {
    "GET /api/v1/books": "getBooks",
    "PATCH /api/v1/books/:booksId": "patchBooks",
    "GET /api/v1/books/:booksId/disputes": "getDisputes",
    "GET /api/v1/books/:booksId/disputes/:id": "getDispute",
    "POST /api/v1/books/:booksId/disputes/:id/reopen": "postDisputeReopen",
    "PUT /api/v1/books/:booksId/replies/:id/files/:n": "putReplyFile",
    "GET /api/v1/books/:booksId/workbench/to-confirm.xlsx": "getWorkbenchToConfirmXlsx",
    "GET /api/v1/audit/verification": "getAuditVerification",
    "GET /api/v1/books/:booksId/portal-files/:id": "getPortalFile",
    "GET /api/portal/files/:id": "portalGetFile",
  };
  for (const [route, name] of Object.entries(names)) {
    const [method = "", url = ""] = route.split(" ");
    assert.equal(operationId(method, url), name);
  }
});

test("an answer is described by its status and what it carries", () => {
  const described = (route: string, status: string, fields: readonly string[]) => {
    const [method = "", url = ""] = route.split(" ");
    const schema = z.object(Object.fromEntries(fields.map((field) => [field, z.unknown()])));
    return answerDescription({ method, url, status, schema });
  };
  assert.equal(described("GET /items", "200", ["rows"]), "The list");
  assert.match(described("GET /items", "200", ["rows", "nextCursor"]), /^A page .*`nextCursor`/);
  assert.equal(described("GET /items/:id", "200", ["item", "source"]), "What was asked for");
  assert.match(described("POST /runs", "202", ["runId", "jobId"]), /`jobId`/);
  assert.match(described("PUT /limits", "200", ["kind", "approvalId"]), /second person/);
  assert.match(described("POST /level/preview", "200", ["entries"]), /nothing is stored/);
  assert.equal(described("POST /tasks/:id/end", "200", ["done"]), "Done");
  const record = ["row", "note", "items", "messages", "approvalId"];
  assert.match(described("POST /disputes/:id/changes", "200", record), /^Done; what it is now/);
});
