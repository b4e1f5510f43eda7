// A row of one organisation in every table that has none yet, made from the catalogue: required columns
// by their type, references to rows made before, words a check allows. So a new table takes part in the
// walk of tenancy.test.ts without anybody thinking of it.
import type { Db } from "../../src/db/pool.ts";

type Column = {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
};

type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Column of a reference → the table and column it names. */
  readonly references: ReadonlyMap<string, { readonly table: string; readonly column: string }>;
  readonly checks: readonly string[];
};

/** Values a check asks for that its words alone do not tell. */
const told: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  entry: { event: "J07", seq: 1 },
  // lines of one entry must balance
  posting_line: { account: "bank", amount_minor: 0, home_minor: 0 },
  clock_mark: { work: "daily" },
  collection_plan: { week: "2026-08-31" },
  collection_act: { week: "2026-08-31" },
  credit_event: { act: "rated" },
  portal_event: { act: "viewed" },
  portal_rating: { quarter: "2026Q3" },
  provision_specific: { rate: "50" },
  report_schedule: { receivers: ["boss@example.test"] },
  webhook_endpoint: { url: "https://example.test/hook", types: ["payment"] },
  evidence_link: { approval_id: undefined },
  dunning_policy: { customer_id: undefined, item_id: undefined },
};

export type SeededTables = {
  /** Newest row of each table, where it has an id. */
  readonly ids: ReadonlyMap<string, number>;
  readonly empty: readonly string[];
};

export async function seedTables(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly memberId: number },
  text: string,
): Promise<SeededTables> {
  const tables = await tablesOf(db);
  let empty = tables;
  // a table whose reference is still empty comes in a later round
  for (let left = Number.POSITIVE_INFINITY; empty.length < left; ) {
    left = empty.length;
    const still: Table[] = [];
    for (const table of empty) if (!(await fill(db, table, { of, text }))) still.push(table);
    empty = still;
  }
  const ids = new Map<string, number>();
  for (const { name, columns } of tables) {
    if (!columns.some((column) => column.name === "id")) continue;
    const id = await newestOf(db, { table: name, column: "id" }, of.orgId);
    if (typeof id === "number") ids.set(name, id);
  }
  return { ids, empty: empty.map(({ name }) => name) };
}

async function fill(
  db: Db,
  table: Table,
  { of, text }: { of: Parameters<typeof seedTables>[1]; text: string },
): Promise<boolean> {
  const { rowCount } = await db.query(`select from ${table.name} where org_id = $1 limit 1`, [
    of.orgId,
  ]);
  if (rowCount === 1) return true;
  const row: Record<string, unknown> = {};
  for (const column of table.columns) {
    const value = await cellOf(db, table, column, { of, text });
    if (value !== undefined) row[column.name] = value;
  }
  const names = Object.keys(row);
  const places = names.map((_, n) => `$${n + 1}`);
  await db.query("savepoint one_table");
  try {
    await db.query(
      `insert into ${table.name} (${names.join(", ")}) values (${places.join(", ")})`,
      Object.values(row),
    );
    return true;
  } catch {
    await db.query("rollback to savepoint one_table");
    return false;
  }
}

async function cellOf(
  db: Db,
  table: Table,
  { name, type, isRequired }: Column,
  { of, text }: { of: Parameters<typeof seedTables>[1]; text: string },
): Promise<unknown> {
  if (name === "org_id") return of.orgId;
  if (name === "books_id") return of.booksId;
  const own = told[table.name];
  if (own && Object.hasOwn(own, name)) return own[name];
  const target = table.references.get(name);
  if (target !== undefined && target.table !== table.name) {
    return (await newestOf(db, target, of.orgId)) ?? undefined;
  }
  if (!isRequired)
    return type === "text" && /name|title|note|body|memo/.test(name) ? text : undefined;
  if (name === "member_id" || name.endsWith("_member_id")) return of.memberId;
  return wordOf(table, name) ?? plainValue(type, name, text);
}

/** The first word that a check lists for the column. */
function wordOf({ checks }: Table, name: string): string | undefined {
  for (const check of checks) {
    const words = new RegExp(`\\(${name} = ANY \\(ARRAY\\['([^']*)'`).exec(check);
    if (words?.[1] !== undefined) return words[1];
  }
  return undefined;
}

function plainValue(type: string, name: string, text: string): unknown {
  switch (type) {
    case "currency":
      return "CNY";
    case "date":
      return "2026-09-01";
    case "timestamptz":
      return new Date("2026-09-01T00:00:00Z");
    case "bytea":
      return Buffer.from([1]);
    case "jsonb":
      return "{}";
    case "bool":
      return false;
    case "text":
      return name === "month" ? "2026-09" : text;
    default:
      return type.startsWith("_") ? [] : 1;
  }
}

async function newestOf(
  db: Db,
  { table, column }: { readonly table: string; readonly column: string },
  orgId: number,
): Promise<unknown> {
  const { rows } = await db.query<{ value: unknown }>(
    `select ${column} as value from ${table} where org_id = $1 order by 1 desc nulls last limit 1`,
    [orgId],
  );
  return rows[0]?.value ?? null;
}

async function tablesOf(db: Db): Promise<readonly Table[]> {
  const { rows: columns } = await db.query<Column & { readonly table: string }>(
    `select c.relname as table, a.attname as name, t.typname as type,
       a.attnotnull and not a.atthasdef and a.attidentity = '' as "isRequired"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity order by 1, a.attnum`,
  );
  const { rows: constraints } = await db.query<{
    readonly table: string;
    readonly target: string | null;
    readonly columns: readonly string[];
    readonly named: readonly string[];
    readonly text: string;
  }>(
    `select c.conrelid::regclass::text as table, nullif(c.confrelid, 0)::regclass::text as target,
       array(select a.attname::text from unnest(c.conkey) with ordinality k (num, n)
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num order by k.n) as columns,
       array(select a.attname::text from unnest(c.confkey) with ordinality k (num, n)
         join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num order by k.n) as named,
       pg_get_constraintdef(c.oid) as text
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where n.nspname = 'public' and c.contype in ('c', 'f')`,
  );
  // on the tables that grow with every bank line one check a statement stands for the keys
  const { rows: checked } = await db.query<{ readonly table: string; readonly pairs: string[] }>(
    `select t.tgrelid::regclass::text as table,
       string_to_array(encode(t.tgargs, 'escape'), '\\000') as pairs
     from pg_trigger t where t.tgname in ('references_exist', 'allocations_apply')`,
  );
  const byTable = Map.groupBy(columns, ({ table }) => table);
  return [...byTable].map(([name, own]) => {
    const of = constraints.filter(({ table }) => table === name);
    const references = new Map<string, { table: string; column: string }>();
    for (const { target, columns: keys, named } of of) {
      for (const [n, key] of keys.entries()) {
        if (target === null || key === "org_id") continue;
        references.set(key, { table: target, column: named[n] ?? "id" });
      }
    }
    for (const { pairs } of checked.filter(({ table }) => table === name)) {
      for (let n = 0; n + 1 < pairs.length; n += 2) {
        references.set(pairs[n] ?? "", { table: pairs[n + 1] ?? "", column: "id" });
      }
    }
    const checks = of.filter(({ target }) => target === null).map(({ text }) => text);
    return { name, columns: own, references, checks };
  });
}
