// Late payment on the public receivables data set: learnt from earlier invoices, better on later ones
// than naive guesses, and blind to everything after an invoice's own day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readReceivables } from "../../bench/late-data.ts";
import { dayCalendar } from "../../src/core/credit/late/calendar.ts";
import { lateFacts } from "../../src/core/credit/late/facts.ts";
import { trainLateModel } from "../../src/core/credit/late/train.ts";

const items = readReceivables() ?? [];
const skip = items.length === 0 ? "the receivables data set is not beside this checkout" : false;

test("later invoices are told better than by naive guesses", { skip }, (context) => {
  const days = items.map(({ issuedDay }) => issuedDay).sort((a, b) => a - b);
  const dayAt = (share: number) => days[Math.floor(days.length * share)] ?? 0;
  const asOf = Math.max(...items.map(({ dueDay }) => dueDay)) + 1;
  const periods = { chooseFrom: dayAt(0.55), measureFrom: dayAt(0.7), asOf };
  const facts = lateFacts(items, dayCalendar);
  const { model, figures, majority } = trainLateModel(items, facts, periods);
  const chosen = figures[model.kind];
  const own = figures.baseline;
  assert.ok(chosen !== null && own !== null);
  context.diagnostic(`${model.kind}: accuracy ${chosen.accuracy}, AUC ${chosen.auc}`);
  assert.ok(chosen.accuracy > majority.accuracy + 0.05);
  assert.ok((chosen.auc ?? 0) > (own.auc ?? 1));
  assert.ok(chosen.logLoss < own.logLoss);
  assert.ok(chosen.calibrationError < own.calibrationError);
});

test("whatever becomes known later, the facts of an earlier invoice stay", { skip }, () => {
  const facts = lateFacts(items, dayCalendar);
  const day = [...items].sort((a, b) => a.issuedDay - b.issuedDay)[1_200]?.issuedDay ?? 0;
  const changed = items.map((item, n) =>
    (item.settledDay ?? day) >= day
      ? { ...item, settledDay: day + ((n * 7919) % 300), isDisputed: n % 2 === 0 }
      : item,
  );
  const again = lateFacts(changed, dayCalendar);
  const seen = items.flatMap(({ issuedDay }, index) => (issuedDay <= day ? [index] : []));
  assert.ok(seen.length >= 1_200);
  for (const index of seen) assert.deepEqual(again[index], facts[index]);
});
