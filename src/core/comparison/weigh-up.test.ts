// All readings around what stands alone are weighed together; what two of them explain as well is left to
// people, and their word is taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isoDate } from "../date.ts";
import { reasonLines } from "../words/comparison.ts";
import { compareLedgers, type ToldPart } from "./compare.ts";
import { kindFromText } from "./entry-kind.ts";
import type { ComparedGroup, LedgerEntry } from "./ledger-entry.ts";
import { reconcile } from "./reconciliation.ts";

/** "2026-08-03 INV-0001 113000 memo": amounts in cents; money is below zero. */
function entries(...lines: string[]): LedgerEntry[] {
  return lines.map((line, at) => {
    const [date = "", no = "", minor = "", ...memo] = line.split(" ");
    const text = memo.join(" ");
    const base = { id: String(at), date: isoDate(date), no: no === "-" ? "" : no, refs: [] };
    return { ...base, memo: text, minor: Number(minor), kind: kindFromText(text), phase: "in" };
  });
}

/** Nine months as both have them, mostly three days later there, at times three weeks: what is usual. */
const weeks = Array.from({ length: 30 }, (_, at) => at);
const dayOf = (at: number, wait: number) =>
  new Date(Date.UTC(2026, 0, 3 + at * 8 + wait)).toISOString().slice(0, 10);
const waitOf = (at: number) => (at % 6 === 4 ? 20 : 3);
const ourYear = weeks.flatMap((at) => [
  `${dayOf(at, 0)} INV-2026-00${5000 + at * 13} ${101_013 + at * 37_411} 发票`,
  `${dayOf(at, 0)} - ${-90_017 - at * 41_903} 货款`,
]);
const theirYear = weeks.flatMap((at) => [
  `${dayOf(at, waitOf(at))} INV-2026-00${5000 + at * 13} ${101_013 + at * 37_411} 采购入库`,
  `${dayOf(at, 1)} 银付-${at} ${-90_017 - at * 41_903} 付货款`,
]);

function compare(ours: readonly string[], theirs: readonly string[], told: ToldPart[] = []) {
  const question = {
    ours: entries(...ourYear, ...ours),
    theirs: entries(...theirYear, ...theirs),
    currency: "CNY",
    to: isoDate("2026-09-30"),
    told,
  };
  const groups = compareLedgers(question);
  const balance = (ledger: LedgerEntry[]) => ({
    openingMinor: 0,
    closingMinor: ledger.reduce((sum, { minor }) => sum + minor, 0),
  });
  const table = reconcile(balance(question.ours), balance(question.theirs), groups);
  assert.equal(table.oursAdjustedMinor, table.theirsAdjustedMinor);
  const isOfYear = ({ ours: left, theirs: right }: ComparedGroup) =>
    [...left, ...right].every((at) => at < ourYear.length);
  return groups.filter((group) => !isOfYear(group));
}

const first = ourYear.length;

function parts(list: readonly Pick<ComparedGroup, "verdict" | "code" | "ours" | "theirs">[]) {
  const places = (all: readonly number[]) => all.map((at) => at - first);
  return list.map(
    ({ verdict, code, ours, theirs }) =>
      `${verdict} ${code ?? "-"} ${places(ours)}|${places(theirs)}`,
  );
}

test("two sums that explain everything win over a third that shares an entry with each", () => {
  const groups = compare(
    [
      "2026-06-24 INV-2026-00975478 210994 发票",
      "2026-06-24 INV-2026-00977928 122104 发票",
      "2026-06-27 INV-2026-00968088 376573 发票",
      "2026-06-27 INV-2026-00968749 290409 发票",
    ],
    // 3765.73 is also 434.75 and 3330.98
    [
      "2026-06-28 转-460 333098 合并入账",
      "2026-06-29 转-201 666982 合并入账",
      "2026-06-17 转-003 43475 采购入库",
    ],
  );
  assert.deepEqual(parts(groups).sort(), ["agreed - 0,1|0", "agreed - 2,3|1", "theirs_only - |2"]);
});

const feeOrLate = {
  ours: ["2026-07-10 - -1320000 货款"],
  theirs: ["2026-07-12 银付-211 -1322500 付货款", "2026-07-29 银付-28 -1320000 付货款"],
};

test("a fee two days later and the very amount nineteen days later: both readings are shown", () => {
  const [open, ...others] = compare(feeOrLate.ours, feeOrLate.theirs);
  assert.ok(open);
  assert.deepEqual(others, []);
  assert.equal(open.verdict, "undecided");
  assert.equal(open.outstanding, null);
  assert.equal(open.code, null);
  assert.deepEqual([open.oursMinor, open.theirsMinor], [-1_320_000, -2_642_500]);
  assert.deepEqual(
    open.ways
      ?.map(parts)
      .map((way) => way.sort().join("; "))
      .sort(),
    ["agreed - 0|1; theirs_only - |0", "amount_differs P04 0|0; theirs_only - |1"],
  );
  const said = reasonLines(open.because, "zh");
  assert.equal(said.length, 3);
  assert.match(said[1] ?? "", /^读法 1：我方 2026-07-10 −13,200\.00 与对方/);
});

test("what people say of it is taken as it is", () => {
  const told = [
    { ours: [first], theirs: [first] },
    { ours: [], theirs: [first + 1] },
  ];
  assert.deepEqual(parts(compare(feeOrLate.ours, feeOrLate.theirs, told)), [
    "amount_differs P04 0|0",
    "theirs_only - |1",
  ]);
});

test("one of many bookings under a number of another's is given back where both have a better partner", () => {
  const groups = compare(
    ["2026-02-14 INV-2026-00690637 3119645 发票", "2026-07-25 INV-2026-00960637 2910000 发票"],
    // the second clerk swapped two digits and met the first number
    ["2026-08-02 INV-2026-00690637 2910000 采购入库", "2026-02-21 转-908 3119645 采购入库"],
  );
  assert.ok(groups.some((group) => parts([group])[0] === "agreed - 0|1"));
  assert.ok(!groups.some(({ verdict }) => verdict === "amount_differs"));
});

test("undecided entries are told of once, and the table ties out, whatever is handed in", () => {
  const amounts = fc.constantFrom(-1_320_000, -1_322_500, -660_000, -662_500, -1_230_000, -50_000);
  const ledger = fc.array(fc.record({ day: fc.integer({ min: 1, max: 28 }), minor: amounts }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(ledger, ledger, (a, b) => {
      const lines = (rows: readonly { day: number; minor: number }[]) =>
        rows.map(({ day, minor }) => `2026-09-${String(day).padStart(2, "0")} - ${minor} 付货款`);
      // compareLedgers itself asserts that nothing is lost or told of twice
      for (const group of compare(lines(a), lines(b))) {
        if (group.verdict !== "undecided") continue;
        assert.ok((group.ways?.length ?? 0) > 1);
        for (const way of group.ways ?? []) {
          assert.deepEqual(way.flatMap(({ ours }) => ours).sort(), [...group.ours].sort());
          assert.deepEqual(way.flatMap(({ theirs }) => theirs).sort(), [...group.theirs].sort());
        }
      }
    }),
    { numRuns: 60 },
  );
});
