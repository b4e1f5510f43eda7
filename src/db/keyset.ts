// Order and continuation of long lists: which columns a list may be ordered by, and "the rows after
// this one". The SQL is put together of constant fragments alone; every value is a placeholder.

/** An expression that is never null, with the type its value has in a cursor. */
export type SortColumn = {
  readonly sql: string;
  readonly type: "bigint" | "date" | "text";
};

export type SortColumns = Readonly<Record<string, SortColumn>>;

export type OrderPart = SortColumn & { readonly isDown: boolean };
export type Order = readonly OrderPart[];

/** Of "-date,amount"; what is no column of this list is left out. */
export function orderOf(text: string | undefined, columns: SortColumns, fallback: string): Order {
  const wanted = partsOf(text ?? "", columns);
  return wanted.length > 0 ? wanted : partsOf(fallback, columns);
}

function partsOf(text: string, columns: SortColumns): OrderPart[] {
  return text.split(",").flatMap((part) => {
    const isDown = part.startsWith("-");
    const name = isDown ? part.slice(1) : part;
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    return column ? [{ ...column, isDown }] : [];
  });
}

/** Null limit: all rows. */
export type ListPage = {
  readonly order: Order;
  readonly cursor: string | undefined;
  readonly limit: number | null;
};

export type KeysetSql = {
  /** To be selected as text[]: where the next page goes on. */
  readonly keys: string;
  readonly orderBy: string;
  /** True of the rows after the cursor. */
  readonly after: string;
};

/** Adds the cursor's values to `values`. `id`: the unique column that decides between equals. */
export function keysetSql(
  order: Order,
  id: string,
  { values, cursor }: { readonly values: unknown[]; readonly cursor: string | undefined },
): KeysetSql {
  const last: OrderPart = { sql: id, type: "bigint", isDown: order.at(-1)?.isDown ?? false };
  const parts = [...order, last];
  const found = parseCursor(cursor, parts);
  return {
    keys: `array[${parts.map(({ sql }) => `(${sql})::text`).join(", ")}]`,
    orderBy: parts.map(({ sql, isDown }) => `${sql}${isDown ? " desc" : ""}`).join(", "),
    after: found === null ? "true" : afterSql(parts, found, values),
  };
}

function afterSql(parts: Order, found: readonly string[], values: unknown[]): string {
  const places = parts.map(({ type }, index) => {
    values.push(found[index]);
    return `$${values.length}::${type}`;
  });
  const isDown = parts[0]?.isDown ?? false;
  // Columns that all run one way are one comparison of rows, which an index can answer.
  if (parts.every((part) => part.isDown === isDown)) {
    const columns = parts.map(({ sql }) => sql).join(", ");
    return `(${columns}) ${isDown ? "<" : ">"} (${places.join(", ")})`;
  }
  return parts.reduceRight((rest, part, index) => {
    const sign = part.isDown ? "<" : ">";
    const beyond = `${part.sql} ${sign} ${places[index]}`;
    return rest === "" ? beyond : `(${beyond} or (${part.sql} = ${places[index]} and ${rest}))`;
  }, "");
}

/** `totals`: what was summed for the first page goes along, so that the next one need not sum again. */
export function cursorOf(keys: readonly string[], totals: unknown = null): string {
  return Buffer.from(JSON.stringify({ keys, totals })).toString("base64url");
}

/** The totals that came along, as anybody may have edited them; null: none did. */
export function totalsInCursor(cursor: string | undefined): unknown {
  return readCursor(cursor)?.totals ?? null;
}

/** Where a cursor goes on, unchecked; null: it is none. */
export function keysInCursor(cursor: string | undefined): readonly unknown[] | null {
  return readCursor(cursor)?.keys ?? null;
}

type Cursor = { readonly keys: readonly unknown[]; readonly totals: unknown };

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const found: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof found !== "object" || found === null || !("keys" in found)) return null;
    const { keys } = found;
    if (!Array.isArray(keys)) return null;
    return { keys, totals: "totals" in found ? found.totals : null };
  } catch {
    return null;
  }
}

const patterns: Readonly<Record<SortColumn["type"], RegExp>> = {
  bigint: /^-?\d{1,16}$/,
  date: /^(\d{4,5}-\d{2}-\d{2}|infinity|-infinity)$/,
  text: /^[^\0]{0,200}$/,
};

/** A cursor of another list or order, or one that somebody edited, starts at the top. */
function parseCursor(text: string | undefined, parts: Order): readonly string[] | null {
  const found = readCursor(text)?.keys;
  if (found === undefined || found.length !== parts.length) return null;
  const fits = parts.every(({ type }, index) => patterns[type].test(String(found[index])));
  return fits ? found.map(String) : null;
}
