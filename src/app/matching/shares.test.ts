import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PostableMatch } from "../../db/matches.ts";
import type { BatchFacts } from "./post-matches.ts";
import { doTouch, type Share, sharesOf } from "./shares.ts";

/** A line: its payer, and customers whose items it pays. */
type Line = { readonly payer: number | null; readonly pays: readonly number[] };

const books = (most: number) =>
  fc.array(
    fc.record({
      payer: fc.option(fc.integer({ min: 1, max: most })),
      pays: fc.array(fc.integer({ min: 1, max: most }), { maxLength: 2 }),
    }),
    { minLength: 1_000, maxLength: 1_200 },
  );

test("no customer is in both shares, and every line is in one, in its order", () => {
  fc.assert(
    fc.property(books(2_000), (lines) => {
      const { first, second } = shares(lines);
      const of = (matches: readonly PostableMatch[]) => matches.map((m) => m.bankLineId);
      const all = [...of(first.matches), ...of(second.matches)];
      assert.deepEqual(all.sort(inOrder), of(lines.map(matchOf)));
      assert.deepEqual(of(first.matches), of(first.matches).sort(inOrder));
      const touched = customersIn(first.matches, lines);
      for (const customer of customersIn(second.matches, lines)) assert.ok(!touched.has(customer));
      assert.ok(!doTouch(first, second));
      assert.ok(second.matches.length <= lines.length * 0.4);
    }),
    { numRuns: 30 },
  );
});

test("a second share under way and the first of the next batch may be written at once", () => {
  fc.assert(
    fc.property(books(1_500), books(1_500), (before, lines) => {
      const { second: under } = shares(before);
      const later = shares(lines, under);
      const of = (matches: readonly PostableMatch[]) => matches.map((m) => m.bankLineId);
      const all = [...of(later.first.matches), ...of(later.second.matches)];
      assert.deepEqual(all.sort(inOrder), of(lines.map(matchOf)));
      assert.ok(!doTouch(later.first, later.second));
      // or it waits, because too many lines are of customers under way
      const tied = customersIn(later.second.matches, lines);
      if (doTouch(later.first, under)) assert.ok(later.second.matches.length <= lines.length / 2);
      else assert.ok(tied.size > 0 && later.second.matches.length <= lines.length * 0.6);
    }),
    { numRuns: 30 },
  );
  const apart = (from: number) =>
    Array.from({ length: 2_000 }, (_, n) => ({ payer: from + n, pays: [from + n] }));
  const { second: under } = shares(apart(0));
  const { first, second } = shares(apart(0), under);
  assert.ok(!doTouch(first, under));
  assert.equal(second.matches.length, 1_000);
});

test("lines of nobody are never in a second share, and meet in the first ones", () => {
  const lines = Array.from({ length: 2_000 }, (_, n) => ({
    payer: n % 2 ? null : n,
    pays: n % 2 ? [] : [n],
  }));
  const { first, second } = shares(lines);
  assert.ok(second.matches.every(({ bankLineId }) => bankLineId % 2 === 0));
  assert.ok(doTouch(first, shares(lines, second).first));
});

test("customers that pay for themselves fill the second share", () => {
  const { second } = shares(Array.from({ length: 2_000 }, (_, n) => ({ payer: n, pays: [n] })));
  assert.equal(second.matches.length, 800);
});

test("few lines are one share, and so are lines of one customer", () => {
  assert.equal(
    shares(Array.from({ length: 900 }, (_, n) => ({ payer: n, pays: [n] }))).second.matches.length,
    0,
  );
  assert.equal(
    shares(Array.from({ length: 2_000 }, () => ({ payer: 1, pays: [1] }))).second.matches.length,
    0,
  );
});

function shares(lines: readonly Line[], under: Share | null = null) {
  const customers = new Set(lines.flatMap(({ pays }) => pays));
  const items = new Map([...customers].map((id) => [String(id), { customerId: String(id) }]));
  const facts = { lines: new Map(), ledger: { items, receipts: new Map(), names: new Map() } };
  const [first, second] = sharesOf(lines.map(matchOf), facts as unknown as BatchFacts, under);
  return { first, second: second ?? { matches: [], customers: new Set<string>() } };
}

/** The item of a customer has its number. */
function matchOf({ payer, pays }: Line, n: number): PostableMatch {
  const allocations = pays.map((itemId) => ({ itemId, amountMinor: 1, lineAmountMinor: 1 }));
  const customerId = pays[0] ?? payer;
  return {
    id: n,
    bankLineId: n,
    lane: "auto",
    category: null,
    payerId: payer,
    payerBecause: [],
    candidates:
      customerId === null ? [] : [{ customerId, allocations, residuals: [], rule: "R09" }],
  };
}

function customersIn(matches: readonly PostableMatch[], lines: readonly Line[]): Set<number> {
  return new Set(
    matches.flatMap(({ bankLineId }) => {
      const { payer, pays } = lines[bankLineId]!;
      return [...pays, ...(payer === null ? [] : [payer])];
    }),
  );
}

function inOrder(a: number, b: number): number {
  return a - b;
}
