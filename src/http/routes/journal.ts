// 凭证, 试算平衡, 操作日志, 验证.
import {
  readAudit,
  readEntrySource,
  readJournal,
  readTrialBalance,
} from "../../app/journal/read-journal.ts";
import { verifyBooks } from "../../app/verification/verify-books.ts";
import {
  auditPage,
  auditQuery,
  entrySource,
  journalPage,
  journalQuery,
  trialBalance,
  trialBalanceQuery,
  verification,
} from "../../contract/journal.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["journal"];

export const journalRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/entries",
    {
      schema: {
        summary: "Journal entries, newest first",
        tags,
        params: booksPath,
        querystring: journalQuery,
        response: { 200: journalPage },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) =>
      readJournal(deps, {
        ...request.query,
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
      }),
  );
  api.get(
    "/books/:booksId/entries/:id",
    {
      schema: {
        summary: "An entry and the document it comes from",
        tags,
        params: booksRecordPath,
        response: { 200: entrySource },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return entrySource.parse(
        valueOrRefuse(await readEntrySource(deps, books, request.params.id)),
      );
    },
  );
  api.get(
    "/books/:booksId/trial-balance",
    {
      schema: {
        summary: "Debits, credits and balance of every account",
        tags,
        params: booksPath,
        querystring: trialBalanceQuery,
        response: { 200: trialBalance },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const { asOf = booksOf(request).today, knownAt = null } = request.query;
      return readTrialBalance(deps, {
        orgId: actorOf(request).orgId,
        booksId: booksOf(request).id,
        asOf,
        knownAt,
      });
    },
  );
  api.get(
    "/audit",
    {
      schema: {
        summary: "The audit trail, newest first",
        tags,
        querystring: auditQuery,
        response: { 200: auditPage },
      },
      config: { access: "view_audit" },
    },
    async (request) => readAudit(deps, { ...request.query, orgId: actorOf(request).orgId }),
  );
  api.get(
    "/books/:booksId/verification",
    {
      schema: {
        summary: "Prove the books: chains, balances, aging = ledger",
        tags,
        params: booksPath,
        response: { 200: verification },
      },
      config: { access: "view_audit" },
    },
    async (request) => {
      const { id: booksId, today } = booksOf(request);
      const books = { orgId: actorOf(request).orgId, booksId };
      const v = await verifyBooks(deps, books, { dates: [today], knownAt: null });
      return {
        holds: v.holds,
        entries: v.entries,
        audit: v.audit,
        unbalanced: v.unbalanced.length,
        totals: v.totals.length,
        misplacedLines: v.misplacedLines.length,
        proofs: v.proofs.map(({ asOf, faults }) => ({ asOf, faults: faults.length })),
      };
    },
  );
};
