// The clock: every set of books gets its turn, each work once a day; a work that fails keeps nobody
// else from theirs and is tried again; the queue's own timetable is set up under our own role.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import type { ClockWork } from "../../src/app/clock/clock-work.ts";
import { runDueWork } from "../../src/app/clock/run-due.ts";
import { fixedClock, systemClock } from "../../src/clock.ts";
import { createPlainPool } from "../../src/db/pool.ts";
import { startWorkers } from "../../src/jobs/worker.ts";
import { makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

const log = pino({ level: "silent" });

test("each books' day has each daily work once, each turn the others; a fault is kept and tried again", async (t) => {
  const { appPool } = await withDatabase(t);
  const first = await makeBooks(appPool, "甲公司");
  const second = await makeBooks(appPool, "乙公司");
  await second.inBooks((db) =>
    db.query("update books set time_zone = 'America/New_York' where org_id = $1", [second.orgId]),
  );
  const seen: string[] = [];
  let isBroken = true;
  const works: ClockWork[] = [
    {
      name: "daily_work",
      every: "day",
      run: async (_, { booksId, orgId, today }) => {
        seen.push(`day ${orgId}-${booksId} ${today}`);
      },
    },
    {
      name: "broken_work",
      every: "day",
      run: async () => {
        if (isBroken) throw new Error("the mail server is away");
        seen.push("mended");
      },
    },
    {
      name: "turn_work",
      every: "turn",
      run: async (_, { orgId }) => {
        seen.push(`turn ${orgId}`);
      },
    },
  ];
  const turn = (instant: string) =>
    runDueWork({ pool: appPool, clock: fixedClock(instant), dataFolder: "", log }, works);
  const of = (prefix: string) => seen.filter((one) => one.startsWith(prefix));
  await turn("2026-10-04T22:30:00Z"); // 06:30 in Shanghai, 18:30 the day before in New York
  assert.deepEqual(of("day"), [`day ${second.orgId}-${second.booksId} 2026-10-04`]);
  await turn("2026-10-04T23:00:00Z");
  await turn("2026-10-04T23:05:00Z");
  assert.deepEqual(of("day"), [
    `day ${second.orgId}-${second.booksId} 2026-10-04`,
    `day ${first.orgId}-${first.booksId} 2026-10-05`,
  ]);
  assert.equal(of("turn").length, 6);
  const { rows } = await first.inBooks((db) =>
    db.query<{ error: string; done: string }>(
      `select error, done_for as done from clock_mark where work = 'broken_work'`,
    ),
  );
  assert.deepEqual(rows, [{ error: "the mail server is away", done: "" }]);
  isBroken = false;
  await turn("2026-10-04T23:10:00Z");
  assert.equal(of("mended").length, 2);
  await turn("2026-10-04T23:15:00Z");
  assert.equal(of("mended").length, 2);
});

test("a live worker has the turn in its timetable and runs it", async (t) => {
  const database = await withDatabase(t);
  await makeBooks(database.appPool);
  const pool = createPlainPool({ ...database.app, max: 6 }, () => {});
  let turns = 0;
  const probe: ClockWork = {
    name: "probe_work",
    every: "turn",
    run: async () => {
      turns += 1;
    },
  };
  const deps = { pool: database.appPool, clock: systemClock, dataFolder: "", log };
  const workers = await startWorkers(deps, { pool, concurrency: 1, clockWorks: [probe] });
  t.after(async () => {
    await workers.stop();
    await pool.end();
  });
  // the workers write it down after they have started
  const timetable = async () =>
    (
      await pool.query<{ identifier: string }>(
        "select identifier from graphile_worker._private_known_crontabs",
      )
    ).rows.map(({ identifier }) => identifier);
  for (let tries = 0; tries < 100 && (await timetable()).length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(await timetable(), ["turn_of_the_clock"]);
  await pool.query(
    `select graphile_worker.add_job('turn_of_the_clock', '{}'::json, queue_name := 'clock')`,
  );
  for (let tries = 0; tries < 100 && turns === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(turns, 1);
});
