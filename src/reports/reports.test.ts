import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, isoDate } from "../core/date.ts";
import { allocation } from "../core/ledger/events/allocations.ts";
import { receiptIdentified } from "../core/ledger/events/receipts.ts";
import { invoice } from "../core/ledger/events/sales.ts";
import type { NewItem, NewReceipt, Posting } from "../core/ledger/open.ts";
import type { Occasion } from "../core/ledger/posting.ts";
import { reverseEntry } from "../core/ledger/posting.ts";
import { type LedgerRecords, withPosting } from "../core/ledger/records.ts";
import { ageItems, agingInput } from "./aging.ts";
import { bankFaults, type ProvenStatement } from "./bank-proof.ts";
import { customerAccounts, customerLedgers } from "./customer-ledger.ts";
import { reports } from "./ledger-registry.ts";
import { holds, ledgerProofs } from "./proofs.ts";
import { reclassify } from "./reclassification.ts";
import { trialBalance } from "./trial-balance.ts";

const books = { standard: "cas", homeCurrency: "CNY" } as const;
const january = isoDate("2026-01-10");
const february = isoDate("2026-02-10");

function occasion(date: typeof january): Occasion {
  return { books, businessDate: date, accountingDate: date, origin: "ours" };
}

function home(minor: bigint) {
  return { currency: "CNY", amountMinor: minor, homeMinor: minor };
}

const item: NewItem = {
  itemId: "I1",
  number: "25312000000012345678",
  customerId: "C1",
  customerName: "甲公司",
  kind: "invoice",
  account: "receivable",
  ...home(11_300_00n),
  issueDate: january,
  accountingDate: january,
  dueDate: isoDate("2026-02-09"),
  ageFrom: january,
  linkedItemId: null,
};

const receipt: NewReceipt = {
  receiptId: "R1",
  account: "on_account",
  customerId: "C1",
  customerName: "甲公司",
  ...home(8_000_00n),
  businessDate: february,
  accountingDate: february,
  bankAccountId: "B1",
  payerAccount: "",
  payerName: "甲公司",
};

const empty: LedgerRecords = {
  books,
  customerNames: new Map([["C1", "甲公司"]]),
  items: [],
  receipts: [],
  uses: [],
  changes: [],
  entries: [],
};

function instant(n: number): Instant {
  return `2026-03-0${n}T00:00:00.000Z` as Instant;
}

/** An invoice of January, 8,000 of it paid in February, a dispute of 500. */
function sample(): LedgerRecords {
  const invoiced = invoice(occasion(january), {
    item,
    net: home(10_000_00n),
    tax: home(1_300_00n),
  });
  const received = receiptIdentified(occasion(february), { ...receipt, customerId: "C1" });
  const paid = allocation(occasion(february), {
    receipt,
    parts: [{ item, amountMinor: 8_000_00n, receiptAmountMinor: 8_000_00n }],
  });
  assert.ok(paid.ok);
  const postings: [Posting, typeof january][] = [
    [invoiced, january],
    [received, february],
    [paid.value, february],
  ];
  const records = postings.reduce(
    (all, [posting, accountingDate], index) =>
      withPosting(all, posting, {
        accountingDate,
        recordedAt: instant(index + 1),
        entryId: `E${index + 1}`,
      }),
    empty,
  );
  const dispute = {
    itemId: "I1",
    accountingDate: february,
    recordedAt: instant(4),
    disputedDeltaMinor: 500_00n,
  };
  return { ...records, changes: [dispute] };
}

const request = {
  viewpoint: { asOf: isoDate("2026-02-28"), knownAt: null },
  from: isoDate("2026-02-01"),
  customerId: null,
};

test("every report: each row has a cell for each column, and nothing at all gives no rows", () => {
  assert.equal(new Set(reports.map(({ code }) => code)).size, reports.length);
  for (const report of reports) {
    const table = report.build(sample(), request);
    assert.ok(table.rows.length > 0, report.code);
    for (const row of [...table.rows, ...table.totals, table.homeTotal]) {
      assert.equal(row.cells.length, table.columns.length, report.code);
    }
    assert.deepEqual(report.build(empty, request).rows, [], report.code);
  }
});

