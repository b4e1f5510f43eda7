// Workbooks that are one XML text (Excel 2003, "XML Spreadsheet"): many programs name them .xls. Read
// row by row, sheet by sheet; formulas are never looked at, only the values beside them.
import { type Charset, charsetOf, decodePieces } from "./charset.ts";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";
import type { OpenedTable, RowState, Sheet, SheetSink } from "./table-source.ts";
import { numberText } from "./xlsx-numbers.ts";
import { workbookFault } from "./xlsx-reader.ts";
import { readXml, type XmlSink } from "./xml-events.ts";

const NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet";
/** The namespace stands in the root element. */
const HEAD_BYTES = 4096;
const MOST_COLUMNS = 1000;
const LONGEST_CELL = 32_767;

/** As single bytes: UTF-16 files have a NUL beside each. */
export function isSpreadsheetXml(bytes: Uint8Array): boolean {
  let text = "";
  for (const byte of bytes.subarray(0, HEAD_BYTES)) {
    if (byte > 0 && byte < 0x80) text += String.fromCharCode(byte);
  }
  return /^\s*<\?xml/.test(text) && text.includes(NAMESPACE) && /<(\w+:)?Workbook[\s>]/.test(text);
}

export function openSpreadsheetXml(bytes: Uint8Array, encoding?: string): OpenedTable {
  const charset = charsetOf(bytes, encoding);
  const listed = listSheets(bytes, charset);
  if (listed.fault) return { ok: false, error: listed.fault };
  if (listed.sheets.length === 0) return { ok: false, error: fatalProblem("no_table") };
  const sheets = listed.sheets.map(
    ({ name, isHidden }, index): Sheet => ({
      name,
      isHidden,
      read: (sink) => {
        const rows = new RowReader(index, sink);
        const fault = workbookFault(readXml(decodePieces(bytes, charset), rows), name);
        return fault ? [fault] : [];
      },
    }),
  );
  return { ok: true, value: { encoding: charset.encoding, sheets } };
}

type Listed = { readonly name: string; isHidden: boolean };

function listSheets(
  bytes: Uint8Array,
  charset: Charset,
): { readonly sheets: readonly Listed[]; readonly fault: ImportProblem | null } {
  const sheets: Listed[] = [];
  let inVisible = false;
  const fault = readXml(decodePieces(bytes, charset), {
    open: (name, attributes) => {
      if (name === "Worksheet")
        sheets.push({ name: attribute(attributes, "Name"), isHidden: false });
      inVisible = name === "Visible";
    },
    text: (text) => {
      const last = sheets.at(-1);
      if (inVisible && last && /Hidden/.test(text)) last.isHidden = true;
    },
    close: () => {
      inVisible = false;
    },
  });
  return { sheets, fault: workbookFault(fault) };
}

/** Attributes have the prefix the writer chose: ss:Name, Name. */
function attribute(attributes: Readonly<Record<string, string>>, name: string): string {
  const found = Object.entries(attributes).find(([key]) => key.replace(/^.*:/, "") === name);
  return found?.[1] ?? "";
}

class RowReader implements XmlSink {
  private sheet = -1;
  private row = 0;
  private column = -1;
  private cells: string[] = [];
  private text_ = "";
  private type = "";
  private collects = false;
  private isHidden = false;
  private done = false;
  private spanned = 0;
  private readonly mergedUntil = new Map<number, number>();
  private readonly wanted: number;
  private readonly sink: SheetSink;

  constructor(wanted: number, sink: SheetSink) {
    this.wanted = wanted;
    this.sink = sink;
  }

  isDone(): boolean {
    return this.done;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "Worksheet") {
      this.sheet++;
      if (this.sheet > this.wanted) this.done = true;
    }
    if (this.sheet !== this.wanted || this.done) return;
    const whole = (key: string) => Number.parseInt(attribute(attributes, key) || "0", 10) || 0;
    if (name === "Row") {
      this.row = Math.max(whole("Index"), this.row + 1);
      this.isHidden = attribute(attributes, "Hidden") === "1";
      this.column = -1;
      this.spanned = 0;
      this.cells = [];
    } else if (name === "Cell") {
      this.column = whole("Index") > 0 ? whole("Index") - 1 : this.column + 1 + this.spanned;
      this.spanned = whole("MergeAcross");
      const down = whole("MergeDown");
      if (down > 0) this.mergedUntil.set(this.column, this.row + down);
    } else if (name === "Data") {
      this.type = attribute(attributes, "Type");
      this.text_ = "";
      this.collects = true;
    }
  }

  text(text: string): void {
    if (this.collects && this.text_.length < LONGEST_CELL) this.text_ += text;
  }

  close(name: string): void {
    if (this.sheet !== this.wanted || this.done) return;
    if (name === "Data") {
      this.collects = false;
      const text = this.cellText();
      if (text === "" || this.column >= MOST_COLUMNS) return;
      while (this.cells.length < this.column) this.cells.push("");
      this.cells[this.column] = text;
    } else if (name === "Row") {
      if (this.sink(this.cells, this.row, this.state()) === false) this.done = true;
    }
  }

  private cellText(): string {
    const raw = this.text_;
    if (this.type === "Number") return numberText(raw.trim(), { is: "number" }, false);
    if (this.type !== "DateTime") return raw;
    return raw.replace("T", " ").replace(/ 00:00:00(\.0+)?Z?$/, "");
  }

  private state(): RowState {
    if (this.isHidden) return "hidden";
    return this.belowMerge() ? "merged" : "plain";
  }

  /** A cell of this row lies under one that began in a row above. */
  private belowMerge(): boolean {
    for (const [column, last] of this.mergedUntil) {
      if (last >= this.row && (this.cells[column] ?? "") === "") return true;
    }
    return false;
  }
}
