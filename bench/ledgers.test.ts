// The comparison of two ledgers on small generated ones: all that was planted is found, nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reconcile } from "../src/core/comparison/reconciliation.ts";
import { generateLedgerPair, type PairEntry } from "./ledger-pairs.ts";
import { comparePair, scoreGroups } from "./ledgers.ts";

for (const seed of [11, 12, 13, 14]) {
  test(`ledgers of seed ${seed}: every planted difference is found, none is invented`, () => {
    const pair = generateLedgerPair(800, seed);
    const groups = comparePair(pair);
    const { missed, invented, byKind } = scoreGroups(pair, groups);
    assert.deepEqual(missed, []);
    assert.deepEqual(invented, []);
    for (const [kind, { planted, caused }] of Object.entries(byKind)) {
      assert.equal(caused, planted, `cause of ${kind}`);
    }
    const balances = (entries: readonly PairEntry[]) => ({
      openingMinor: 0,
      closingMinor: entries.reduce((sum, { minor }) => sum + minor, 0),
    });
    const table = reconcile(balances(pair.ours), balances(pair.theirs), groups);
    assert.equal(table.oursAdjustedMinor, table.theirsAdjustedMinor);
  });
}
