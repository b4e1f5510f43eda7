// A simulated year of customers with payments, disputes, promises and holidays, through the daily run,
// releases and a real mail server, with processes killed at random. What arrived is held against a
// model written apart (tests/support/dunning-model.ts): nobody who had paid, none twice, none over the
// cap, none skipped.
// CUSTOMERS=1000 DAYS=365 KILLS=40 SEED=7 node --test tests/house/dunning-year.test.ts
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { Random } from "../../demo/random.ts";
import { releaseNotices } from "../../src/app/dunning/release-notices.ts";
import { runDaily } from "../../src/app/dunning/run-daily.ts";
import { readSetup, savePolicy, saveSetting } from "../../src/app/dunning/save-policy.ts";
import { releaseStarts } from "../../src/app/dunning/start-debts.ts";
import { connectionOf } from "../../src/app/matching/match-in-thread.ts";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { saveEmail, savePolicy as saveSendingPolicy } from "../../src/app/sending/setup.ts";
import { fixedClock } from "../../src/clock.ts";
import { projectFolder } from "../../src/config.ts";
import { sendingPolicy } from "../../src/contract/sending.ts";
import { dateOfDayNumber, dayNumber, isoDate } from "../../src/core/date.ts";
import { refreshStatistics } from "../../src/db/statistics.ts";
import { makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { type Dated, drawYear, feed, openFeed } from "../support/dunning-feed.ts";
import { ladder, ModelCustomer } from "../support/dunning-model.ts";
import { startMailServer } from "../support/mail-server.ts";
import type { DunningOrder } from "./dunning-child.ts";

const customers = Number(process.env["CUSTOMERS"] ?? 16);
const days = Number(process.env["DAYS"] ?? 45);
const kills = Number(process.env["KILLS"] ?? 1);
const seed = Number(process.env["SEED"] ?? 7);
const from = dayNumber(isoDate(days > 200 ? "2026-01-05" : "2026-01-26"));
const to = from + days - 1;

/** 国务院办公厅 2026: days off beside weekends, and weekends that are worked. */
const daysOff = [
  ["2026-01-01", "2026-01-03"],
  ["2026-02-15", "2026-02-23"],
  ["2026-04-04", "2026-04-06"],
  ["2026-05-01", "2026-05-05"],
  ["2026-06-19", "2026-06-21"],
  ["2026-09-25", "2026-09-27"],
  ["2026-10-01", "2026-10-07"],
] as const;
const daysWorked = [
  "2026-01-04",
  "2026-02-14",
  "2026-02-28",
  "2026-05-09",
  "2026-09-20",
  "2026-10-10",
];

test(`${days} days of ${customers} customers through ${kills} kills`, async (t) => {
  const world = await openWorld(t);
  const { books, model, events, source, server } = world;
  const killDays = chooseDays();
  let killed = 0;
  const begun = performance.now();
  for (let day = from; day <= to; day += 1) {
    const today = dateOfDayNumber(day);
    const happening = (phase: 0 | 1) => events.get(`${day} ${phase}`) ?? [];
    const live = async (phase: 0 | 1) => {
      await feed(source, happening(phase));
      for (const { customer, event } of happening(phase)) model[customer - 1]?.happen(event, day);
    };
    const act = async (what: "run" | "send") => {
      if (killDays.get(day) === what) killed += await killInTheMiddle(world, { day, act: what });
      await actOf(world, day, what);
    };
    await live(0);
    // as after every import
    if (day % 14 === from % 14) await books.inBooks(refreshStatistics);
    // what a day off or a quiet evening kept back is due again
    await books.inBooks((db) =>
      db.query("update message set next_try_at = now() where state = 'queued'"),
    );
    await act("send");
    if (isWorking(day)) for (const one of model) one.send(day, today);
    await releaseOld(world, day);
    await act("run");
    if (isWorking(day)) for (const one of model) one.plan(day, from);
    await releaseSome(world, day);
    await live(1);
    if (day % 6 === 0) continue;
    await act("send");
    if (isWorking(day)) for (const one of model) one.send(day, today);
  }
  const seconds = (performance.now() - begun) / 1000;

  const expected = model.flatMap(({ sent }) => sent).sort();
  const sent = await sentNotices(books);
  const lines = sent.map(({ line }) => line).sort();
  const left = new Set(lines);
  const wanted = new Set(expected);
  const missing = expected.filter((line) => !left.has(line));
  const surplus = lines.filter((line) => !wanted.has(line));
  assert.deepEqual(missing.slice(0, 5), [], `${missing.length} were skipped`);
  assert.deepEqual(surplus.slice(0, 5), [], `${surplus.length} should not have left`);
  assert.equal(lines.length, expected.length);
  assert.ok(expected.length > customers, "the model sends");

  const arrived = Map.groupBy(server.ids(), (id) => id);
  const twice = [...arrived].filter(([, mails]) => mails.length > 1);
  assert.deepEqual(twice, [], "nothing arrived twice");
  const lost = sent.filter(({ messageId }) => !arrived.has(messageId));
  assert.ok(
    lost.every(({ unconfirmed }) => unconfirmed),
    "what counts as sent for sure has arrived",
  );
  assert.ok(lost.length <= killed * 5, "at most what was in the killed process's hands");
  const known = new Set(sent.map(({ messageId }) => messageId));
  const strangers = [...arrived.keys()].filter((id) => !known.has(id));
  assert.deepEqual(strangers, [], "nothing arrived that does not count as sent");
  checkText(await server.received(), sent);
  t.diagnostic(
    `${customers} customers, ${days} days: ${expected.length} messages expected, ${lines.length} sent, ` +
      `${server.count()} arrived, 0 twice, ${missing.length} skipped, ${surplus.length} too many; ` +
      `${killed} processes killed, ${lost.length} unconfirmed; ${seconds.toFixed(1)} s`,
  );
});

type World = Awaited<ReturnType<typeof openWorld>>;

async function openWorld(t: TestContext) {
  const { appPool } = await withDatabase(t);
  const dataFolder = await mkdtemp(join(tmpdir(), "qz-dunning-"));
  t.after(() => rm(dataFolder, { recursive: true, force: true }));
  const server = await startMailServer(t);
  const books = await makeBooks(appPool);
  const { orgId, memberId } = books;
  const actor = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const depsOn = (day: number) => {
    const clock = fixedClock(instantOf(day));
    return { pool: appPool, clock, dataFolder, log: pino({ level: "silent" }) };
  };
  const first = depsOn(from);
  const setting = { ...server.setting, fromName: "应收部", fromAddress: "ar@firm.example" };
  await saveEmail(first, actor, { ...setting, replyTo: "" });
  const pace = { quietFrom: "00:00", quietTo: "00:00", perMinute: 0, attachPdf: false };
  await saveSendingPolicy(first, actor, sendingPolicy.parse({ channel: "email", ...pace }));
  const own = dunningBooks(books, from);
  const setup = await readSetup(first, own);
  const saved = await saveSetting(first, actor, { books: own, setting: settingOf(setup.setting) });
  assert.ok(saved.ok);
  const policy = {
    ...setup.blank,
    isOn: true,
    steps: ladder.map((day, index) => ({
      from: "due" as const,
      days: day,
      channel: "email" as const,
      template: "dunning_reminder" as const,
      tone: "friendly" as const,
      approver: index === 4 ? ("collector" as const) : ("nobody" as const),
      minimum: "500.00",
    })),
  };
  const change = { scope: { scope: "organisation" as const }, policy };
  const policySaved = await savePolicy(first, actor, { books: own, change });
  assert.ok(policySaved.ok);
  const source = await openFeed(books, customers, from);
  const drawn = drawYear({ seed, customers, from, to });
  const events = Map.groupBy(drawn, ({ day, phase }: Dated) => `${day} ${phase}`);
  const model = source.customers.map((_, index) => new ModelCustomer(index + 1));
  return { books, actor, server, dataFolder, depsOn, source, events, model };
}

/** A reminder of grade B every day, so that the weekly cap has something to hold back. */
function settingOf(setting: Awaited<ReturnType<typeof readSetup>>["setting"]) {
  const grades = setting.grades.map((one) => ({
    ...one,
    actions: one.actions.map((action) => ({ ...action, isOn: false })),
    reminder: { ...one.reminder, isOn: one.grade === "B", everyDays: 1 },
  }));
  return { ...setting, grades, caps: { ...setting.caps, email: 2 }, runAt: "09:00" };
}

function dunningBooks({ orgId, booksId }: TestBooks, day: number) {
  const today = dateOfDayNumber(day);
  return { orgId, booksId, homeCurrency: "CNY", timeZone: "Asia/Shanghai", today };
}

/** Ten in the morning in Shanghai. */
function instantOf(day: number): string {
  return `${dateOfDayNumber(day)}T02:00:00Z`;
}

async function actOf({ books, depsOn }: World, day: number, what: "run" | "send"): Promise<void> {
  const { orgId, booksId } = books;
  const names = { name: "", timeZone: "Asia/Shanghai", ownNames: [], ownTaxIds: [] };
  const deps = depsOn(day);
  if (what === "run") {
    await runDaily(deps, { orgId, booksId, ...names, today: dateOfDayNumber(day) });
  } else {
    await sendMessages(deps, { orgId, booksId, memberId: null }, async () => {});
  }
}

/** 1 when the process was still at it. */
async function killInTheMiddle(
  { books, dataFolder }: World,
  { day, act }: { readonly day: number; readonly act: "run" | "send" },
): Promise<number> {
  const { orgId, booksId } = books;
  const order: DunningOrder = {
    connection: connectionOf(books.pool),
    dataFolder,
    orgId,
    booksId,
    day: dateOfDayNumber(day),
    instant: instantOf(day),
    act,
  };
  const child = fork(join(projectFolder, "tests/house/dunning-child.ts"));
  const ended = once(child, "exit");
  await once(child, "message");
  child.send(order);
  await Promise.race([
    ended,
    sleep(40 + (new Random(seed, day).bits() % (customers > 100 ? 900 : 160))),
  ]);
  const isAlive = child.exitCode === null;
  child.kill("SIGKILL");
  await ended;
  return isAlive ? 1 : 0;
}

/** Working days, spread over the time, run and sending in turn. */
function chooseDays(): Map<number, "run" | "send"> {
  const chosen = new Map<number, "run" | "send">();
  const random = new Random(seed, 1_000_003);
  while (chosen.size < Math.min(kills, days >> 1)) {
    const day = from + 10 + (random.bits() % Math.max(1, days - 12));
    if (isWorking(day)) chosen.set(day, chosen.size % 2 === 0 ? "send" : "run");
  }
  return chosen;
}

/** On every ninth day a person says where newly known debt starts. */
async function releaseOld({ books, actor, depsOn, model, source }: World, day: number) {
  if (day % 9 !== 0) return;
  for (const one of model) {
    const old = one.newlyKnown(day, from);
    if (old.size === 0) continue;
    const customerId = source.customers[one.id - 1] ?? 0;
    const of = { books: dunningBooks(books, day), customerIds: [customerId], startAt: null };
    const done = await releaseStarts(depsOn(day), actor, of);
    assert.equal(done.documents, old.size, "the same documents are newly known");
    for (const [item, step] of old) item.start = step;
  }
}

/** Seven of ten customers' notices that wait are released on the day; the others wait for tomorrow. */
async function releaseSome({ books, actor, depsOn, model, source }: World, day: number) {
  if (!isWorking(day)) return;
  const isReleased = (customer: number) => new Random(day, customer).bits() % 10 < 7;
  const numbers = new Map(source.customers.map((id, index) => [id, index + 1]));
  const { rows } = await books.inBooks((db) =>
    db.query<{ id: number; customerId: number }>(
      `select id, customer_id as "customerId" from dunning_notice where state = 'proposed'`,
    ),
  );
  const ids = rows
    .filter(({ customerId }) => isReleased(numbers.get(customerId) ?? 0))
    .map(({ id }) => id);
  if (ids.length > 0) {
    const done = await releaseNotices(depsOn(day), actor, { books: dunningBooks(books, day), ids });
    assert.deepEqual(done.refused, []);
  }
  for (const one of model) one.release(isReleased(one.id));
}

type Sent = {
  readonly line: string;
  readonly messageId: string;
  readonly unconfirmed: boolean;
  readonly asked: readonly { readonly currency: string; readonly minor: number }[];
};

async function sentNotices(books: TestBooks): Promise<Sent[]> {
  const { rows } = await books.inBooks((db) =>
    db.query<Sent>(
      `select n.taken_on || ' ' || c.no || ' ' || n.kind || ' ' ||
         string_agg(i.no || '@' || coalesce(x.nominal::text, '-') || '=' || x.asked_minor, ' '
           order by i.no collate "C") filter (where x.asked_minor > 0) as line,
         m.message_id as "messageId", m.unconfirmed, n.asked
       from dunning_notice n
       join customer c on c.org_id = n.org_id and c.id = n.customer_id
       join message m on m.org_id = n.org_id and m.id = n.message_id
       join dunning_notice_item x on x.org_id = n.org_id and x.notice_id = n.id
       join open_item i on i.org_id = x.org_id and i.id = x.item_id
       where m.state = 'sent' and n.state = 'released'
       group by n.id, n.org_id, c.no, n.taken_on, n.kind, m.message_id, m.unconfirmed, n.asked`,
    ),
  );
  return rows;
}

/** The sum in the mail is the sum that was recorded. */
function checkText(
  mails: Awaited<ReturnType<World["server"]["received"]>>,
  sent: readonly Sent[],
): void {
  const byId = new Map(sent.map((one) => [one.messageId, one]));
  for (const { messageId, text } of mails) {
    for (const { currency, minor } of byId.get(messageId)?.asked ?? []) {
      const amount = (minor / 100).toLocaleString("en", { minimumFractionDigits: 2 });
      assert.ok(text.includes(`${currency} ${amount}`), `${messageId} asks for ${amount}: ${text}`);
    }
  }
}

function isWorking(day: number): boolean {
  const text = dateOfDayNumber(day);
  if (daysWorked.includes(text)) return true;
  if (daysOff.some(([first, last]) => text >= first && text <= last)) return false;
  const weekday = new Date(`${text}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
