import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { proveOpeningClosing, walkBalances } from "./running-balance.ts";

function chain(amounts: readonly bigint[], opening: bigint) {
  let balance = opening;
  return amounts.map((amountMinor, row) => {
    balance += amountMinor;
    return { amountMinor, balanceMinor: balance, place: { row } };
  });
}

test("a chain of balances is proven in either direction, and gives opening and closing", () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 9999n }), { minLength: 2, maxLength: 20 }),
      fc.bigInt(-9999n, 9999n),
      (amounts, opening) => {
        const rows = chain(amounts, opening);
        for (const order of [rows, rows.toReversed()]) {
          const walk = walkBalances(order);
          assert.equal(walk.proof.state, "proven");
          assert.equal(
            (walk.openingMinor ?? 0n) + amounts.reduce((a, b) => a + b, 0n),
            walk.closingMinor,
          );
        }
        assert.equal(walkBalances(rows).openingMinor, opening);
      },
    ),
  );
});

test("a missing entry is shown with its place and the difference", () => {
  const rows = chain([100n, 250n, -30n, 70n], 0n).filter((_, at) => at !== 1);
  const { proof } = walkBalances(rows);
  assert.deepEqual(proof, { state: "broken", differenceMinor: 250n, place: { row: 2 } });
});

test("without balances nothing is proven", () => {
  const rows = [{ amountMinor: 1n, balanceMinor: null, place: {} }];
  assert.equal(walkBalances(rows).proof.state, "unproven");
  const ends = { openingMinor: 10n, closingMinor: null, sumMinor: 1n, place: {} };
  assert.equal(proveOpeningClosing(ends).state, "unproven");
  assert.equal(proveOpeningClosing({ ...ends, closingMinor: 11n }).state, "proven");
  assert.equal(proveOpeningClosing({ ...ends, closingMinor: 12n }).state, "broken");
});

test("a balance shown once a day proves the entries between, in either direction", () => {
  const rows = chain([5n, 7n, -2n, 4n, 9n], 100n);
  const daily = rows.map((row, at) =>
    at === 1 || at === 3 ? { ...row, balanceMinor: null } : row,
  );
  for (const order of [daily, daily.toReversed()]) {
    const walk = walkBalances(order);
    assert.deepEqual(
      [walk.proof.state, walk.openingMinor, walk.closingMinor],
      ["proven", 100n, 123n],
    );
  }
  const wrong = daily.map((row, at) => (at === 3 ? { ...row, amountMinor: 5n } : row));
  for (const order of [wrong, wrong.toReversed()]) {
    const { proof } = walkBalances(order);
    assert.deepEqual(proof, { state: "broken", differenceMinor: -1n, place: { row: 4 } });
  }
});

test("entries after the last balance, or before the first, leave the file unproven", () => {
  const rows = chain([5n, 7n, -2n], 100n);
  for (const at of [0, 2]) {
    const open = rows.map((row, index) => (index === at ? { ...row, balanceMinor: null } : row));
    assert.equal(walkBalances(open).proof.state, "unproven");
  }
});
