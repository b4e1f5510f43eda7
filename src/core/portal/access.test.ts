// The door: what a link, a code and a wrong code may do, and when.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkLink,
  codesPerHour,
  codeTries,
  judgeCode,
  maskAddress,
  mayIssueCode,
  wrongCodesPerDay,
} from "./access.ts";

const now = new Date("2026-09-30T08:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const link = {
  expiresAt: inDays(3),
  revokedAt: null,
  linkVersion: 1,
  statementVersion: 1,
  confirmation: "sent" as const,
};

test("a link lives until it expires, is revoked, sent again or its statement withdrawn", () => {
  const codeOf = (change: Partial<Parameters<typeof checkLink>[0]>) => {
    const checked = checkLink({ ...link, ...change }, now);
    return checked.ok ? "alive" : checked.error.code;
  };
  assert.equal(codeOf({}), "alive");
  assert.equal(codeOf({ confirmation: "confirmed" }), "alive");
  assert.equal(codeOf({ expiresAt: now }), "portal_link_expired");
  assert.equal(codeOf({ revokedAt: secondsAgo(1) }), "portal_link_withdrawn");
  assert.equal(codeOf({ statementVersion: 2 }), "portal_link_withdrawn");
  assert.equal(codeOf({ confirmation: "withdrawn" }), "portal_link_withdrawn");
  assert.equal(codeOf({ confirmation: "superseded" }), "portal_link_withdrawn");
});

test("codes are sent a minute apart, five an hour, none after twenty wrong ones", () => {
  const ask = (...ages: number[]) =>
    mayIssueCode({ madeAt: ages.map(secondsAgo), wrongToday: 0 }, now);
  assert.ok(ask().ok);
  assert.deepEqual(ask(20), { ok: false, error: { code: "portal_code_wait", seconds: 40 } });
  assert.ok(ask(60).ok);
  assert.ok(ask(61, 122, 183, 244).ok);
  assert.equal(codesPerHour, 5);
  assert.deepEqual(ask(61, 122, 183, 244, 3_000), {
    ok: false,
    error: { code: "portal_code_wait", seconds: 600 },
  });
  const tried = mayIssueCode({ madeAt: [], wrongToday: wrongCodesPerDay }, now);
  assert.deepEqual(tried, { ok: false, error: { code: "portal_link_locked" } });
});

test("a code is right once, within its time, within five tries", () => {
  const issued = { expiresAt: inDays(1), endedAt: null, attempts: 0 };
  assert.ok(judgeCode(issued, true, now).ok);
  const wrong = judgeCode(issued, false, now);
  assert.deepEqual(wrong, { ok: false, error: { code: "portal_code_wrong", left: codeTries - 1 } });
  for (const dead of [
    null,
    { ...issued, expiresAt: now },
    { ...issued, endedAt: now },
    { ...issued, attempts: codeTries },
  ]) {
    const judged = judgeCode(dead, true, now);
    assert.deepEqual(judged, { ok: false, error: { code: "portal_code_ended" } });
  }
  const last = judgeCode({ ...issued, attempts: codeTries - 1 }, false, now);
  assert.deepEqual(last, { ok: false, error: { code: "portal_code_ended" } });
});

test("an address is told by its end alone", () => {
  assert.equal(maskAddress("zhang.wei@qiming.example"), "z***@qiming.example");
  assert.equal(maskAddress("13812345678"), "138****5678");
  assert.equal(maskAddress("12345"), "***");
});
