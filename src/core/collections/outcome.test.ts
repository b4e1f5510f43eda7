import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { proposeNext, weekOf, workingDay } from "./outcome.ts";

const today = isoDate("2026-09-18"); // a Friday
const at = { today, promisedFor: null, unansweredBefore: 0 };

test("a promise is checked on its day, moved to Monday where that is a weekend", () => {
  const promisedFor = isoDate("2026-09-26");
  assert.deepEqual(proposeNext("promised", { ...at, promisedFor }), {
    kind: "check_receipt",
    dueOn: "2026-09-28",
  });
});

test("nobody answers: again on the next working day; the third time a letter", () => {
  assert.deepEqual(proposeNext("no_answer", at), { kind: "call", dueOn: "2026-09-21" });
  assert.equal(proposeNext("no_answer", { ...at, unansweredBefore: 2 }).kind, "letter");
});

test("what needs paper is done today", () => {
  assert.deepEqual(proposeNext("mismatch", at), { kind: "statement", dueOn: today });
  assert.deepEqual(proposeNext("legal", at), { kind: "legal", dueOn: today });
});

test("a week begins on Monday", () => {
  assert.equal(weekOf(today), "2026-09-14");
  assert.equal(weekOf(isoDate("2026-09-20")), "2026-09-14");
  assert.equal(weekOf(isoDate("2026-09-21")), "2026-09-21");
  assert.equal(workingDay(today), today);
});
