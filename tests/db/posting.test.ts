// Posting, undoing and categorising on a real database.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecisionRequest, postDecisions } from "../../src/app/posting/post-decisions.ts";
import { categoriseLines } from "../../src/app/posting/receipt-category.ts";
import { undoDecision } from "../../src/app/posting/undo-decision.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { isoDate } from "../../src/core/date.ts";
import {
  addCustomer,
  addItem,
  addLine,
  balanceOf,
  makeBooks,
  type TestBooks,
} from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

function confirm(
  lineId: number,
  parts: [itemId: number, amountMinor: number][],
  rest: Partial<DecisionRequest> = {},
): DecisionRequest {
  return {
    kind: "confirm",
    bankLineIds: [lineId],
    customerId: null,
    parts: parts.map(([itemId, amountMinor]) => ({
      bankLineId: lineId,
      itemId,
      amountMinor,
      lineAmountMinor: amountMinor,
    })),
    residuals: [],
    matchId: null,
    runId: null,
    rule: "R09",
    reason: "",
    ...rest,
  };
}

function post(books: TestBooks, ...requests: DecisionRequest[]) {
  return books.record((db, recording) => postDecisions(db, recording, requests));
}

function undo(books: TestBooks, decisionId: number) {
  return books.record((db, recording) =>
    undoDecision(db, recording, {
      decisionId,
      today: isoDate("2026-10-05"),
      reason: "test",
      actor: "王敏",
    }),
  );
}

/** Every proof, at dates before, between and after the events of these tests. */
async function proven(books: TestBooks): Promise<void> {
  const dates = ["2026-08-31", "2026-09-18", "2026-10-05", "2026-12-31"];
  const result = await verifyBooks(books, books, { dates, knownAt: null });
  assert.ok(result.holds, JSON.stringify(result, null, 1));
  assert.ok(result.entries.links > 0);
}

test("a receipt with a credit note settles an invoice, and its undo gives everything back", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const blue = await addItem(books, { customerId: customer, no: "I1", amountMinor: 10_000_000 });
  const red = await addItem(books, {
    customerId: customer,
    no: "I2",
    amountMinor: -800_000,
    kind: "credit_note",
  });
  const line = await addLine(books, { amountMinor: 9_200_000, payer: "上海启明贸易有限公司" });

  const [posted] = await post(
    books,
    confirm(line, [
      [blue, 10_000_000],
      [red, -800_000],
    ]),
  );
  assert.ok(posted?.ok, JSON.stringify(posted));
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "unidentified"), 0);
  assert.equal(await balanceOf(books, "on_account"), 0);
  assert.equal(await balanceOf(books, "bank"), 9_200_000);

  const undone = await undo(books, posted.value.decisionId);
  assert.ok(undone.ok, JSON.stringify(undone));
  assert.equal(await balanceOf(books, "receivable"), 9_200_000);
  assert.equal(await balanceOf(books, "unidentified"), -9_200_000);
  const again = await undo(books, posted.value.decisionId);
  assert.deepEqual(again, {
    ok: false,
    error: { code: "already_undone", byId: undone.value.decisionId },
  });
  const [second] = await post(
    books,
    confirm(line, [
      [blue, 10_000_000],
      [red, -800_000],
    ]),
  );
  assert.ok(second?.ok);
  await proven(books);
});

test("two decisions for the same item in one batch: the first stands, the second is refused by name", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customer = await addCustomer(books, "C1", "甲公司");
  const item = await addItem(books, { customerId: customer, no: "I1", amountMinor: 500_000 });
  const a = await addLine(books, { amountMinor: 500_000 });
  const b = await addLine(books, { amountMinor: 500_000 });
  const [first, second] = await post(
    books,
    confirm(a, [[item, 500_000]]),
    confirm(b, [[item, 500_000]]),
  );
  assert.ok(first?.ok);
  assert.ok(second && !second.ok && second.error.code === "exceeds_item");
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "unidentified"), -500_000);
  await proven(books);
});

test("a fee of ours and a tail close the item; what the line has too much rests on account", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customer = await addCustomer(books, "C1", "HX TECH");
  const item = await addItem(books, { customerId: customer, no: "I1", amountMinor: 1_000_000 });
  const line = await addLine(books, { amountMinor: 997_500 });
  const [posted] = await post(
    books,
    confirm(line, [[item, 997_500]], {
      residuals: [
        {
          side: "item",
          bankLineId: line,
          itemId: item,
          amountMinor: 2_500,
          currency: "CNY",
          code: "fee",
          difference: "P04",
          posted: true,
          because: [],
        },
      ],
    }),
  );
  assert.ok(posted?.ok, JSON.stringify(posted));
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "bank_fee"), 2_500);

  const other = await addItem(books, { customerId: customer, no: "I2", amountMinor: 1_000_000 });
  const over = await addLine(books, { amountMinor: 1_050_000 });
  const [overpaid] = await post(books, confirm(over, [[other, 1_000_000]]));
  assert.ok(overpaid?.ok);
  assert.equal(await balanceOf(books, "on_account"), -50_000);
  await proven(books);
});

test("a line that is no receipt has its J07 reversed, and comes back when the category is undone", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const line = await addLine(books, { amountMinor: 1_234, memo: "利息划入" });
  const [tagged] = await books.record((db, recording) =>
    categoriseLines(db, recording, [
      { lineId: line, category: "interest", matchId: null, runId: null, reason: "" },
    ]),
  );
  assert.ok(tagged?.ok, JSON.stringify(tagged));
  assert.equal(await balanceOf(books, "bank"), 0);
  assert.equal(await balanceOf(books, "unidentified"), 0);
  const undone = await undo(books, tagged.value.decisionId);
  assert.ok(undone.ok, JSON.stringify(undone));
  assert.equal(await balanceOf(books, "unidentified"), -1_234);
  await proven(books);
});

test("the last allocation of a foreign item takes all that is left in home currency, with its FX", async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customer = await addCustomer(books, "C1", "HX TECH");
  const item = await addItem(books, {
    customerId: customer,
    no: "I1",
    amountMinor: 1_000_000,
    currency: "USD",
    homeMinor: 7_100_000,
  });
  const line = await addLine(books, {
    amountMinor: 997_500,
    currency: "USD",
    homeMinor: 7_182_000,
  });
  await books.inBooks((db) =>
    db.query(
      "insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate) values ($1, $2, '2026-09-18', 'USD', 'CNY', '7.20')",
      [books.orgId, books.booksId],
    ),
  );
  const [posted] = await post(
    books,
    confirm(line, [[item, 997_500]], {
      residuals: [
        {
          side: "item",
          bankLineId: line,
          itemId: item,
          amountMinor: 2_500,
          currency: "USD",
          code: "fee",
          difference: "P04",
          posted: true,
          because: [],
        },
      ],
    }),
  );
  assert.ok(posted?.ok, JSON.stringify(posted));
  // ACCOUNTING §3, J33: 997.50 + 2.50 gain, fee 180.00
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "bank_fee"), 18_000);
  assert.equal((await balanceOf(books, "fx")) + (await balanceOf(books, "fx_gain")), -100_000);
  await proven(books);
});
