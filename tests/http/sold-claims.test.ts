// What the figures that learn from the past, the statement, dunning and the credit limit make of claims a
// factor has or had, and of goods taken in payment.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { unzipSync } from "fflate";
import { loadSubjects } from "../../src/app/credit/load-customers.ts";
import { readOverview } from "../../src/app/portal/read-overview.ts";
import { readPortalStatement } from "../../src/app/portal/read-statement.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { makeStatements } from "../../src/app/statements/make-statements.ts";
import { loadPaper, paperWorkbook } from "../../src/app/statements/paper.ts";
import { type AdjustmentBody, adjustmentOutcome } from "../../src/contract/adjustments.ts";
import { worklist } from "../../src/contract/collections.ts";
import { creditCard } from "../../src/contract/credit.ts";
import { dunningPreview, dunningSetup } from "../../src/contract/dunning.ts";
import { itemPage } from "../../src/contract/items.ts";
import { reportTable } from "../../src/contract/reports.ts";
import { statementDetail } from "../../src/contract/statements.ts";
import { conductOf } from "../../src/core/credit/history.ts";
import {
  addDays,
  addMonths,
  dayNumber,
  endOfMonth,
  isoDate,
  startOfMonth,
} from "../../src/core/date.ts";
import { selectLateItems } from "../../src/db/credit-late.ts";
import { selectLateItems as selectChargeable } from "../../src/db/late-charges.ts";
import { selectStatement, updateStatement } from "../../src/db/statements.ts";
import { statementPdf } from "../../src/exporters/statement-pdf.ts";
import { addItem, addLine } from "../support/books.ts";
import { manualRequest } from "../support/manual-request.ts";
import { today } from "../support/today.ts";
import { moneyDesk } from "./money-desk.ts";

const factorName = "海尔保理有限公司";

async function soldDesk(t: Pick<TestContext, "after">) {
  const w = await moneyDesk(t);
  const { books, base } = w;
  const yuan = (amount: number) => `${amount}.00`;
  const claim = (no: string, amount: number, date: string, due: string, isSale = false) =>
    addItem(books, { customerId: w.a, no, amountMinor: amount * 100, date, due, isSale });
  const sell = (itemId: number, amount: number, of: Partial<AdjustmentBody>) =>
    w.approved(w.approver, {
      ...{ kind: "factor", itemId, amount: yuan(amount), proceeds: yuan(amount) },
      ...{ bankAccountId: books.bankAccountId, toName: factorName, ...of },
    });
  /** What the factor has of a document, or what came back of it. */
  const partOf = async (no: string, kind: "factored" | "invoice") => {
    const url = `${base}/items?kind=${kind}&state=all&scope=all`;
    const { rows } = (await w.accountant.get(url)).as(itemPage);
    return rows.find((row) => row.no.startsWith(no) && row.open !== "0.00")?.id ?? 0;
  };
  const takeBack = async (no: string, amount: number) =>
    w.approved(w.approver, {
      ...{ kind: "recourse_factored", itemId: await partOf(no, "factored"), amount: yuan(amount) },
      bankAccountId: books.bankAccountId,
    });
  const clear = async (no: string, amount: number, passedOn: string) => {
    const itemId = await partOf(no, "factored");
    const asked = { kind: "clear_factored", itemId, amount: yuan(amount), passedOn } as const;
    assert.equal((await w.adjust(asked)).as(adjustmentOutcome).kind, "posted");
  };
  const pay = async (itemId: number, amount: number, date: string) => {
    const lineId = await addLine(books, { amountMinor: amount * 100, date });
    const asked = manualRequest(lineId, [{ itemId, minor: amount * 100 }]);
    const [paid] = await books.record((db, recording) => postDecisions(db, recording, [asked]));
    assert.ok(paid?.ok);
  };
  const report = async (query: string) =>
    (await w.accountant.get(`${base}/reports/${query}`)).as(reportTable);
  return { ...w, claim, sell, partOf, takeBack, clear, pay, report };
}

