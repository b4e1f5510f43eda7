// Rows of the input files that take no part, worded as they are listed: refused for a reason a
// person can mend, or skipped; and what else the readers found worth saying.
import type { Because } from "../../core/because.ts";
import { type FileModeRowCode, fileModeRowWords } from "../../core/words/file-mode.ts";
import { problemSentence } from "../../core/words/importing.ts";
import { fillSentence, type Language } from "../../core/words/word.ts";
import { compareText, type ListedRow } from "../../exporters/reconcile-result.ts";
import type { ImportProblem, ItemRow, SourcePlace } from "../../importers/importer.ts";

export type RowProblem = {
  readonly file: string;
  readonly place: SourcePlace;
  readonly excerpt: string;
  readonly code: FileModeRowCode;
  readonly fields: Because["fields"];
};

/** What a row says about whose it is. */
export type ItemOwner = Pick<ItemRow, "customerNo" | "customerName" | "customerTaxId">;

/** Warnings of the readers that mean: this row was not used. */
const skippingWarnings: ReadonlySet<string> = new Set([
  "repeated_row",
  "entry_zero",
  "entry_in_statement",
]);

/** The lists as they go from a thread to another. */
export type ListedRows = {
  readonly refused: readonly ListedRow[];
  readonly skipped: readonly ListedRow[];
  readonly notes: readonly string[];
};

export class RowLists {
  private readonly language: Language;
  private readonly refusedRows: ListedRow[] = [];
  private readonly skippedRows: ListedRow[] = [];
  /** Sentences about files and rows that were used all the same. */
  readonly notes: string[] = [];
  /** Whose item rows were refused, as far as the rows say it: their lists are incomplete. */
  readonly refusedOwners: ItemOwner[] = [];

  constructor(language: Language) {
    this.language = language;
  }

  refuse(problem: RowProblem): void {
    this.refusedRows.push(this.worded(problem));
  }

  skip(problem: RowProblem): void {
    this.skippedRows.push(this.worded(problem));
  }

  /** Puts a reader's problem where it belongs. */
  take(file: string, problem: ImportProblem): void {
    const { place, excerpt, code, severity, fields } = problem;
    const remedy = problemSentence(problem, this.language);
    const row = { file, row: place.row ?? 0, excerpt: inSheet(place, excerpt), code, remedy };
    if (severity === "row") {
      this.refusedRows.push(row);
      if ("customerNo" in fields || "customerName" in fields)
        this.refusedOwners.push(ownerIn(fields));
    } else if (skippingWarnings.has(code)) this.skippedRows.push(row);
    else this.notes.push(`${file}: ${remedy}`);
  }

  /** What another thread has listed. */
  absorb({ refused, skipped, notes }: ListedRows): void {
    for (const row of refused) this.refusedRows.push(row);
    for (const row of skipped) this.skippedRows.push(row);
    for (const note of notes) this.notes.push(note);
  }

  get plain(): ListedRows {
    return { refused: this.refusedRows, skipped: this.skippedRows, notes: this.notes };
  }

  /** By file, row, code, excerpt: never as they were gathered. */
  get refused(): readonly ListedRow[] {
    return this.refusedRows.toSorted(compareListed);
  }

  get skipped(): readonly ListedRow[] {
    return this.skippedRows.toSorted(compareListed);
  }

  private worded({ file, place, excerpt, code, fields }: RowProblem): ListedRow {
    const remedy = fillSentence(fileModeRowWords[code], this.language, fields);
    return { file, row: place.row ?? 0, excerpt: inSheet(place, excerpt), code, remedy };
  }
}

function ownerIn(fields: ImportProblem["fields"]): ItemOwner {
  const text = (name: string) => String(fields[name] ?? "");
  return {
    customerNo: text("customerNo"),
    customerName: text("customerName"),
    customerTaxId: text("customerTaxId"),
  };
}

function inSheet({ sheet }: SourcePlace, excerpt: string): string {
  return sheet ? `[${sheet}] ${excerpt}` : excerpt;
}

function compareListed(a: ListedRow, b: ListedRow): number {
  return (
    compareText(a.file, b.file) ||
    a.row - b.row ||
    compareText(a.code, b.code) ||
    compareText(a.excerpt, b.excerpt)
  );
}
