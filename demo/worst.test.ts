import assert from "node:assert/strict";
import test from "node:test";
import { worstBooks, worstCases } from "./worst.ts";

for (const kind of worstCases) {
  test(`${kind}: every payment is the sum of its items, no item is paid twice`, () => {
    const { items, lines, truth } = worstBooks(kind, 3);
    const open = new Map(items.map((item) => [item.itemNo, item.openMinor]));
    assert.equal(open.size, items.length);
    for (const [i, { allocations }] of truth.entries()) {
      const sum = allocations.reduce((total, one) => total + one.lineAmountMinor, 0);
      assert.equal(sum, lines[i]?.amountMinor);
      for (const { itemNo, amountMinor } of allocations) {
        assert.equal(open.get(itemNo), amountMinor);
        open.delete(itemNo);
      }
    }
  });
}
