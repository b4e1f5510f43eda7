// The journal, the trial balance and the audit trail as they go over the wire.
import { z } from "zod";
import {
  type AuditPage,
  type EntrySource,
  type JournalEntry,
  type JournalPage,
  journalTotals,
  type TrialBalanceOnWire,
} from "../../contract/journal.ts";
import {
  type AccountKey,
  accountKeys,
  charts,
  findAccount,
  keysOfSameCode,
  type LedgerSettings,
} from "../../core/ledger/accounts.ts";
import { eventTitles } from "../../core/ledger/event-codes.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Sentence } from "../../core/words/word.ts";
import { selectOtherEntry } from "../../db/entry-pairs.ts";
import { selectFilesOfDecisions } from "../../db/evidence-files.ts";
import {
  countAudit,
  type JournalFilter,
  type JournalRow,
  selectAudit,
  selectEntryById,
  selectEntrySource,
  selectJournal,
  selectJournalTotals,
  selectTrialBalance,
} from "../../db/journal.ts";
import { keysInCursor } from "../../db/keyset.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { likeText } from "../../db/workbench.ts";
import type { Deps } from "../deps.ts";
import { evidenceOnWire } from "../evidence/evidence-files.ts";
import type { ListRequest } from "../lines/list-bank-lines.ts";
import { readPage } from "../lists/page-totals.ts";
import { loadBooksContext } from "../posting/books-context.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type JournalRequest = InBooks & {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly event?: string | undefined;
  readonly account?: string | undefined;
  readonly customerId?: number | undefined;
  readonly itemId?: number | undefined;
  readonly receiptId?: number | undefined;
  readonly origin?: "ours" | "gl" | undefined;
  readonly q?: string | undefined;
};

export async function readJournal(
  deps: Deps,
  request: JournalRequest & ListRequest,
): Promise<JournalPage> {
  const { orgId, limit } = request;
  const beforeSeq = seqInCursor(request.cursor);
  return inOrganisation(deps.pool, orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, request);
    const filter = journalFilter(request, ledger);
    const page = await readPage({
      part: request.part,
      cursor: request.cursor,
      limit,
      totalsSchema: journalTotals,
      keysOf: ({ seq }) => [String(seq)],
      readRows: () => selectJournal(db, filter, { beforeSeq, limit }),
      readTotals: async () => {
        const { count, debitMinor, creditMinor } = await selectJournalTotals(db, filter);
        const currency = ledger.homeCurrency;
        const debit = formatMinor(debitMinor, currency);
        const credit = formatMinor(creditMinor, currency);
        return { count, totals: { debit, credit, currency } };
      },
    });
    return { ...page, rows: page.rows.map((row) => entryOnWire(row, ledger)) };
  });
}

export function journalFilter(request: JournalRequest, ledger: LedgerSettings): JournalFilter {
  return {
    orgId: request.orgId,
    booksId: request.booksId,
    from: request.from ?? null,
    to: request.to ?? null,
    event: request.event ?? null,
    accounts: request.account === undefined ? null : sameCode(ledger, request.account),
    customerId: request.customerId ?? null,
    itemId: request.itemId ?? null,
    receiptId: request.receiptId ?? null,
    origin: request.origin ?? null,
    q: likeText(request.q ?? ""),
  };
}

/** With every other key of its code; what is no account finds nothing. */
function sameCode(ledger: LedgerSettings, account: string): readonly string[] {
  const key = accountKeys.find((one) => one === account);
  return key ? keysOfSameCode(ledger, key) : [account];
}

/** A cursor somebody edited starts at the top. */
function seqInCursor(cursor: string | undefined): number | null {
  const [seq] = keysInCursor(cursor) ?? [];
  return /^\d{1,15}$/.test(String(seq)) ? Number(seq) : null;
}

function entryOnWire(row: JournalRow, ledger: LedgerSettings): JournalEntry {
  const currency = ledger.homeCurrency;
  const { narrationKey, narrationFields, lines, totalMinor, recordedAt, ...entry } = row;
  return {
    ...entry,
    eventName: { ...eventName(row.event) },
    recordedAt: recordedAt.toISOString(),
    narration: { key: narrationKey, fields: { ...narrationFields } },
    total: formatMinor(totalMinor, currency),
    homeCurrency: currency,
    lines: lines.map((l) => {
      const account = accountNames(ledger, l.account);
      return {
        account: l.account,
        accountCode: account.code,
        accountName: { zh: account.zh, en: account.en },
        side: l.side === "D" ? ("debit" as const) : ("credit" as const),
        amount: formatMinor(l.amountMinor, l.currency),
        currency: l.currency,
        homeAmount: formatMinor(l.homeMinor, currency),
        customerId: l.customerId,
        customerName: l.customerName,
        itemId: l.itemId,
        itemNo: l.itemNo,
        receiptId: l.receiptId,
      };
    }),
  };
}

