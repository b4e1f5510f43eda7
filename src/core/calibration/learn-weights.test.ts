// Learned weights: nothing without data, near the shipped figure with little, bounded with much; the
// table they make names its version.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shippedWeights } from "../matching/weights.ts";
import { learnWeights, weightsOfBooks } from "./learn-weights.ts";
import { missing, type Pattern } from "./mixture.ts";

const { who } = shippedWeights;

/** `pairs` true ones, 1 in 100 of them with the account, among so many others. */
function booksWhere(pairs: number, accountShare: number, chance: number): Pattern[] {
  const others = pairs * 200;
  const agree = (levels: number[], count: number) => ({ levels, count });
  const none = missing;
  const withAccount = Math.round(pairs * accountShare);
  const byChance = Math.round(others * chance);
  return [
    agree([1, 1, none, none, 1], withAccount),
    agree([0, 1, none, none, 1], pairs - withAccount),
    agree([1, 0, none, none, 0], byChance),
    agree([0, 0, none, none, 0], others - byChance),
  ];
}

test("books without data keep the shipped table itself", () => {
  assert.equal(learnWeights([], who).who, who);
  assert.equal(JSON.stringify(learnWeights([], who).who), JSON.stringify(who));
  const few = learnWeights(booksWhere(20, 0.8, 0), who);
  assert.equal(few.who, who);
});

test("an account that strangers use too is worth less than shipped, within bounds", () => {
  const learned = learnWeights(booksWhere(2_000, 0.8, 0.01), who);
  const account = learned.kinds.find(({ kind }) => kind === "account");
  assert.ok(account && account.seen !== null);
  assert.ok(Math.abs(account.seen - Math.log(0.8 / 0.01)) < 0.1, `${account.seen}`);
  assert.ok(Math.abs(account.weight - (who.account - 2)) < 1e-9);
  assert.equal(learned.who.account, account.weight);
});

test("that no stranger showed it in so many pairs proves no more than the pairs can", () => {
  // 12,000 pairs: less than 3 in 12,000 at best, which 9.2 does not contradict
  const small = learnWeights(booksWhere(60, 0.8, 0), who);
  assert.equal(small.who.account, who.account);
  const account = small.kinds.find(({ kind }) => kind === "account");
  assert.ok((account?.seen ?? 99) < Math.log(0.9 * 12_001 * 2));
  // 2,400,000 pairs without one do
  const large = learnWeights(booksWhere(12_000, 0.8, 0), who);
  assert.ok(large.who.account > who.account && large.who.account <= who.account + 2);
});

test("few pairs move a figure a little, many more", () => {
  const moved = (pairs: number) =>
    who.account - learnWeights(booksWhere(pairs, 0.8, 0.002), who).who.account;
  assert.ok(moved(60) > 0 && moved(60) < moved(600));
});

test("what nobody showed keeps its figure to the byte", () => {
  const learned = learnWeights(booksWhere(2_000, 0.8, 0.01), who);
  for (const kind of ["memory", "known", "nameFuzzy", "paysFor", "group", "stranger"] as const) {
    assert.equal(learned.who[kind], who[kind], kind);
  }
});

test("the table of the books names both versions and leaves the rest as shipped", () => {
  const learned = learnWeights(booksWhere(2_000, 0.8, 0.01), who);
  const table = weightsOfBooks(shippedWeights, { version: 3, who: learned.who });
  assert.equal(table.version, `${shippedWeights.version}+3`);
  assert.deepEqual(table.cited, shippedWeights.cited);
  assert.deepEqual(table.habit, shippedWeights.habit);
});
