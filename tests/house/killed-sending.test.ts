// kill -9 at random moments of a job that makes statements and sends them to a real mail server:
// every statement is made once and every message arrives exactly once.
// STATEMENTS=1000 KILLS=5 PAPER=1 node --test tests/house/killed-sending.test.ts
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { connectionOf } from "../../src/app/matching/match-in-thread.ts";
import { saveEmail, savePolicy } from "../../src/app/sending/setup.ts";
import { startStatementBatch } from "../../src/app/statements/batch-statements.ts";
import { systemClock } from "../../src/clock.ts";
import { projectFolder } from "../../src/config.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { statementAsk } from "../../src/contract/statements.ts";
import { addCustomer, addItem, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";
import type { SendingOrder } from "./sending-child.ts";

const statements = Number(process.env["STATEMENTS"] ?? 200);
const kills = Number(process.env["KILLS"] ?? 3);
const attachPdf = process.env["PAPER"] === "1";

test(`${statements} statements arrive once each through ${kills} kills`, async (t) => {
  const { appPool } = await withDatabase(t);
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-sending-"));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const server = await startMailServer(t);
  const books = await makeBooks(appPool);
  const { orgId, booksId, memberId } = books;
  for (let n = 1; n <= statements; n += 1) {
    const customerId = await addCustomer(books, `C${n}`, `客户${n}有限公司`);
    await addItem(books, { customerId, no: `INV-${n}`, amountMinor: n * 100, date: "2026-09-02" });
    await books.inBooks((db) =>
      db.query(
        `insert into customer_contact (org_id, customer_id, name, email)
         values ($1, $2, '李工', $3)`,
        [orgId, customerId, `c${n}@customer.example`],
      ),
    );
  }
  const deps = { pool: appPool, clock: systemClock, dataFolder, log: pino({ level: "silent" }) };
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const setting = { ...server.setting, fromName: "应收部", fromAddress: "ar@firm.example" };
  await saveEmail(deps, actor, { ...setting, replyTo: "" });
  const pace = { quietFrom: "00:00", quietTo: "00:00", perMinute: 0 };
  await savePolicy(deps, actor, sendingPolicy.parse({ channel: "email", attachPdf, ...pace }));
  const ask = statementAsk.parse({
    byPlan: false,
    from: "2026-09-01",
    to: "2026-09-30",
    send: true,
  });
  const { jobId: runId } = await startStatementBatch(deps, actor, { booksId, ask });
  const order: SendingOrder = {
    connection: connectionOf(appPool),
    dataFolder,
    payload: { orgId, booksId, runId, memberId },
  };
  const killedAt: number[] = [];
  const begun = performance.now();
  for (let kill = 1; kill <= kills; kill += 1) {
    const { child, ended } = await begin(order);
    // spread over the sending; the first while statements are still being made
    const goal = Math.floor((statements * (kill - 1)) / kills);
    while (child.exitCode === null && server.count() < goal + (kill > 1 ? 3 : 0)) await sleep(2);
    await sleep(kill === 1 ? 400 : 17 * kill);
    child.kill("SIGKILL");
    await ended;
    killedAt.push(server.count());
  }
  const last = await begin(order);
  assert.equal(await last.ended, 0);
  const seconds = (performance.now() - begun) / 1000;

  const { rows } = await books.inBooks((db) =>
    db.query<{ messageId: string; state: string; unconfirmed: boolean }>(
      `select message_id as "messageId", state, unconfirmed from message order by id`,
    ),
  );
  assert.equal(rows.length, statements, "one message a statement");
  assert.ok(rows.every(({ state }) => state === "sent"));
  const arrived = Map.groupBy(server.ids(), (id) => id);
  const twice = [...arrived].filter(([, mails]) => mails.length > 1);
  assert.deepEqual(twice, [], "nothing arrived twice");
  // handed over while the worker died: it may have arrived, and says so
  const missing = rows.filter(({ messageId }) => !arrived.has(messageId));
  assert.ok(
    missing.every(({ unconfirmed }) => unconfirmed),
    "nothing is missing that counts as sent for sure",
  );
  assert.ok(missing.length <= kills, `${missing.length} were caught at the moment of hand-over`);
  const unconfirmed = rows.filter((row) => row.unconfirmed).length;
  t.diagnostic(
    `${statements} statements, killed at ${killedAt.join(", ")} arrived; ${seconds.toFixed(1)} s in all, ` +
      `${server.count()} arrived, ${missing.length} missing, ${unconfirmed} unconfirmed`,
  );
});

async function begin(order: SendingOrder) {
  const child = fork(join(projectFolder, "tests/house/sending-child.ts"));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  await once(child, "message");
  child.send(order);
  return { child, ended };
}
