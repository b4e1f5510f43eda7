import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate, monthOf } from "../../date.ts";
import { provision } from "./provision.ts";

const end = isoDate("2026-09-30");
const occasion = {
  books: { standard: "cas", homeCurrency: "CNY" },
  businessDate: end,
  accountingDate: end,
  origin: "ours",
} as const;
const month = monthOf(end);

test("J36: a charge of 25,000 is a loss and an allowance, by customer", () => {
  const made = provision(occasion, {
    month,
    parts: [
      { customerId: "1", chargeMinor: 30_000_00n },
      { customerId: "2", chargeMinor: -5_000_00n },
      { customerId: "3", chargeMinor: 0n },
    ],
  });
  assert.deepEqual(
    made?.entry?.lines.map(({ account, side, homeMinor, customerId }) => [
      account,
      side,
      homeMinor,
      customerId,
    ]),
    [
      ["credit_loss", "debit", 25_000_00n, undefined],
      ["allowance", "credit", 30_000_00n, "1"],
      ["allowance", "credit", -5_000_00n, "2"],
    ],
  );
});

test("what only moves between customers books no loss; nothing at all books nothing", () => {
  const moved = provision(occasion, {
    month,
    parts: [
      { customerId: null, chargeMinor: -100n },
      { customerId: "2", chargeMinor: 100n },
    ],
  });
  assert.deepEqual(
    moved?.entry?.lines.map(({ account }) => account),
    ["allowance", "allowance"],
  );
  assert.equal(provision(occasion, { month, parts: [{ customerId: "1", chargeMinor: 0n }] }), null);
});
