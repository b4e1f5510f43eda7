// Runs every scenario of this folder. Besides what a scenario states, each event is checked:
// the entry balances, the proofs hold, its reversal restores the books exactly, and at the end
// every earlier viewpoint still prints what it printed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { addDays, isoDate, startOfMonth } from "../../../src/core/date.ts";
import {
  type AccountingStandard,
  accountOf,
  type LedgerSettings,
} from "../../../src/core/ledger/accounts.ts";
import { signedLine } from "../../../src/core/ledger/balance.ts";
import { takeBackRevaluation } from "../../../src/core/ledger/events/revaluation.ts";
import type { Posting } from "../../../src/core/ledger/open.ts";
import { assertBalanced, type Entry, type PostingLine } from "../../../src/core/ledger/posting.ts";
import type { Viewpoint } from "../../../src/core/ledger/records.ts";
import { reversePosting } from "../../../src/core/ledger/reversal.ts";
import { formatMinor } from "../../../src/core/money.ts";
import { bookAgeOf } from "../../../src/core/terms/ages.ts";
import { narrate } from "../../../src/core/words/ledger.ts";
import { ageItems, agingInput } from "../../../src/reports/aging.ts";
import { reports } from "../../../src/reports/ledger-registry.ts";
import { holds, ledgerProofs } from "../../../src/reports/proofs.ts";
import { type Expectation, readScenario, type Statement } from "./scenario.ts";
import { forever, ScenarioBook } from "./scenario-book.ts";
import { act, amountIn, type Outcome } from "./verbs.ts";

const folder = new URL(".", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
  test(`ledger scenario ${file}`, () => {
    runScenario(readScenario(readFileSync(new URL(file, folder), "utf8")));
  });
}

type Snapshot = { readonly viewpoint: Viewpoint; readonly print: string };

function runScenario(statements: readonly Statement[]): void {
  let book = new ScenarioBook({ standard: "cas", homeCurrency: "CNY" });
  const snapshots: Snapshot[] = [];
  let stated = 0;
  for (const statement of statements) {
    const where = `row ${statement.row}: ${statement.text}`;
    if (statement.verb === "books") {
      book = new ScenarioBook(settingsOf(statement));
      continue;
    }
    if (statement.date === null) {
      stated += answer(book, statement, where);
      continue;
    }
    const written = happen(book, statement, where);
    if (written) snapshots.push(written);
    stated += statement.expected.kind === "unstated" ? 0 : 1;
  }
  assert.ok(stated > 0, "a scenario states what it expects");
  for (const { viewpoint, print } of snapshots) {
    assert.equal(
      printAll(book, viewpoint),
      print,
      `as of ${viewpoint.asOf}, known ${viewpoint.knownAt}`,
    );
  }
}

function settingsOf({ words, options }: Statement): LedgerSettings {
  return {
    standard: words[0] as AccountingStandard,
    homeCurrency: words[1] ?? "CNY",
    oldStyleAdvances: options["advances"] === "old",
    discountAsExpense: options["discount"] === "expense",
  };
}

function happen(book: ScenarioBook, statement: Statement, where: string): Snapshot | null {
  const date = statement.date!;
  const outcome = statement.verb === "undo" ? undo(book, statement) : act({ book, statement });
  checkOutcome(book, outcome, statement.expected, where);
  if (!outcome.ok) return null;
  const posting = outcome.value;
  if (posting.entry) checkEntry(posting.entry, where);
  checkAllocations(posting, where);
  const accountingDate = posting.entry?.accountingDate ?? date;
  const made = posting.newItem?.itemId ?? posting.newReceipt?.receiptId;
  const label = statement.options["as"] ?? made ?? statement.words[0] ?? String(statement.row);
  if (statement.verb !== "undo") checkReversal(book, posting, where);
  const written = book.write(label, posting, accountingDate);
  checkProofs(book, { asOf: accountingDate, knownAt: null }, where);
  checkProofs(book, forever, where);
  if (statement.verb === "revalue" && posting.entry) {
    const back = takeBackRevaluation(posting, written.entryId);
    book.write("", back, addDays(accountingDate, 1));
    checkProofs(book, forever, where);
  }
  const viewpoint = { asOf: accountingDate, knownAt: book.lastRecordedAt() };
  return { viewpoint, print: printAll(book, viewpoint) };
}

