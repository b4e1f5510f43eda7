// Statements of account from the books: made and proven, sent to a real mail server, answered line
// by line, undone, withdrawn; and money that is paid by a confirmed statement.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pino } from "pino";
import type { Actor } from "../../src/app/actor.ts";
import type { Deps } from "../../src/app/deps.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { saveEmail, savePolicy, sendTest } from "../../src/app/sending/setup.ts";
import {
  decideLines,
  finishAnswer,
  resolveLine,
  undoLine,
} from "../../src/app/statements/answer-statement.ts";
import {
  runStatementBatch,
  startStatementBatch,
} from "../../src/app/statements/batch-statements.ts";
import {
  deemConfirmed,
  holdStatement,
  sendOne,
  withdrawStatement,
} from "../../src/app/statements/change-statement.ts";
import { chaseUnanswered } from "../../src/app/statements/chase-unanswered.ts";
import { saveContact, saveDeemedClause } from "../../src/app/statements/customer-plan.ts";
import {
  listStatements,
  readFigures,
  readStatement,
} from "../../src/app/statements/list-statements.ts";
import { fixedClock } from "../../src/clock.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { type StatementAskOnWire, statementAsk } from "../../src/contract/statements.ts";
import { isoDate } from "../../src/core/date.ts";
import { isStatementNumber } from "../../src/core/statements/statement-number.ts";
import { selectItemsToMatch } from "../../src/db/match-input.ts";
import { addCustomer, addItem, makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";

type Bench = {
  readonly books: TestBooks;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly listBooks: Parameters<typeof listStatements>[1];
  readonly make: (ask?: Partial<StatementAskOnWire>) => Promise<number[]>;
};

const month = { byPlan: false, from: "2026-09-01", to: "2026-09-30" };
const quiet = async () => {};

async function bench(t: TestContext, now = "2026-10-03T02:00:00Z"): Promise<Bench> {
  const { appPool } = await withDatabase(t);
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-statements-"));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const books = await makeBooks(appPool);
  const log = pino({ level: "silent" });
  const deps: Deps = { pool: appPool, clock: fixedClock(now), dataFolder, log };
  const { orgId, booksId, memberId } = books;
  const actor: Actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" };
  const listBooks = { orgId, booksId, today: now.slice(0, 10), timeZone: "Asia/Shanghai" };
  const make = async (ask: Partial<StatementAskOnWire> = {}) => {
    const whole = statementAsk.parse({ ...month, ...ask });
    const { jobId } = await startStatementBatch(deps, actor, { booksId, ask: whole });
    const done = await runStatementBatch(deps, { orgId, booksId, runId: jobId, memberId }, quiet);
    assert.ok(done.ok);
    const all = await listStatements(deps, listBooks, { limit: 200 });
    return all.rows.map(({ id }) => id).reverse();
  };
  return { books, deps, actor, listBooks, make };
}

async function customerWithItems(
  { books, deps, actor }: Bench,
  no: string,
  amounts: readonly number[],
  language: "zh" | "en" = "zh",
): Promise<{ customerId: number; itemIds: number[] }> {
  const customerId = await addCustomer(books, no, `上海启明贸易有限公司${no}`);
  const itemIds: number[] = [];
  for (const [n, amountMinor] of amounts.entries()) {
    const due = n % 2 === 0 ? "2026-09-15" : "2026-10-20";
    const item = { customerId, no: `${no}-INV-${n + 1}`, amountMinor, date: "2026-09-02", due };
    itemIds.push(await addItem(books, item));
  }
  const contact = {
    name: "李工",
    position: "会计",
    email: `${no.toLowerCase()}@customer.example`,
    phone: "",
    postalAddress: "",
    language,
    purpose: "statement" as const,
  };
  const of = { booksId: books.booksId, customerId, id: null, contact };
  assert.ok((await saveContact(deps, actor, of)).ok);
  return { customerId, itemIds };
}

test("a statement is frozen with its number, opening, movements and closing", async (t) => {
  const b = await bench(t);
  const { customerId } = await customerWithItems(b, "C1", [30_000_00, 12_450_00]);
  await addItem(b.books, {
    customerId,
    no: "OLD",
    amountMinor: 1_000_00,
    date: "2026-08-05",
    due: "2026-08-20",
  });
  const [id] = await b.make();
  const read = await readStatement(b.deps, b.listBooks, id!);
  assert.ok(read.ok);
  const { opening, debit, credit, closing, overdue, lines, movements, no, sha256 } = read.value;
  assert.deepEqual(
    { opening, debit, credit, closing, overdue },
    {
      opening: "1000.00",
      debit: "42450.00",
      credit: "0.00",
      closing: "43450.00",
      overdue: "31000.00",
    },
  );
  assert.ok(isStatementNumber(no), no);
  assert.equal(sha256.length, 64);
  assert.equal(movements.at(-1)?.balance, "43450.00");
  assert.deepEqual(
    lines.map((line) => line.open),
    ["1000.00", "30000.00", "12450.00"],
  );
  // what happens later changes nothing of it; making again is refused unless it replaces
  await addItem(b.books, { customerId, no: "LATE", amountMinor: 500_00, date: "2026-09-29" });
  assert.equal((await b.make()).length, 1);
  const again = await b.make({ replace: true });
  assert.equal(again.length, 2);
  const old = await readStatement(b.deps, b.listBooks, id!);
  assert.ok(old.ok);
  assert.equal(old.value.confirmation, "superseded");
  assert.equal(old.value.closing, "43450.00");
  assert.equal(old.value.replacedById, again[1]);
});

test("a statement is in its reader's language where no plan says otherwise", async (t) => {
  const b = await bench(t);
  await customerWithItems(b, "C1", [10_00], "en");
  await customerWithItems(b, "C2", [20_00]);
  const read = await Promise.all(
    (await b.make()).map((id) => readStatement(b.deps, b.listBooks, id)),
  );
  assert.deepEqual(
    read.map((one) => one.ok && [one.value.closing, one.value.language]),
    [
      ["10.00", "en"],
      ["20.00", "zh"],
    ],
  );
});

test("lines are answered, undone and resolved one by one; the trail is complete", async (t) => {
  const b = await bench(t);
  const { itemIds } = await customerWithItems(b, "C1", [30_000_00, 12_450_00, 7_00]);
  const [statementId] = await b.make();
  const { orgId, booksId } = b.books;
  const ref = { orgId, booksId, statementId: statementId! };
  const who = { side: "customer", name: "李工", contactId: null } as const;
  assert.ok((await sendOne(b.deps, b.actor, b.listBooks, ref)).ok);
  const half = await decideLines(b.deps, who, { ...ref, decisions: [{ n: 1, state: "agreed" }] });
  assert.ok(half.ok);
  const finish = { name: "李工", position: "会计", note: "", strength: "click" } as const;
  const early = await finishAnswer(b.deps, who, { ...ref, finish });
  assert.deepEqual(early, { ok: false, error: { code: "lines_unanswered", count: 2 } });
  const decisions = [
    { n: 2, state: "objected", reason: "price", theirMinor: 7_000_00, note: "单价不对" } as const,
    { n: 3, state: "agreed" } as const,
  ];
  assert.ok((await decideLines(b.deps, who, { ...ref, decisions })).ok);
  const finished = await finishAnswer(b.deps, who, { ...ref, finish });
  assert.ok(finished.ok);
  assert.equal(finished.value.confirmation, "partly_objected");
  const us = { side: "us", name: "王敏", memberId: b.books.memberId } as const;
  const resolved = await resolveLine(b.deps, us, { ...ref, n: 2, note: "开红字" });
  assert.ok(resolved.ok);
  assert.equal(resolved.value.confirmation, "confirmed");
  assert.deepEqual(await confirmedItems(b), itemIds.toSorted());
  const undone = await undoLine(b.deps, us, { ...ref, n: 1, reason: "客户来电" });
  assert.ok(undone.ok);
  assert.deepEqual(
    undone.value.lines.map(({ state }) => state),
    ["open", "resolved", "agreed"],
  );
  assert.equal(undone.value.confirmation, "viewed");
  const read = await readStatement(b.deps, b.listBooks, statementId!);
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.events.map(({ act, line }) => `${act}${line ?? ""}`),
    [
      "made",
      "sent",
      "agreed1",
      "objected2",
      "agreed3",
      "finished",
      "resolved2",
      "confirmed",
      "undone1",
    ],
  );
});

