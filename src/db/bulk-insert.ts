// Inserts many rows at once: thousands through unnest, more through COPY into a temporary table
// (COPY straight into a table under row-level security is refused by PostgreSQL).

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { assert } from "../core/assert.ts";
import { dayNumber, isoDate, parseIsoDate } from "../core/date.ts";

export type Cell = string | number | bigint | boolean | null | Buffer;
export type BulkTable = {
  readonly table: string;
  /** Column name → PostgreSQL type, in the order of the cells. jsonb cells are JSON text. */
  readonly columns: Readonly<Record<string, string>>;
};

/** Below this many rows one statement with arrays is faster than a temporary table. */
const copyFromRows = 16_000;
/** A staging table with more rows than this is emptied before its next use. */
const stagedRows = 20_000;
/** Text is handed to the socket in pieces of about this many characters. */
const chunkCharacters = 1 << 16;

/** Returns how many rows were stored (`onConflict` may leave some out). */
export async function bulkInsert(
  client: pg.ClientBase,
  target: BulkTable,
  rows: Rows,
  onConflict = "",
): Promise<number> {
  if (rows.length === 0) return 0;
  if (rows.length < copyFromRows) return insertUnnest(client, target, rows, onConflict);
  return insertCopied(client, target, rows, onConflict);
}

type Rows = readonly (readonly Cell[])[];

/** Columns whose cells differ; the others (organisation, instant, kind) go over once, as parameters. */
function varyingColumns({ columns }: BulkTable, rows: Rows): number[] {
  const first = rows[0] ?? [];
  const varying = Object.keys(columns).flatMap((_, column) =>
    rows.some((row) => row[column] !== first[column]) ? [column] : [],
  );
  // something must say how many rows there are
  return varying.length > 0 ? varying : [0];
}

/** What is selected in the order of the columns: those that vary by name, the rest as parameters. */
function selection(
  { columns }: BulkTable,
  rows: Rows,
  { varying, after }: { readonly varying: readonly number[]; readonly after: number },
): { readonly list: string; readonly constants: Bound[] } {
  const constants: Bound[] = [];
  const list = Object.entries(columns).map(([name, type], column) => {
    if (varying.includes(column)) return name;
    constants.push(bindable(rows[0]?.[column] ?? null));
    return `$${after + constants.length}::${type}`;
  });
  return { list: list.join(", "), constants };
}

async function insertUnnest(
  client: pg.ClientBase,
  target: BulkTable,
  rows: Rows,
  onConflict: string,
): Promise<number> {
  const names = Object.keys(target.columns);
  const types = Object.values(target.columns);
  const varying = varyingColumns(target, rows);
  const arrays = varying.map((column) => arrayOf(rows, column, plainType(types[column] ?? "")));
  const places = varying.map(
    (column, n) => `unnest($${n + 1}::${plainType(types[column] ?? "")}[]) as ${names[column]}`,
  );
  const { list, constants } = selection(target, rows, { varying, after: arrays.length });
  const result = await client.query(
    `insert into ${target.table} (${names.join(", ")})
     select ${list} from (select ${places.join(", ")}) u
     ${onConflict}`,
    [...arrays, ...constants],
  );
  return result.rowCount ?? 0;
}

async function insertCopied(
  client: pg.ClientBase,
  target: BulkTable,
  rows: Rows,
  onConflict: string,
): Promise<number> {
  const { table, columns } = target;
  const names = Object.keys(columns);
  const staging = `staging_${table}`;
  const use = await openStaging(client, { staging, columns, rows: rows.length });
  const varying = varyingColumns(target, rows);
  const copied = ["use_no", ...varying.map((column) => names[column])].join(", ");
  await copyText(client, `${staging} (${copied})`, stagedChunks(use, rows, varying));
  const { list, constants } = selection(target, rows, { varying, after: 1 });
  const result = await client.query(
    `insert into ${table} (${names.join(", ")})
     select ${list} from ${staging} where use_no = $1 ${onConflict}`,
    [use, ...constants],
  );
  return result.rowCount ?? 0;
}

type Staging = { use: number; rows: number };
const stagings = new WeakMap<pg.ClientBase, Map<string, Staging>>();

