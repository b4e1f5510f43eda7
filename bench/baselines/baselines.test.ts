// Each baseline by examples of its public documentation, or of what it describes.
import assert from "node:assert/strict";
import test from "node:test";
import { generateBooks } from "../../demo/generate.ts";
import { withBooksFolder } from "../demo-folder.ts";
import { type Baseline, runBaseline } from "./baseline.ts";
import {
  type BaselineBooks,
  type BaselineItem,
  type BaselineLine,
  readBaselineBooks,
} from "./books.ts";
import { businessCentral, businessCentralHigh, findRow, rows } from "./business-central.ts";
import { greedyDueDate } from "./greedy-due-date.ts";
import { oracleAutoCash, oracleExactRules } from "./oracle-autocash.ts";
import { quickBooks } from "./quickbooks.ts";
import { baselines } from "./registry.ts";

const customers = [
  { customerNo: "C1", names: ["Global Freight Carriers"], accounts: ["62220001"] },
  { customerNo: "C2", names: ["深圳砺芯电子有限公司"], accounts: [] },
  { customerNo: "C3", names: ["Delta Trading"], accounts: [] },
  { customerNo: "C4", names: ["Delta Trading"], accounts: [] },
];

function item(itemNo: string, amount: number, given: Partial<BaselineItem> = {}): BaselineItem {
  return {
    itemNo,
    kind: amount < 0 ? "credit_note" : "invoice",
    customerNo: "C1",
    currency: "CNY",
    openMinor: amount * 100,
    issueDate: "2026-01-01",
    dueDate: "2026-03-01",
    orderNo: "",
    discountDate: "",
    discountMinor: 0,
    ...given,
  };
}

function line(amount: number, given: Partial<BaselineLine> = {}): BaselineLine {
  return {
    lineId: "L1",
    date: "2026-02-10",
    currency: "CNY",
    amountMinor: amount * 100,
    payerName: "Global Freight Carriers",
    payerAccount: "",
    memo: "",
    ...given,
  };
}

/** "auto rule: I1 300, I2 -50; rest 20", as short as an answer can be said. */
function answer(baseline: Baseline, items: BaselineItem[], ...lines: BaselineLine[]): string {
  const books: BaselineBooks = { items, lines, customers };
  const result = runBaseline(baseline, books);
  const last = result.lines.at(-1);
  assert.ok(last);
  const mine = result.allocations.filter((one) => one.lineId === last.lineId);
  const rest = result.residuals.filter((one) => one.lineId === last.lineId);
  const parts = mine.map((one) => `${one.itemNo} ${Number(one.amount)}`).join(", ");
  const residuals = rest.map((one) => `; ${one.code} ${Number(one.amount)}`).join("");
  return `${last.status} ${mine[0]?.rule ?? ""}: ${parts}${residuals}`;
}

test("Oracle: a receipt equal to one invoice goes to it, of equal ones to that due first", () => {
  const items = [item("I1", 500, { dueDate: "2026-04-01" }), item("I2", 500), item("I3", 70)];
  assert.equal(answer(oracleAutoCash, items, line(500)), "auto match_payment_with_invoice: I2 500");
});

test("Oracle: an earned discount is taken, a lost one is not", () => {
  const invoice = item("I1", 2_000, { discountDate: "2026-02-12", discountMinor: 20_000 });
  assert.equal(
    answer(oracleExactRules, [invoice], line(1_800)),
    "auto match_payment_with_invoice: I1 1800; discount 200",
  );
  const late = line(1_800, { date: "2026-02-13" });
  assert.equal(answer(oracleExactRules, [invoice], late), "unmatched : ");
});

test("Oracle: the whole account, credits deducted", () => {
  const items = [item("I1", 300), item("I2", 200), item("K1", -50)];
  assert.equal(
    answer(oracleAutoCash, items, line(450)),
    "auto clear_the_account: I1 300, I2 200, K1 -50",
  );
});

test("Oracle: what is past due, and past due of one payment term", () => {
  const past = { dueDate: "2026-01-31" };
  const items = [
    item("I1", 300, past),
    item("I2", 200, past),
    item("I3", 900, { dueDate: "2026-02-05" }),
    item("I4", 40),
  ];
  assert.equal(
    answer(oracleAutoCash, items, line(1_400)),
    "auto clear_past_due: I1 300, I2 200, I3 900",
  );
  assert.equal(
    answer(oracleAutoCash, items, line(500)),
    "auto clear_past_due_by_term: I1 300, I2 200",
  );
});

test("Oracle: the documented example, 600 over three invoices, the oldest due first", () => {
  const items = [
    item("123", 200, { dueDate: "2026-12-11", discountDate: "2026-12-01", discountMinor: 2_000 }),
    item("124", 300, { dueDate: "2026-12-08", discountDate: "2026-11-30", discountMinor: 3_000 }),
    item("125", 150, { dueDate: "2026-12-13", discountDate: "2026-11-28", discountMinor: 1_500 }),
  ];
  assert.equal(
    answer(oracleAutoCash, items, line(600, { date: "2026-12-10" })),
    "auto oldest_invoice_first: 124 300, 123 200, 125 100",
  );
});

test("Oracle: past due and one set of current invoices, if there is only one", () => {
  const past = item("I1", 100, { dueDate: "2026-01-31" });
  const items = [past, item("I2", 40), item("I3", 70), item("I4", 25)];
  assert.equal(answer(oracleExactRules, items, line(165)), "auto combo: I1 100, I2 40, I4 25");
  const twice = [past, item("I2", 40), item("I3", 40)];
  assert.equal(answer(oracleExactRules, twice, line(140)), "unmatched : ");
});