test("the aging report: balance, bucket, disputed inside, and a total", () => {
  const [report] = reports;
  const table = report!.build(sample(), request);
  const row = Object.fromEntries(
    table.columns.map(({ code }, i) => [code, table.rows[0]?.cells[i]]),
  );
  assert.equal(row["customer"], "甲公司");
  assert.equal(row["receivable"], 3_300_00n);
  assert.equal(row["d1_30"], 3_300_00n);
  assert.equal(row["not_due"], 0n);
  assert.equal(row["disputed"], 500_00n);
  assert.equal(row["net"], 3_300_00n);
  assert.equal(table.totals[0]?.cells[1], 3_300_00n);
});

test("knownAt hides what was recorded later", () => {
  const [report] = reports;
  const viewpoint = { asOf: request.viewpoint.asOf, knownAt: instant(2) };
  const table = report!.build(sample(), { ...request, viewpoint });
  assert.equal(table.rows[0]?.cells[1], 11_300_00n);
});

test("the customer ledger runs from its opening to its closing balance", () => {
  const [ledger] = customerLedgers(sample(), {
    viewpoint: request.viewpoint,
    from: request.from,
    customerId: "C1",
    accounts: customerAccounts,
  });
  assert.equal(ledger?.opening.amountMinor, 11_300_00n);
  assert.deepEqual(
    ledger?.lines.map(({ account, debit, credit, balance }) => [
      account,
      debit.amountMinor,
      credit.amountMinor,
      balance.amountMinor,
    ]),
    [
      ["on_account", 0n, 8_000_00n, 3_300_00n],
      ["on_account", 8_000_00n, 0n, 11_300_00n],
      ["receivable", 0n, 8_000_00n, 3_300_00n],
    ],
  );
  assert.equal(ledger?.closing.amountMinor, 3_300_00n);
});

test("the first day of the period belongs to the period", () => {
  const [ledger] = customerLedgers(sample(), {
    viewpoint: request.viewpoint,
    from: february,
    customerId: "C1",
    accounts: customerAccounts,
  });
  assert.equal(ledger?.opening.amountMinor, 11_300_00n);
  assert.equal(ledger?.lines.length, 3);
});

test("by issue date: the day of issue and day 30 in the first bucket, day 31 in the second", () => {
  const bucketOn = (day: string) => {
    const viewpoint = { asOf: isoDate(day), knownAt: null };
    const [row] = ageItems(agingInput(sample(), viewpoint, "issue"));
    return [...(row?.buckets.keys() ?? [])];
  };
  assert.deepEqual(bucketOn("2026-01-10"), ["d1_30"]);
  assert.deepEqual(bucketOn("2026-02-09"), ["d1_30"]);
  assert.deepEqual(bucketOn("2026-02-10"), ["d31_60"]);
});

test("a new due date counts from when it was agreed, and only for who knows of it", () => {
  const base = sample();
  const agreed = {
    itemId: "I1",
    dueDate: isoDate("2026-12-31"),
    accountingDate: february,
    recordedAt: instant(6),
    disputedDeltaMinor: 0n,
  };
  const records = { ...base, changes: [...base.changes, agreed] };
  const bucketAt = (asOf: string, knownAt: Instant | null) => {
    const [row] = ageItems(agingInput(records, { asOf: isoDate(asOf), knownAt }, "due"));
    return [...(row?.buckets.keys() ?? [])];
  };
  assert.deepEqual(bucketAt("2026-02-28", null), ["not_due"]);
  assert.deepEqual(bucketAt("2026-02-28", instant(5)), ["d1_30"]);
});

