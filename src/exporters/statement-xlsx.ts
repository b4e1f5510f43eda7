// A statement as a workbook: the lines a customer answers, the movements with running balance, and
// what the paper says in figures.
import type { Sentence } from "../core/words/word.ts";
import type { ByteSink } from "./exporter.ts";
import { addFacts, cellAt, openReport, type ReportFact, sumOfColumn } from "./report-sheets.ts";
import { type StatementPaper, voiceOf } from "./statement-paper.ts";
import type { SheetColumn } from "./xlsx-writer.ts";

export function writeStatementXlsx(
  { snapshot, sha256, text }: StatementPaper,
  sink: ByteSink,
): void {
  const { language } = snapshot;
  const voice = voiceOf(snapshot);
  const column = (title: string, width: number, format: SheetColumn["format"]): SheetColumn => ({
    title,
    width,
    format,
  });
  const book = openReport(sink);
  const lines = book.openSheet(voice.label("items"), [
    column(voice.label("place"), 6, "text"),
    column(voice.label("what"), 10, "text"),
    column(voice.label("number"), 26, "text"),
    column(voice.label("reference"), 20, "text"),
    column(voice.label("date"), 12, "date"),
    column(voice.label("due"), 12, "date"),
    column(voice.label("late"), 10, "text"),
    column(voice.label("amount"), 16, "amount"),
    column(voice.label("open"), 16, "amount"),
  ]);
  for (const line of snapshot.lines) {
    const late = line.daysLate !== null && line.daysLate > 0 ? String(line.daysLate) : "";
    lines.addRow([
      String(line.n),
      voice.kind(line),
      line.no,
      line.reference,
      line.issueDate,
      line.dueDate,
      late,
      line.amount,
      line.open,
    ]);
  }
  const total = snapshot.form === "preinvoice" ? snapshot.asked : snapshot.closing;
  const sum = { formula: sumOfColumn(8, snapshot.lines.length + 1), value: total };
  lines.addRow([voice.label("total"), "", "", "", null, null, "", null, sum]);
  const moves = book.openSheet(voice.label("movements"), [
    column(voice.label("date"), 12, "date"),
    column(voice.label("what"), 14, "text"),
    column(voice.label("number"), 30, "text"),
    column(voice.label("debit"), 16, "amount"),
    column(voice.label("credit"), 16, "amount"),
    column(voice.label("balance"), 16, "amount"),
  ]);
  moves.addRow([snapshot.from, voice.label("opening"), "", null, null, snapshot.opening]);
  snapshot.movements.forEach((one, place) => {
    const row = place + 3;
    const formula = `${cellAt(5, row - 1)}+${cellAt(3, row)}-${cellAt(4, row)}`;
    const balance = { formula, value: one.balance };
    moves.addRow([one.date, voice.say(one.what), one.no, one.debit, one.credit, balance]);
  });
  addFacts(book, factsOf({ snapshot, sha256, text }), language);
}

function factsOf({ snapshot, sha256, text }: Pick<StatementPaper, "snapshot" | "sha256" | "text">) {
  const voice = voiceOf(snapshot);
  const fact = (name: string, value: string): ReportFact => ({ name: both(name), value });
  return [
    fact(text.title, snapshot.no),
    fact(voice.label("period"), `${snapshot.from} – ${snapshot.to}`),
    fact(voice.label("customer"), `${snapshot.customer.name} (${snapshot.customer.no})`),
    fact(voice.label("currency"), snapshot.currency),
    ...(["opening", "debit", "credit", "closing", "overdue", "unapplied", "disputed"] as const).map(
      (name) => fact(voice.label(name), voice.money(snapshot[name])),
    ),
    ...(snapshot.factored === undefined
      ? []
      : [fact(voice.label("factored"), voice.label("factoredNote"))]),
    fact("SHA-256", sha256),
    fact(snapshot.sender.name, voice.fill(text.closing)),
  ];
}

function both(text: string): Sentence {
  return { zh: text, en: text };
}
