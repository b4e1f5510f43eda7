import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { type GivenPromise, judgePromises, type PromiseReceipt } from "./promise.ts";

function promise(id: number, amountMinor: number, dueOn: string): GivenPromise {
  const promisedOn = isoDate("2026-09-01");
  const recordedAt = "2026-09-01T03:00:00Z";
  return { id, amountMinor, promisedOn, recordedAt, dueOn: isoDate(dueOn) };
}

function receipt(date: string, amountMinor: number, at = "T02:00:00Z"): PromiseReceipt {
  return { date: isoDate(date), recordedAt: `${date}${at}`, amountMinor };
}

function judged(promises: GivenPromise[], receipts: PromiseReceipt[], today: string) {
  const at = { today: isoDate(today), graceDays: 1 };
  return judgePromises(promises, receipts, at).map(({ id, state, receivedMinor }) => [
    id,
    state,
    receivedMinor,
  ]);
}

test("the whole amount by the day: kept; two receipts add up", () => {
  const receipts = [receipt("2026-09-05", 60), receipt("2026-09-10", 40)];
  assert.deepEqual(judged([promise(1, 100, "2026-09-10")], receipts, "2026-09-10"), [
    [1, "kept", 100],
  ]);
});

test("a part only: open until the day of grace is over, then broken", () => {
  const receipts = [receipt("2026-09-09", 60)];
  const one = [promise(1, 100, "2026-09-10")];
  assert.deepEqual(judged(one, receipts, "2026-09-11"), [[1, "open", 60]]);
  assert.deepEqual(judged(one, receipts, "2026-09-12"), [[1, "broken", 60]]);
});

test("money that came before the promise does not keep it", () => {
  const receipts = [receipt("2026-08-31", 100), receipt("2026-09-01", 100)];
  assert.deepEqual(judged([promise(1, 100, "2026-09-10")], receipts, "2026-09-12"), [
    [1, "broken", 0],
  ]);
  const later = [receipt("2026-09-01", 100, "T04:00:00Z")];
  assert.deepEqual(judged([promise(1, 100, "2026-09-10")], later, "2026-09-12"), [
    [1, "kept", 100],
  ]);
});

test("one receipt keeps one promise: what is over counts for the next", () => {
  const two = [promise(2, 100, "2026-09-20"), promise(1, 100, "2026-09-10")];
  assert.deepEqual(judged(two, [receipt("2026-09-08", 150)], "2026-09-12"), [
    [1, "kept", 100],
    [2, "open", 50],
  ]);
});

test("too late is too late, whatever the amount", () => {
  const receipts = [receipt("2026-09-12", 100)];
  assert.deepEqual(judged([promise(1, 100, "2026-09-10")], receipts, "2026-09-12"), [
    [1, "broken", 0],
  ]);
});
