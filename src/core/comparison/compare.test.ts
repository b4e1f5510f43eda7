// Two ledgers compared: each step by an example an accountant can read, and what holds for all.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, isoDate } from "../date.ts";
import { comparisonWords } from "../words/comparison.ts";
import { compareLedgers, numbersOfTheirsOnly, withForeign } from "./compare.ts";
import type { ComparedGroup, LedgerEntry } from "./ledger-entry.ts";
import { orientTheirs } from "./orientation.ts";
import { reconcile } from "./reconciliation.ts";

const to = isoDate("2026-09-30");

/** "2026-08-03 INV-0001 113000 memo": amounts in cents; money is below zero. */
function entries(...lines: string[]): LedgerEntry[] {
  return lines.map((line, at) => {
    const [date = "", no = "", minor = "", ...memo] = line.split(" ");
    const phase = date > to ? "after" : date < "2026-08-01" ? "before" : "in";
    const text = memo.join(" ");
    const kind = text.includes("款") ? "money" : text.includes("票") ? "document" : null;
    const plainNo = no === "-" ? "" : no;
    const base = { id: String(at), date: isoDate(date), no: plainNo, refs: [], memo: text };
    return { ...base, minor: Number(minor), kind, phase };
  });
}

function compare(ours: LedgerEntry[], theirs: LedgerEntry[], foreign: string[] = []) {
  const groups = compareLedgers({ ours, theirs, currency: "CNY", to });
  assert.ok(foreign.every((no) => numbersOfTheirsOnly(groups, theirs).includes(no)));
  return withForeign(groups, theirs, new Set(foreign));
}

function told({ verdict, code, ours, theirs }: ComparedGroup): string {
  return `${verdict} ${code ?? "-"} ${ours}|${theirs}`;
}

test("the same number is the same document, whatever the date and the writing", () => {
  const groups = compare(
    entries("2026-08-03 INV-2026-0001 113000 发票", "2026-08-20 INV-2026-0002 5000 发票"),
    entries("2026-09-02 inv２０２６0001 113000", "2026-08-21 记-12 5000 收到发票INV-2026-0002"),
  );
  assert.deepEqual(groups.map(told), ["agreed - 0|0", "agreed - 1|1"]);
  const [reason] = groups[0]!.because;
  assert.equal(reason?.key, "comparison.same_number");
});

test("a number that was cut off, damaged or lost still finds its document", () => {
  const groups = compare(
    entries(
      "2026-08-03 25312000000012345678 113000 发票",
      "2026-08-04 25312000000012345711 42000 发票",
      "2026-08-05 25312000000012345799 7700 发票",
    ),
    entries(
      "2026-08-06 12345678 113000",
      "2026-08-06 25312000000012347511 42000",
      "2026-08-09 转-031 7700",
    ),
  );
  assert.deepEqual(groups.map(told), ["agreed - 0|0", "agreed - 1|1", "agreed - 2|2"]);
  assert.deepEqual(
    groups.map(({ by }) => by),
    ["near_number", "near_number", "date_amount"],
  );
});

test("several of one side answer for one of the other: by number, by list, by sum", () => {
  const groups = compare(
    entries(
      "2026-08-03 INV-2026-0001 100000 发票",
      "2026-08-10 INV-2026-0002 30000 发票",
      "2026-08-10 INV-2026-0003 12345 发票",
      "2026-09-01 INV-2026-0004 234567 发票",
      "2026-09-01 INV-2026-0005 11111 发票",
    ),
    entries(
      "2026-08-04 INV-2026-0001 60000",
      "2026-08-05 INV-2026-0001 40000",
      "2026-08-12 - 42345 发票INV-2026-0002、INV-2026-0003",
      "2026-09-03 转-7 245678 两票合并",
    ),
  );
  assert.deepEqual(groups.map(told), ["agreed - 0|0,1", "agreed - 1,2|2", "agreed - 3,4|3"]);
});