export function eventName(event: string): Sentence {
  return Object.hasOwn(eventTitles, event)
    ? eventTitles[event as keyof typeof eventTitles] // checked on the line before
    : { zh: event, en: event };
}

export function accountNames(
  ledger: LedgerSettings,
  key: AccountKey,
): { readonly code: string; readonly zh: string; readonly en: string } {
  return findAccount(ledger, key) ?? charts.cas[key] ?? { code: "", zh: key, en: key };
}

export async function readEntrySource(
  deps: Deps,
  books: InBooks,
  entryId: number,
): Promise<Result<EntrySource, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectEntryById(db, books, entryId);
    if (!row) return refuse({ code: "not_found" });
    const { ledger } = await loadBooksContext(db, books);
    const source = await selectEntrySource(db, books.orgId, entryId);
    const decisionIds = source?.decisionId ? [source.decisionId] : [];
    const evidence = await selectFilesOfDecisions(db, books.orgId, decisionIds);
    return ok({
      evidence: evidence.map(evidenceOnWire),
      bankLineId: source?.bankLineId ?? null,
      decisionId: source?.decisionId ?? null,
      otherEntry: await selectOtherEntry(db, books.orgId, entryId),
      matchReason: source?.matchReason ?? null,
      file:
        source?.batchId && source.fileName !== null
          ? { batchId: source.batchId, fileName: source.fileName, row: source.rowNo ?? 0 }
          : null,
      entry: entryOnWire(row, ledger),
    });
  });
}

/** The accounts of the chart of these books, in its order. */
export async function listAccounts(deps: Deps, books: InBooks) {
  const { ledger } = await inOrganisation(deps.pool, books.orgId, (db) =>
    loadBooksContext(db, books),
  );
  const codes = new Set<string>();
  return accountKeys.flatMap((account) => {
    const found = findAccount(ledger, account);
    if (found && codes.has(found.code)) return [];
    if (found) codes.add(found.code);
    return found ? [{ account, code: found.code, name: { zh: found.zh, en: found.en } }] : [];
  });
}

export async function readTrialBalance(
  deps: Deps,
  request: InBooks & { readonly asOf: string; readonly knownAt: string | null },
): Promise<TrialBalanceOnWire> {
  return inOrganisation(deps.pool, request.orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, request);
    const rows = oneOfEachCode(await selectTrialBalance(db, request), ledger);
    const currency = ledger.homeCurrency;
    const order = new Map(accountKeys.map((key, index) => [key, index]));
    const sum = (pick: (row: (typeof rows)[number]) => number) =>
      formatMinor(
        rows.reduce((total, row) => total + pick(row), 0),
        currency,
      );
    return {
      asOf: request.asOf,
      knownAt: request.knownAt,
      homeCurrency: currency,
      rows: rows
        .toSorted((a, b) => (order.get(a.account) ?? 0) - (order.get(b.account) ?? 0))
        .map(({ account, debitMinor, creditMinor }) => {
          const names = accountNames(ledger, account);
          return {
            account,
            accountCode: names.code,
            accountName: { zh: names.zh, en: names.en },
            debit: formatMinor(debitMinor, currency),
            credit: formatMinor(creditMinor, currency),
            balance: formatMinor(debitMinor - creditMinor, currency),
          };
        }),
      totals: { debit: sum((r) => r.debitMinor), credit: sum((r) => r.creditMinor) },
    };
  });
}

/** Two keys of one code are one account of the firm: their sums are added, the first key stands. */
function oneOfEachCode(
  rows: Awaited<ReturnType<typeof selectTrialBalance>>,
  ledger: LedgerSettings,
): Awaited<ReturnType<typeof selectTrialBalance>> {
  const byCode = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const { code } = accountNames(ledger, row.account);
    const before = byCode.get(code);
    byCode.set(
      code,
      before
        ? {
            ...before,
            debitMinor: before.debitMinor + row.debitMinor,
            creditMinor: before.creditMinor + row.creditMinor,
          }
        : row,
    );
  }
  return [...byCode.values()];
}

export async function readAudit(
  deps: Deps,
  request: {
    readonly orgId: number;
    readonly action?: string | undefined;
    readonly memberId?: number | undefined;
    readonly q?: string | undefined;
  } & ListRequest,
): Promise<AuditPage> {
  const { orgId, limit } = request;
  const filter = {
    orgId,
    action: request.action ?? null,
    memberId: request.memberId ?? null,
    q: likeText(request.q ?? ""),
  };
  const beforeSeq = seqInCursor(request.cursor);
  return inOrganisation(deps.pool, orgId, async (db) => {
    const page = await readPage({
      part: request.part,
      cursor: request.cursor,
      limit,
      totalsSchema: z.null(),
      keysOf: ({ seq }) => [String(seq)],
      readRows: () => selectAudit(db, filter, { beforeSeq, limit }),
      readTotals: async () => ({ count: await countAudit(db, filter), totals: null }),
    });
    return { ...page, rows: page.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) };
  });
}
