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
  await client.query(
    `create temporary table if not exists ${staging} (${Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(", ")}) on commit delete rows`,
  );
  await client.query(`truncate ${staging}`);
  await copyRows(client, `${staging} (${names})`, rows);
  const result = await client.query(
    `insert into ${table} (${names}) select ${names} from ${staging} ${onConflict}`,
  );
  await client.query(`truncate ${staging}`);
  return result.rowCount ?? 0;
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
