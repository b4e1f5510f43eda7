// Generated books, taken in file by file as a user would.
import assert from "node:assert/strict";
import type { GeneratedBooks } from "../../demo/books.ts";
import { fileModeFiles } from "../../demo/file-mode.ts";
import type { ImportDesk } from "./import-file.ts";

/** Line ids in the order of the file. */
export async function importDemoBooks(desk: ImportDesk, books: GeneratedBooks): Promise<number[]> {
  const files = new Map(fileModeFiles(books).map(({ name, chunks }) => [name, chunks]));
  for (const name of ["customers.csv", "own.csv", "rates.csv", "items.csv", "lines.csv"]) {
    const card = await desk.read(name, [...(files.get(name) ?? [])].join(""));
    assert.equal(card.state, "previewed", `${name}: ${JSON.stringify(card.preview?.counts)}`);
    await desk.commit(card.id);
  }
  const { rows } = await desk.books.inBooks((db) =>
    db.query<{ id: number }>("select id from bank_line order by row_no"),
  );
  assert.equal(rows.length, books.lines.length);
  return rows.map(({ id }) => id);
}
