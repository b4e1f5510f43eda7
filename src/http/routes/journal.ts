// 凭证, 试算平衡, 操作日志, 验证.
import { exportJournal } from "../../app/journal/export-journal.ts";
import { exportTrialBalance } from "../../app/journal/export-trial-balance.ts";
import {
  listAccounts,
  readAudit,
  readEntrySource,
  readJournal,
  readTrialBalance,
} from "../../app/journal/read-journal.ts";
import { verifyAuditTrail, verifyBooks } from "../../app/verification/verify-books.ts";
import {
  accountList,
  auditPage,
  auditQuery,
  chainProof,
  entrySource,
  journalExport,
  journalPage,
  journalQuery,
  trialBalance,
  trialBalanceExport,
  trialBalanceQuery,
  verification,
} from "../../contract/journal.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { type ApiServer, actorOf, booksOf, type HttpDeps, type Routes } from "../api.ts";
import { fileTypes, sendXlsx } from "../download.ts";
import { valueOrRefuse } from "../refusal.ts";

const tags = ["journal"];

export const journalRoutes: Routes = (api, deps) => {
  entryRoutes(api, deps);
  balanceRoutes(api, deps);
  proofRoutes(api, deps);
};

function entryRoutes(api: ApiServer, deps: HttpDeps): void {
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
    "/books/:booksId/entries/export",
    {
      schema: {
        summary: "The filtered entries as a workbook, one row a line",
        produces: [fileTypes.xlsx],
        tags,
        params: booksPath,
        querystring: journalExport,
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { language = request.language, organisation: _, ...filter } = request.query;
      const actor = actorOf(request);
      const { id: booksId, today, timeZone } = booksOf(request);
      const books = { orgId: actor.orgId, booksId, timeZone };
      const name = `${language === "zh" ? "凭证" : "journal"}-${today}`;
      const input = { ...filter, ...books, language, by: actor.name };
      return sendXlsx(reply, name, exportJournal(deps, input));
    },
  );
  api.get(
    "/books/:booksId/accounts",
    {
      schema: {
        summary: "The accounts of these books",
        tags,
        params: booksPath,
        response: { 200: accountList },
      },
      config: { access: "view_bank_lines" },
    },
    async (request) => {
      const books = { orgId: actorOf(request).orgId, booksId: booksOf(request).id };
      return { rows: await listAccounts(deps, books) };
    },
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
      return valueOrRefuse(await readEntrySource(deps, books, request.params.id));
    },
  );
}

function balanceRoutes(api: ApiServer, deps: HttpDeps): void {
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
    "/books/:booksId/trial-balance/export",
    {
      schema: {
        summary: "The trial balance as a workbook with formulas",
        produces: [fileTypes.xlsx],
        tags,
        params: booksPath,
        querystring: trialBalanceExport,
      },
      config: { access: "export_data" },
    },
    async (request, reply) => {
      const { id: booksId, today, timeZone } = booksOf(request);
      const { language = request.language, asOf = today, knownAt = null } = request.query;
      const { orgId, name: by } = actorOf(request);
      const input = { orgId, booksId, timeZone, asOf, knownAt, language, by };
      const name = `${language === "zh" ? "试算平衡" : "trial-balance"}-${asOf}`;
      return sendXlsx(reply, name, await exportTrialBalance(deps, input));
    },
  );
}

function proofRoutes(api: ApiServer, deps: HttpDeps): void {
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
    "/audit/verification",
    {
      schema: {
        summary: "Prove the audit trail, link by link",
        tags,
        response: { 200: chainProof },
      },
      config: { access: "view_audit" },
    },
    async (request) => verifyAuditTrail(deps, actorOf(request).orgId),
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
        intragroup: v.intragroup.length,
        proofs: v.proofs.map(({ asOf, faults }) => ({ asOf, faults: faults.length })),
      };
    },
  );
}