function undo(book: ScenarioBook, statement: Statement): Outcome {
  const label = statement.words[0] ?? "";
  const written = book.written.get(label);
  assert.ok(written, `row ${statement.row}: nothing is labelled ${label}`);
  const dates = {
    reversesId: written.entryId,
    businessDate: statement.date!,
    accountingDate: statement.date!,
  };
  return reversePosting(written.posting, dates, book.touchedAfter(written));
}

function checkOutcome(
  book: ScenarioBook,
  outcome: Outcome,
  expected: Expectation,
  where: string,
): void {
  if (expected.kind === "refused") {
    assert.ok(!outcome.ok, `${where}: should be refused`);
    assert.equal(outcome.error.code, expected.code, where);
    return;
  }
  assert.ok(outcome.ok, `${where}: refused ${outcome.ok ? "" : outcome.error.code}`);
  const { entry } = outcome.value;
  if (expected.kind === "no_entry") assert.equal(entry, null, where);
  if (expected.kind !== "lines") return;
  assert.ok(entry, `${where}: an entry is expected`);
  const { books } = book.records;
  const shown = entry.lines.map((line, index) =>
    showLine(line, books, expected.lines[index]?.customer !== null),
  );
  const wanted = expected.lines.map(({ side, code, currency, amount, home, customer }) => {
    const unit = currency ?? books.homeCurrency;
    const minor = amountIn(amount, unit);
    return [
      side,
      code,
      unit,
      formatMinor(minor, unit),
      home === null
        ? formatMinor(minor, unit)
        : formatMinor(amountIn(home, books.homeCurrency), books.homeCurrency),
      customer,
    ].join(" ");
  });
  assert.deepEqual(shown, wanted, where);
}

function showLine(line: PostingLine, books: LedgerSettings, withCustomer: boolean): string {
  return [
    line.side,
    accountOf(books, line.account).code,
    line.currency,
    formatMinor(line.amountMinor, line.currency),
    formatMinor(line.homeMinor, books.homeCurrency),
    withCustomer ? (line.customerId ?? "") : "",
  ].join(" ");
}

function checkEntry(entry: Entry, where: string): void {
  assertBalanced(entry);
  for (const language of ["zh", "en"] as const) {
    const text = narrate(entry, language);
    assert.doesNotMatch(text, /[{}]/, `${where}: a field of the narration is missing`);
  }
}

/** The allocation records say the same as the uses and, of exchange differences, as the entry. */
function checkAllocations({ entry, uses, allocations }: Posting, where: string): void {
  if (allocations.length === 0) return;
  const used = new Map<string, bigint[]>();
  const add = (id: string, amounts: readonly bigint[], sign: bigint) => {
    const [amount = 0n, home = 0n] = used.get(id) ?? [];
    used.set(id, [amount + sign * amounts[0]!, home + sign * amounts[1]!]);
  };
  for (const use of uses) {
    add(use.of === "item" ? use.itemId : use.receiptId, [use.amountMinor, use.homeMinor], 1n);
  }
  for (const a of allocations) {
    add(a.itemId, [a.itemAmountMinor, a.itemHomeMinor], -1n);
    const by = [a.byAmountMinor, a.byHomeMinor];
    // a credit, an advance or a payable is negative: settling takes a negative amount off it
    if (a.by.of === "receipt") add(a.by.receiptId, by, -1n);
    else add(a.by.itemId, by, 1n);
  }
  for (const [id, rest] of used) assert.deepEqual(rest, [0n, 0n], `${where}: allocation of ${id}`);
  const ours = entry?.origin === "ours" ? entry.lines : [];
  const differences = ours.filter(({ account }) => account.startsWith("fx"));
  const gain = differences.reduce((sum, line) => sum - signedLine(line).homeMinor, 0n);
  const recorded = allocations.reduce((sum, a) => sum + a.fxHomeMinor, 0n);
  if (entry?.origin !== "gl")
    assert.equal(recorded, gain, `${where}: exchange difference of the allocations`);
}

/** Posted and at once undone: nothing is open that was not before, and every account is as before. */
function checkReversal(book: ScenarioBook, posting: Posting, where: string): void {
  const copy = book.copy();
  const before = `${copy.picture()} ${allBalances(copy)}`;
  const written = copy.write(
    "trial",
    posting,
    posting.entry?.accountingDate ?? isoDate("2026-01-01"),
  );
  const dates = {
    reversesId: written.entryId,
    businessDate: written.date,
    accountingDate: written.date,
  };
  const reversed = reversePosting(posting, dates, new Set());
  assert.ok(reversed.ok, where);
  if (reversed.value.entry) assertBalanced(reversed.value.entry);
  copy.write("undo", reversed.value, written.date);
  assert.equal(`${copy.picture()} ${allBalances(copy)}`, before, `${where}: undone`);
  checkProofs(copy, forever, `${where}: undone`);
}

