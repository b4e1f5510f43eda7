import assert from "node:assert/strict";
import { test } from "node:test";
import { type Movement, positionSeries, salesLeftAt, soldIn } from "./positions.ts";

const days = ["2026-07-31", "2026-08-31", "2026-09-30"];
const never = 1_000_000;

const moved = (what: Movement["what"], at: number, homeMinor: number): Movement => ({
  key: "1",
  what,
  at,
  dueAt: 1,
  late1: 2,
  lateB: never,
  lateA: never,
  homeMinor,
  onOverdueMinor: 0,
});

test("balances run on, flows do not, and both are exact beyond what a number holds", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const steps = positionSeries(days, {
    movements: [
      moved("sale", 0, most),
      moved("sale", 0, most),
      moved("sale", 1, most),
      moved("receipt", 1, -7),
      moved("write_off", 2, -most),
      moved("other", 2, -1),
    ],
    changed: [],
    sold: [{ key: "1", saleAt: 0, at: 1, homeMinor: 3 }],
    names: new Map([["1", "上海启明贸易有限公司"]]),
  });
  const step = steps.next();
  assert.ok(step.done, "few movements are summed at once");
  const [series] = step.value;
  const all = BigInt(most);
  assert.ok(series);
  assert.equal(series.name, "上海启明贸易有限公司");
  assert.deepEqual(
    series.positions.map(({ receivableMinor, salesMinor }) => [receivableMinor, salesMinor]),
    [
      [2n * all, 2n * all],
      [3n * all - 7n, all],
      [2n * all - 8n, 0n],
    ],
  );
  assert.deepEqual([soldIn(series, 0), soldIn(series, 1), soldIn(series, 2)], [0n, 3n, 0n]);
  assert.deepEqual(
    [salesLeftAt(series, 0, 0), salesLeftAt(series, 0, 2)],
    [2n * all, 2n * all - 3n],
  );
  const last = series.positions[2]!;
  assert.equal(last.writtenOffMinor, all);
  assert.equal(last.overdueMinor, 2n * all - 8n, "all of it is due on the second day");
  assert.equal(last.notDueMinor, 0n);
  assert.equal(series.positions[1]!.receivedMinor, 7n);
  assert.equal(series.positions[1]!.receivedOnDueMinor, 7n);
});
