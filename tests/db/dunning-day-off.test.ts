// A reminder that a day off keeps here is judged when it can leave, not before: what is promised over a
// weekend and not kept does not cost the customer's step its turn.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import { runDaily } from "../../src/app/dunning/run-daily.ts";
import { readSetup, savePolicy, saveSetting } from "../../src/app/dunning/save-policy.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { saveEmail, savePolicy as saveSendingPolicy } from "../../src/app/sending/setup.ts";
import { fixedClock } from "../../src/clock.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { dayNumber, isoDate } from "../../src/core/date.ts";
import { makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { feed, openFeed } from "../support/dunning-feed.ts";
import type { ModelEvent, ModelItem } from "../support/dunning-model.ts";
import { startMailServer } from "../support/mail-server.ts";

const bill: ModelItem = {
  no: "INV-1",
  customer: 1,
  currency: "CNY",
  homeFactor: 1,
  amount: 10_000_000,
  due: dayNumber(isoDate("2026-03-13")),
  entered: dayNumber(isoDate("2026-02-10")),
  ...{ paid: 0, disputed: 0, level: -1, lastOn: null, start: null },
};
const friday = isoDate("2026-03-13");
const saturday = isoDate("2026-03-14");
const monday = isoDate("2026-03-16");

test("a promise over the weekend neither sends nor ends a reminder that waits for Monday", async (t) => {
  const { appPool: pool } = await withDatabase(t);
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-day-off-"));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const server = await startMailServer(t);
  const books = await makeBooks(pool);
  const { orgId, booksId, memberId } = books;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const depsOn = (day: string) => {
    const clock = fixedClock(`${day}T02:00:00Z`);
    return { pool, clock, dataFolder, log: pino({ level: "silent" }) };
  };
  const own = { orgId, booksId, homeCurrency: "CNY", timeZone: "Asia/Shanghai", today: friday };
  const email = { ...server.setting, fromName: "应收部", fromAddress: "ar@firm.example" };
  await saveEmail(depsOn(friday), actor, { ...email, replyTo: "" });
  const pace = { quietFrom: "00:00", quietTo: "00:00", perMinute: 0, attachPdf: false };
  await saveSendingPolicy(
    depsOn(friday),
    actor,
    sendingPolicy.parse({ channel: "email", ...pace }),
  );
  const { setting, blank } = await readSetup(depsOn(friday), own);
  await saveSetting(depsOn(friday), actor, {
    books: own,
    setting: { ...setting, calendar: "china", runAt: "09:00" },
  });
  const step = { from: "due", days: 0, channel: "email", template: "dunning_reminder" } as const;
  const about = { tone: "friendly", approver: "nobody", minimum: "0.00" } as const;
  const policy = { ...blank, isOn: true, steps: [{ ...step, ...about }] };
  const change = { scope: { scope: "organisation" as const }, policy };
  assert.ok((await savePolicy(depsOn(friday), actor, { books: own, change })).ok);

  const begins = dayNumber(isoDate("2026-02-10"));
  const source = await openFeed(books, 1, begins);
  const happen = (day: number, event: ModelEvent) =>
    feed(source, [{ day, phase: 0, customer: 1, event }]);
  await happen(begins, { kind: "enter", item: bill });
  await runDaily(depsOn(friday), { ...own, name: "", ownNames: [], ownTaxIds: [] });
  const messages = () =>
    books.inBooks(async (db) => {
      await db.query("update message set next_try_at = now() where state = 'queued'");
      return (await db.query("select state, last_error from message")).rows;
    });
  const waits = [{ state: "queued", last_error: "" }];
  assert.deepEqual(await messages(), waits);
  const promise = { currency: "CNY", amount: bill.amount, due: dayNumber(saturday) };
  await happen(dayNumber(friday), { kind: "promise", ...promise });
  const sendOn = (day: string) =>
    sendMessages(depsOn(day), { orgId, booksId, memberId: null }, async () => {});
  await sendOn(saturday);
  assert.deepEqual(await messages(), waits, "the day off decides nothing");
  assert.equal(server.count(), 0);
  await sendOn(monday);
  assert.deepEqual(await messages(), [{ state: "sent", last_error: "" }]);
  assert.equal(server.count(), 1);
});