function allBalances(book: ScenarioBook): string {
  const codes = new Set(
    book.records.entries
      .flatMap((e) => e.lines)
      .map((l) => accountOf(book.records.books, l.account).code),
  );
  return [...codes]
    .map((code) => ({ code, balance: book.balance(code) }))
    .filter(({ balance }) => balance !== 0n)
    .map(({ code, balance }) => `${code}=${balance}`)
    .sort()
    .join(" ");
}

function checkProofs(book: ScenarioBook, viewpoint: Viewpoint, where: string): void {
  for (const proof of ledgerProofs(book.records, viewpoint)) {
    const { records, ledger } = proof;
    assert.ok(
      holds(proof),
      `${where}: ${proof.code} ${proof.customerId} ${proof.currency} as of ${viewpoint.asOf}: ` +
        `records ${records.amountMinor}/${records.homeMinor}, ledger ${ledger.amountMinor}/${ledger.homeMinor}`,
    );
  }
}

/** Every report and every proof at a viewpoint, as text. */
function printAll(book: ScenarioBook, viewpoint: Viewpoint): string {
  const request = { viewpoint, from: startOfMonth(viewpoint.asOf), customerId: null };
  const tables = reports.map((report) => report.build(book.records, request));
  const proofs = ledgerProofs(book.records, viewpoint);
  return JSON.stringify([tables, proofs], (_, v: unknown) =>
    typeof v === "bigint" ? String(v) : v,
  );
}

/** Questions; 1 for each that stated something. */
function answer(book: ScenarioBook, { verb, words, options }: Statement, where: string): number {
  const home = book.records.books.homeCurrency;
  const last = words.at(-1) ?? "";
  switch (verb) {
    case "customer":
      book.names.set(words[0]!, words.slice(1).join(" "));
      return 0;
    case "balance":
      assert.equal(formatMinor(book.balance(words[0]!), home), plain(last), where);
      return 1;
    case "open": {
      const { currency, amountMinor } = book.item(words[0]!);
      assert.equal(formatMinor(amountMinor, currency), plain(last), where);
      return 1;
    }
    case "unapplied": {
      const { currency, amountMinor } = book.receipt(words[0]!);
      assert.equal(formatMinor(amountMinor, currency), plain(last), where);
      return 1;
    }
    case "aged-from":
      assert.equal(book.item(words[0]!).ageFrom, last, where);
      return 1;
    case "due":
      assert.equal(book.item(words[0]!).dueDate ?? "unknown", last, where);
      return 1;
    case "book-age":
      assert.equal(bookAgeOf(isoDate(options["on"]!), book.item(words[0]!).ageFrom), last, where);
      return 1;
    case "aging":
      checkAging(book, words, options, where);
      return 1;
    default:
      throw new Error(`${where}: no such question`);
  }
}

function plain(amount: string): string {
  return amount.replaceAll(",", "");
}

/** aging ACME on=2026-03-31 not_due=0.00 d1_30=500.00 net=… : what is not named is zero. */
function checkAging(
  book: ScenarioBook,
  words: readonly string[],
  options: Readonly<Record<string, string>>,
  where: string,
): void {
  const { on, currency = book.records.books.homeCurrency, ...figures } = options;
  const viewpoint = { asOf: isoDate(on!), knownAt: null };
  const rows = ageItems(agingInput(book.records, viewpoint, "due"));
  const row = rows.find((r) => r.customerId === words[0] && r.currency === currency);
  const shown: Record<string, string> = {};
  const show = (name: string, minor: bigint) => {
    if (minor !== 0n) shown[name] = formatMinor(minor, currency);
  };
  if (row) {
    for (const [bucket, { amountMinor }] of row.buckets) show(bucket, amountMinor);
    show("unlinked", row.unlinkedCredits.amountMinor);
    show("balance", row.receivable.amountMinor);
    show("unapplied", row.unapplied.amountMinor);
    show("net", row.net.amountMinor);
  }
  const wanted = Object.entries(figures).map(([name, amount]) => [name, plain(amount)]);
  assert.deepEqual(sorted(shown), sorted(Object.fromEntries(wanted)), where);
}

function sorted(figures: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
}
