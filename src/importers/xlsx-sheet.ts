// One worksheet of an XLSX workbook, streamed: rows of text cells. Formulas are never looked at, only
// the values stored beside them; cells without a reference stand next to the one before.
import type { ImportProblem } from "./importer.ts";
import { warning } from "./problem.ts";
import type { ReadDepth, RowState, SheetSink } from "./table-source.ts";
import { type NumberLook, numberText } from "./xlsx-numbers.ts";
import { isTrue, unescapeText, workbookFault } from "./xlsx-reader.ts";
import { XmlReader, type XmlSink } from "./xml-events.ts";
import { inflateEntry, type ZipEntry } from "./zip.ts";

export type Workbook = {
  readonly shared: readonly string[];
  readonly looks: readonly NumberLook[];
  readonly uses1904: boolean;
};

type Worksheet = {
  readonly bytes: Uint8Array;
  readonly entry: ZipEntry;
  readonly workbook: Workbook;
  readonly name: string;
};

/** Columns read; Excel has 16,384, lists have dozens. */
const MOST_COLUMNS = 1000;
const MOST_ROWS = 1_048_576;
/** Longest text Excel itself allows in a cell. */
const LONGEST_CELL = 32_767;

const plainNumber: NumberLook = { is: "number" };

export function readSheet(
  sheet: Worksheet,
  sink: SheetSink,
  depth: ReadDepth,
): readonly ImportProblem[] {
  const merged = depth === "whole" ? mergedRowsOf(sheet) : new Set<number>();
  const rows = new RowAssembler(sheet.workbook, merged, sink);
  const xml = new XmlReader(rows);
  const decoder = new TextDecoder("utf-8");
  let fault: ImportProblem | null = null;
  const zipFault = inflateEntry(sheet.bytes, sheet.entry, (piece) => {
    fault = xml.take(decoder.decode(piece, { stream: true }));
    return fault === null && !rows.isDone();
  });
  if (!rows.isDone()) fault ??= zipFault ?? xml.finish();
  fault = workbookFault(fault, sheet.name);
  const problems: ImportProblem[] = [];
  if (fault) problems.push(fault);
  if (rows.columnsLeftOut > 0) {
    problems.push(
      warning("columns_left_out", {
        place: { sheet: sheet.name },
        fields: { limit: MOST_COLUMNS },
      }),
    );
  }
  return problems;
}

class RowAssembler implements XmlSink {
  columnsLeftOut = 0;
  private readonly workbook: Workbook;
  private readonly mergedRows: ReadonlySet<number>;
  private readonly sink: SheetSink;
  private readonly cells: string[] = [];
  private done = false;
  private row = 0;
  private isHidden = false;
  private column = -1;
  private type = "";
  private style = 0;
  private text_ = "";
  private collects = false;
  private phonetic = 0;

  constructor(workbook: Workbook, mergedRows: ReadonlySet<number>, sink: SheetSink) {
    this.workbook = workbook;
    this.mergedRows = mergedRows;
    this.sink = sink;
  }

  isDone(): boolean {
    return this.done;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "v" || name === "t") {
      this.collects = this.phonetic === 0;
    } else if (name === "c") {
      this.column = columnOf(attributes["r"]) ?? this.column + 1;
      this.type = attributes["t"] ?? "n";
      this.style = attributes["s"] === undefined ? 0 : Number.parseInt(attributes["s"], 10);
      this.text_ = "";
    } else if (name === "row") {
      const given =
        attributes["r"] === undefined ? Number.NaN : Number.parseInt(attributes["r"], 10);
      this.row = given > this.row && given <= MOST_ROWS ? given : this.row + 1;
      this.isHidden = isTrue(attributes["hidden"]);
      this.column = -1;
      this.cells.length = 0;
    } else if (name === "rPh") this.phonetic++;
  }

  text(text: string): void {
    if (this.collects && this.text_.length < LONGEST_CELL) this.text_ += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.collects = false;
    else if (name === "c") this.endCell();
    else if (name === "row") this.endRow();
    else if (name === "rPh") this.phonetic--;
    else if (name === "sheetData") this.done = true;
  }

  private endCell(): void {
    const text = this.cellText();
    if (text === "") return;
    if (this.column >= MOST_COLUMNS) {
      this.columnsLeftOut++;
      return;
    }
    while (this.cells.length < this.column) this.cells.push("");
    this.cells[this.column] = text;
  }

  private cellText(): string {
    const raw = this.text_;
    if (raw === "") return "";
    switch (this.type) {
      case "s":
        return this.workbook.shared[Number.parseInt(raw, 10)] ?? "";
      case "n":
        return numberText(
          raw.trim(),
          this.workbook.looks[this.style] ?? plainNumber,
          this.workbook.uses1904,
        );
      case "b":
        return raw === "1" ? "TRUE" : "FALSE";
      case "d":
        return raw.replace("T", " ").replace(/ 00:00:00(\.0+)?Z?$/, "");
      default:
        return unescapeText(raw);
    }
  }

  private endRow(): void {
    if (this.done) return;
    if (this.sink(this.cells, this.row, this.state()) === false) this.done = true;
  }

  private state(): RowState {
    if (this.isHidden) return "hidden";
    return this.mergedRows.has(this.row) ? "merged" : "plain";
  }
}

/** "AB12" → 27; undefined or odd → null. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  let at = 0;
  for (; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  return at === 0 ? null : column - 1;
}

/** Merged ranges larger than this are decoration of whole sheets, not of records. */
const MOST_MERGED_ROWS = 200_000;

/**
 * Rows below the first of a range merged over several rows: their own cells are empty and what
 * belongs to them is not said. The ranges stand behind the rows in the file, so it is read ahead.
 */
function mergedRowsOf({ bytes, entry }: Worksheet): ReadonlySet<number> {
  const rows = new Set<number>();
  const decoder = new TextDecoder("utf-8");
  let tail = "";
  let found = false;
  inflateEntry(bytes, entry, (piece) => {
    const text = tail + decoder.decode(piece, { stream: true });
    if (!found) {
      const end = /<\/(\w+:)?sheetData>/.exec(text)?.index;
      found = end !== undefined;
      tail = text.slice(end ?? -40);
    } else tail = text.slice(0, 50_000_000);
    return true;
  });
  if (!found) return rows;
  for (const range of tail.matchAll(/<(?:\w+:)?mergeCell\s+ref="[A-Z]+(\d+):[A-Z]+(\d+)"/g)) {
    const [top, bottom] = [
      Number.parseInt(range[1] ?? "", 10),
      Number.parseInt(range[2] ?? "", 10),
    ];
    for (let row = top + 1; row <= bottom && rows.size < MOST_MERGED_ROWS; row++) rows.add(row);
  }
  return rows;
}
