// A desk with an accountant, an approver and a finance lead over books with two customers: what tests
// about adjustments and about the ends of bank lines ask of it.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { decisionAnswer, undoOutcomes } from "../../src/contract/workbench.ts";
import { addCustomer, type TestBooks } from "../support/books.ts";
import { today } from "../support/today.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, withServer } from "./test-server.ts";

export async function moneyDesk(t: Pick<TestContext, "after">) {
  const server = await withServer(t);
  const own = await server.organisation();
  const books = await ledgerBooks(server.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await server.member(own, "accountant");
  const approver = await server.member(own, "approver");
  const lead = await server.member(own, "finance_lead");
  const a = await addCustomer(books, "A", "上海启明贸易有限公司");
  const b = await addCustomer(books, "B", "杭州远航机械有限公司");
  const fileId = await handIn(accountant, base);
  const adjust = (request: Partial<AdjustmentBody>) =>
    accountant.post(`${base}/adjustments`, { reason: "按协议", fileIds: [fileId], ...request });
  const approved = async (by: Client, request: Partial<AdjustmentBody>) => {
    const asked = (await adjust(request)).as(adjustmentOutcome);
    assert.equal(asked.kind, "waiting");
    const url = `${base}/approvals/${asked.approvalId}`;
    const done = (await by.post(url, { approve: true, comment: "已电话核实" })).as(approvalOutcome);
    assert.equal(done.state, "approved");
    return done.decisionId ?? 0;
  };
  const claim = async (lineId: number, customerId: number) =>
    (await accountant.post(`${base}/bank-lines/${lineId}/claim`, { customerId })).as(decisionAnswer)
      .decisionId;
  const undo = async (decisionId: number, withDependants = false) =>
    (
      await accountant.post(`${base}/decisions/undo`, {
        decisionIds: [decisionId],
        withDependants,
      })
    ).as(undoOutcomes).outcomes[0];
  const proofs = async (...days: readonly string[]) => {
    const { orgId, booksId } = own;
    const at = { dates: [...days, "2026-09-30", today], knownAt: null };
    return (await verifyBooks(server.deps, { orgId, booksId }, at)).holds;
  };
  return {
    ...server,
    own,
    books,
    base,
    accountant,
    approver,
    lead,
    a,
    b,
    adjust,
    approved,
    claim,
    undo,
    proofs,
  };
}

export const receiptOf = (books: TestBooks, lineId: number) =>
  books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number; customer: number | null }>(
      `select id, customer_id as customer from receipt
       where org_id = $1 and bank_line_id = $2 and cancelled_at is null`,
      [books.orgId, lineId],
    );
    return rows[0] ?? { id: 0, customer: null };
  });

export const laneOf = (books: TestBooks, lineId: number) =>
  books.inBooks(async (db) => {
    const { rows } = await db.query<{ lane: string; category: string | null }>(
      "select lane, category from bank_line where org_id = $1 and id = $2",
      [books.orgId, lineId],
    );
    return rows[0];
  });

export const amounts = (rows: readonly { accountCode: string; side: string; amount: string }[]) =>
  rows.map(({ accountCode, side, amount }) => `${side} ${accountCode} ${amount}`);
