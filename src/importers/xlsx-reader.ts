// XLSX workbooks (ECMA-376 SpreadsheetML) as sheets of text cells, streamed row by row.
import { soundText } from "../core/sound-text.ts";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";
import type { OpenedTable, Sheet } from "./table-source.ts";
import { lookOfBuiltIn, lookOfFormat, type NumberLook } from "./xlsx-numbers.ts";
import { readSheet, type Workbook } from "./xlsx-sheet.ts";
import { readXml, type XmlSink } from "./xml-events.ts";
import { inflateEntry, readZip, type ZipEntry } from "./zip.ts";

/** Characters of all shared strings together. */
const MOST_SHARED_CHARACTERS = 100_000_000;

export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some((entry) => /^\/?xl\/workbook\.xml$/i.test(entry.name.replace(/\\/g, "/")));
}

export function openXlsx(bytes: Uint8Array): OpenedTable {
  const zip = readZip(bytes);
  if (!zip.ok) return zip;
  const entries = new Map(zip.value.map((entry) => [partName(entry.name), entry]));
  if (!entries.has("xl/workbook.xml")) return { ok: false, error: fatalProblem("no_table") };
  const parts = new PartReader(bytes, entries);
  const list = readSheetList(parts);
  const relations = readRelations(parts);
  const workbook: Workbook = {
    shared: readSharedStrings(parts),
    looks: readLooks(parts),
    uses1904: list.uses1904,
  };
  if (parts.fault) return { ok: false, error: parts.fault };
  const sheets = list.sheets.flatMap((sheet, index): Sheet[] => {
    const target = relations.get(sheet.relation) ?? `xl/worksheets/sheet${index + 1}.xml`;
    const entry = entries.get(target);
    if (!entry || !/worksheet|sheet/i.test(target)) return [];
    const read: Sheet["read"] = (sink, depth) =>
      readSheet({ bytes, entry, workbook, name: sheet.name }, sink, depth ?? "head");
    return [{ name: sheet.name, isHidden: sheet.isHidden, read }];
  });
  if (sheets.length === 0) return { ok: false, error: fatalProblem("no_table") };
  return { ok: true, value: { encoding: "utf-8", sheets } };
}

function partName(name: string): string {
  return name.replace(/\\/g, "/").replace(/^\//, "").replace(/^Xl\//i, "xl/");
}

/** Reads whole XML parts; remembers the first fault. */
class PartReader {
  fault: ImportProblem | null = null;
  private readonly bytes: Uint8Array;
  private readonly entries: ReadonlyMap<string, ZipEntry>;

  constructor(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>) {
    this.bytes = bytes;
    this.entries = entries;
  }

  read(name: string, sink: XmlSink): void {
    const entry = this.entries.get(name);
    if (!entry || this.fault) return;
    const decoder = new TextDecoder("utf-8");
    const pieces: string[] = [];
    const fault = inflateEntry(this.bytes, entry, (piece) => {
      pieces.push(decoder.decode(piece, { stream: true }));
      return true;
    });
    this.fault = workbookFault(fault ?? readXml(pieces, sink));
  }

  refuse(problem: ImportProblem): void {
    this.fault ??= problem;
  }
}

/** Nobody sees the XML inside a workbook: damage there is damage of the workbook. */
export function workbookFault(fault: ImportProblem | null, sheet?: string): ImportProblem | null {
  if (fault === null || !/^(xml|zip)_(damaged|cut_off)$/.test(fault.code)) return fault;
  const place = sheet === undefined || sheet === "" ? {} : { sheet };
  return fatalProblem("workbook_damaged", { place, detail: fault.detail ?? fault.code });
}

type ListedSheet = { readonly name: string; readonly relation: string; readonly isHidden: boolean };

function readSheetList(parts: PartReader): { sheets: readonly ListedSheet[]; uses1904: boolean } {
  const sheets: ListedSheet[] = [];
  let uses1904 = false;
  parts.read("xl/workbook.xml", {
    open: (name, attributes) => {
      if (name === "workbookPr") uses1904 = isTrue(attributes["date1904"]);
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? "";
      const isHidden = (attributes["state"] ?? "visible") !== "visible";
      sheets.push({ name: attributes["name"] ?? "", relation, isHidden });
    },
    text: () => {},
    close: () => {},
  });
  return { sheets, uses1904 };
}

function readRelations(parts: PartReader): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  parts.read("xl/_rels/workbook.xml.rels", {
    open: (name, attributes) => {
      if (name !== "Relationship") return;
      const target = (attributes["Target"] ?? "").replace(/\\/g, "/");
      const path = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
      targets.set(attributes["Id"] ?? "", path);
    },
    text: () => {},
    close: () => {},
  });
  return targets;
}

function readSharedStrings(parts: PartReader): readonly string[] {
  const strings: string[] = [];
  let current = "";
  let inText = false;
  let phonetic = 0;
  let characters = 0;
  parts.read("xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic++;
      else if (name === "t") inText = phonetic === 0;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") phonetic--;
      else if (name === "si") {
        strings.push(unescapeText(current));
        characters += current.length;
        if (characters > MOST_SHARED_CHARACTERS) {
          parts.refuse(fatalProblem("file_too_large", { fields: { limit: "100 MB" } }));
        }
      }
    },
    isDone: () => characters > MOST_SHARED_CHARACTERS,
  });
  return strings;
}

/** "_x000D_" stands for a control character (ECMA-376 part 1, §22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  const plain = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return soundText(plain);
}

/** What each cell style shows numbers as, by style index. */
function readLooks(parts: PartReader): readonly NumberLook[] {
  const formats = new Map<number, NumberLook>();
  const looks: NumberLook[] = [];
  let inCellStyles = false;
  parts.read("xl/styles.xml", {
    open: (name, attributes) => {
      if (name === "numFmt") {
        const id = Number.parseInt(attributes["numFmtId"] ?? "", 10);
        formats.set(id, lookOfFormat(attributes["formatCode"] ?? ""));
      } else if (name === "cellXfs") inCellStyles = true;
      else if (name === "xf" && inCellStyles) {
        const id = Number.parseInt(attributes["numFmtId"] ?? "0", 10);
        looks.push(formats.get(id) ?? lookOfBuiltIn(id));
      }
    },
    text: () => {},
    close: (name) => {
      if (name === "cellXfs") inCellStyles = false;
    },
  });
  return looks;
}

export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
