// Books with customers who can be written to, and a mail server of their own: for tests of what leaves
// the house and when.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { pino } from "pino";
import type { Actor } from "../../src/app/actor.ts";
import { runDueWork } from "../../src/app/clock/run-due.ts";
import type { Deps } from "../../src/app/deps.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { saveEmail, savePolicy } from "../../src/app/sending/setup.ts";
import { runStatementBatch } from "../../src/app/statements/batch-statements.ts";
import { listStatements } from "../../src/app/statements/list-statements.ts";
import { fixedClock } from "../../src/clock.ts";
import { type SendingPolicy, sendingPolicy } from "../../src/contract/sending.ts";
import type { StatementOnWire } from "../../src/contract/statements.ts";
import { chaseStatementsDaily } from "../../src/jobs/chase-statements-daily.ts";
import { fetchRepliesWork } from "../../src/jobs/fetch-replies.ts";
import { makeStatementsDaily } from "../../src/jobs/make-statements-daily.ts";
import { addCustomer, addItem, makeBooks, type TestBooks } from "./books.ts";
import { withDatabase } from "./database.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";

export type SendingBench = {
  readonly books: TestBooks;
  readonly server: MailServer;
  readonly actor: Actor;
  /** Everything else sees the same instant. */
  readonly at: (instant: string) => Deps;
  readonly policy: (change: Partial<SendingPolicy>) => Promise<void>;
  /** A turn of the clock at that instant, then all jobs it started, then the outbox. */
  readonly turn: (instant: string) => Promise<void>;
  readonly statements: (instant: string) => Promise<readonly StatementOnWire[]>;
};

const quiet = async () => {};

export async function sendingBench(t: TestContext): Promise<SendingBench> {
  const { appPool } = await withDatabase(t);
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-clock-"));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const books = await makeBooks(appPool);
  const { orgId, booksId, memberId } = books;
  const server = await startMailServer(t);
  const log = pino({ level: "silent" });
  const at = (instant: string): Deps => ({
    pool: appPool,
    clock: fixedClock(instant),
    dataFolder,
    log,
    publicUrl: "https://ar.firm.example",
  });
  const actor: Actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" };
  const setting = { ...server.setting, fromName: "应收部", fromAddress: "ar@firm.example" };
  const deps = at("2026-09-01T00:00:00Z");
  await saveEmail(deps, actor, { ...setting, replyTo: "" });
  const noQuiet = { quietFrom: "00:00", quietTo: "00:00", perMinute: 0 };
  const policy = async (change: Partial<SendingPolicy>) => {
    const whole = { channel: "email", attachPdf: false, ...noQuiet, ...change };
    await savePolicy(deps, actor, sendingPolicy.parse(whole));
  };
  await policy({});
  return {
    books,
    server,
    actor,
    at,
    policy,
    turn: async (instant) => {
      const now = at(instant);
      await runDueWork(now, [makeStatementsDaily, chaseStatementsDaily, fetchRepliesWork]);
      await runStartedBatches(now, books);
      await sendMessages(now, { orgId, booksId, memberId: null }, quiet);
    },
    statements: async (instant) => {
      const list = { orgId, booksId, today: instant.slice(0, 10), timeZone: "Asia/Shanghai" };
      return (await listStatements(at(instant), list, { limit: 200 })).rows;
    },
  };
}

async function runStartedBatches(deps: Deps, { orgId, booksId, inBooks }: TestBooks) {
  const { rows } = await inBooks((db) =>
    db.query<{ id: number }>(
      `update job_run set state = 'done' where org_id = $1 and kind = 'make_statements'
       and state = 'queued' returning id`,
      [orgId],
    ),
  );
  for (const { id: runId } of rows) {
    await runStatementBatch(deps, { orgId, booksId, runId, memberId: null }, quiet);
  }
}

/** A customer with a contact who gets mail and owes 300.00 and 124.50. */
export async function customerToWrite(
  books: TestBooks,
  no: string,
): Promise<{ readonly customerId: number; readonly contactId: number }> {
  const customerId = await addCustomer(books, no, `上海启明贸易有限公司${no}`);
  for (const [n, amountMinor] of [30_000, 12_450].entries()) {
    const item = { customerId, no: `${no}-INV-${n + 1}`, amountMinor, date: "2026-09-02" };
    await addItem(books, { ...item, due: "2026-09-15" });
  }
  const contactId = await addContact(books, { customerId, name: "李工", email: mailOf(no) });
  return { customerId, contactId };
}

export const mailOf = (no: string) => `${no.toLowerCase()}@customer.example`;

export async function addContact(
  { inBooks, orgId }: TestBooks,
  contact: {
    readonly customerId: number;
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
    readonly purpose?: "statement" | "payment" | "superior";
  },
): Promise<number> {
  const { rows } = await inBooks((db) =>
    db.query<{ id: number }>(
      `insert into customer_contact (org_id, customer_id, name, email, phone, purpose)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [
        orgId,
        contact.customerId,
        contact.name,
        contact.email ?? "",
        contact.phone ?? "",
        contact.purpose ?? "statement",
      ],
    ),
  );
  return rows[0]!.id;
}