async function confirmedItems({ books }: Bench): Promise<number[]> {
  const { orgId, booksId } = books;
  const items = await books.inBooks((db) =>
    selectItemsToMatch(db, { orgId, booksId }, isoDate("2026-01-01")),
  );
  return items.filter((item) => item.statementConfirmed).map(({ id }) => id);
}

test("silence is consent only where a contract says so, and only after its days", async (t) => {
  const b = await bench(t, "2026-10-03T02:00:00Z");
  const { customerId } = await customerWithItems(b, "C1", [100_00]);
  const [statementId] = await b.make();
  const of = { statementId: statementId! };
  assert.ok((await sendOne(b.deps, b.actor, b.listBooks, of)).ok);
  const none = await deemConfirmed(b.deps, b.actor, b.listBooks, of);
  assert.equal(!none.ok && none.error.code, "no_deemed_clause");
  const contractId = await b.books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into contract (org_id, books_id, customer_id, no, currency)
       values ($1, $2, $3, 'HT-1', 'CNY') returning id`,
      [b.books.orgId, b.books.booksId, customerId],
    );
    return rows[0]!.id;
  });
  const clause = { booksId: b.books.booksId, customerId, contractId, days: 15 };
  assert.ok((await saveDeemedClause(b.deps, b.actor, clause)).ok);
  const { rows } = await b.books.inBooks((db) =>
    db.query<{ at: Date }>("select sent_at as at from statement where id = $1", [statementId]),
  );
  const sent = rows[0]!.at.getTime();
  const at = (days: number) => ({
    ...b.deps,
    clock: fixedClock(new Date(sent + days * 86_400_000).toISOString()),
  });
  const early = await deemConfirmed(at(15), b.actor, b.listBooks, of);
  assert.equal(!early.ok && early.error.code, "deemed_too_early");
  assert.ok((await deemConfirmed(at(16), b.actor, b.listBooks, of)).ok);
  assert.equal((await confirmedItems(b)).length, 1);
});

test("a withdrawn statement does not leave any more", async (t) => {
  const b = await bench(t);
  await customerWithItems(b, "C1", [100_00]);
  const [statementId] = await b.make();
  const of = { statementId: statementId!, reason: "金额有误" };
  assert.ok((await sendOne(b.deps, b.actor, b.listBooks, of)).ok);
  assert.ok((await withdrawStatement(b.deps, b.actor, b.listBooks, of)).ok);
  const { orgId, booksId } = b.books;
  const sent = await sendMessages(b.deps, { orgId, booksId, memberId: null }, quiet);
  assert.deepEqual(sent, { ok: true, value: { sent: 0, failed: 0 } });
  const again = await sendOne(b.deps, b.actor, b.listBooks, of);
  assert.equal(!again.ok && again.error.code, "statement_state");
});

test("statements leave by SMTP with their paper; the settings are tried first", async (t) => {
  const b = await bench(t);
  const server = await startMailServer(t);
  await customerWithItems(b, "C1", [100_00]);
  await customerWithItems(b, "C2", [200_00, 300_00]);
  const setting = {
    ...server.setting,
    fromName: "应收部",
    fromAddress: "ar@firm.example",
    replyTo: "",
  };
  await saveEmail(b.deps, b.actor, { ...setting, password: "geheim" });
  const tried = await sendTest(b.deps, b.actor, { to: "me@firm.example", sender: "测试公司" });
  assert.ok(tried.ok);
  assert.equal(tried.value.outcome, "sent");
  const noQuiet = { quietFrom: "00:00", quietTo: "00:00", perMinute: 0 };
  const policy = sendingPolicy.parse({ channel: "email", attachPdf: true, ...noQuiet });
  await savePolicy(b.deps, b.actor, policy);
  await b.make({ send: true });
  const mails = (await server.received()).filter((mail) => mail.to !== "me@firm.example");
  assert.deepEqual(mails.map((mail) => mail.to).toSorted(), [
    "c1@customer.example",
    "c2@customer.example",
  ]);
  for (const mail of mails) {
    assert.match(mail.subject, /对账单 DZ2609\d+/);
    assert.match(mail.text, /余额 CNY/);
    const [paper] = mail.attachments;
    assert.equal(paper?.mimeType, "application/pdf");
    assert.equal(Buffer.from(paper.content.subarray(0, 5)).toString(), "%PDF-");
  }
  const figures = await readFigures(b.deps, b.listBooks, "2026-09");
  assert.deepEqual(figures.coverage, { part: 2, of: 2 });
});

test("unanswered statements are reminded on the fifth day, each once, never those on hold", async (t) => {
  const b = await bench(t);
  await customerWithItems(b, "C1", [100_00]);
  await customerWithItems(b, "C2", [200_00]);
  const ids = await b.make();
  for (const statementId of ids) {
    assert.ok((await sendOne(b.deps, b.actor, b.listBooks, { statementId })).ok);
  }
  const hold = { statementId: ids[1]!, onHold: true, reason: "正在核实" };
  assert.ok((await holdStatement(b.deps, b.actor, b.listBooks, hold)).ok);
  const { rows } = await b.books.inBooks((db) =>
    db.query<{ at: Date }>("select sent_at as at from statement where id = $1", [ids[0]]),
  );
  const after = (days: number) => ({
    ...b.deps,
    clock: fixedClock(new Date(rows[0]!.at.getTime() + days * 86_400_000).toISOString()),
  });
  const chase = (days: number) => chaseUnanswered(after(days), b.actor, b.listBooks);
  assert.deepEqual(await chase(4), { reminded: 0, byHand: 0 });
  assert.deepEqual(await chase(5), { reminded: 1, byHand: 0 });
  assert.deepEqual(await chase(6), { reminded: 0, byHand: 0 });
  assert.deepEqual(await chase(10), { reminded: 0, byHand: 1 });
});
