// 开票前对账: deliveries are confirmed line by line, and what is confirmed is the list to invoice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decideLines, finishAnswer, undoLine } from "../../src/app/statements/answer-statement.ts";
import { sendOne } from "../../src/app/statements/change-statement.ts";
import { invoicingFile, readInvoicingList } from "../../src/app/statements/invoicing-list.ts";
import { makeStatements } from "../../src/app/statements/make-statements.ts";
import { isoDate } from "../../src/core/date.ts";
import { addItem } from "../support/books.ts";
import { customerToWrite, sendingBench } from "../support/sending-bench.ts";

const now = "2026-10-05T02:00:00Z";

test("confirmed deliveries become the invoicing list; an undone one leaves it alone", async (t) => {
  const bench = await sendingBench(t);
  const { orgId, booksId } = bench.books;
  const deps = bench.at(now);
  const { customerId } = await customerToWrite(bench.books, "C1");
  for (const [n, amountMinor] of [5_000_00, 700_00, 90_00].entries()) {
    const item = { customerId, no: `=DN-${n + 1}`, amountMinor, date: "2026-09-12" };
    await addItem(bench.books, { ...item, kind: "delivery" });
  }
  const statementId = await bench.books.record(async (db, recording) => {
    const books = { orgId, booksId, name: "", ownNames: [], ownTaxIds: [], today: "2026-10-05" };
    const ask = {
      ...{ byPlan: false, from: isoDate("2026-09-01"), to: isoDate("2026-09-30") },
      ...{ form: "preinvoice" as const, language: null, replyDays: null, replace: false },
    };
    const making = { db, recording, books, ask, actorName: "王敏", jobId: null };
    return (await makeStatements(making, [customerId])).made[0]!;
  });
  const zone = { orgId, booksId, timeZone: "Asia/Shanghai" };
  assert.ok((await sendOne(deps, bench.actor, zone, { statementId })).ok);
  const list = () => readInvoicingList(deps, bench.books, "2026-09");
  assert.equal((await list()).rows.length, 0, "nothing is confirmed yet");

  const who = { side: "customer", name: "张伟", contactId: null } as const;
  const of = { orgId, booksId, statementId };
  const decisions = [
    { n: 1, state: "agreed" as const },
    { n: 2, state: "agreed" as const },
    { n: 3, state: "objected" as const, reason: "not_received" as const, theirMinor: 0, note: "" },
  ];
  assert.ok((await decideLines(deps, who, { ...of, decisions })).ok);
  const finish = { name: "张伟", position: "", note: "", strength: "click" } as const;
  assert.ok((await finishAnswer(deps, who, { ...of, finish })).ok);
  const confirmed = await list();
  assert.deepEqual(
    confirmed.rows.map(({ no, amount, agreedBy }) => [no, amount, agreedBy]),
    [
      ["=DN-1", "5000.00", "张伟"],
      ["=DN-2", "700.00", "张伟"],
    ],
  );
  assert.deepEqual(confirmed.totals, [{ currency: "CNY", amount: "5700.00" }]);
  const file = await invoicingFile(deps, bench.books, "2026-09");
  assert.ok(file.includes("'=DN-1") && !file.includes(",=DN"), "a formula is text in the file");

  assert.ok((await undoLine(deps, who, { ...of, n: 1, reason: "再看看" })).ok);
  assert.deepEqual(
    (await list()).rows.map(({ no }) => no),
    ["=DN-2"],
    "the rest stays confirmed",
  );
  assert.equal((await readInvoicingList(deps, bench.books, "2026-08")).rows.length, 0);
});
