import assert from "node:assert/strict";
import { test } from "node:test";
import { withDatabase } from "../../tests/support/database.ts";
import { createPool, isConflict, isOutage } from "./pool.ts";

test("a date arrives as its text and a bigint as an exact number", async (t) => {
  const { appPool } = await withDatabase(t);
  const { rows } = await appPool.query(
    "select date '2026-01-01' as day, 9007199254740991::bigint as minor, null::bigint as none",
  );
  assert.deepEqual(rows, [{ day: "2026-01-01", minor: 9007199254740991, none: null }]);
});

test("a bigint that a number cannot hold is an error and never a rounded amount", async (t) => {
  const { appPool } = await withDatabase(t);
  await assert.rejects(appPool.query("select 9007199254740993::bigint"), /outside the safe range/);
});

test("libraries get the driver's own types", async (t) => {
  const { authPool } = await withDatabase(t);
  const { rows } = await authPool.query("select 1::bigint as n");
  assert.deepEqual(rows, [{ n: "1" }]);
});

test("a killed connection is an outage, does not end the process, and the pool goes on", async (t) => {
  const { app } = await withDatabase(t);
  const pool = createPool({ ...app, max: 2 }, () => {});
  t.after(() => pool.end());
  const victim = await pool.connect();
  const { rows } = await victim.query("select pg_backend_pid() as pid");
  const slow = assert.rejects(victim.query("select pg_sleep(20)"), (error) => isOutage(error));
  // A role may end its own sessions.
  await pool.query("select pg_terminate_backend($1)", [rows[0].pid]);
  await slow;
  victim.release(true);
  assert.deepEqual((await pool.query("select 1 as one")).rows, [{ one: 1 }]);
});

test("a lost race is a conflict and no outage", () => {
  assert.equal(isConflict(new Error("serialize")), false);
  assert.equal(isOutage(new Error("Connection terminated unexpectedly")), true);
  assert.equal(
    isOutage(Object.assign(new Error("nothing listens"), { code: "ECONNREFUSED" })),
    true,
  );
  assert.equal(isOutage(Object.assign(new Error("duplicate key"), { code: "23505" })), false);
});