test("a sum that could be an accident is left alone", () => {
  const ours = Array.from(
    { length: 14 },
    (_, at) => `2026-08-0${1 + (at % 9)} INV-2026-10${10 + at} ${(at + 1) * 10_000} 发票`,
  );
  const groups = compare(entries(...ours), entries("2026-08-07 转-1 210000 发票"));
  assert.equal(groups.filter(({ verdict }) => verdict === "agreed").length, 0);
});

test("which of several equal entries is without a partner a sum may tell", () => {
  const groups = compare(
    entries(
      "2026-08-01 INV-2026-0001 500000 服务费发票",
      "2026-08-20 INV-2026-0002 500000 服务费发票",
      "2026-08-20 INV-2026-0003 12345 发票",
    ),
    // nearer to the second by its date, but the sum needs the second
    entries("2026-08-12 转-1 500000 入库", "2026-08-22 转-2 512345 入库"),
  );
  assert.deepEqual(groups.map(told), ["agreed - 0|0", "agreed - 1,2|1"]);
});

test("equal amounts too far apart to be a pair are paired by each moving over by one", () => {
  const inPeriod = (ledger: LedgerEntry[]) =>
    ledger.map((entry) => ({ ...entry, phase: "in" as const }));
  const groups = compareLedgers({
    ours: inPeriod(
      entries(
        "2026-06-01 INV-2026-0001 500000 服务费发票",
        "2026-06-28 INV-2026-0002 500000 服务费发票",
        "2026-06-28 INV-2026-0003 12345 发票",
        "2026-06-24 INV-2026-0004 500000 服务费发票",
      ),
    ),
    // the sum is nearest to the fourth, which is wanted elsewhere
    theirs: inPeriod(
      entries(
        "2026-06-26 转-1 512345 入库",
        "2026-06-02 转-2 500000 入库",
        "2026-07-28 转-3 500000 入库",
      ),
    ),
    currency: "CNY",
    to,
  });
  assert.equal(groups.filter(({ verdict }) => verdict !== "agreed").length, 0);
});

test("of equal entries one of which is missing the others are named", () => {
  const groups = compare(
    entries("2026-08-01 INV-2026-0001 50000 发票", "2026-08-03 INV-2026-0002 50000 发票"),
    entries("2026-08-04 转-1 50000 入库"),
  );
  assert.deepEqual(groups.map(told), ["ours_only - 0|", "agreed - 1|0"]);
  assert.deepEqual(groups[0]?.because.at(-1), {
    key: "comparison.either_of",
    fields: { count: 1, others: "INV-2026-0002 2026-08-03" },
  });
});

test("two documents whose numbers were exchanged agree crosswise", () => {
  const groups = compare(
    entries("2026-08-03 INV-2026-0817 113000 发票", "2026-08-10 INV-2026-0936 42037 发票"),
    entries("2026-08-04 INV-2026-0936 113000", "2026-08-11 INV-2026-0817 42037"),
  );
  assert.deepEqual(groups.map(told), ["agreed - 0|0", "agreed - 1|1"]);
  assert.equal(groups[0]?.because[0]?.key, "comparison.numbers_exchanged");
});

test("a number typed as another's does not tie together what lies half a year apart", () => {
  const groups = compareLedgers({
    ours: entries(
      "2026-01-05 INV-2026-0012708 300000 发票",
      "2026-06-05 INV-2026-0012780 300000 发票",
    ).map((entry) => ({ ...entry, phase: "in" as const })),
    theirs: entries(
      "2026-01-07 INV-2026-00127708 300000 发票",
      "2026-06-07 INV-2026-0012708 300000 发票",
    ).map((entry) => ({ ...entry, phase: "in" as const })),
    currency: "CNY",
    to,
  });
  assert.deepEqual(groups.map(told), ["agreed - 0|0", "agreed - 1|1"]);
});

