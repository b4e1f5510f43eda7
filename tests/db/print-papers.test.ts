// Papers of many statements in one archive, with letters before them; and the evidence pack of a
// customer, whose hashes hold. PAPERS=1000 node --test tests/db/print-papers.test.ts for the figure.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { chaseStatement, sendOne } from "../../src/app/statements/change-statement.ts";
import { makeStatements } from "../../src/app/statements/make-statements.ts";
import { listPrintOrders, openPrinted } from "../../src/app/statements/print-orders.ts";
import { orderPapers, printPapers } from "../../src/app/statements/print-papers.ts";
import { removeOldPrints } from "../../src/app/statements/remove-prints.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { isoDate } from "../../src/core/date.ts";
import { customerToWrite, type SendingBench, sendingBench } from "../support/sending-bench.ts";

const now = "2026-10-05T02:00:00Z";
const count = Number(process.env["PAPERS"] ?? 12);
/** Of an organisation that set nothing. */
const { printDays } = sendingPolicy.parse({});

async function stated(bench: SendingBench, customerIds: readonly number[]): Promise<number[]> {
  const { orgId, booksId } = bench.books;
  return bench.books.record(async (db, recording) => {
    const books = {
      orgId,
      booksId,
      name: "",
      ownNames: ["测试公司"],
      ownTaxIds: [],
      today: "2026-10-05",
    };
    const ask = {
      ...{ byPlan: false, from: isoDate("2026-09-01"), to: isoDate("2026-09-30") },
      ...{ form: "audit" as const, language: null, replyDays: null, replace: false },
    } as const;
    const making = { db, recording, books, ask, actorName: "王敏", jobId: null };
    return [...(await makeStatements(making, customerIds)).made];
  });
}

function textOf(files: Record<string, Uint8Array>, name: string): string {
  const bytes = files[name];
  assert.ok(bytes, `${name} is there`);
  return new TextDecoder().decode(bytes);
}

test(`${count} confirmation letters are printed in one go, the posted ones with their letter`, async (t) => {
  const bench = await sendingBench(t);
  const deps = bench.at(now);
  const { orgId, booksId, memberId } = bench.books;
  const customers = [];
  for (let n = 1; n <= count; n += 1) customers.push(await customerToWrite(bench.books, `C${n}`));
  await bench.books.inBooks((db) =>
    db.query(
      "update customer_contact set postal_address = '=上海市南京路 1 号' where org_id = $1",
      [orgId],
    ),
  );
  const ids = await stated(
    bench,
    customers.map(({ customerId }) => customerId),
  );
  const books = { orgId, booksId, timeZone: "Asia/Shanghai" };
  const [first = 0] = ids;
  assert.ok((await sendOne(deps, bench.actor, books, { statementId: first })).ok);
  const chased = { statementId: first, step: "letter" } as const;
  assert.ok((await chaseStatement(deps, bench.actor, books, chased)).ok);

  const ordered = await orderPapers(deps, bench.actor, { booksId, statementIds: [...ids, 9_999] });
  assert.ok(ordered.ok);
  const { jobId: runId, orderId } = ordered.value;
  const seen: number[] = [];
  const begun = performance.now();
  const payload = { orgId, booksId, runId, memberId };
  const printed = await printPapers(deps, payload, async ({ done }) => {
    seen.push(done);
  });
  const seconds = (performance.now() - begun) / 1000;
  assert.deepEqual(printed, { ok: true, value: { papers: count } });
  assert.equal(seen.at(-1), count, "progress to the end");
  t.diagnostic(
    `${count} papers in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`,
  );
  const archive = await openPrinted(deps, bench.books, orderId);
  assert.ok(archive.ok);
  const files = unzipSync(new Uint8Array(await buffer(archive.value.stream)));
  const pdfs = Object.entries(files).filter(([name]) => name.endsWith(".pdf"));
  assert.equal(pdfs.length, count);
  const pages = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString("latin1")
      .match(/\/Type \/Page\b/g)?.length ?? 0;
  for (const [, bytes] of pdfs) {
    assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), "%PDF-");
  }
  const counts = pdfs.map(([, bytes]) => pages(bytes)).sort((a, b) => b - a);
  assert.equal(counts[0], (counts[1] ?? 0) + 1, "one has a letter before it");
  const list = textOf(files, "list.csv");
  assert.equal(list.trim().split("\r\n").length, count + 1);
  assert.ok(list.includes("'=上海市南京路 1 号"), "an address that looks like a formula is text");
  for (const [name, bytes] of pdfs) {
    assert.ok(list.includes(createHash("sha256").update(bytes).digest("hex")), name);
  }
  const { rows } = await listPrintOrders(deps, bench.books);
  assert.deepEqual([rows[0]?.asked, rows[0]?.papers], [count, count]);

  // kept for the days the organisation wants, then the archive goes; the order says when
  const stored = join(deps.dataFolder, "files", String(orgId), "print", `${orderId}.zip`);
  const finishedAt = Date.parse(rows[0]?.finishedAt ?? "");
  const daysOn = (days: number) => new Date(finishedAt + days * 86_400_000).toISOString();
  const after = (days: number) => bench.at(daysOn(days));
  assert.equal(await removeOldPrints(after(printDays - 1), bench.books), 0);
  await access(stored);
  const frozen = await readdir(join(deps.dataFolder, "files"), { recursive: true });
  assert.equal(await removeOldPrints(after(printDays + 1), bench.books), 1);
  assert.equal(await removeOldPrints(after(printDays + 2), bench.books), 0);
  await assert.rejects(access(stored));
  const left = await readdir(join(deps.dataFolder, "files"), { recursive: true });
  assert.equal(left.length, frozen.length - 1, "nothing else is gone");
  assert.equal((await openPrinted(deps, bench.books, orderId)).ok, false);
  const [gone] = (await listPrintOrders(deps, bench.books)).rows;
  assert.equal(gone?.removedAt, daysOn(printDays + 1));

  const none = await orderPapers(deps, bench.actor, { booksId, statementIds: [9_999] });
  assert.equal(none.ok, false);
});
