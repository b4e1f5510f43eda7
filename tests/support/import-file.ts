// Takes a file through the import as the server does, job by job, on a test database.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type pg from "pg";
import { pino } from "pino";
import type { Deps } from "../../src/app/deps.ts";
import { commitImport } from "../../src/app/importing/commit-import.ts";
import { findImport, listImportProblems } from "../../src/app/importing/follow-imports.ts";
import { type Progress, silentProgress } from "../../src/app/importing/progress.ts";
import { readImport } from "../../src/app/importing/read-import.ts";
import { startCommit, startImport } from "../../src/app/importing/start-import.ts";
import { fixedClock } from "../../src/clock.ts";
import type { ImportCard, ImportChoices, ImportProblemOnWire } from "../../src/contract/imports.ts";
import type { TestBooks } from "./books.ts";
import { booksIn, makeBooks } from "./books.ts";
import { withCopyOf, withDatabase } from "./database.ts";

export type ImportDesk = {
  readonly books: TestBooks;
  /** Of the owner of its database. */
  readonly ownerPool: pg.Pool;
  readonly deps: Deps;
  readonly actor: {
    orgId: number;
    memberId: number;
    role: "accountant";
    language: "zh";
    name: string;
  };
  /** Hands in and reads; answers with the card. */
  readonly read: (
    name: string,
    content: string | Uint8Array,
    choices?: ImportChoices,
  ) => Promise<ImportCard>;
  readonly commit: (id: number, progress?: Progress) => Promise<ImportCard>;
  /** Runs the job of an import that was started elsewhere. */
  readonly runCommit: (id: number, progress?: Progress) => Promise<void>;
  readonly card: (id: number) => Promise<ImportCard>;
  readonly problems: (id: number) => Promise<ImportProblemOnWire[]>;
  /** One number out of the books. */
  readonly count: (sql: string, ...values: unknown[]) => Promise<number>;
};

export async function importDesk(t: Pick<TestContext, "after">): Promise<ImportDesk> {
  const { appPool, ownerPool } = await withDatabase(t);
  return deskOf(t, { books: await makeBooks(appPool), ownerPool });
}

/** Another desk with all that the books of that one hold now. */
export async function copiedDesk(
  t: Pick<TestContext, "after">,
  { books, ownerPool }: ImportDesk,
): Promise<ImportDesk> {
  const copy = await withCopyOf(t, { ownerPool });
  return deskOf(t, { books: booksIn(copy.appPool, books), ownerPool: copy.ownerPool });
}

function deskOf(
  t: Pick<TestContext, "after">,
  { books, ownerPool }: Pick<ImportDesk, "books" | "ownerPool">,
): ImportDesk {
  const dataFolder = mkdtempSync(join(tmpdir(), "qz-import-"));
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }));
  const clock = { ...fixedClock("2026-10-05T02:00:00Z"), monotonicMs: () => performance.now() };
  const deps: Deps = { pool: books.pool, clock, dataFolder, log: pino({ level: "silent" }) };
  const { orgId, booksId, memberId } = books;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;

  const card: ImportDesk["card"] = async (id) => {
    const found = await findImport(deps, { orgId, booksId, id });
    assert.ok(found.ok);
    return found.value;
  };
  const runCommit: ImportDesk["runCommit"] = async (id, progress = silentProgress) => {
    const done = await commitImport(
      deps,
      { orgId, batchId: id, memberId, actor: "王敏" },
      progress,
    );
    assert.ok(done.ok, JSON.stringify(done));
  };
  return {
    runCommit,
    books,
    ownerPool,
    deps,
    actor,
    card,
    read: async (name, content, choices = {}) => {
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      const sha256 = createHash("sha256").update(bytes).digest();
      const storedAs = sha256.toString("hex");
      writeFileSync(join(dataFolder, storedAs), bytes);
      const file = { name, sha256, sizeBytes: bytes.length, storedAs };
      const { importId } = await startImport(deps, actor, { booksId, file, choices });
      await readImport(deps, { orgId, batchId: importId }, silentProgress);
      return card(importId);
    },
    commit: async (id, progress = silentProgress) => {
      const started = await startCommit(deps, actor, { booksId, id });
      assert.ok(started.ok, JSON.stringify(started));
      const done = await commitImport(
        deps,
        { orgId, batchId: id, memberId, actor: "王敏" },
        progress,
      );
      assert.ok(done.ok, JSON.stringify(done));
      return card(id);
    },
    problems: async (id) => {
      const list = await listImportProblems(deps, {
        orgId,
        booksId,
        id,
        cursor: undefined,
        limit: 500,
        code: undefined,
      });
      assert.ok(list.ok);
      return list.value.rows;
    },
    count: (sql, ...values) =>
      books.inBooks(async (db) => {
        const { rows } = await db.query<Record<string, number>>(sql, values);
        return Number(Object.values(rows[0] ?? {})[0] ?? 0);
      }),
  };
}

/** "2026-09-02 10000 Name" of each line in the books, as often as it is there, sorted. */
export async function bookedTexts(desk: ImportDesk): Promise<string[]> {
  const { rows } = await desk.books.inBooks((db) =>
    db.query<{ text: string }>(
      `select concat_ws(' ', booking_date, amount_minor, payer_name) as text from bank_line
       where cancelled_at is null`,
    ),
  );
  return rows.map(({ text }) => text).sort();
}