/**
 * The number that marks the rows of this use: rows of earlier ones lie there until the transaction
 * ends. To truncate a temporary table takes longer than to read past some thousand of its rows.
 */
async function openStaging(
  client: pg.ClientBase,
  of: {
    readonly staging: string;
    readonly columns: BulkTable["columns"];
    readonly rows: number;
  },
): Promise<number> {
  const columns = Object.entries(of.columns).map(([name, type]) => `${name} ${plainType(type)}`);
  await client.query(
    `create temporary table if not exists ${of.staging} (use_no int, ${columns.join(", ")})
     on commit delete rows`,
  );
  const ofClient = stagings.get(client) ?? new Map<string, Staging>();
  stagings.set(client, ofClient);
  const staging = ofClient.get(of.staging) ?? { use: 0, rows: 0 };
  ofClient.set(of.staging, staging);
  if (staging.rows > stagedRows) {
    await client.query(`truncate ${of.staging}`);
    staging.rows = 0;
  }
  staging.use += 1;
  staging.rows += of.rows;
  return staging.use;
}

/** COPY … FROM STDIN in text format into `target` ("table (a, b)"). */
async function copyText(
  client: pg.ClientBase,
  target: string,
  chunks: Iterable<string>,
): Promise<void> {
  await pipeline(Readable.from(chunks), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** Rows in the text format of COPY, in pieces for the socket. */
export function copyChunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  return chunksOf(rows, (row) => row.map(cellText).join("\t"));
}

/** The rows of one use of a staging table, of each only the given columns. */
function stagedChunks(use: number, rows: Rows, columns: readonly number[]): Generator<string> {
  return chunksOf(rows, (row) => {
    let text = String(use);
    for (const column of columns) text += `\t${cellText(row[column] ?? null)}`;
    return text;
  });
}

function* chunksOf(
  rows: Iterable<readonly Cell[]>,
  textOf: (row: readonly Cell[]) => string,
): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    chunk += `${textOf(row)}\n`;
    if (chunk.length >= chunkCharacters) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

function cellText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") {
    // PostgreSQL text holds no NUL
    const text = cell.includes("\0") ? cell.replaceAll("\0", "") : cell;
    return special.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : text;
  }
  if (typeof cell === "boolean") return cell ? "t" : "f";
  if (typeof cell === "object") return `\\\\x${cell.toString("hex")}`;
  return String(cell);
}

type Bound = string | number | boolean | null | Buffer;

function bindable(cell: Cell): Bound {
  if (typeof cell === "bigint") return String(cell);
  return typeof cell === "string" && cell.includes("\0") ? cell.replaceAll("\0", "") : cell;
}

/** A column as an array: as its bytes where the type has simple ones, else as text. */
function arrayOf(rows: Rows, column: number, type: string): Buffer | string {
  if (type === "date") return dateBytes(rows, column) ?? arrayText(rows, column);
  const element = elements[type];
  return (element && arrayBytes(rows, column, element)) ?? arrayText(rows, column);
}

/** Days since 2000-01-01; null when one is no day, which is left to PostgreSQL to refuse. */
function dateBytes(rows: Rows, column: number): Buffer | null {
  const days: (number | null)[][] = [];
  let last: Cell = null;
  let day: number | null = null;
  for (const row of rows) {
    const cell = row[column] ?? null;
    // neighbours are mostly of the same day
    if (cell !== last) {
      const date = typeof cell === "string" ? parseIsoDate(cell) : null;
      if (date === null && cell !== null) return null;
      day = date === null ? null : dayNumber(date) - firstDay;
      last = cell;
    }
    days.push([day]);
  }
  return arrayBytes(days, 0, elements.date!);
}
const firstDay = dayNumber(isoDate("2000-01-01"));

type Element = {
  readonly oid: number;
  /** Bytes that every value takes, or null: as many as its text or bytes. */
  readonly width: 2 | 4 | 8 | null;
  /** Stands before the text of a value. */
  readonly prefix?: number;
};

const elements: Readonly<Record<string, Element>> = {
  bigint: { oid: 20, width: 8 },
  int: { oid: 23, width: 4 },
  smallint: { oid: 21, width: 2 },
  date: { oid: 1082, width: 4 },
  text: { oid: 25, width: null },
  "char(1)": { oid: 1042, width: null },
  bytea: { oid: 17, width: null },
  jsonb: { oid: 3802, width: null, prefix: 1 },
};

