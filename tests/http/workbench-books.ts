// Books behind a test server with proposals of our own making, so that a test says exactly what was
// proposed: the same rows a run would have stored.

import { updateLineStates } from "../../src/db/decisions.ts";
import {
  finishRun,
  insertMatches,
  insertRun,
  matchCells,
  type StoredCandidate,
  type StoredResidual,
} from "../../src/db/matches.ts";
import { beginRecording } from "../../src/db/recording.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import type { TestBooks } from "../support/books.ts";
import type { Organisation, TestServer } from "./test-server.ts";

/** The books of an organisation, with a bank account. */
export async function booksOf(server: TestServer, of: Organisation): Promise<TestBooks> {
  const pool = server.database.appPool;
  const { orgId, booksId, memberId } = of;
  const bankAccountId = await inOrganisation(pool, orgId, async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000011118807', '基本户', 'ICBC', 'CNY') returning id`,
      [orgId, booksId],
    );
    return rows[0]!.id;
  });
  const inBooks: TestBooks["inBooks"] = (work) => inOrganisation(pool, orgId, work);
  return {
    pool,
    orgId,
    booksId,
    memberId,
    bankAccountId,
    inBooks,
    record: (work) =>
      inBooks(async (db) => work(db, await beginRecording(db, { orgId, booksId, memberId }))),
  };
}

export type Proposal = {
  readonly customerId: number;
  /** Item and amount in minor units. */
  readonly items: readonly (readonly [itemId: number, amountMinor: number])[];
  readonly residuals?: readonly StoredResidual[];
};

/** A run that found these proposals for a line, best first. */
export async function propose(
  books: TestBooks,
  lineId: number,
  proposals: readonly Proposal[],
  more: { readonly tiedWith?: number; readonly cause?: string; readonly rule?: string } = {},
): Promise<void> {
  const { orgId, booksId, memberId } = books;
  const rule = more.rule ?? "R09";
  await books.inBooks(async (db) => {
    const runId = await insertRun(db, { orgId, booksId, asOf: "2026-09-30", memberId });
    const run = { orgId, booksId, runId };
    await insertMatches(db, [
      matchCells(run, {
        bankLineId: lineId,
        lane: "suggested",
        category: null,
        payerId: proposals[0]?.customerId ?? null,
        confidence: 0.97,
        rule,
        tiedWith: more.tiedWith ?? 0,
        reason: { key: more.cause ?? "reason.unsure", fields: { percent: 97 } },
        payerBecause: [],
        candidates: proposals.map((proposal) => candidate(proposal, rule)),
      }),
    ]);
    const { rows } = await db.query<{ id: number }>(
      "select id from match where org_id = $1 and run_id = $2",
      [orgId, runId],
    );
    await updateLineStates(db, orgId, [
      { lineId, lane: "suggested", category: null, matchId: rows[0]!.id },
    ]);
    await finishRun(db, { orgId, runId }, { state: "done", counts: { posted: 0, changed: 0 } });
  });
}

function candidate({ customerId, items, residuals = [] }: Proposal, rule: string): StoredCandidate {
  return {
    customerId,
    allocations: items.map(([itemId, amountMinor]) => ({
      itemId,
      amountMinor,
      lineAmountMinor: amountMinor,
    })),
    residuals,
    confidence: 0.97,
    rule,
    rules: [rule],
    because: [{ key: "amount.equal", fields: {} }],
    against: [],
  };
}
