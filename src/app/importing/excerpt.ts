// What stands in a row, for a problem that names it.
import { cutText } from "../../core/sound-text.ts";

/** Longest excerpt of a problem, in characters (importers/importer.ts). */
const longest = 120;

export function rowCells(cells: readonly string[]): string {
  const text = cells
    .filter((cell) => cell !== "")
    .join(" | ")
    .replace(/[\u0000-\u001f\u007f]+/g, " ");
  return cutText(text, longest);
}
