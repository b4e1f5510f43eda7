import assert from "node:assert/strict";
import { test } from "node:test";
import { cursorOf, keysetSql, orderOf, type SortColumns, totalsInCursor } from "./keyset.ts";

const columns: SortColumns = {
  date: { sql: "l.date", type: "date" },
  amount: { sql: "l.amount", type: "bigint" },
};

test("an order names columns of the list alone, and falls back to the list's own", () => {
  assert.deepEqual(
    orderOf("-date,amount;drop table x,constructor", columns, "date").map(({ sql }) => sql),
    ["l.date"],
  );
  assert.deepEqual(orderOf("nothing", columns, "-amount"), [
    { sql: "l.amount", type: "bigint", isDown: true },
  ]);
});

test("columns that run one way continue by one comparison of rows", () => {
  const values: unknown[] = [1];
  const cursor = cursorOf(["2026-09-01", "7"]);
  const sql = keysetSql(orderOf("-date", columns, ""), "l.id", { values, cursor });
  assert.equal(sql.orderBy, "l.date desc, l.id desc");
  assert.equal(sql.after, "(l.date, l.id) < ($2::date, $3::bigint)");
  assert.deepEqual(values, [1, "2026-09-01", "7"]);
});

test("columns that run both ways continue column by column", () => {
  const values: unknown[] = [];
  const cursor = cursorOf(["2026-09-01", "500", "7"]);
  const sql = keysetSql(orderOf("-date,amount", columns, ""), "l.id", { values, cursor });
  assert.equal(
    sql.after,
    "(l.date < $1::date or (l.date = $1::date and " +
      "(l.amount > $2::bigint or (l.amount = $2::bigint and l.id > $3::bigint))))",
  );
});

test("totals go along in a cursor, and a cursor of another kind has none", () => {
  assert.deepEqual(totalsInCursor(cursorOf(["7"], { count: 3 })), { count: 3 });
  assert.equal(totalsInCursor("x"), null);
  assert.equal(totalsInCursor(undefined), null);
});

test("an edited cursor starts at the top", () => {
  for (const cursor of ["x", cursorOf(["2026-09-01"]), cursorOf(["1 or 1=1", "7"])]) {
    const values: unknown[] = [];
    const sql = keysetSql(orderOf("-date", columns, ""), "l.id", { values, cursor });
    assert.equal(sql.after, "true", cursor);
    assert.deepEqual(values, []);
  }
});
