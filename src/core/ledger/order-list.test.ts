import assert from "node:assert/strict";
import { test } from "node:test";
import { chanceOf } from "../../../tests/support/chance.ts";
import { type OrderItem, type OrderRow, pairOrders } from "./order-list.ts";

const item = (id: number, no: string, openMinor: bigint, orderNo = ""): OrderItem => ({
  ...{ id, no, orderNo, openMinor },
});
const taken = ({ found }: ReturnType<typeof pairOrders>) =>
  found.map(({ id, amountMinor }) => `${id} ${amountMinor}`);

test("an order is found by its own number or its items', a refund by its credit note", () => {
  const items = [
    item(1, "INV1", 60n, "tb7"),
    item(2, "INV2", 50n, "TB7"),
    item(3, "K1", -8n, "TB7"),
  ];
  const paired = pairOrders(
    [
      { no: " tb7", amountMinor: 100n },
      { no: "TB7", amountMinor: -8n },
      { no: "inv2", amountMinor: null },
      { no: "X", amountMinor: 1n },
    ],
    items,
  );
  assert.deepEqual(taken(paired), ["1 60", "2 50", "3 -8"]);
  assert.deepEqual(paired.missing, ["X"]);
  assert.deepEqual(pairOrders([{ no: "TB7", amountMinor: 111n }], items).tooMuch, [
    { no: "TB7", askedMinor: 111n, openMinor: 110n },
  ]);
});

test("whatever a list asks, no item gives more than is open and nothing asked is lost", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = chanceOf(seed);
    const number = () => `N${chance.below(4)}`;
    const minor = () => BigInt(chance.below(400)) - 200n || 1n;
    const items = Array.from({ length: 6 }, (_, id) => item(id, `I${id}`, minor(), number()));
    const rows: OrderRow[] = Array.from({ length: 5 }, () => ({
      ...{ no: number(), amountMinor: minor() },
    }));
    const { found, missing, tooMuch } = pairOrders(rows, items);
    for (const { id, amountMinor } of found) {
      const { openMinor } = items[id]!;
      assert.ok(openMinor < 0n ? amountMinor >= openMinor : amountMinor <= openMinor, `${seed}`);
      assert.equal(openMinor < 0n, amountMinor < 0n);
    }
    const sum = (minors: readonly bigint[]) => minors.reduce((a, b) => a + b, 0n);
    const given = sum(found.map(({ amountMinor }) => amountMinor));
    const kept = sum(tooMuch.map(({ askedMinor, openMinor }) => askedMinor - openMinor));
    const unknown = missing.length === 0 ? 0n : null;
    if (unknown !== null) {
      assert.equal(given + kept, sum(rows.map(({ amountMinor }) => amountMinor ?? 0n)), `${seed}`);
    }
  }
});
