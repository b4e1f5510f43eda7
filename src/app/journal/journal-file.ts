// Writes the filtered journal as a workbook: the next page is read while one is written, 300,000
// entries are never in memory at once.

import { setImmediate as breathe } from "node:timers/promises";
import type pg from "pg";
import type { LedgerSettings } from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { type EntryWord, entryWords, narrate } from "../../core/words/ledger.ts";
import type { Language } from "../../core/words/word.ts";
import { type SheetEntryRow, selectSheetEntries } from "../../db/journal.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type JournalSheetLine, openJournalXlsx } from "../../exporters/journal-xlsx.ts";
import type { ReportFact } from "../../exporters/report-sheets.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { accountNames, eventName, type JournalRequest, journalFilter } from "./read-journal.ts";

export type JournalFileRequest = JournalRequest & {
  readonly language: Language;
  readonly by: string;
  /** In the words of the file, as the books' own time has it. */
  readonly exportedAt: string;
};

type SheetPage = {
  readonly rows: readonly SheetEntryRow[];
  readonly ledger: LedgerSettings;
  /** Null: there is no page after it. */
  readonly nextBefore: number | null;
};

const entriesPerPage = 2_000;
/** Written before what the database sends of the next page is read on. */
const entriesAtOnce = 200;

const facts = {
  from: { zh: "从", en: "From" },
  to: { zh: "到", en: "To" },
  account: { zh: "科目", en: "Account" },
  event: { zh: "业务", en: "Event" },
  search: { zh: "搜索", en: "Search" },
  entries: { zh: "凭证数", en: "Entries" },
  exportedAt: { zh: "导出时间", en: "Exported at" },
  by: { zh: "导出人", en: "Exported by" },
} as const;

const origins = {
  ours: { zh: "本系统", en: "ours" },
  gl: { zh: "总账已记", en: "general ledger" },
} as const;

const systemName = { zh: "系统", en: "System" } as const;

export function readSheetPage(
  pool: pg.Pool,
  request: JournalRequest,
  beforeSeq: number | null,
): Promise<SheetPage> {
  return inOrganisation(pool, request.orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, request);
    const limit = entriesPerPage;
    const filter = journalFilter(request, ledger);
    const rows = await selectSheetEntries(db, filter, { beforeSeq, limit });
    return { rows, ledger, nextBefore: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) };
  });
}

/** From its first page on. */
export async function* writeJournal(
  pool: pg.Pool,
  request: JournalFileRequest,
  first: SheetPage,
): AsyncGenerator<Uint8Array> {
  const { language } = request;
  const pieces: Uint8Array[] = [];
  const sheet = openJournalXlsx(language, (piece) => pieces.push(piece), nativeDeflater);
  let count = 0;
  for (let page: SheetPage | null = first; page !== null; ) {
    const next: Promise<SheetPage> | null =
      page.nextBefore === null ? null : readSheetPage(pool, request, page.nextBefore);
    // whoever stops taking pieces meanwhile never comes to the page after
    next?.catch(() => {});
    const lineOf = sheetLines(page.ledger, language);
    for (const [n, entry] of page.rows.entries()) {
      if (n > 0 && n % entriesAtOnce === 0) await breathe();
      for (const line of lineOf(entry)) sheet.addLine(line);
    }
    count += page.rows.length;
    yield* pieces.splice(0);
    page = await next;
  }
  const about: readonly ReportFact[] = [
    { name: facts.from, value: request.from ?? "" },
    { name: facts.to, value: request.to ?? "" },
    { name: facts.account, value: request.account ?? "" },
    { name: facts.event, value: request.event ?? "" },
    { name: facts.search, value: request.q ?? "" },
    { name: facts.entries, value: String(count) },
    { name: facts.exportedAt, value: request.exportedAt },
    { name: facts.by, value: request.by },
  ];
  sheet.end(about.filter(({ value }) => value !== ""));
  yield* pieces;
}

function sheetLines(ledger: LedgerSettings, language: Language) {
  const home = ledger.homeCurrency;
  return (entry: SheetEntryRow): JournalSheetLine[] => {
    const narration = narrationText(entry, language);
    return entry.lines.map(
      ([account, side, amountMinor, currency, homeMinor, customerName, itemNo]) => {
        const { code, zh, en } = accountNames(ledger, account);
        return {
          seq: String(entry.seq),
          date: entry.accountingDate,
          event: eventName(entry.event),
          narration,
          accountCode: code,
          accountName: { zh, en },
          side: side === "D" ? "debit" : "credit",
          currency,
          amount: formatMinor(amountMinor, currency),
          homeAmount: formatMinor(homeMinor, home),
          customerName: customerName ?? "",
          itemNo: itemNo ?? "",
          origin: origins[entry.origin],
          by: entry.by ?? systemName[language],
        };
      },
    );
  };
}

function narrationText(
  { narrationKey, narrationFields, reversesId }: SheetEntryRow,
  language: Language,
): string {
  if (!Object.hasOwn(entryWords, narrationKey)) return narrationKey;
  const key = narrationKey as EntryWord; // checked on the line before
  const reverses = reversesId === null ? {} : { reversesId: String(reversesId) };
  return narrate({ narration: { key, fields: { ...narrationFields } }, ...reverses }, language);
}