/** Ids as a parameter of type bigint[]; the driver would write each of them as quoted text. */
export function idArray(ids: readonly (number | null)[]): Buffer {
  const bytes = arrayBytes(
    ids.map((id) => [id]),
    0,
    elements.bigint!,
  );
  assert(bytes !== null, "ids are integers");
  return bytes;
}

/** Words as a parameter of type text[]. */
export function textArray(words: readonly (string | null)[]): Buffer {
  const bytes = arrayBytes(
    words.map((word) => [word]),
    0,
    elements.text!,
  );
  assert(bytes !== null, "words are text");
  return bytes;
}

/** Dimensions, whether there are nulls, type, length, lower bound; then each value after its length. */
function arrayBytes(rows: Rows, column: number, element: Element): Buffer | null {
  const { oid, width, prefix } = element;
  const bytes = Buffer.allocUnsafe(20 + roomOf(rows, column, width));
  // the methods of a buffer look at every argument again
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 20;
  let hasNull = 0;
  for (const row of rows) {
    const cell = row[column] ?? null;
    const start = at;
    at += 4;
    if (cell === null) {
      hasNull = 1;
      view.setInt32(start, -1);
      continue;
    }
    if (width !== null) {
      // what is no integer of the type is left to PostgreSQL to refuse
      if (!isInteger(cell, width)) return null;
      writeInteger(view, at, cell, width);
      at += width;
    } else if (typeof cell === "string") {
      if (prefix !== undefined) at = bytes.writeUInt8(prefix, at);
      // PostgreSQL text holds no NUL
      at += bytes.write(cell.includes("\0") ? cell.replaceAll("\0", "") : cell, at);
    } else if (Buffer.isBuffer(cell)) {
      at += cell.copy(bytes, at);
    } else {
      return null;
    }
    view.setInt32(start, at - start - 4);
  }
  for (const [n, of] of [1, hasNull, oid, rows.length, 1].entries()) view.setInt32(n * 4, of);
  return bytes.subarray(0, at);
}

function roomOf(rows: Rows, column: number, width: number | null): number {
  if (width !== null) return rows.length * (4 + width);
  let room = rows.length * 5;
  for (const row of rows) {
    const cell = row[column] ?? null;
    // a character takes three bytes at most
    if (typeof cell === "string") room += cell.length * 3;
    else if (Buffer.isBuffer(cell)) room += cell.length;
  }
  return room;
}

function isInteger(cell: Cell, width: 2 | 4 | 8): cell is number | bigint {
  if (typeof cell === "bigint") return BigInt.asIntN(width * 8, cell) === cell;
  if (!Number.isSafeInteger(cell)) return false;
  const number = cell as number;
  return width === 8 || number === (width === 4 ? number | 0 : (number << 16) >> 16);
}

function writeInteger(view: DataView, at: number, cell: number | bigint, width: 2 | 4 | 8): void {
  if (width === 2) view.setInt16(at, Number(cell));
  else if (width === 4) view.setInt32(at, Number(cell));
  else if (typeof cell === "bigint") view.setBigInt64(at, cell);
  else {
    const high = Math.floor(cell / 2 ** 32);
    view.setInt32(at, high);
    view.setUint32(at + 4, cell - high * 2 ** 32);
  }
}

/** A column as PostgreSQL writes arrays: {1,NULL,"a \"quoted\" word"}. */
function arrayText(rows: Rows, column: number): string {
  return `{${rows.map((row) => elementText(row[column] ?? null)).join(",")}}`;
}

function elementText(cell: Cell): string {
  if (cell === null) return "NULL";
  if (typeof cell === "string") {
    const text = cell.includes("\0") ? cell.replaceAll("\0", "") : cell;
    return `"${quoted.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
  }
  return typeof cell === "object" ? `"\\\\x${cell.toString("hex")}"` : String(cell);
}
const quoted = /["\\]/;

/** What a domain is made of: its check looks at a row once, where it is stored. */
function plainType(type: string): string {
  if (type === "minor") return "bigint";
  return type === "currency" ? "text" : type;
}
