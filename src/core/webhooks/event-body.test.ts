import assert from "node:assert/strict";
import { test } from "node:test";
import { webhookBody } from "./event-body.ts";

const facts = { type: "payment.matched", happenedAt: "2026-09-30T02:00:00.000Z" };

test("amounts are decimals in the currency beside them, else in the one above", () => {
  const data = {
    customer: { id: 7, no: "C1", name: "启明" },
    currency: "CNY",
    amountMinor: 123_456,
    items: [
      { no: "A", currency: "JPY", amountMinor: 500 },
      { no: "B", amountMinor: 1 },
    ],
    to: { limitMinor: null, method: "open" },
  };
  assert.deepEqual(JSON.parse(webhookBody({ ...facts, data })), {
    type: "payment.matched",
    timestamp: "2026-09-30T02:00:00.000Z",
    data: {
      customer: { id: 7, no: "C1", name: "启明" },
      currency: "CNY",
      amount: "1234.56",
      items: [
        { no: "A", currency: "JPY", amount: "500" },
        { no: "B", amount: "0.01" },
      ],
      to: { limit: null, method: "open" },
    },
  });
});

test("without any currency nothing is made up", () => {
  const body = webhookBody({ ...facts, data: { amountMinor: 5 } });
  assert.deepEqual(JSON.parse(body).data, { amountMinor: 5 });
});
