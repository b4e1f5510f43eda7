// Tables in an HTML page: some banks name such a page .xls. Only tr, td, th are read; a cell spanning
// several columns or rows repeats nothing, it leaves the places under it empty.
import { withoutEntities } from "../core/html-entities.ts";
import type { ImportProblem } from "./importer.ts";
import { fatalProblem } from "./problem.ts";
import type { Sheet, SheetSink } from "./table-source.ts";

const MOST_CHARACTERS = 200_000_000;
const MOST_SPAN = 100;

export function htmlSheets(pieces: () => Iterable<string>): readonly Sheet[] {
  return [{ name: "", isHidden: false, read: (sink) => readTables(pieces(), sink) }];
}

function readTables(pieces: Iterable<string>, sink: SheetSink): readonly ImportProblem[] {
  let text = "";
  for (const piece of pieces) {
    if (text.length + piece.length > MOST_CHARACTERS) return [fatalProblem("file_too_large")];
    text += piece;
  }
  const rowStart = /<tr[\s>/]/gi;
  let row = 0;
  for (let found = rowStart.exec(text); found; found = rowStart.exec(text)) {
    row++;
    const from = found.index;
    const next = indexOfRowEnd(text, from + 3);
    const cells = cellsOf(text.slice(from, next));
    if (sink(cells, row, "plain") === false) break;
    rowStart.lastIndex = next;
  }
  return [];
}

function indexOfRowEnd(text: string, from: number): number {
  const end = /<\/tr\s*>|<tr[\s>/]|<\/table/gi;
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

function cellsOf(row: string): string[] {
  const cells: string[] = [];
  const start = /<t[dh]([^<>]*)>/gi;
  for (let found = start.exec(row); found; found = start.exec(row)) {
    const from = start.lastIndex;
    const end = /<\/t[dh]\s*>|<t[dh][\s>]/gi;
    end.lastIndex = from;
    const stop = end.exec(row)?.index ?? row.length;
    cells.push(plainText(row.slice(from, stop)));
    const span = /colspan\s*=\s*["']?(\d{1,3})/i.exec(found[1] ?? "");
    for (let extra = Math.min(+(span?.[1] ?? 1), MOST_SPAN); extra > 1; extra--) cells.push("");
    start.lastIndex = stop;
  }
  return cells;
}

function plainText(html: string): string {
  const text = html.replace(/<br\s*\/?>/gi, " ").replace(/<[^<>]*>/g, "");
  return withoutEntities(text).replace(/\s+/g, " ").trim();
}
