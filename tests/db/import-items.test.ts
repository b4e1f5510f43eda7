// Open items into the books: whose they are, which entry each gets, what is refused and why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { undoImport } from "../../src/app/importing/undo-import.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { undoLineDecision } from "../../src/app/workbench/decide.ts";
import { addCustomer, addLine, balanceOf } from "../support/books.ts";
import { importDesk } from "../support/import-file.ts";
import { manualRequest } from "../support/manual-request.ts";

const head =
  "单号,类型,客户编号,客户名称,税号,币种,价税合计,未收金额,税额,开票日期,到期日,蓝字发票号码\n";

test("invoices, a credit note and a part-paid one come in by J02, J05 and J01 against 0001", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "items.csv",
    `${head}I1,发票,C1,上海启明贸易有限公司,,CNY,113000.00,113000.00,13000.00,2026-09-01,2026-09-30,
I2,红字,C1,上海启明贸易有限公司,,CNY,-11300.00,-11300.00,-1300.00,2026-09-05,,I1
I3,发票,C2,苏州远景科技有限公司,,CNY,5000.00,2000.00,,2026-08-01,,
I4,分期,C2,苏州远景科技有限公司,,CNY,900.00,900.00,,2026-09-01,2027-09-01,
`,
  );
  assert.deepEqual(await desk.problems(read.id), []);
  assert.equal(read.preview?.counts.fresh, 4);
  assert.equal(read.preview?.newCustomers, 2);
  const done = await desk.commit(read.id);
  assert.equal(done.result?.stored, 4);
  assert.equal(done.result?.entries, 3);
  assert.equal(done.result?.customersCreated, 2);
  assert.equal(await balanceOf(desk.books, "receivable"), 11_300_000 - 1_130_000 + 200_000);
  assert.equal(await balanceOf(desk.books, "gl_contra"), -(11_300_000 - 1_130_000 + 200_000));
  assert.equal(await balanceOf(desk.books, "revenue"), 0);
  const events = (event: string) =>
    desk.count("select count(*) from entry where event = $1 and origin = 'gl'", event);
  assert.deepEqual([await events("J01"), await events("J02"), await events("J05")], [1, 1, 1]);
  assert.equal(
    await desk.count(
      "select count(*) from open_item r join open_item b on b.id = r.linked_item_id where r.no = 'I2' and b.no = 'I1'",
    ),
    1,
  );
  assert.equal(
    await desk.count(
      "select count(*) from open_item where face_minor = 500000 and amount_minor = 200000",
    ),
    1,
  );
});

test("known items add nothing; another amount under a known number is named and changes nothing", async (t) => {
  const desk = await importDesk(t);
  const first = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,,CNY,100.00,100.00,,2026-09-01,,\n`,
  );
  await desk.commit(first.id);
  const second = await desk.read(
    "b.csv",
    `${head}I1,发票,C1,甲公司,,CNY,120.00,120.00,,2026-09-01,,\nI2,发票,C1,甲公司,,CNY,50.00,50.00,,2026-09-02,,\n`,
  );
  assert.equal(second.preview?.counts.known, 1);
  assert.equal(second.preview?.counts.fresh, 1);
  const [changed] = await desk.problems(second.id);
  assert.equal(changed?.code, "item_changed");
  assert.deepEqual(changed?.fields, { value: "I1", amount: "120.00", known: "100.00" });
  const done = await desk.commit(second.id);
  assert.equal(done.result?.stored, 1);
  assert.equal(await balanceOf(desk.books, "receivable"), 15_000);
});

test("items find their customer by number, by tax id, by name, and make one where there is none", async (t) => {
  const desk = await importDesk(t);
  const known = await addCustomer(desk.books, "C1", "上海启明贸易有限公司");
  const taxId = "91350100M000100Y43"; // the example of GB 32100
  const read = await desk.read(
    "items.csv",
    `${head}I1,发票,,上海启明贸易（有限公司）,,CNY,1.00,1.00,,2026-09-01,,
I2,发票,,新客户甲有限公司,${taxId},CNY,2.00,2.00,,2026-09-01,,
I3,发票,,新客户甲（上海）有限公司,${taxId},CNY,3.00,3.00,,2026-09-01,,
`,
  );
  assert.deepEqual(await desk.problems(read.id), []);
  await desk.commit(read.id);
  assert.equal(await desk.count("select count(*) from open_item where customer_id = $1", known), 1);
  assert.equal(await desk.count("select count(*) from customer"), 2);
});

test("foreign items without a rate are refused by currency and day, and go on when the rate is there", async (t) => {
  const desk = await importDesk(t);
  const items = `${head}U1,发票,C9,HX TECH,,USD,100.00,100.00,,2026-09-18,,\nI1,发票,C1,甲公司,,CNY,5.00,5.00,,2026-09-18,,\n`;
  const read = await desk.read("usd.csv", items);
  assert.equal(read.preview?.counts.fresh, 1);
  const [problem] = await desk.problems(read.id);
  assert.equal(problem?.code, "missing_rate");
  assert.deepEqual(problem?.fields, {
    from: "USD",
    to: "CNY",
    date: "2026-09-18",
    customerNo: "C9",
    customerName: "HX TECH",
  });
  await desk.commit(read.id);
  const rates = await desk.read(
    "rates.csv",
    "date,from,to,rate,unit\n2026-09-15,USD,CNY,710.25,100\n",
  );
  assert.equal(rates.contentKind, "rates");
  await desk.commit(rates.id);
  assert.equal((await desk.card(read.id)).state, "committing", "the refused row goes on by itself");
  await desk.runCommit(read.id);
  const done = await desk.card(read.id);
  assert.deepEqual([done.state, done.result?.stored, done.result?.known], ["committed", 2, 0]);
  assert.deepEqual(await desk.problems(read.id), []);
  assert.equal(await desk.count("select home_minor from open_item where no = 'U1'"), 71_025);
  assert.equal(await balanceOf(desk.books, "receivable"), 71_025 + 500);
});

test("an undone import of items leaves no open amount on any day", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,,CNY,100.00,100.00,,2026-09-01,,\n`,
  );
  await desk.commit(read.id);
  const undone = await undoImport(desk.deps, desk.actor, {
    booksId: desk.books.booksId,
    id: read.id,
  });
  assert.ok(undone.ok);
  assert.equal(await balanceOf(desk.books, "receivable"), 0);
  assert.equal(
    await desk.count(
      "select sum(amount_minor - coalesce((select sum(item_minor) from allocation a where a.item_id = i.id), 0)) from open_item i",
    ),
    0,
  );
  const again = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,,CNY,100.00,100.00,,2026-09-01,,\n`,
  );
  assert.equal(again.preview?.counts.fresh, 1);
  await desk.commit(again.id);
  assert.equal(await balanceOf(desk.books, "receivable"), 10_000);
});

test("an import something was settled on cannot be undone, and says how much", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,,CNY,100.00,100.00,,2026-09-01,,\n`,
  );
  await desk.commit(read.id);
  await desk.books.inBooks(async (db) => {
    await db.query(
      `insert into allocation (org_id, books_id, kind, code, item_id, item_minor, decision_id,
         business_date, accounting_date, recorded_at)
       select org_id, books_id, 'adjustment', 'rounding', id, 1, 1, '2026-09-02', '2026-09-02', now()
       from open_item`,
    );
  });
  const refused = await undoImport(desk.deps, desk.actor, {
    booksId: desk.books.booksId,
    id: read.id,
  });
  assert.deepEqual(refused, { ok: false, error: { code: "import_in_use", lines: 0, items: 1 } });
  assert.deepEqual((await desk.card(read.id)).undoRefusal, {
    code: "import_in_use",
    fields: { lines: 0, items: 1 },
  });
});

