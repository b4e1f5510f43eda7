// 坏账准备回测, worked by hand. A year ago 10,000 stood open: 4,000 not due, 6,000 a hundred days late.
// Of the late ones 2,000 were written off since and 500 of that recovered, 1,000 went to another customer,
// the rest is open; what was not due was paid.
import assert from "node:assert/strict";
import { test } from "node:test";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { adjustmentOutcome } from "../../src/contract/adjustments.ts";
import { reportTable } from "../../src/contract/reports.ts";
import { addDays, addMonths, isoDate } from "../../src/core/date.ts";
import { addItem, addLine } from "../support/books.ts";
import { manualRequest } from "../support/manual-request.ts";
import { today } from "../support/today.ts";
import { moneyDesk, receiptOf } from "./money-desk.ts";

test("a back-test holds the rates of a provision against what became of the claims", async (t) => {
  const w = await moneyDesk(t);
  const { books, base } = w;
  const then = addMonths(isoDate(today), -12);
  const early = addDays(then, -200);
  await addLine(books, { amountMinor: 1, date: early });
  const sell = (no: string, minor: number, due: string, date: string = early) =>
    addItem(books, { customerId: w.a, no, amountMinor: minor, date, due });
  const late = await sell("LATE", 6_000_00, addDays(then, -100));
  const paid = await sell("PAID", 4_000_00, addDays(then, 20));
  await sell("LATER", 9_000_00, addDays(then, 60), addDays(then, 1));

  const lineId = await addLine(books, { amountMinor: 4_000_00, date: addDays(then, 25) });
  const parts = [{ itemId: paid, minor: 4_000_00 }];
  const [settled] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, parts)]),
  );
  assert.ok(settled?.ok);
  await w.approved(w.lead, {
    ...{ kind: "write_off", itemId: late, amount: "2000.00" },
    ...{ evidence: ["法院裁定"], responsible: "王敏" },
  });
  const moved = { kind: "transfer", itemId: late, toCustomerId: w.b, amount: "1000.00" } as const;
  await w.approved(w.approver, { ...moved, agreementNo: "BZ-1" });
  const backId = await addLine(books, { amountMinor: 500_00, date: today });
  await w.claim(backId, w.a);
  const { id: receiptId } = await receiptOf(books, backId);
  const [registered] = await books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "select id from open_item where org_id = $1 and kind = 'written_off'",
      [books.orgId],
    );
    return rows;
  });
  const recover = {
    kind: "recover",
    itemId: registered?.id ?? 0,
    receiptId,
    amount: "500.00",
  } as const;
  assert.equal((await w.adjust(recover)).as(adjustmentOutcome).kind, "posted");

  const read = async (query: string) =>
    (await w.accountant.get(`${base}/reports/provision_back_test?${query}`)).as(reportTable);
  const byLateness = await read("method=overdue");
  assert.deepEqual(
    byLateness.rows.map(({ cells }) => cells.slice(1)),
    [
      // 1 % of 4,000; 20 % of 6,000: lost 1,500 of it, 4,000 are open still, here or at another customer
      ["4000.00", "1.0", "40.00", "4000.00", "0.00", "0.00", "0.0", "0.0"],
      ["6000.00", "20.0", "1200.00", "500.00", "1500.00", "4000.00", "25.0", "91.7"],
    ],
  );
  assert.deepEqual(byLateness.totals[0]?.cells.slice(1, 7), [
    "10000.00",
    "12.4",
    "1240.00",
    "4500.00",
    "1500.00",
    "4000.00",
  ]);
  assert.deepEqual(
    byLateness.tiles.map(({ value }) => value),
    ["10000.00", "1240.00", "1500.00", "5500.00"],
  );
  assert.match(byLateness.notes[0]?.en ?? "", /^Too little/);

  // by years of age all of it is younger than a year: 5 %
  const byAge = await read("");
  assert.deepEqual(
    byAge.rows.map(({ cells }) => cells.slice(1, 4)),
    [["10000.00", "5.0", "500.00"]],
  );
  const unknown = await read("months=24");
  assert.deepEqual(unknown.rows, []);
  assert.match(unknown.notes[0]?.en ?? "", /nothing to test on/);
});
