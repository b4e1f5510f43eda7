import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { guardOf, type StandingFacts, standingOf } from "./standing.ts";

const today = isoDate("2026-09-16"); // a Wednesday
const plain: StandingFacts = {
  today,
  askMinor: 100,
  promisedFor: [],
  promisedMinor: 0,
  stepsDue: [],
  contacts: [],
  weekCap: 2,
};

test("money that is asked for and nothing in the way: contact today", () => {
  assert.deepEqual(standingOf(plain), { standing: "call", until: null });
});

test("nothing undisputed is left: nothing to ask", () => {
  assert.equal(standingOf({ ...plain, askMinor: 0 }).standing, "nothing");
});

test("a promise for all of it keeps the phone down until its day, one for a part does not", () => {
  const promisedFor = [isoDate("2026-09-18")];
  assert.deepEqual(standingOf({ ...plain, promisedFor, promisedMinor: 100 }), {
    standing: "promised",
    until: "2026-09-18",
  });
  assert.equal(standingOf({ ...plain, promisedFor, promisedMinor: 40 }).standing, "call");
});

test("a promise whose day is over holds nobody back", () => {
  const promisedFor = [isoDate("2026-09-15")];
  assert.equal(standingOf({ ...plain, promisedFor, promisedMinor: 100 }).standing, "call");
});

test("two contacts in seven days, cap two: free again seven days after the first of them", () => {
  const contacts = [isoDate("2026-09-11"), isoDate("2026-09-14")];
  assert.deepEqual(guardOf({ today, contacts, weekCap: 2 }), {
    contacts: 2,
    cap: 2,
    freeFrom: "2026-09-18",
  });
  assert.equal(standingOf({ ...plain, contacts }).standing, "capped");
  assert.equal(guardOf({ today, contacts, weekCap: 3 }).freeFrom, null);
  const old = [isoDate("2026-09-09"), isoDate("2026-09-14")];
  assert.equal(guardOf({ today, contacts: old, weekCap: 2 }).freeFrom, null);
});

test("a cap of zero is no cap", () => {
  const contacts = [today, today, today];
  assert.equal(guardOf({ today, contacts, weekCap: 0 }).freeFrom, null);
});

test("the next step is on Friday: not today", () => {
  const stepsDue = [isoDate("2026-09-25"), isoDate("2026-09-18")];
  assert.deepEqual(standingOf({ ...plain, stepsDue }), { standing: "later", until: "2026-09-18" });
  assert.equal(standingOf({ ...plain, stepsDue: [today] }).standing, "call");
});
