import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../demo/random.ts";
import { addDays, isoDate } from "../date.ts";
import { askOf, type DunnableItem, type Standing } from "./asking.ts";
import type { PromiseStanding } from "./promise.ts";

const day = isoDate("2026-06-30");

function item(
  itemId: number,
  due: string | null,
  openMinor: bigint,
  rest: Partial<DunnableItem> = {},
) {
  return {
    itemId,
    no: `INV-${itemId}`,
    kind: "invoice",
    currency: "CNY",
    issueDate: null,
    dueDate: due === null ? null : isoDate(due),
    openMinor,
    disputedMinor: 0n,
    homeMinor: openMinor,
    linkedCreditMinor: 0n,
    observedFrom: isoDate("2026-01-01"),
    ...rest,
  } satisfies DunnableItem;
}

function promise(amountMinor: bigint, rest: Partial<PromiseStanding> = {}): PromiseStanding {
  return {
    customerId: 1,
    currency: "CNY",
    amountMinor,
    promisedOn: isoDate("2026-06-20"),
    dueOn: isoDate("2026-07-05"),
    state: "open",
    receivedMinor: 0n,
    ...rest,
  };
}

function asked(standing: Partial<Standing>, on = day) {
  const whole = { items: [], credits: [], promises: [], ...standing };
  return askOf(whole, { day: on, promiseGraceDays: 1 }).map((ask) => [
    ask.item.itemId,
    Number(ask.askedMinor),
  ]);
}

test("disputed parts are left out, the rest is asked for", () => {
  const items = [item(1, "2026-06-01", 100_000n, { disputedMinor: 30_000n })];
  assert.deepEqual(asked({ items }), [[1, 70_000]]);
});

test("credits take the oldest due first, whatever order they come in", () => {
  const items = [item(2, "2026-06-10", 50_000n), item(1, "2026-05-01", 40_000n)];
  const credits = [{ currency: "CNY", minor: 60_000n }];
  assert.deepEqual(asked({ items, credits }), [
    [1, 0],
    [2, 30_000],
  ]);
});

test("of one due date the number decides, not the order in which documents came into the books", () => {
  const credits = [{ currency: "CNY", minor: 60_000n }];
  const promises = [promise(10_000n)];
  const asksOf = (idOfFirst: number, idOfSecond: number) =>
    askOf(
      {
        items: [
          item(idOfSecond, "2026-06-10", 50_000n, { no: "INV-B" }),
          item(idOfFirst, "2026-06-10", 40_000n, { no: "INV-A" }),
        ],
        credits,
        promises,
      },
      { day, promiseGraceDays: 1 },
    ).map(({ item: { no }, askedMinor }) => [no, Number(askedMinor)]);
  assert.deepEqual(asksOf(1, 2), [
    ["INV-A", 0],
    ["INV-B", 20_000],
  ]);
  assert.deepEqual(asksOf(2, 1), asksOf(1, 2));
});

test("a credit note of a document takes that one, not an older one", () => {
  const items = [
    item(1, "2026-05-01", 40_000n),
    item(2, "2026-06-10", 50_000n, { linkedCreditMinor: 20_000n }),
  ];
  assert.deepEqual(asked({ items }), [
    [1, 40_000],
    [2, 30_000],
  ]);
});

test("a promise holds its amount back until its day and the days of grace are over", () => {
  const items = [item(1, "2026-05-01", 40_000n), item(2, "2026-06-10", 50_000n)];
  const promises = [promise(60_000n)];
  assert.deepEqual(asked({ items, promises }), [
    [1, 0],
    [2, 30_000],
  ]);
  const part = [promise(60_000n, { receivedMinor: 45_000n })];
  assert.deepEqual(asked({ items, promises: part })[0], [1, 25_000], "what came in counts");
  assert.deepEqual(asked({ items, promises }, isoDate("2026-07-06"))[0], [1, 0]);
  assert.deepEqual(asked({ items, promises }, isoDate("2026-07-07"))[0], [1, 40_000]);
  const over = [promise(60_000n, { state: "broken" })];
  assert.deepEqual(asked({ items, promises: over })[0], [1, 40_000]);
});

test("currencies do not pay for each other; without a due date nothing is asked", () => {
  const items = [
    item(1, "2026-05-01", 40_000n, { currency: "USD" }),
    item(2, null, 50_000n),
    item(3, "2026-05-01", 10_000n),
  ];
  const credits = [{ currency: "CNY", minor: 60_000n }];
  assert.deepEqual(asked({ items, credits }), [
    [3, 0],
    [1, 40_000],
  ]);
});

test("whatever stands in the books, every cent of an open document is in one place", () => {
  const random = new Random(20_260_630);
  const some = (most: number) => BigInt(random.bits() % most);
  for (let round = 0; round < 300; round += 1) {
    const items = Array.from({ length: 1 + (random.bits() % 8) }, (_, index) => {
      const openMinor = 1n + some(100_000);
      return item(index, addDays(day, Number(some(90)) - 60), openMinor, {
        currency: random.bits() % 3 === 0 ? "USD" : "CNY",
        disputedMinor: random.bits() % 3 === 0 ? some(120_000) : 0n,
        linkedCreditMinor: random.bits() % 4 === 0 ? some(50_000) : 0n,
      });
    });
    const credits = [{ currency: "CNY", minor: some(200_000) }];
    const promises = [promise(1n + some(100_000), { receivedMinor: some(50_000) })];
    for (const ask of askOf({ items, credits, promises }, { day, promiseGraceDays: 1 })) {
      const { disputedMinor, creditMinor, promisedMinor, askedMinor } = ask;
      const parts = [disputedMinor, creditMinor, promisedMinor, askedMinor];
      assert.ok(parts.every((part) => part >= 0n));
      assert.equal(
        parts.reduce((sum, part) => sum + part, 0n),
        ask.item.openMinor,
      );
    }
  }
});
