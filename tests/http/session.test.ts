// Signing in, the session, roles, organisations.
import assert from "node:assert/strict";
import { test } from "node:test";
import { session as sessionShape } from "../../src/contract/session.ts";
import { withServer } from "./test-server.ts";

test("an administrator signs in and sees organisation, books and acts", async (t) => {
  const { organisation, anonymous } = await withServer(t);
  const { administrator, booksId } = await organisation();
  const session = await administrator.get("/api/v1/session");
  const { organisation: own, acts } = session.as(sessionShape);
  assert.equal(own.books[0]?.id, booksId);
  assert.ok(acts.includes("manage_people"));
  const stranger = await anonymous.get("/api/v1/session");
  assert.equal(stranger.status, 401);
  assert.equal(stranger.code, "not_signed_in");
});

test("health answers without sign-in", async (t) => {
  const { anonymous } = await withServer(t);
  const health = await anonymous.get("/api/health");
  assert.deepEqual(health.body, { name: "qingzhang", status: "ok" });
});
