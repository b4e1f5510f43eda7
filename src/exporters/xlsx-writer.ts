// Writes .xlsx workbooks row by row in bounded memory (ECMA-376 part 1, SpreadsheetML). Ids stay
// text, amounts are numbers with their own decimals, and no text can ever become a formula.
import { Zip, ZipDeflate } from "fflate";
import { assert } from "../core/assert.ts";
import { dayNumber, type IsoDate } from "../core/date.ts";
import { DeflatedPart, type Deflater } from "./deflater.ts";
import type { ByteSink } from "./exporter.ts";
import { openTextStream, type TextStream } from "./text-stream.ts";
import { type CellFormat, cellFormats, styleOf, stylesXml } from "./xlsx-styles.ts";
import { attributeText, cellText } from "./xlsx-text.ts";

export type SheetColumn = {
  readonly title: string;
  /** In characters of the standard font; a 汉字 takes two. */
  readonly width: number;
  readonly format: CellFormat;
  /** What a person may choose from a list in these cells; anything else is refused there. */
  readonly choices?: readonly string[];
  /** In the file, but not shown. */
  readonly isHidden?: boolean;
};

/** A figure the spreadsheet works out again; `value` is what it comes to. Written by us alone. */
export type CellFormula = { readonly formula: string; readonly value: string };

/** What stands in a cell: text; decimal text in a number column; a date; null = empty. */
export type CellValue = string | null;

export type SheetWriter = { addRow(cells: readonly (CellValue | CellFormula)[]): void };

export type WorkbookWriter = {
  /** Closes the sheet before it; sheets stand in the order they are opened. */
  openSheet(name: string, columns: readonly SheetColumn[]): SheetWriter;
  end(): void;
};

/** Rows of a sheet, its head among them (Excel specifications and limits). */
const maxRows = 1_048_576;
/** Digits a spreadsheet keeps of a number (IEEE 754 double); a longer one is written as text. */
const maxDigits = 15;
/** Days from Excel's day 0 (1899-12-30) to 1970-01-01. */
const excelEpochDays = 25_569;
/** Local time without a zone, so that a file is the same bytes in every place and at every time. */
const fixedTime = "1980-01-01T12:00:00";

export function openWorkbook(sink: ByteSink, deflater: Deflater | null = null): WorkbookWriter {
  const zip = new Zip((error, piece) => {
    assert(!error, `the archive could not be written: ${error?.message}`);
    sink(piece);
  });
  const names: string[] = [];
  let open: OpenSheet | null = null;
  const opener: PartOpener = (path) => openPart(zip, path, deflater);
  writePart(opener, "_rels/.rels", rootRelationships);
  const begin = (name: string, columns: readonly SheetColumn[]) => {
    open?.close();
    names.push(freeSheetName(name, names));
    open = openSheetPart(opener, names.length, columns);
    return open;
  };
  return {
    openSheet(name, columns) {
      let part = begin(name, columns);
      return {
        addRow(cells) {
          assert(part === open, "rows are added to the sheet opened last");
          if (part.rows() === maxRows) part = begin(name, columns);
          part.addRow(cells);
        },
      };
    },
    end() {
      open?.close();
      assert(names.length > 0, "a workbook has at least one sheet");
      writePart(opener, "xl/styles.xml", stylesXml);
      writePart(opener, "xl/_rels/workbook.xml.rels", workbookRelationships(names.length));
      writePart(opener, "xl/workbook.xml", workbookXml(names));
      writePart(opener, "[Content_Types].xml", contentTypes(names.length));
      zip.end();
    },
  };
}

type OpenSheet = SheetWriter & { rows(): number; close(): void };

/** A file of the archive under this path. */
type PartOpener = (path: string) => Pick<TextStream, "write" | "end">;

function openSheetPart(
  opener: PartOpener,
  number: number,
  columns: readonly SheetColumn[],
): OpenSheet {
  const part = opener(`xl/worksheets/sheet${number}.xml`);
  const letters = columns.map((_, index) => columnLetters(index));
  part.write(sheetStart(columns));
  let rows = 1;
  part.write(headRow(columns, letters));
  return {
    rows: () => rows,
    addRow(cells) {
      assert(cells.length === columns.length, "a row has one cell a column");
      rows += 1;
      let xml = `<row r="${rows}">`;
      for (const [index, column] of columns.entries()) {
        const value = cells[index] ?? null;
        if (value !== null && value !== "") {
          xml += cellXml(`${letters[index]}${rows}`, column.format, value);
        }
      }
      part.write(`${xml}</row>`);
    },
    close() {
      const range = `A1:${letters.at(-1)}${rows}`;
      part.write(`</sheetData><autoFilter ref="${range}"/>`);
      part.write(choicesXml(columns, letters, rows));
      part.write("</worksheet>");
      part.end();
    },
  };
}

function openPart(
  zip: Zip,
  path: string,
  deflater: Deflater | null,
): Pick<TextStream, "write" | "end"> {
  const file = deflater ? new DeflatedPart(path, deflater) : new ZipDeflate(path, { level: 2 });
  file.mtime = fixedTime;
  zip.add(file);
  const text = openTextStream((piece) => file.push(piece, false));
  return {
    write: text.write,
    end() {
      text.end();
      file.push(new Uint8Array(0), true);
    },
  };
}

