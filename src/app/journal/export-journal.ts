// The filtered journal as a workbook, read page by page and handed on piece by piece: 300,000 entries
// are never in memory at once.
import type { JournalEntry } from "../../contract/journal.ts";
import { type EntryWord, entryWords, narrate } from "../../core/words/ledger.ts";
import type { Language } from "../../core/words/word.ts";
import { selectJournal } from "../../db/journal.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type JournalSheetLine, openJournalXlsx } from "../../exporters/journal-xlsx.ts";
import type { ReportFact } from "../../exporters/report-sheets.ts";
import type { Deps } from "../deps.ts";
import { exportTime } from "../lists/export-time.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { entryOnWire, type JournalRequest, journalFilter } from "./read-journal.ts";

const entriesPerPage = 2_000;

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

export async function* exportJournal(
  deps: Deps,
  request: JournalRequest & {
    readonly language: Language;
    readonly by: string;
    readonly timeZone: string;
  },
): AsyncGenerator<Uint8Array> {
  const { orgId, language } = request;
  let pieces: Uint8Array[] = [];
  const sheet = openJournalXlsx(language, (piece) => pieces.push(piece), nativeDeflater);
  let beforeSeq: number | null = null;
  let count = 0;
  for (;;) {
    const before: number | null = beforeSeq;
    const page = await inOrganisation(deps.pool, orgId, async (db) => {
      const { ledger } = await loadBooksContext(db, request);
      const filter = journalFilter(request, ledger);
      const rows = await selectJournal(db, filter, { beforeSeq: before, limit: entriesPerPage });
      return rows.map((one) => entryOnWire(one, ledger));
    });
    for (const entry of page) for (const line of sheetLines(entry, language)) sheet.addLine(line);
    count += page.length;
    yield* pieces;
    pieces = [];
    beforeSeq = page.at(-1)?.seq ?? null;
    if (page.length < entriesPerPage) break;
  }
  const about: readonly ReportFact[] = [
    { name: facts.from, value: request.from ?? "" },
    { name: facts.to, value: request.to ?? "" },
    { name: facts.account, value: request.account ?? "" },
    { name: facts.event, value: request.event ?? "" },
    { name: facts.search, value: request.q ?? "" },
    { name: facts.entries, value: String(count) },
    { name: facts.exportedAt, value: exportTime(deps.clock.now(), request.timeZone) },
    { name: facts.by, value: request.by },
  ];
  sheet.end(about.filter(({ value }) => value !== ""));
  yield* pieces;
}

function sheetLines(entry: JournalEntry, language: Language): JournalSheetLine[] {
  const narration = narrationText(entry, language);
  return entry.lines.map((line) => ({
    seq: String(entry.seq),
    date: entry.accountingDate,
    event: entry.eventName,
    narration,
    accountCode: line.accountCode,
    accountName: line.accountName,
    side: line.side,
    currency: line.currency,
    amount: line.amount,
    homeAmount: line.homeAmount,
    customerName: line.customerName ?? "",
    itemNo: line.itemNo ?? "",
    origin: origins[entry.origin],
    by: entry.by ?? systemName[language],
  }));
}

const systemName = { zh: "系统", en: "System" } as const;

function narrationText(
  { narration, reversesId }: Pick<JournalEntry, "narration" | "reversesId">,
  language: Language,
): string {
  if (!Object.hasOwn(entryWords, narration.key)) return narration.key;
  const key = narration.key as EntryWord; // checked on the line before
  const reverses = reversesId === null ? {} : { reversesId: String(reversesId) };
  return narrate({ narration: { key, fields: narration.fields }, ...reverses }, language);
}
