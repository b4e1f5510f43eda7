// Inserts many rows at once: a handful through unnest, more through COPY into a temporary table
// (COPY straight into a table under row-level security is refused by PostgreSQL).

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | bigint | boolean | null | Buffer;
export type BulkTable = {
  readonly table: string;
  /** Column name → PostgreSQL type, in the order of the cells. jsonb cells are JSON text. */
  readonly columns: Readonly<Record<string, string>>;
};

/** Below this many rows one statement with arrays is faster than a temporary table. */
const copyFromRows = 2_000;
/** A staging table with more rows than this is emptied before its next use. */
const stagedRows = 20_000;
/** Text is handed to the socket in pieces of about this many characters. */
const chunkCharacters = 1 << 16;

/** Returns how many rows were stored (`onConflict` may leave some out). */
export async function bulkInsert(
  client: pg.ClientBase,
  target: BulkTable,
  rows: readonly (readonly Cell[])[],
  onConflict = "",
): Promise<number> {
  if (rows.length === 0) return 0;
  if (rows.length < copyFromRows) return insertUnnest(client, target, rows, onConflict);
  return insertCopied(client, target, rows, onConflict);
}

async function insertUnnest(
  client: pg.ClientBase,
  { table, columns }: BulkTable,
  rows: readonly (readonly Cell[])[],
  onConflict: string,
): Promise<number> {
  const types = Object.values(columns);
  const arrays = types.map((_, column) => rows.map((row) => bindable(row[column] ?? null)));
  const places = types.map((type, column) => `$${column + 1}::${arrayElement(type)}[]`);
  const result = await client.query(
    `insert into ${table} (${Object.keys(columns).join(", ")})
     select * from unnest(${places.join(", ")}) ${onConflict}`,
    arrays,
  );
  return result.rowCount ?? 0;
}

async function insertCopied(
  client: pg.ClientBase,
  { table, columns }: BulkTable,
  rows: readonly (readonly Cell[])[],
  onConflict: string,
): Promise<number> {
  const names = Object.keys(columns).join(", ");
  const staging = `staging_${table}`;
  const use = await openStaging(client, { staging, columns, rows: rows.length });
  await copyRows(client, `${staging} (use_no, ${names})`, numbered(use, rows));
  const result = await client.query(
    `insert into ${table} (${names}) select ${names} from ${staging} where use_no = $1 ${onConflict}`,
    [use],
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
  const columns = Object.entries(of.columns).map(([name, type]) => `${name} ${type}`);
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

function* numbered(use: number, rows: Iterable<readonly Cell[]>): Generator<readonly Cell[]> {
  for (const row of rows) yield [use, ...row];
}

/** COPY … FROM STDIN in text format into `target` ("table (a, b)"). */
export async function copyRows(
  client: pg.ClientBase,
  target: string,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  await pipeline(
    Readable.from(copyChunks(rows)),
    client.query(copyFrom(`copy ${target} from stdin`)),
  );
}

/** Rows in the text format of COPY, in pieces for the socket. */
export function* copyChunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    let separator = "";
    for (const cell of row) {
      chunk += separator + copyText(cell);
      separator = "\t";
    }
    chunk += "\n";
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

function copyText(cell: Cell): string {
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

function bindable(cell: Cell): string | number | boolean | null | Buffer {
  if (typeof cell === "bigint") return String(cell);
  return typeof cell === "string" && cell.includes("\0") ? cell.replaceAll("\0", "") : cell;
}

/** Domains have no array type of their own in older servers' unnest; use what they are made of. */
function arrayElement(type: string): string {
  if (type === "minor") return "bigint";
  return type === "currency" ? "text" : type;
}
