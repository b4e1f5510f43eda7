// Rows of a long answer in portions, all as they stood when the first was asked for. Inside a
// transaction alone; one at a time on a connection.
import type { QueryResultRow } from "pg";
import type { Db } from "./pool.ts";

const portion = 2000;

export async function eachPortion<Row extends QueryResultRow>(
  db: Db,
  query: { readonly sql: string; readonly values: readonly unknown[] },
  work: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  await db.query(`declare portions no scroll cursor for ${query.sql}`, [...query.values]);
  for (;;) {
    const { rows } = await db.query<Row>(`fetch ${portion} from portions`);
    if (rows.length > 0) await work(rows);
    if (rows.length < portion) break;
  }
  await db.query("close portions");
}
