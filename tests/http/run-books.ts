// A run of the engine over the books of a test server, as the job does it.
import assert from "node:assert/strict";
import { runReconciliation, startRun } from "../../src/app/matching/run-reconciliation.ts";
import { addItem, addLine, type TestBooks } from "../support/books.ts";
import type { TestServer } from "./test-server.ts";

export async function reconcileBooks(server: TestServer, books: TestBooks): Promise<number> {
  const { orgId, memberId, booksId } = books;
  const { runId } = await startRun(server.deps, { orgId, memberId }, booksId);
  const done = await runReconciliation(server.deps, { orgId, runId, memberId }, async () => {});
  assert.ok(done.ok);
  return runId;
}

/** An invoice and the line that pays it, naming it in full: posted without a person. */
export async function clearCase(
  books: TestBooks,
  of: { readonly customerId: number; readonly name: string; readonly n: number },
): Promise<{ readonly itemId: number; readonly lineId: number }> {
  const no = `INV2026${String(of.n).padStart(5, "0")}`;
  const amountMinor = 1_000_000 + of.n * 1_237;
  const itemId = await addItem(books, { customerId: of.customerId, no, amountMinor });
  const lineId = await addLine(books, { amountMinor, payer: of.name, memo: `货款 ${no}` });
  return { itemId, lineId };
}
