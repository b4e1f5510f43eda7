// The day a list speaks of, where it says so above its columns: 截至2026年9月30日, "as of 30.09.2026".
import { type IsoDate, makeDate } from "../core/date.ts";
import type { ColumnMapping } from "./importer.ts";
import { headRowsOf } from "./table-records.ts";
import { openTable } from "./table-source.ts";

const words = /截[至止]|基准日|as\s+(?:of|at)|per\s+\d|balance date|statement date|stichtag/i;
const yearFirst = /(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/;
const dayFirst = /(\d{1,2})\.(\d{1,2})\.(20\d\d)/;

export function statedDay(
  fileName: string,
  bytes: Uint8Array,
  mapping: ColumnMapping | null,
): IsoDate | null {
  const opened = openTable(bytes);
  const sheets = opened.ok ? opened.value.sheets : [];
  const sheet = sheets.find(({ name }) => name === mapping?.sheet) ?? sheets[0];
  const above = (sheet ? headRowsOf(sheet) : [])
    .filter(({ row }) => row < (mapping?.headerRow ?? 0))
    .map(({ cells }) => cells.join(" "));
  for (const text of [...above, fileName]) {
    const day = words.test(text) ? dayIn(text) : null;
    if (day !== null) return day;
  }
  return null;
}

function dayIn(text: string): IsoDate | null {
  const first = yearFirst.exec(text);
  if (first) return makeDate(whole(first[1]), whole(first[2]), whole(first[3]));
  const last = dayFirst.exec(text);
  return last ? makeDate(whole(last[3]), whole(last[2]), whole(last[1])) : null;
}

function whole(digits: string | undefined): number {
  return Number.parseInt(digits ?? "0", 10);
}