test("losses are learnt from claims that stayed ours, goods count as what they were worth", async (t) => {
  const w = await soldDesk(t);
  const then = addMonths(isoDate(today), -12);
  const issued = addDays(then, -240);
  const due = addDays(then, 20);
  const first = await w.claim("FIRST", 1, addDays(then, -500), addDays(then, -490));
  await w.pay(first, 1, addDays(then, -490));

  // gone for good, and of 600 only 200 came back
  const sold = { isDerecognised: true, passedOn: addDays(then, 10) } as const;
  await w.sell(await w.claim("GONE", 1000, issued, due), 1000, sold);
  await w.sell(await w.claim("PART", 600, issued, due), 600, sold);
  await w.takeBack("PART", 200);
  // with recourse: the factor was paid 500 of 2,000 and gave 700 back
  const loan = { isDerecognised: false, passedOn: addDays(then, 10) } as const;
  await w.sell(await w.claim("LOAN", 2000, issued, due), 2000, loan);
  await w.clear("LOAN", 500, addDays(then, 200));
  await w.takeBack("LOAN", 700);
  // 100 provided for and 200 of loss were given up of it
  const worth = { fairValue: "700.00", tax: "0", allowanceUsed: "100.00" };
  const taken = await w.approved(w.approver, {
    ...{ kind: "goods_payment", itemId: await w.claim("GOODS", 1000, issued, due) },
    ...{ amount: "1000.00", agreementNo: "DZ-1" },
    goods: { what: "钢板", use: "goods", ...worth },
  });

  const backTest = async () => (await w.report("provision_back_test?method=overdue")).rows;
  const fate = (rows: Awaited<ReturnType<typeof backTest>>) =>
    rows.map(({ cells }) => [cells[1], ...cells.slice(4, 7)]);
  // open then, collected, lost, open still
  assert.deepEqual(fate(await backTest()), [["3200.00", "1200.00", "300.00", "1700.00"]]);
  const migration = await w.report("loss_history");
  // 2,000 of 3,200 were not collected
  assert.equal(migration.rows[0]?.cells.at(-2), "62.5");
  const cohort = await w.report("loss_history?method=cohort");
  assert.deepEqual(
    cohort.rows.map(({ cells }) => cells.slice(1, 3)),
    ["3200.00", "3200.00", "3200.00", "3200.00", "3200.00"].map((unpaid) => [unpaid, "62.5"]),
  );
  assert.equal((await w.undo(taken))?.problem, null);
  assert.deepEqual(fate(await backTest()), [["3200.00", "500.00", "0.00", "2700.00"]]);
});

test("the day a factor bought a claim is no day on which the customer paid", async (t) => {
  const w = await soldDesk(t);
  const { books } = w;
  const at = { orgId: books.orgId, booksId: books.booksId };
  const issued = addMonths(startOfMonth(isoDate(today)), -4);
  const due = addDays(issued, 30);
  const soldOn = addDays(issued, 10);
  const early = { isDerecognised: true, passedOn: soldOn } as const;
  const paidOn = addDays(issued, 50);
  await w.pay(await w.claim("PAID", 100, issued, due, true), 100, paidOn);
  const gone = await w.claim("GONE", 1000, issued, due, true);
  const soldBy = await w.sell(gone, 1000, early);
  await w.sell(await w.claim("LOAN", 500, issued, due, true), 500, {
    ...early,
    isDerecognised: false,
  });
  await w.clear("LOAN", 500, addDays(issued, 90));
  // half of it came back, and the customer paid that
  await w.sell(await w.claim("BACK", 400, issued, due, true), 400, early);
  await w.takeBack("BACK", 200);
  const back = await w.partOf("BACK", "invoice");
  const late = async () => {
    const rows = await books.inBooks((db) => selectLateItems(db, at, 100));
    return rows.map(({ settledOn, soldOn: on, openId }) => [settledOn, on, openId]);
  };
  assert.deepEqual(await late(), [
    [paidOn, null, null],
    [null, soldOn, null],
    [null, soldOn, null],
    [null, null, back],
  ]);
  const conduct = async () => {
    const of = { ...at, customerIds: [w.a], asOf: today };
    const [subject] = await books.inBooks((db) => loadSubjects(db, of));
    const { experiences, openMinor, overdueMinor, monthlySalesMinor, salesMonths } = conductOf(
      subject?.items ?? [],
      dayNumber(isoDate(today)),
    );
    return [experiences, openMinor, overdueMinor, monthlySalesMinor * salesMonths];
  };
  // one payment and one claim that is late, of 2,000 sold
  assert.deepEqual(await conduct(), [2, 200_00, 200_00, 2_000_00]);

  // of 2,000 invoiced 1,400 were sold: neither owed nor collected, and nothing of the rest was due yet
  const month = endOfMonth(issued);
  const figures = async (code: string, wanted: readonly string[]) => {
    const { columns, rows } = await w.report(`${code}?asOf=${month}`);
    return wanted.map(
      (one) => rows.at(-1)?.cells[columns.findIndex((column) => column.code === one)],
    );
  };
  const shown = ["sales", "received", "closing", "cei", "recovery"];
  assert.deepEqual(await figures("collection_effectiveness", shown), [
    "2000.00",
    "0.00",
    "600.00",
    null,
    "0.0",
  ]);
  const days = `${Number(month.slice(-2))}.0`;
  assert.deepEqual(await figures("days_sales_outstanding", ["period_end", "count_back"]), [
    days,
    days,
  ]);
  assert.equal((await w.undo(soldBy))?.problem, null);
  assert.deepEqual((await late())[1], [null, null, gone]);
});

