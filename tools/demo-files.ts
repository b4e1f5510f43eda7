// Writes demo books as files: node tools/demo-files.ts --out DIR [--seed N] [--lines N] [--mix standard]
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GeneratedBooks } from "../demo/books.ts";
import { fileModeFiles, type TextFile } from "../demo/file-mode.ts";
import { defaultAsOf, type GenerateOptions, generateBooks } from "../demo/generate.ts";
import { type MixName, mixes } from "../demo/mix.ts";
import { receivedFiles } from "../demo/received-files.ts";
import { parseIsoDate } from "../src/core/date.ts";

const usage =
  "usage: node tools/demo-files.ts --out DIR [--seed N] [--lines N] [--customers N] [--months N] " +
  `[--as-of YYYY-MM-DD] [--file-mode-only] [--mix ${Object.keys(mixes).join("|")}]`;

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      lines: { type: "string", default: "3000" },
      customers: { type: "string" },
      months: { type: "string" },
      "as-of": { type: "string", default: defaultAsOf },
      "file-mode-only": { type: "boolean", default: false },
      mix: { type: "string", default: "standard" },
    },
  });
  const asOf = parseIsoDate(values["as-of"]);
  if (values.out === undefined || asOf === null || !isMix(values.mix)) {
    fail(usage);
    return;
  }
  const books = generateBooks({
    ...numbersOf({ lines: values.lines, seed: values.seed }),
    ...(values.customers ? { customers: Number(values.customers) } : {}),
    ...(values.months ? { months: Number(values.months) } : {}),
    asOf,
    mix: values.mix,
  });
  mkdirSync(values.out, { recursive: true });
  for (const file of fileModeFiles(books)) writeText(values.out, file);
  if (!values["file-mode-only"]) writeReceived(values.out, books);
  const { lines, items, customers } = books;
  console.log(
    `${values.out}: ${lines.length} lines, ${items.length} items, ${customers.length} customers`,
  );
}

function numbersOf(given: {
  lines: string;
  seed: string;
}): Pick<GenerateOptions, "lines" | "seed"> {
  return { lines: Number(given.lines), seed: Number(given.seed) };
}

function writeReceived(out: string, books: GeneratedBooks): void {
  for (const { folder, name, bytes } of receivedFiles(books)) {
    mkdirSync(join(out, folder), { recursive: true });
    writeFileSync(join(out, folder, name), bytes);
  }
}

function isMix(name: string): name is MixName {
  return name in mixes;
}

function writeText(folder: string, file: TextFile): void {
  const handle = openSync(join(folder, file.name), "w");
  for (const chunk of file.chunks) writeSync(handle, chunk);
  closeSync(handle);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

try {
  main();
} catch (error) {
  // an option there is not, or a value that is missing
  if (!(error instanceof TypeError)) throw error;
  fail(`${error.message}\n${usage}`);
}
