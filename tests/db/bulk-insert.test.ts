// Many rows at once, on both ways (arrays, COPY): every kind of cell arrives as it was given, whether
// a column is the same in all rows or not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type BulkTable, bulkInsert, type Cell } from "../../src/db/bulk-insert.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { withDatabase } from "../support/database.ts";

const target: BulkTable = {
  table: "bulk_probe",
  columns: {
    id: "bigint",
    word: "text",
    side: "char(1)",
    day: "date",
    at: "timestamptz",
    flag: "boolean",
    bytes: "bytea",
    detail: "jsonb",
    same: "text",
    none: "bigint",
  },
};
const words = [
  'a "quoted" word',
  "back\\slash",
  "NULL",
  "",
  "tab\tline\nend",
  "{1,2}",
  "清账, 核销",
];

const days = ["2026-01-09", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31", null];

function rowOf(n: number): Cell[] {
  return [
    BigInt(n),
    n % 11 === 0 ? null : (words[n % words.length] ?? ""),
    n % 2 === 0 ? "D" : "C",
    days[n % days.length] ?? null,
    "2026-11-01T10:00:00.123456Z",
    n % 3 === 0 ? null : n % 3 === 1,
    Buffer.from([n % 256, 0, 92]),
    JSON.stringify({ n, say: 'it\\s "so"' }),
    '同一 \\ "one"',
    null,
  ];
}

for (const count of [1, 7, 17_500]) {
  test(`${count} rows arrive as they were given`, async (t) => {
    const { appPool } = await withDatabase(t);
    await inOrganisation(appPool, 1, async (db) => {
      const columns = Object.entries(target.columns).map((column) => column.join(" "));
      await db.query(`create temporary table bulk_probe (${columns.join(", ")}, primary key (id))`);
      const given = Array.from({ length: count }, (_, n) => rowOf(n + 1));
      assert.equal(await bulkInsert(db, target, given), count);
      const { rows } = await db.query<Record<string, unknown>>(
        `select id, word, side, day::text as day, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, flag, bytes, detail, same,
           none from bulk_probe order by id`,
      );
      const expected = given.map(([id, word, side, day, at, flag, bytes, detail, same, none]) => ({
        id: Number(id),
        word,
        side,
        day,
        at,
        flag,
        bytes,
        detail: JSON.parse(String(detail)),
        same,
        none,
      }));
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        expected,
      );
      assert.equal(await bulkInsert(db, target, given, "on conflict do nothing"), 0);
    });
  });
}

for (const [type, cell, code] of [
  ["date", "2026-02-30", "22008"],
  ["smallint", 40_000, "22003"],
  ["int", -3_000_000_000, "22003"],
  ["bigint", 2n ** 63n, "22003"],
] as const) {
  test(`${cell} is refused as a ${type} and not made another`, async (t) => {
    const { appPool } = await withDatabase(t);
    const probe: BulkTable = { table: "bulk_probe", columns: { id: "bigint", cell: type } };
    const rows: Cell[][] = [
      [1, null],
      [2, cell],
    ];
    const insert = inOrganisation(appPool, 1, async (db) => {
      await db.query(`create temporary table bulk_probe (id bigint, cell ${type})`);
      await bulkInsert(db, probe, rows);
    });
    await assert.rejects(insert, { code });
  });
}
