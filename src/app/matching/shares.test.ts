import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PostableMatch } from "../../db/matches.ts";
import type { BatchFacts } from "./post-matches.ts";
import { sharesOf } from "./shares.ts";

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
      assert.deepEqual([...of(first), ...of(second)].sort(inOrder), of(lines.map(matchOf)));
      assert.deepEqual(of(first), of(first).sort(inOrder));
      const touched = customersIn(first, lines);
      for (const customer of customersIn(second, lines)) assert.ok(!touched.has(customer));
      assert.ok(second.length <= lines.length * 0.4);
    }),
    { numRuns: 30 },
  );
});

test("customers that pay for themselves fill the second share", () => {
  const { second } = shares(Array.from({ length: 2_000 }, (_, n) => ({ payer: n, pays: [n] })));
  assert.equal(second.length, 800);
});

test("few lines are one share, and so are lines of one customer", () => {
  assert.equal(
    shares(Array.from({ length: 900 }, (_, n) => ({ payer: n, pays: [n] }))).second.length,
    0,
  );
  assert.equal(
    shares(Array.from({ length: 2_000 }, () => ({ payer: 1, pays: [1] }))).second.length,
    0,
  );
});

function shares(lines: readonly Line[]) {
  const customers = new Set(lines.flatMap(({ pays }) => pays));
  const items = new Map([...customers].map((id) => [String(id), { customerId: String(id) }]));
  const facts = { lines: new Map(), ledger: { items, receipts: new Map(), names: new Map() } };
  return sharesOf(lines.map(matchOf), facts as unknown as BatchFacts);
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
