// What is asked of statements and their plans is refused by name before anything begins.
import assert from "node:assert/strict";
import { test } from "node:test";
import { customerStatements } from "../../src/contract/statements.ts";
import { addCustomer } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("a plan names a member there is, and a period ends after it has begun", async (t) => {
  const server = await withServer(t);
  const own = await server.organisation();
  const customerId = await addCustomer(
    await ledgerBooks(server.deps, own),
    "C1",
    "上海启明贸易有限公司",
  );
  const base = `/api/v1/books/${own.booksId}`;
  const savePlan = (memberId: number) =>
    own.administrator.send("PUT", `${base}/customers/${customerId}/statement-plan`, {
      cycle: "monthly",
      form: "detail",
      language: "zh",
      day: 2,
      replyDays: 7,
      contactId: null,
      memberId,
    });
  assert.equal((await savePlan(999_999)).code, "owner_not_found");
  const saved = (await savePlan(own.memberId)).as(customerStatements);
  assert.equal(saved.plan?.memberId, own.memberId);

  const make = (from: string, to: string) =>
    own.administrator.post(`${base}/statement-batches`, { byPlan: false, from, to });
  const backwards = await make("2026-09-30", "2026-09-01");
  assert.equal(backwards.code, "invalid_request");
  assert.match(backwards.text, /body\/to/);
  assert.equal((await make("2026-09-01", "2026-09-30")).status, 201);
});