test("with recourse a claim stays our risk and is the factor's to ask for; without it is gone", async (t) => {
  const w = await soldDesk(t);
  const { books, base, deps } = w;
  const { orgId, booksId } = books;
  const us = w.own.administrator;
  const issued = addMonths(startOfMonth(isoDate(today)), -3);
  const due = addDays(issued, 10);
  const sold = { passedOn: addDays(issued, 5) };
  await w.claim("OURS", 300, issued, due);
  await w.sell(await w.claim("GONE", 1000, issued, due), 1000, { ...sold, isDerecognised: true });
  await w.sell(await w.claim("LOAN", 2000, issued, due), 2000, { ...sold, isDerecognised: false });

  const card = (await w.accountant.get(`${base}/customers/${w.a}/credit`)).as(creditCard);
  assert.equal(card.release.exposure, "2300.00");
  // 5 % of what is younger than a year
  const provision = await w.report("bad_debt_provision");
  assert.equal(provision.tiles[0]?.value, "115.00");
  const work = (await us.get(`${base}/collections/worklist`)).as(worklist);
  assert.deepEqual(
    work.rows.map(({ ask }) => ask),
    ["300.00"],
  );
  const setup = (await us.get(`${base}/dunning`)).as(dunningSetup);
  const setting = { ...setup.setting, calendar: "none", runAt: "00:00" };
  assert.equal((await us.send("PUT", `${base}/dunning/setting`, setting)).status, 200);
  const change = { scope: { scope: "organisation" }, policy: { ...setup.blank, isOn: true } };
  const tried = (await us.post(`${base}/dunning/preview`, { change })).as(dunningPreview);
  assert.deepEqual(
    tried.rows.map(({ asked }) => asked),
    [[{ amount: "300.00", currency: "CNY" }]],
  );

  // sold when it was late: its interest went with it
  await w.sell(await w.claim("LATE", 500, issued, due), 500, {
    ...{ isDerecognised: true, passedOn: addDays(due, 20) },
  });
  const overdue = { itemIds: null, customerId: w.a, to: today };
  const charged = await books.inBooks((db) => selectChargeable(db, { orgId, booksId }, overdue));
  assert.deepEqual(
    charged.map(({ no }) => no),
    ["OURS"],
  );

  const making = { orgId, booksId, name: "甲", ownNames: ["甲公司"], ownTaxIds: [], today };
  const stated = (form: "detail" | "dunning") =>
    books.record(async (db, recording) => {
      const ask = {
        ...{ byPlan: false, from: issued, to: isoDate(today), form },
        ...{ language: "zh" as const, replyDays: 10, replace: false },
      };
      const job = { db, recording, books: making, ask, actorName: "王敏", jobId: null };
      return (await makeStatements(job, [w.a])).made[0] ?? 0;
    });
  const demandId = await stated("dunning");
  const demand = (await us.get(`${base}/statements/${demandId}`)).as(statementDetail);
  assert.deepEqual([demand.closing, demand.overdue, demand.asked], ["2300.00", "300.00", "300.00"]);
  assert.deepEqual(
    demand.lines.map(({ no, open, factor }) => [no, open, factor]),
    [
      ["OURS", "300.00", ""],
      ["LOAN", "2000.00", factorName],
    ],
  );
  assert.ok(demand.movements.some(({ what }) => what.zh === `债权转让给${factorName}`));
  const row = await books.inBooks((db) => selectStatement(db, orgId, demandId));
  assert.ok(row);
  const paper = await books.inBooks((db) => loadPaper(db, orgId, row));
  const printed = JSON.stringify(statementPdf(paper));
  assert.match(printed, new RegExp(`已保理（付给${factorName}）`));
  assert.match(
    printed,
    /CNY 2,000\.00 的债权已转让：请付给海尔保理有限公司，勿付至我司账户。应付我司 CNY 300\.00/,
  );
  const sheets = unzipSync(Buffer.concat(paperWorkbook(paper)));
  const texts = Object.values(sheets).map((bytes) => new TextDecoder().decode(bytes));
  assert.ok(texts.some((text) => text.includes(`付给${factorName}`)));

  // the customer's own pages
  await books.inBooks((db) => updateStatement(db, orgId, demandId, { confirmation: "sent" }));
  const visitor = {
    ...{ orgId, booksId, customerId: w.a, customerName: "", organisation: "", sessionId: 1 },
    ...{ invitationId: 1, statementId: demandId, contactId: null, contactName: "" },
    language: "zh",
  } as const;
  const shown = await readPortalStatement(deps, visitor, demandId);
  assert.ok(shown.ok);
  assert.deepEqual(
    shown.value.lines.map(({ factor }) => factor),
    ["", factorName],
  );
  const overview = await readOverview(deps, visitor);
  assert.deepEqual(
    overview.sums.map(({ owed, overdue }) => [owed, overdue]),
    [["300.00", "300.00"]],
  );
});