test("a refused row names its customer by number, so that nothing of theirs is settled by amount alone", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "items.csv",
    `${head}I1,发票,,甲公司,,CNY,100.00,100.00,,2026-09-01,,\nI2,发票,,甲公司,,CNY,1x0.00,,,2026-09-01,,\n`,
  );
  await desk.commit(read.id);
  const [problem] = await desk.problems(read.id);
  const no = await desk.books.inBooks(async (db) => {
    const { rows } = await db.query<{ no: string }>("select no from customer");
    return rows[0]?.no;
  });
  assert.match(no ?? "", /^K\d+$/);
  assert.equal(problem?.fields["customerNo"], no);
});

test("an item stands on the account its standard has, and is taken back when it was settled and undone", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  await books.inBooks((db) => db.query("update books set standard = 'sme'"));
  const rows = `R1,质保金,C1,甲公司,,CNY,1000.00,1000.00,,2026-09-01,,
V1,预收,C1,甲公司,,CNY,-500.00,-500.00,,2026-09-01,,
I1,发票,C1,甲公司,,CNY,100.00,100.00,,2026-09-01,,
`;
  const read = await desk.read("sme.csv", head + rows);
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "retention"), 100_000);
  assert.equal(await balanceOf(books, "advance_plain"), -50_000);
  const { booksId } = books;
  const itemId = await desk.count("select id from open_item where no = 'I1'");
  const lineId = await addLine(books, { amountMinor: 100_00, date: "2026-09-10" });
  const [settled] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, [{ itemId, minor: 100_00 }])]),
  );
  assert.ok(settled?.ok);
  const { decisionId } = settled.value;
  assert.ok((await undoLineDecision(deps, actor, { booksId, decisionId, reason: "" })).ok);
  assert.ok((await undoImport(deps, actor, { booksId, id: read.id })).ok);
  const at = { dates: ["2026-09-01", "2026-09-30", "2026-10-05"], knownAt: null };
  assert.ok((await verifyBooks(deps, books, at)).holds);
  // never less than nothing: what was settled until the fifth of October is open until then
  const open = `select min(x.left_minor) from (select sum(-a.item_minor)
      over (order by a.accounting_date range unbounded preceding) + 10000 as left_minor
    from allocation a where a.item_id = $1) x`;
  assert.equal(await desk.count(open, itemId), 0);
});

test("an amount whose worth in the books is beyond what they hold is refused", async (t) => {
  const desk = await importDesk(t);
  const huge = "I1,发票,C1,甲公司,,USD,80000000000000.00,80000000000000.00,,2026-09-01,,\n";
  await desk.books.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
       select org_id, id, '2026-09-01', 'USD', 'CNY', '7.1' from books`,
    ),
  );
  const read = await desk.read("huge.csv", head + huge);
  assert.deepEqual(
    (await desk.problems(read.id)).map(({ code }) => code),
    ["amount_too_large"],
  );
});
