// The floor of matching: a bare hash join of items and lines on exact number + amount, nothing else.
// Run as a program: node bench/hash-join-floor.ts DIR prints {"readMs","joinMs","matched","of"}.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type FloorFigures = {
  readonly readMs: number;
  readonly joinMs: number;
  readonly matched: number;
  readonly of: number;
};

function hashJoin(folder: string): FloorFigures {
  const start = performance.now();
  const items = readColumns(join(folder, "items.csv"), ["item_no", "open_amount"]);
  const lines = readColumns(join(folder, "lines.csv"), ["memo", "amount"]);
  const read = performance.now();
  const byNumberAndAmount = new Map<string, number>();
  for (const [index, [number, amount]] of items.entries()) {
    byNumberAndAmount.set(`${number}|${amount}`, index);
  }
  let matched = 0;
  for (const [memo = "", amount = ""] of lines) {
    for (const token of memo.match(/[A-Za-z0-9-]{8,}/g) ?? []) {
      if (byNumberAndAmount.delete(`${token}|${amount}`)) matched += 1;
    }
  }
  const end = performance.now();
  return {
    readMs: Math.round(read - start),
    joinMs: Math.round(end - read),
    matched,
    of: lines.length,
  };
}

function readColumns(path: string, names: readonly string[]): string[][] {
  const rows = readFileSync(path, "utf8").split("\n");
  const header = (rows.shift() ?? "").split(",");
  const places = names.map((name) => header.indexOf(name));
  const table: string[][] = [];
  for (const row of rows) {
    if (row === "") continue;
    const cells = row.includes('"') ? quotedCells(row) : row.split(",");
    table.push(places.map((place) => cells[place] ?? ""));
  }
  return table;
}

function quotedCells(row: string): string[] {
  return Array.from(
    row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    (match) => match[1] ?? match[2] ?? "",
  );
}

if (import.meta.main) console.log(JSON.stringify(hashJoin(process.argv[2] ?? ".")));
