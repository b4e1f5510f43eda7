// Late payment on the public receivables data set: learnt from earlier invoices, measured on later
// ones, beside naive baselines; and the proof that nothing after an invoice's day is looked at.
import { deepStrictEqual } from "node:assert/strict";
import { dayCalendar } from "../src/core/credit/late/calendar.ts";
import { type LateItem, lateFacts } from "../src/core/credit/late/facts.ts";
import { type Measured, measure } from "../src/core/credit/late/measure.ts";
import { type TrainedModel, trainLateModel, wasLate } from "../src/core/credit/late/train.ts";
import { dateOfDayNumber } from "../src/core/date.ts";
import type { BenchCommand } from "./commands.ts";
import { readReceivables } from "./late-data.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

/** Shares of the invoices, by date: learnt from, chosen by, measured on. */
const chosenFrom = 0.55;
const measuredFrom = 0.7;

export const lateCommand: BenchCommand = {
  name: "late",
  title: "late payment on the public receivables data set, beside naive baselines",
  run: () => {
    const items = readReceivables();
    if (items === null) {
      console.log("The receivables data set is not beside this checkout; nothing was measured.");
      return;
    }
    const start = performance.now();
    const days = items.map(({ issuedDay }) => issuedDay).sort((a, b) => a - b);
    const dayAt = (share: number) => days[Math.floor(days.length * share)] ?? 0;
    const asOf = Math.max(...items.map(({ dueDay }) => dueDay)) + 1;
    const periods = { chooseFrom: dayAt(chosenFrom), measureFrom: dayAt(measuredFrom), asOf };
    const facts = lateFacts(items, dayCalendar);
    const trained = trainLateModel(items, facts, periods);
    const ms = performance.now() - start;
    proveNoLeak(items, facts, periods.measureFrom);
    report(items, trained, periods.measureFrom);
    console.log(
      `\nchosen: ${trained.model.kind} · ${Math.round(ms)} ms · nothing after an invoice's day is used: later columns shuffled, facts of ${items.length} invoices the same`,
    );
    const { figures, majority } = trained;
    mergeResults("late", { chosen: trained.model.kind, ...figures, majority });
  },
};

function report(items: readonly LateItem[], trained: TrainedModel, measureFrom: number): void {
  const { figures, majority } = trained;
  const tested = items.filter(({ issuedDay }) => issuedDay >= measureFrom);
  const outcomes = tested.map(wasLate);
  const always = (chance: number) =>
    measure(
      tested.map(() => chance),
      outcomes,
    );
  const learnt = items.filter(({ dueDay }) => dueDay < measureFrom);
  const share = learnt.filter(wasLate).length / learnt.length;
  const rows: readonly (readonly [string, Measured | null])[] = [
    ["always the more frequent", majority],
    ["everybody's share of late", always(share)],
    ["the customer's last outcome", lastOutcome(items, tested)],
    ["the customer's own share", figures.baseline],
    ["logistic regression", figures.logistic],
    ["boosted trees", figures.trees],
  ];
  console.log(
    `learnt from ${learnt.length} invoices due before ${dateOfDayNumber(measureFrom)} (${percent(share)} late), measured on ${tested.length} issued from then on (${percent(outcomes.filter(Boolean).length / tested.length)} late)\n`,
  );
  printTable(
    ["prediction", "accuracy", "AUC", "log loss", "Brier", "calibration error"],
    rows.flatMap(([name, m]) => (m === null ? [] : [[name, ...figuresOf(m)]])),
  );
  const best = figures[trained.model.kind];
  if (!best) return;
  console.log("\nsaid and seen by band of the chosen model");
  printTable(
    ["chance", "invoices", "said", "seen"],
    best.bands.map((b) => [
      `${percent(b.from)}–${percent(b.to)}`,
      String(b.count),
      percent(b.said),
      percent(b.seen),
    ]),
  );
}

function figuresOf(m: Measured): string[] {
  return [
    percent(m.accuracy),
    m.auc === null ? "–" : m.auc.toFixed(3),
    m.logLoss.toFixed(3),
    m.brier.toFixed(3),
    m.calibrationError.toFixed(3),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** As the invoice settled last before this one was issued. */
function lastOutcome(items: readonly LateItem[], tested: readonly LateItem[]): Measured {
  const said = tested.map((item) => {
    const before = items.filter(
      (other) =>
        other.customer === item.customer && (other.settledDay ?? Infinity) < item.issuedDay,
    );
    const last = before.reduce<LateItem | null>(
      (best, one) => ((one.settledDay ?? 0) > (best?.settledDay ?? 0) ? one : best),
      null,
    );
    return last && wasLate(last) ? 1 : 0;
  });
  return measure(said, tested.map(wasLate));
}

/** What became known from that day on is dealt out anew; facts of invoices up to it stay. */
function proveNoLeak(
  items: readonly LateItem[],
  facts: readonly Float64Array[],
  day: number,
): void {
  const laterOnes = items.filter(({ settledDay }) => (settledDay ?? day) >= day);
  const shifts = laterOnes.map(({ settledDay, isDisputed }) => ({ settledDay, isDisputed }));
  let at = 0;
  const shuffled = items.map((item) => {
    if ((item.settledDay ?? day) < day) return item;
    at += 1;
    return { ...item, ...shifts[(at * 7919) % shifts.length] };
  });
  const again = lateFacts(shuffled, dayCalendar);
  items.forEach((item, index) => {
    if (item.issuedDay <= day) deepStrictEqual(again[index], facts[index]);
  });
}