test("the trial balance: opening plus turnover is closing, debits are credits", () => {
  const rows = trialBalance(sample(), request);
  const receivable = rows.find(({ code }) => code === "1122.01");
  assert.equal(receivable?.opening.homeMinor, 11_300_00n);
  assert.equal(receivable?.credit.homeMinor, 8_000_00n);
  assert.equal(receivable?.closing.homeMinor, 3_300_00n);
  const sum = (of: (row: (typeof rows)[number]) => bigint) =>
    rows.reduce((a, row) => a + of(row), 0n);
  assert.equal(
    sum((r) => r.closing.homeMinor),
    0n,
  );
  assert.equal(
    sum((r) => r.debit.homeMinor),
    sum((r) => r.credit.homeMinor),
  );
});

test("a reversal in red leaves no turnover; swapped it fills both sides", () => {
  const base = sample();
  const paid = base.entries[2]!;
  const undo = {
    ...reverseEntry(paid, {
      reversesId: paid.entryId,
      businessDate: february,
      accountingDate: february,
    }),
    entryId: "E9",
    recordedAt: instant(5),
  };
  const turnover = (style: "red" | "swapped") => {
    const records = {
      ...base,
      books: { ...books, reversalStyle: style },
      entries: [...base.entries, undo],
    };
    const row = trialBalance(records, request).find(({ code }) => code === "1122.01");
    return [row?.debit.homeMinor, row?.credit.homeMinor];
  };
  assert.deepEqual(turnover("red"), [0n, 0n]);
  assert.deepEqual(turnover("swapped"), [8_000_00n, 8_000_00n]);
});

test("a use without entry breaks the proof of the aging, and the proof says so", () => {
  const base = sample();
  const viewpoint = request.viewpoint;
  assert.ok(ledgerProofs(base, viewpoint).every(holds));
  const use = { of: "item", itemId: "I1", amountMinor: 1n, homeMinor: 1n } as const;
  const broken = {
    ...base,
    uses: [...base.uses, { ...use, accountingDate: february, recordedAt: instant(5) }],
  };
  const failed = ledgerProofs(broken, viewpoint).filter((proof) => !holds(proof));
  assert.deepEqual(
    failed.map(({ code }) => code),
    ["aging_is_1122"],
  );
});

test("proof 3: a statement adds up and every line is entirely somewhere", () => {
  const statement: ProvenStatement = {
    statementId: "S1",
    openingMinor: 1000n,
    closingMinor: 1500n,
    lines: [
      {
        lineId: "L1",
        date: january,
        amountMinor: 600n,
        places: [
          { place: "applied", amountMinor: 500n },
          { place: "on_account", amountMinor: 100n },
        ],
      },
      {
        lineId: "L2",
        date: january,
        amountMinor: -100n,
        places: [{ place: "not_receivable", amountMinor: -100n }],
      },
    ],
  };
  assert.deepEqual(bankFaults([statement]), []);
  assert.deepEqual(bankFaults([{ ...statement, closingMinor: 1499n }]), [
    { code: "does_not_add_up", statementId: "S1", differenceMinor: -1n },
  ]);
  assert.deepEqual(bankFaults([{ ...statement, openingMinor: null }]), [
    { code: "no_balances", statementId: "S1" },
  ]);
  const line = {
    ...statement.lines[0]!,
    places: [{ place: "applied", amountMinor: 500n }] as const,
  };
  assert.deepEqual(bankFaults([{ ...statement, lines: [line, statement.lines[1]!] }]), [
    { code: "not_all_placed", lineId: "L1", missingMinor: 100n },
  ]);
});

test("reclassification never nets two customers: 应收 110, 预收 80", () => {
  const balance = (customerId: string, receivableMinor: bigint, advanceMinor: bigint) => ({
    customerId,
    receivableMinor,
    advanceMinor,
  });
  assert.deepEqual(
    reclassify([
      balance("甲", 100n, 0n),
      balance("乙", -30n, 0n),
      balance("丙", 0n, -50n),
      balance("丁", 0n, 10n),
    ]),
    { receivableMinor: 110n, advanceMinor: 80n },
  );
});
