// A comparison as a workbook: the reconciliation, every difference, every agreed entry beside its
// partner, and what was compared.
import { sectionWords, verdictWords } from "../core/words/comparison-paper.ts";
import {
  type ComparisonPaper,
  type ComparisonVoice,
  comparisonVoice,
  type PaperGroup,
  type PaperSide,
} from "./comparison-paper.ts";
import type { ByteSink } from "./exporter.ts";
import { addFacts, cellAt, openReport } from "./report-sheets.ts";
import type { SheetColumn, SheetWriter, WorkbookWriter } from "./xlsx-writer.ts";

export function writeComparisonXlsx(
  paper: ComparisonPaper,
  agreed: Iterable<PaperGroup>,
  sink: ByteSink,
): void {
  const voice = comparisonVoice(paper);
  const book = openReport(sink);
  addReconciliation(book, paper, voice);
  addGroups(book, { name: voice.label("differences"), groups: paper.differences }, voice);
  addGroups(book, { name: voice.label("agreedList"), groups: agreed }, voice);
  const fact = (name: Parameters<typeof voice.label>[0], value: string) => {
    const label = { zh: voice.label(name), en: voice.label(name) };
    return { name: label, value };
  };
  addFacts(
    book,
    [
      fact("title", paper.no),
      fact("ours", paper.ours.name),
      fact("theirs", paper.theirs.name),
      paper.isOpenItems
        ? fact("openItemsAsOf", paper.to)
        : fact("period", `${paper.from} – ${paper.to}`),
      fact("currency", paper.currency),
      fact("theirFile", paper.fileName),
      fact("madeOn", paper.madeOn),
      fact("fingerprint", paper.sha256),
    ],
    paper.language,
  );
}

/** The adjusted balances are sums the spreadsheet works out again. */
function addReconciliation(
  book: WorkbookWriter,
  paper: ComparisonPaper,
  voice: ComparisonVoice,
): void {
  const sheet = book.openSheet(voice.label("title"), [
    { title: voice.label("side"), width: 26, format: "text" },
    { title: voice.label("item"), width: 44, format: "text" },
    { title: voice.label("lines", { count: "" }).trim(), width: 10, format: "text" },
    { title: voice.label("amount"), width: 18, format: "amount" },
  ]);
  const first = addSide(sheet, paper.ours, voice, 2);
  const second = addSide(sheet, paper.theirs, voice, first + 1);
  sheet.addRow(["", voice.label("openingGap"), "", paper.openingGap]);
  const left = `${cellAt(3, first)}-${cellAt(3, second)}-${cellAt(3, second + 1)}`;
  sheet.addRow(["", voice.label("left"), "", { formula: left, value: paper.left }]);
}

/** Returns the row its adjusted balance stands in. */
function addSide(
  sheet: SheetWriter,
  side: PaperSide,
  voice: ComparisonVoice,
  firstRow: number,
): number {
  sheet.addRow([side.name, voice.label("closing"), "", side.closing]);
  for (const { section, count, amount } of side.rows) {
    sheet.addRow(["", voice.say(sectionWords[section]), String(count), amount]);
  }
  const last = firstRow + side.rows.length;
  const formula = `SUM(${cellAt(3, firstRow)}:${cellAt(3, last)})`;
  sheet.addRow(["", voice.label("adjusted"), "", { formula, value: side.adjusted }]);
  return last + 1;
}

/** One row an entry; what concerns the whole group stands in its first row. */
function addGroups(
  book: WorkbookWriter,
  { name, groups }: { readonly name: string; readonly groups: Iterable<PaperGroup> },
  voice: ComparisonVoice,
): void {
  const column = (title: string, width: number, format: SheetColumn["format"]): SheetColumn => ({
    title,
    width,
    format,
  });
  const sheet = book.openSheet(name, [
    column(voice.label("group"), 8, "text"),
    column(voice.label("verdict"), 16, "text"),
    column(voice.label("side"), 8, "text"),
    column(voice.label("date"), 12, "date"),
    column(voice.label("number"), 26, "text"),
    column(voice.label("memo"), 36, "text"),
    column(voice.label("ours"), 16, "amount"),
    column(voice.label("theirs"), 16, "amount"),
    column(voice.label("gap"), 16, "amount"),
    column(voice.label("cause"), 24, "text"),
    column(voice.label("corrects"), 12, "text"),
    column(voice.label("reason"), 50, "text"),
    column(voice.label("answer"), 30, "text"),
  ]);
  for (const group of groups) {
    group.entries.forEach((entry, at) => {
      const isFirst = at === 0;
      const isOurs = entry.side === "ours";
      sheet.addRow([
        String(group.n),
        isFirst ? voice.say(verdictWords[group.verdict]) : "",
        voice.label(entry.side),
        entry.date,
        entry.no,
        entry.memo,
        isOurs ? entry.amount : null,
        isOurs ? null : entry.amount,
        isFirst ? group.gap : null,
        isFirst ? voice.cause(group.code) : "",
        isFirst && group.corrects !== null ? voice.label(group.corrects) : "",
        isFirst ? voice.reasons(group.because) : "",
        isFirst ? group.answer : "",
      ]);
    });
  }
}