function writePart(opener: PartOpener, path: string, xml: string): void {
  const part = opener(path);
  part.write(xml);
  part.end();
}

function cellXml(place: string, format: CellFormat, value: string | CellFormula): string {
  if (typeof value !== "string") return formulaXml(place, format, value);
  if (format === "date") return numberXml(place, styleOf("date"), dateSerial(value));
  if (format !== "text" && isPlainNumber(value)) {
    return numberXml(place, styleOf(format, decimalsOf(value)), value);
  }
  const style = styleOf(startsLikeFormula(value) ? "quoted" : "text");
  const space = edgeBlank.test(value) ? ` xml:space="preserve"` : "";
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${cellText(value)}</t></is></c>`;
}

/** Blanks at an edge, and line breaks, are lost unless the cell says that they count. */
const edgeBlank = /^\s|\s$|\n/;

function formulaXml(place: string, format: CellFormat, { formula, value }: CellFormula): string {
  const style = styleOf(format, decimalsOf(value));
  return `<c r="${place}" s="${style}"><f>${cellText(formula)}</f><v>${value}</v></c>`;
}

function numberXml(place: string, style: number, value: string): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function isPlainNumber(value: string): boolean {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
  return match !== null && (match[1] ?? "").length + (match[2] ?? "").length <= maxDigits;
}

function decimalsOf(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

/** Excel re-reads such text as a formula when a person edits the cell, unless it is quoted (CWE-1236). */
function startsLikeFormula(value: string): boolean {
  return /^[\s\0]*[=+\-@|]|^[\t\r\n\0]/.test(value);
}

function dateSerial(value: string): string {
  return String(dayNumber(value as IsoDate) + excelEpochDays);
}

function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns
    .map(({ width, isHidden }, index) => {
      const place = index + 1;
      const hidden = isHidden ? ` hidden="1"` : "";
      return `<col min="${place}" max="${place}" width="${width}" customWidth="1"${hidden}/>`;
    })
    .join("");
  return (
    `${xmlStart}<worksheet xmlns="${mainNamespace}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>`
  );
}

function headRow(columns: readonly SheetColumn[], letters: readonly string[]): string {
  const cells = columns.map(({ title, format }, index) => {
    const style = styleOf(cellFormats[format].alignRight ? "headRight" : "head");
    return `<c r="${letters[index]}1" s="${style}" t="inlineStr"><is><t>${cellText(title)}</t></is></c>`;
  });
  return `<row r="1">${cells.join("")}</row>`;
}

/** Characters of a list in a validation (Excel specifications and limits). */
const maxChoiceCharacters = 255;

/** Lists to choose from (ECMA-376 part 1, §18.3.1.33 dataValidations); a sheet without rows needs none. */
function choicesXml(
  columns: readonly SheetColumn[],
  letters: readonly string[],
  rows: number,
): string {
  const lists = columns.flatMap(({ choices }, index) => {
    if (!choices || rows < 2) return [];
    const list = choices.join(",");
    assert(list.length <= maxChoiceCharacters, "the list fits into a validation");
    const cells = `${letters[index]}2:${letters[index]}${rows}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}">` +
        `<formula1>"${attributeText(list)}"</formula1></dataValidation>`,
    ];
  });
  if (lists.length === 0) return "";
  return `<dataValidations count="${lists.length}">${lists.join("")}</dataValidations>`;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** A name of at most 31 characters without []:*?/\ that no sheet before it has (any case). */
function freeSheetName(wanted: string, taken: readonly string[]): string {
  const clean = wanted.replace(/[[\]:*?/\\]/g, " ").replace(/^'|'$/g, " ");
  const isTaken = (name: string) => taken.some((one) => one.toLowerCase() === name.toLowerCase());
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : ` (${number})`;
    const name = clean.slice(0, 31 - suffix.length) + suffix;
    if (!isTaken(name)) return name;
  }
}

const xmlStart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const rootRelationships =
  `${xmlStart}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" ` +
  `Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function workbookRelationships(sheets: number): string {
  const one = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`;
  const sheetRelations = sheetNumbers(sheets).map((number) =>
    one(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`),
  );
  return (
    `${xmlStart}<Relationships xmlns="${packageRelations}">${sheetRelations.join("")}` +
    `${one(`rId${sheets + 1}`, "styles", "styles.xml")}</Relationships>`
  );
}

function workbookXml(names: readonly string[]): string {
  const sheets = names
    .map((name, index) => {
      const number = index + 1;
      return `<sheet name="${attributeText(name)}" sheetId="${number}" r:id="rId${number}"/>`;
    })
    .join("");
  return (
    `${xmlStart}<workbook xmlns="${mainNamespace}" xmlns:r="${officeRelations}">` +
    `<sheets>${sheets}</sheets></workbook>`
  );
}

function contentTypes(sheets: number): string {
  const one = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${contentType}.${type}+xml"/>`;
  const overrides = sheetNumbers(sheets).map((number) =>
    one(`/xl/worksheets/sheet${number}.xml`, "worksheet"),
  );
  return (
    `${xmlStart}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}` +
    `${one("/xl/workbook.xml", "sheet.main")}${one("/xl/styles.xml", "styles")}</Types>`
  );
}

function sheetNumbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
