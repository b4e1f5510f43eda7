import assert from "node:assert/strict";
import { test } from "node:test";
import type { CurrencyCode } from "../currency.ts";
import { isoDate } from "../date.ts";
import type { LedgerSettings } from "./accounts.ts";
import type { OpenItem, OpenReceipt } from "./open.ts";
import { type SettlePart, settleReceipt } from "./settle.ts";

const books: LedgerSettings = { standard: "cas", homeCurrency: "CNY" };
const day = isoDate("2026-03-20");

function itemOf(
  itemId: string,
  kind: "invoice" | "advance",
  currency: CurrencyCode,
  amounts: { readonly amountMinor: bigint; readonly homeMinor: bigint },
): OpenItem {
  return {
    itemId,
    kind,
    currency,
    ...amounts,
    customerId: "1",
    customerName: "甲公司",
    number: itemId,
    account: kind === "invoice" ? "receivable" : "advance_plain",
    issueDate: day,
    accountingDate: day,
    dueDate: null,
    ageFrom: day,
  };
}

/** USD 110.00 at 7.20. */
const dollars: OpenReceipt = {
  receiptId: "R1",
  account: "on_account",
  customerId: "1",
  customerName: "甲公司",
  businessDate: day,
  accountingDate: day,
  bankAccountId: "1",
  payerAccount: "",
  payerName: "甲公司",
  currency: "USD",
  amountMinor: 110_00n,
  homeMinor: 792_00n,
};

const euros = itemOf("E100", "invoice", "EUR", { amountMinor: 100_00n, homeMinor: 780_00n });
const more = itemOf("E40", "invoice", "EUR", { amountMinor: 40_00n, homeMinor: 312_00n });
const paidBefore = itemOf("V50", "advance", "EUR", { amountMinor: -50_00n, homeMinor: -385_00n });

function settle(all: readonly OpenItem[], parts: readonly (readonly [OpenItem, bigint, bigint])[]) {
  return settleReceipt(
    {
      books,
      periods: { closedMonths: new Set() },
      items: new Map(all.map((item) => [item.itemId, item])),
      taxRateOf: () => "",
    },
    {
      receipt: dollars,
      customer: null,
      parts: parts.map(([{ itemId }, amountMinor, receiptAmountMinor]): SettlePart => {
        return { itemId, amountMinor, receiptAmountMinor };
      }),
      residuals: [],
      newAdvanceIds: [],
    },
  );
}

/** Event, then each line: account, side, amount. */
function bookedOf(settled: ReturnType<typeof settle>): string[] {
  assert.ok(settled.ok, settled.ok ? "" : settled.error.code);
  return settled.value.postings.map(({ posting }) => {
    const lines = posting.entry?.lines ?? [];
    const written = lines.map((l) => `${l.account} ${l.side} ${l.currency} ${l.amountMinor}`);
    return `${posting.entry?.event}: ${written.join(", ")}`;
  });
}

test("an advance spares a receipt in another currency what it is worth in that currency", () => {
  const settled = settle(
    [euros, paidBefore],
    [
      [euros, 100_00n, 110_00n],
      [paidBefore, -30_00n, -33_00n],
    ],
  );
  assert.deepEqual(bookedOf(settled), [
    "J22: advance_plain debit EUR 3000, fx debit CNY 300, receivable credit EUR 3000",
    "J10: on_account debit USD 7700, receivable credit EUR 7000, fx_gain credit CNY 840",
  ]);
  assert.equal(settled.ok && settled.value.receipt.amountMinor, 33_00n);
});

test("an item an advance settles in full takes nothing of the receipt", () => {
  const settled = settle(
    [more, euros, paidBefore],
    [
      [more, 40_00n, 44_01n],
      [euros, 60_00n, 66_00n],
      [paidBefore, -40_00n, -44_00n],
    ],
  );
  // a cent the advance does not bear of the first is borne by what is left: the sum of the parts stands
  assert.equal(settled.ok && settled.value.receipt.amountMinor, 110_00n - 66_01n);
  assert.equal(settled.ok && settled.value.items.get("E40")?.amountMinor, 0n);
  assert.equal(settled.ok && settled.value.items.get("E100")?.amountMinor, 40_00n);
});

test("a receipt that would give nothing, or less than nothing, for what an advance leaves is refused", () => {
  const spare = (receiptMinor: bigint) => {
    const settled = settle(
      [euros, paidBefore],
      [
        [euros, 100_00n, 33_00n],
        [paidBefore, -30_00n, receiptMinor],
      ],
    );
    return settled.ok ? "" : settled.error.code;
  };
  assert.equal(spare(-33_00n), "amount_zero");
  assert.equal(spare(-34_00n), "wrong_sign");
  assert.equal(spare(-32_99n), "");
});

test("an advance in another currency than the items beside it is refused for that", () => {
  const inDollars = itemOf("V$", "advance", "USD", { amountMinor: -30_00n, homeMinor: -216_00n });
  const settled = settle(
    [euros, inDollars],
    [
      [euros, 100_00n, 110_00n],
      [inDollars, -30_00n, -30_00n],
    ],
  );
  assert.equal(settled.ok ? "" : settled.error.code, "other_currency");
});

test("an advance larger than what stands beside it says so, and by how much", () => {
  const covered: Parts = [
    [more, 40_00n, 45_00n],
    [paidBefore, -50_00n, -45_00n],
  ];
  const refused = { ok: false, error: exceeds("10.00") };
  assert.deepEqual(settle([more, paidBefore], covered), refused);
  assert.deepEqual(settle([paidBefore], [[paidBefore, -50_00n, 0n]]), {
    ok: false,
    error: exceeds("50.00"),
  });
  const others = { ...more, customerId: "2" };
  const foreign = settle([others, paidBefore], covered);
  assert.deepEqual(foreign, { ok: false, error: { code: "other_customer" } });
});

type Parts = Parameters<typeof settle>[1];

function exceeds(amount: string) {
  return { code: "advance_exceeds_items", number: "V50", amount };
}