test("a slip that explains one payment is taken before three that add up to it", () => {
  const others = Array.from(
    { length: 30 },
    (_, at) =>
      `2026-09-${1 + at < 10 ? "0" : ""}${1 + at} 银付-1${at} ${-911_113 - 77_773 * at} 付款`,
  );
  const groups = compare(
    entries("2026-09-19 BANK20260919 -7367410 货款"),
    entries(
      ...others,
      "2026-09-19 银付-1 -7369910 付款",
      "2026-09-25 银付-2 -1562499 付款",
      "2026-09-28 银付-3 -2750100 付款",
      "2026-09-29 银付-4 -3054811 付款",
    ),
  );
  assert.equal(told(groups[0]!), "amount_differs P04 0|30");
  assert.equal(groups.filter(({ verdict }) => verdict === "theirs_only").length, 33);
});

test("one document with two amounts says why", () => {
  const groups = compare(
    entries(
      "2026-08-03 INV-2026-0001 113000 发票",
      "2026-08-04 INV-2026-0002 564300 发票",
      "2026-08-05 INV-2026-0003 1130000 发票",
      "2026-08-06 INV-2026-0004 50003 发票",
      "2026-08-07 BANK20260807 -997500 货款",
      "2026-08-08 INV-2026-0006 80000 发票",
      "2026-08-09 INV-2026-0007 -8000 红字发票",
    ),
    entries(
      "2026-08-03 INV-2026-0001 1130000",
      "2026-08-04 INV-2026-0002 546300",
      "2026-08-05 INV-2026-0003 1090000",
      "2026-08-06 INV-2026-0004 50000",
      "2026-08-07 银付-3 -1000000 付货款",
      "2026-08-08 INV-2026-0006 77000",
      "2026-08-09 INV-2026-0007 8000",
    ),
  );
  assert.deepEqual(groups.map(told), [
    "amount_differs T01 0|0",
    "amount_differs T02 1|1",
    "amount_differs P05 2|2",
    "amount_differs T03 3|3",
    "amount_differs P04 4|4",
    "amount_differs - 5|5",
    "amount_differs - 6|6",
  ]);
  assert.equal(groups.at(-1)?.because[0]?.key, "comparison.sign_turned");
});

test("what one side alone has falls into the four classes of 未达账项", () => {
  const groups = compare(
    entries(
      "2026-08-03 INV-2026-0001 1130000 发票",
      "2026-09-28 BANK20260928 -50000 货款",
      "2026-08-12 INV-2026-0900 -20000 红字发票",
    ),
    entries(
      "2026-09-29 银付-88 -77700 付款",
      "2026-08-20 INV-2026-0555 4400 发票",
      "2026-08-22 扣-1 -1200 扣质量款",
      "2026-08-23 INV-2026-0777 9900 发票",
    ),
    ["INV-2026-0777"],
  );
  const rows = groups.map((group) => `${told(group)} ${group.outstanding} ${group.corrects}`);
  assert.deepEqual(rows, [
    "ours_only - 0| we_billed theirs",
    "ours_only P03 2| we_billed theirs",
    "ours_only T07 1| we_received theirs",
    "theirs_only - |1 they_booked ours",
    "theirs_only S01 |2 they_paid ours",
    "theirs_only T05 |3 they_booked theirs",
    "theirs_only T07 |0 they_paid ours",
  ]);
});

test("booked twice is a duplicate of the one that has a partner; taken back it cancels out", () => {
  const twice = compare(
    entries("2026-08-03 INV-2026-0001 5000 发票"),
    entries("2026-08-05 INV-2026-0001 5000", "2026-08-25 INV-2026-0001 5000"),
  );
  assert.deepEqual(twice.map(told), ["theirs_only T08 |1", "agreed - 0|0"]);
  assert.equal(twice[0]?.corrects, "theirs");
  const back = compare(
    entries("2026-08-03 INV-2026-0009 5000 发票", "2026-08-09 INV-2026-0009 -5000 发票"),
    [],
  );
  assert.deepEqual(back.map(told), ["cancelled - 0,1|"]);
});

test("what the other side booked after the period is a matter of time", () => {
  const groups = compare(
    entries("2026-09-28 INV-2026-0001 5000 发票", "2026-07-30 INV-2026-0002 700 发票"),
    entries("2026-10-03 INV-2026-0001 5000", "2026-08-02 INV-2026-0002 700"),
  );
  assert.deepEqual(groups.map(told), ["timing T07 1|1", "timing T07 0|0"]);
  assert.deepEqual(
    groups.map(({ outstanding, corrects }) => [outstanding, corrects]),
    [
      ["they_booked", "ours"],
      ["we_billed", "theirs"],
    ],
  );
});