test("an unknown payer, and money going out, are left alone", () => {
  const items = [item("I1", 500)];
  for (const baseline of [oracleAutoCash, oracleExactRules, greedyDueDate]) {
    assert.equal(
      answer(baseline, items, line(500, { payerName: "Somebody Else" })),
      "unmatched : ",
    );
  }
  for (const baseline of baselines) {
    assert.equal(answer(baseline, items, line(-500)), "unmatched : ", baseline.name);
  }
});

test("Business Central: 24 rows need no collection file, three of them post without review", () => {
  assert.equal(rows.length, 24);
  assert.equal(rows.filter((row) => row.auto).length, 3);
  assert.equal(findRow("fully", "yes", "none")?.confidence, "medium");
  assert.equal(findRow("partially", "yes", "one")?.priority, 8);
  assert.equal(findRow("no", "no", "none"), undefined);
});

test("Business Central: party, number and amount post; party and amount alone wait", () => {
  const items = [item("INV-1001", 500), item("INV-1002", 300), item("INV-1003", 70)];
  const cited = line(500, { memo: "payment INV-1001" });
  assert.equal(answer(businessCentral, items, cited), "auto high_4: INV-1001 500");
  assert.equal(answer(businessCentral, items, line(300)), "suggested high_9: INV-1002 300");
  assert.equal(answer(businessCentralHigh, items, line(300)), "auto high_9: INV-1002 300");
});

test("Business Central: several numbers whose sum is the amount", () => {
  const items = [item("INV-1001", 500), item("INV-1002", 300)];
  const cited = line(800, { memo: "INV-1001, INV-1002" });
  assert.equal(answer(businessCentral, items, cited), "auto high_2: INV-1001 500, INV-1002 300");
  const short = line(700, { memo: "INV-1001, INV-1002" });
  assert.equal(
    answer(businessCentral, items, short),
    "suggested medium_1: INV-1001 500, INV-1002 200",
  );
});

test("Business Central: of the invoices of one order the one of this amount", () => {
  const ofOrder = { orderNo: "SO-2026-17" };
  const items = [item("INV-1001", 500, ofOrder), item("INV-1002", 300, ofOrder)];
  const cited = line(300, { memo: "order SO-2026-17" });
  assert.equal(answer(businessCentral, items, cited), "auto high_2: INV-1002 300");
});

test("Business Central: a name two customers have, or part of a name, is a partial match", () => {
  const ofDelta = item("INV-2001", 500, { customerNo: "C3" });
  const cited = { memo: "INV-2001", payerName: "DELTA TRADING" };
  assert.equal(
    answer(businessCentral, [ofDelta], line(500, cited)),
    "suggested high_8: INV-2001 500",
  );
  const ofLixin = item("INV-3001", 500, { customerNo: "C2" });
  const cut = { payerName: "深圳砺芯电子有" };
  assert.equal(
    answer(businessCentral, [ofLixin], line(500, cut)),
    "suggested medium_8: INV-3001 500",
  );
});

test("QuickBooks: the same amount within 90 days before and 20 after, whoever paid", () => {
  const other = { payerName: "Somebody Else" };
  const dated = (issueDate: string) => [item("I1", 500, { issueDate })];
  assert.equal(
    answer(quickBooks, dated("2025-11-12"), line(500, other)),
    "auto exact_amount: I1 500",
  );
  assert.equal(answer(quickBooks, dated("2025-11-11"), line(500, other)), "unmatched : ");
  assert.equal(answer(quickBooks, dated("2026-03-02"), line(500)), "auto exact_amount: I1 500");
  assert.equal(answer(quickBooks, dated("2026-03-03"), line(500)), "unmatched : ");
  const two = [item("I1", 500), item("I2", 500, { issueDate: "2026-02-01" })];
  assert.equal(answer(quickBooks, two, line(500)), "suggested exact_amount: I2 500");
});

test("greedy: due first, the last in part, what is left on account; settled is settled", () => {
  const items = [item("I1", 500), item("I2", 300, { dueDate: "2026-02-01" })];
  assert.equal(answer(greedyDueDate, items, line(600)), "auto oldest_first: I2 300, I1 300");
  assert.equal(
    answer(greedyDueDate, items, line(600), line(250, { lineId: "L2", date: "2026-02-11" })),
    "auto oldest_first: I1 200; advance 50",
  );
});

test("on a year of books, what a baseline posts adds up to the line and over-settles nothing", async () => {
  await withBooksFolder(generateBooks({ seed: 21, lines: 900 }), async (folder) => {
    const books = readBaselineBooks(folder);
    for (const baseline of baselines) {
      const result = runBaseline(baseline, books);
      const allocations = Map.groupBy(result.allocations, (one) => one.lineId);
      const residuals = Map.groupBy(result.residuals, (one) => one.lineId);
      const posted = result.lines.filter((one) => one.status === "auto");
      assert.ok(posted.length > 50, `${baseline.name} posted ${posted.length}`);
      for (const { lineId, amount } of posted) {
        const onNothing = (residuals.get(lineId) ?? []).filter((one) => one.side === "line");
        const total = centsOf(allocations.get(lineId) ?? []) + centsOf(onNothing);
        assert.equal(total, centsOf([{ amount }]), `${baseline.name} ${lineId}`);
      }
    }
  });
});

function centsOf(list: readonly { readonly amount: string }[]): number {
  return list.reduce((sum, one) => sum + Math.round(Number(one.amount) * 100), 0);
}
