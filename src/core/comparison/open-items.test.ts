// Lists of open items beside ledgers of movements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { compareLedgers } from "./compare.ts";
import {
  ledgerOfOpenItems,
  looksLikeOpenItems,
  settledNumbers,
  withSettled,
} from "./open-items.ts";
import type { BookedEntry } from "./period.ts";

function booked(no: string, minor: number, kind: BookedEntry["kind"] = "document"): BookedEntry {
  const date = isoDate("2026-08-01");
  return { id: no, date, bookedOn: date, no, refs: [], memo: "", minor, kind };
}

const asOf = isoDate("2026-09-30");

test("everything on a list of open items counts, and nothing stands before it", () => {
  const ledger = ledgerOfOpenItems([booked("INV-2026-0001", 500), booked("INV-2026-0002", -200)]);
  assert.equal(ledger.openingMinor, 0);
  assert.equal(ledger.closingMinor, 300);
  assert.ok(ledger.entries.every(({ phase }) => phase === "in"));
});

test("open with them and settled with us says when", () => {
  const movements = [booked("INV-2026-0001", 500), booked("INV-2026-0002", 700)];
  const ours = [booked("INV-2026-0002", 700)];
  const theirs = ledgerOfOpenItems([...movements, booked("INV-2026-0009", 3100)]).entries;
  const groups = withSettled(
    compareLedgers({ ours: ledgerOfOpenItems(ours).entries, theirs, currency: "CNY", to: asOf }),
    theirs,
    settledNumbers(movements, ours, asOf),
  );
  const reasons = groups.map(({ verdict, because }) => `${verdict} ${because[0]?.key}`);
  assert.deepEqual(reasons.sort(), [
    "agreed comparison.same_number",
    "theirs_only comparison.not_found",
    "theirs_only comparison.settled_here",
  ]);
});

test("documents alone, while money came with us, may be a list of open items; with a payment not", () => {
  const phased = (all: BookedEntry[]) => ledgerOfOpenItems(all).entries;
  const ours = phased([booked("INV-2026-0001", 500), booked("B20260801", -500, "money")]);
  const list = [1, 2, 3].map((at) => booked(`INV-2026-000${at}`, 500));
  assert.equal(looksLikeOpenItems(phased(list), ours), true);
  assert.equal(looksLikeOpenItems(phased([...list, booked("", -500, "money")]), ours), false);
  assert.equal(looksLikeOpenItems(phased(list), ours.slice(0, 1)), false);
});