test("a gap in a row of equal payments stays where it is", () => {
  const month = (at: number) => `2026-0${at}-05`;
  const both = compareLedgers({
    ours: entries(...[3, 4, 5, 6, 7, 8, 9].map((at) => `${month(at)} - -3000000 货款`)).map(
      (entry) => ({ ...entry, phase: "in" as const }),
    ),
    theirs: entries(...[2, 3, 4, 6, 7, 8, 9].map((at) => `${month(at)} - -3000000 付款`)).map(
      (entry) => ({ ...entry, phase: "in" as const }),
    ),
    currency: "CNY",
    to,
  });
  const alone = both.filter(({ verdict }) => verdict !== "agreed").map(told);
  assert.deepEqual(alone, ["ours_only - 2|", "theirs_only - |0"]);
});

test("a payables ledger is turned, an extract of our own is not", () => {
  const ours = entries("2026-08-03 INV-2026-0001 5000", "2026-08-04 B20260804 -900");
  const mirror = ours.map((entry) => ({ ...entry, minor: -entry.minor }));
  assert.equal(orientTheirs(ours, mirror), -1);
  assert.equal(orientTheirs(ours, ours), 1);
});

const arbitraryLedger = fc.array(
  fc.record({
    day: fc.integer({ min: -40, max: 60 }),
    number: fc.integer({ min: 0, max: 12 }),
    minor: fc.integer({ min: -6, max: 6 }).filter((minor) => minor !== 0),
    isNumbered: fc.boolean(),
  }),
  { maxLength: 24 },
);

function ledgerOf(
  rows: readonly { day: number; number: number; minor: number; isNumbered: boolean }[],
) {
  return entries(
    ...rows.map(({ day, number, minor, isNumbered }) => {
      const date = addDays(isoDate("2026-08-20"), day);
      return `${date} ${isNumbered ? `INV-2026-00${10 + number}` : "-"} ${minor * 1_050}`;
    }),
  );
}

test("any two ledgers: every entry is told of once, and the reconciliation ties out", () => {
  fc.assert(
    fc.property(arbitraryLedger, arbitraryLedger, fc.integer(), (a, b, opening) => {
      const [ours, theirs] = [ledgerOf(a), ledgerOf(b)];
      const groups = compare(ours, theirs);
      const balance = (ledger: LedgerEntry[], openingMinor: number) => ({
        openingMinor,
        closingMinor: ledger.reduce(
          (sum, { minor, phase }) => sum + (phase === "in" ? minor : 0),
          openingMinor,
        ),
      });
      const table = reconcile(balance(ours, opening), balance(theirs, 0), groups);
      assert.equal(table.oursAdjustedMinor - table.theirsAdjustedMinor, opening);
      for (const { because } of groups) {
        for (const { key } of because) assert.ok(key in comparisonWords, key);
      }
    }),
  );
});

test("the order of the entries changes nothing", () => {
  fc.assert(
    fc.property(arbitraryLedger, arbitraryLedger, fc.integer(), (a, b, seed) => {
      const [ours, theirs] = [ledgerOf(a), ledgerOf(b)];
      const name = (ledger: readonly LedgerEntry[], at: readonly number[]) =>
        at.map((one) => `${ledger[one]?.date} ${ledger[one]?.no} ${ledger[one]?.minor}`).sort();
      const tell = (left: LedgerEntry[], right: LedgerEntry[]) =>
        compare(left, right)
          .map((group) => [group.verdict, name(left, group.ours), name(right, group.theirs)].join())
          .sort();
      const turn = <T>(list: T[]) =>
        seed % 2 === 0 ? list.toReversed() : list.slice(3).concat(list.slice(0, 3));
      assert.deepEqual(tell(turn(ours), turn(theirs)), tell(ours, theirs));
    }),
  );
});
