// Invoices that bill deliveries the books have (J04 in place of J02): named, by their amount, chosen;
// nothing twice, the age of the delivery kept, taken back with the import or alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adjust, previewAdjustment } from "../../src/app/adjustments/adjust.ts";
import { undoImport } from "../../src/app/importing/undo-import.ts";
import { readItem } from "../../src/app/items/read-item.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { undoLineDecision } from "../../src/app/workbench/decide.ts";
import type { ImportChoices } from "../../src/contract/imports.ts";
import { isoDate } from "../../src/core/date.ts";
import { addLine, balanceOf } from "../support/books.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";
import { manualRequest } from "../support/manual-request.ts";

const head =
  "单号,类型,客户编号,客户名称,币种,价税合计,未收金额,税额,开票日期,到期日,送货单号,对账单号,备注\n";
/** An adjustment that says nothing yet. */
const bare = {
  ...{ itemId: null, otherItemId: null, receiptId: null, toCustomerId: null, bankLineId: null },
  ...{
    bankAccountId: null,
    toAccount: "",
    amount: "",
    reason: "按单据",
    difference: null,
    due: null,
  },
  ...{ isUnconditional: false, agreementNo: "", evidence: [], responsible: "", fileIds: [] },
} as const;
const days = ["2026-08-31", "2026-09-01", "2026-09-15", "2026-09-30", "2026-10-05", "2026-12-31"];

async function holds({ deps, books }: ImportDesk): Promise<void> {
  const proof = await verifyBooks(deps, books, { dates: days, knownAt: null });
  assert.ok(proof.holds, JSON.stringify(proof));
}

/** Two deliveries of one customer, 565.00 and 226.00, and one of another. */
async function delivered(desk: ImportDesk): Promise<void> {
  const read = await desk.read(
    "deliveries.csv",
    `${head}FH-001,未开票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-01,,,DZ-09,
FH-002,未开票,C1,甲公司,CNY,226.00,226.00,26.00,2026-09-10,,,DZ-09,
FH-009,未开票,C2,乙公司,CNY,113.00,113.00,13.00,2026-09-02,,,,
`,
  );
  assert.deepEqual(await desk.problems(read.id), []);
  await desk.commit(read.id);
  assert.equal(await balanceOf(desk.books, "uninvoiced"), 904_00);
  assert.equal(await balanceOf(desk.books, "deferred_vat"), -104_00);
}

const numberOf = (desk: ImportDesk, no: string) =>
  desk.count("select id from open_item where no = $1 and cancelled_at is null", no);

test("an invoice that names its delivery moves it, with its tax and its age, and nothing is owed twice", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  await delivered(desk);
  const read = await desk.read(
    "invoices.csv",
    `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,2026-10-20,FH-001,,
I2,发票,C2,乙公司,CNY,113.00,113.00,13.00,2026-09-21,,,,
I3,发票,C2,乙公司,CNY,300.00,300.00,,2026-09-22,,,,
`,
  );
  assert.deepEqual(await desk.problems(read.id), []);
  const shown = read.preview?.deliveries;
  assert.deepEqual(
    shown?.rows.map(({ no, by, deliveryIds }) => [no, by, deliveryIds]),
    [
      ["I1", "number", [await numberOf(desk, "FH-001")]],
      ["I2", "amount", [await numberOf(desk, "FH-009")]],
    ],
  );
  assert.deepEqual([shown.billing, shown.undecided, read.preview?.counts.fresh], [2, 0, 3]);
  const done = await desk.commit(read.id);
  assert.deepEqual([done.result?.stored, done.result?.entries], [3, 3]);
  assert.equal(await balanceOf(books, "uninvoiced"), 226_00);
  assert.equal(await balanceOf(books, "receivable"), 978_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -26_00);
  assert.equal(await balanceOf(books, "revenue"), 0, "in the general ledger already");
  assert.equal(
    await desk.count("select count(*) from entry where event = 'J04' and origin = 'gl'"),
    2,
  );
  const aged = `select count(*) from open_item i join open_item d on d.id = i.linked_item_id
    where i.no = 'I1' and d.no = 'FH-001' and i.age_from = '2026-09-01' and i.issue_date = '2026-09-20'
      and i.due_date = '2026-10-20' and i.linked_no = 'FH-001'`;
  assert.equal(await desk.count(aged), 1);
  await holds(desk);
});

test("an undone import gives the deliveries back on the days of its invoices, and comes in anew", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  await delivered(desk);
  const file = `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,FH-001,,\n`;
  const read = await desk.read("a.csv", file);
  await desk.commit(read.id);
  const first = await desk.count("select id from import_batch order by id limit 1");
  const refused = await undoImport(deps, actor, { booksId: books.booksId, id: first });
  assert.equal(!refused.ok && refused.error.code, "import_in_use", "its invoice stands on it");
  const undone = await undoImport(deps, actor, { booksId: books.booksId, id: read.id });
  assert.deepEqual(undone, { ok: true, value: { lines: 0, items: 1 } });
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "uninvoiced"), 904_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -104_00);
  const since = `select count(*) from allocation a join open_item i on i.id = a.item_id
    where i.no = 'FH-001' and a.accounting_date <> '2026-09-20'`;
  assert.equal(await desk.count(since), 0, "back on the day it was taken");
  await holds(desk);
  const again = await desk.read("a.csv", file);
  assert.equal(again.preview?.deliveries?.billing, 1);
  await desk.commit(again.id);
  assert.equal(await balanceOf(books, "receivable"), 565_00);
  await holds(desk);
});

test("the decision of one invoice is undone alone, and only before it was paid", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  const { booksId } = books;
  await delivered(desk);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,CNY,791.00,791.00,91.00,2026-09-20,,"FH-001、FH-002",,\n`,
  );
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "uninvoiced"), 113_00);
  const decisionId = await desk.count("select max(id) from decision");
  const itemId = await numberOf(desk, "I1");
  const lineId = await addLine(books, { amountMinor: 100_00, date: "2026-09-25" });
  const [paid] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, [{ itemId, minor: 100_00 }])]),
  );
  assert.ok(paid?.ok);
  const undo = (id: number, withDependants = false) =>
    undoLineDecision(deps, actor, { booksId, decisionId: id, reason: "", withDependants });
  const refused = await undo(decisionId);
  assert.equal(!refused.ok && refused.error.code, "has_dependants");
  const done = await undo(decisionId, true);
  assert.ok(done.ok);
  assert.equal(await balanceOf(books, "uninvoiced"), 904_00);
  assert.equal(await balanceOf(books, "receivable"), 0);
  assert.equal(await balanceOf(books, "deferred_vat"), -104_00);
  await holds(desk);
});

test("what several could be waits for a person, and the rest is imported", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  await delivered(desk);
  await desk.commit(
    (
      await desk.read(
        "more.csv",
        `${head}FH-003,未开票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-05,,,,\n`,
      )
    ).id,
  );
  const file = `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,,,
I2,发票,C1,甲公司,CNY,226.00,226.00,26.00,2026-09-20,,,,
`;
  const read = await desk.read("a.csv", file);
  const [row] = read.preview?.deliveries?.rows ?? [];
  const [first, third] = [await numberOf(desk, "FH-001"), await numberOf(desk, "FH-003")];
  assert.deepEqual([row?.no, row?.by, row?.suggested], ["I1", "person", first]);
  assert.deepEqual(
    row?.candidates
      .slice(0, 2)
      .map(({ id }) => id)
      .toSorted(),
    [first, third],
  );
  assert.deepEqual([read.preview?.counts.fresh, read.preview?.counts.waiting], [1, 1]);
  const done = await desk.commit(read.id);
  assert.deepEqual(
    (await desk.problems(read.id)).map(({ code, fields }) => [code, fields["customerNo"]]),
    [["delivery_undecided", "C1"]],
  );
  assert.deepEqual([done.result?.stored, done.result?.refused], [1, 1]);
  assert.equal(await balanceOf(books, "receivable"), 226_00);
  assert.equal(await balanceOf(books, "uninvoiced"), 565_00 * 2 + 113_00);
  const say = (deliveryIds: number[]): ImportChoices => ({
    deliveries: [{ row: row?.row ?? 0, no: "I1", deliveryIds }],
  });
  const chosen = await desk.read("b.csv", `${file}\n`, say([third]));
  assert.deepEqual(
    chosen.preview?.deliveries?.rows.map(({ no, by }) => [no, by]),
    [["I1", "choice"]],
  );
  await desk.commit(chosen.id);
  assert.equal(await desk.count("select linked_item_id from open_item where no = 'I1'"), third);
  assert.equal(await balanceOf(books, "uninvoiced"), 565_00 + 113_00);
  await holds(desk);
});

test("what was answered stays where it stood among the questions", async (t) => {
  const desk = await importDesk(t);
  await delivered(desk);
  const twin = (no: string) => `${no},未开票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-05,,,,\n`;
  const twins = `${head}${twin("FH-003")}${twin("FH-004")}`;
  await desk.commit((await desk.read("more.csv", twins)).id);
  const of = "发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20";
  const file = `${head}I0,发票,C2,乙公司,CNY,113.00,113.00,13.00,2026-09-20,,,,
I1,${of},,,,\nI2,${of},,,,\n`;
  const rowsOf = (read: Awaited<ReturnType<typeof desk.read>>) =>
    read.preview?.deliveries?.rows.map(({ no, by }) => `${no} ${by}`);
  const read = await desk.read("a.csv", file);
  assert.deepEqual(rowsOf(read), ["I1 person", "I2 person", "I0 amount"]);
  const [first] = read.preview?.deliveries?.rows ?? [];
  const deliveryIds = [await numberOf(desk, "FH-003")];
  const deliveries = [{ row: first?.row ?? 0, no: "I1", deliveryIds }];
  const answered = await desk.read("b.csv", `${file}\n`, { deliveries });
  assert.deepEqual(rowsOf(answered), ["I1 choice", "I2 person", "I0 amount"]);
});

test("said to be another sale, an invoice comes in by J02 beside the delivery", async (t) => {
  const desk = await importDesk(t);
  await delivered(desk);
  const file = `${head}I1,发票,C2,乙公司,CNY,113.00,113.00,13.00,2026-09-20,,,,\n`;
  const first = await desk.read("a.csv", file);
  const row = first.preview?.deliveries?.rows[0]?.row ?? 0;
  const read = await desk.read("b.csv", `${file}\n`, {
    deliveries: [{ row, no: "I1", deliveryIds: [] }],
  });
  assert.equal(read.preview?.deliveries?.rows[0]?.by, "nothing");
  await desk.commit(read.id);
  assert.equal(await desk.count("select count(*) from entry where event = 'J02'"), 1);
  assert.equal(await balanceOf(desk.books, "uninvoiced"), 904_00);
  assert.equal(await balanceOf(desk.books, "receivable"), 113_00);
  await holds(desk);
});

test("parts of a delivery are invoiced one after the other, the last with all the tax that is left", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  await delivered(desk);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,CNY,100.00,100.00,,2026-09-20,,FH-001,,
I2,发票,C1,甲公司,CNY,200.00,200.00,,2026-09-21,,FH-001,,
I3,发票,C1,甲公司,CNY,265.00,265.00,,2026-09-22,,,,送货单 FH-001 尾款
`,
  );
  assert.equal(read.preview?.deliveries?.billing, 3);
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "receivable"), 565_00);
  assert.equal(await balanceOf(books, "uninvoiced"), 339_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -39_00);
  const taxes = `select string_agg(tax_minor::text, ' ' order by no) from open_item
    where no in ('I1', 'I2', 'I3')`;
  const { rows } = await books.inBooks((db) => db.query<{ string_agg: string }>(taxes));
  assert.equal(rows[0]?.string_agg, "1150 2301 3049");
  await holds(desk);
});

test("a delivery that was paid before its invoice leaves only the rest to pay", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  await delivered(desk);
  const itemId = await numberOf(desk, "FH-001");
  const other = await numberOf(desk, "FH-002");
  const lineId = await addLine(books, { amountMinor: 426_00, date: "2026-09-12" });
  const parts = [
    { itemId, minor: 200_00 },
    { itemId: other, minor: 226_00 },
  ];
  const [paid] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, parts)]),
  );
  assert.ok(paid?.ok);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,FH-001,,
I2,发票,C1,甲公司,CNY,226.00,226.00,26.00,2026-09-20,,FH-002,,
`,
  );
  await desk.commit(read.id);
  const open = (no: string) =>
    desk.count("select amount_minor - applied_minor from open_item where no = $1", no);
  assert.deepEqual([await open("I1"), await open("I2")], [365_00, 0]);
  assert.equal(await desk.count("select face_minor from open_item where no = 'I1'"), 565_00);
  assert.equal(await balanceOf(books, "receivable"), 365_00);
  assert.equal(await balanceOf(books, "uninvoiced"), 113_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -13_00, "the tax of both is due");
  await holds(desk);
  const { booksId } = books;
  assert.ok((await undoImport(desk.deps, desk.actor, { booksId, id: read.id })).ok);
  assert.equal(await balanceOf(books, "deferred_vat"), -104_00);
  assert.equal(await balanceOf(books, "uninvoiced"), 478_00);
  await holds(desk);
});

/** The delivery is paid in full, on a line of its own. */
async function paidInFull(desk: ImportDesk, no: string, minor: number): Promise<void> {
  const lineId = await addLine(desk.books, { amountMinor: minor, date: "2026-09-12" });
  const parts = [{ itemId: await numberOf(desk, no), minor }];
  const [paid] = await desk.books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, parts)]),
  );
  assert.ok(paid?.ok);
}

test("a delivery paid before its invoice is invoiced by hand: its tax is due, nothing is left to pay", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  const { booksId } = books;
  await delivered(desk);
  await paidInFull(desk, "FH-009", 113_00);
  const itemId = await numberOf(desk, "FH-009");
  const document = { no: "I9", issuedOn: isoDate("2026-09-20"), tax: null, moreItemIds: [] };
  const request = {
    ...bare,
    kind: "invoice_delivery",
    itemId,
    amount: "113.00",
    document,
  } as const;
  const looked = await previewAdjustment(deps, actor, { booksId, request });
  assert.equal(looked.ok && looked.value.homeAmount, "13.00");
  const done = await adjust(deps, actor, { booksId, request });
  assert.ok(done.ok && done.value.kind === "posted", JSON.stringify(done));
  assert.equal(await balanceOf(books, "deferred_vat"), -91_00);
  assert.equal(await balanceOf(books, "receivable"), 0);
  const page = await readItem(deps, { ...books, today: isoDate("2026-10-05") }, itemId);
  assert.ok(page.ok);
  const { billing, unbilled } = page.value;
  assert.deepEqual(
    [billing.map(({ item, amount }) => [item.no, amount]), unbilled],
    [[["I9", "113.00"]], "0.00"],
  );
  await holds(desk);
  const { decisionId } = done.value;
  const undone = await undoLineDecision(deps, actor, { booksId, decisionId, reason: "" });
  assert.ok(undone.ok, JSON.stringify(undone));
  assert.equal(await balanceOf(books, "deferred_vat"), -104_00);
  assert.equal((await adjust(deps, actor, { booksId, request })).ok, true, "its number is free");
  await holds(desk);
});

test("an invoice that moves nothing is taken back as well, and its number is free again", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  const { booksId } = books;
  const plain = await desk.read(
    "d.csv",
    `${head}FH-005,未开票,C1,甲公司,CNY,300.00,300.00,,2026-09-01,,,,\n`,
  );
  await desk.commit(plain.id);
  await paidInFull(desk, "FH-005", 300_00);
  const file = `${head}I5,发票,C1,甲公司,CNY,300.00,300.00,,2026-09-20,,FH-005,,\n`;
  const read = await desk.read("a.csv", file);
  await desk.commit(read.id);
  assert.equal(await desk.count("select count(*) from entry where event = 'J04'"), 0);
  const refused = await undoImport(deps, actor, { booksId, id: plain.id });
  assert.equal(!refused.ok && refused.error.code, "import_in_use");
  const decisionId = await desk.count("select max(id) from decision");
  const undone = await undoLineDecision(deps, actor, { booksId, decisionId, reason: "" });
  assert.ok(undone.ok, JSON.stringify(undone));
  const live = "select count(*) from open_item where no = 'I5' and cancelled_at is null";
  assert.equal(await desk.count(live), 0);
  const again = await desk.read("b.csv", `${file}\n`);
  assert.deepEqual([again.preview?.counts.fresh, again.preview?.counts.known], [1, 0]);
  assert.equal(again.preview?.deliveries?.billing, 1);
  await holds(desk);
});

test("a delivery stays while an invoice bills it, whichever of its deliveries the invoice names first", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  const { booksId } = books;
  await delivered(desk);
  const more = await desk.read(
    "more.csv",
    `${head}FH-006,未开票,C1,甲公司,CNY,100.00,100.00,,2026-09-12,,,,\n`,
  );
  await desk.commit(more.id);
  await paidInFull(desk, "FH-006", 100_00);
  const payment = await desk.count("select max(id) from decision");
  const file = `${head}I6,发票,C1,甲公司,CNY,665.00,665.00,,2026-09-20,,"FH-001、FH-006",,\n`;
  await desk.commit((await desk.read("a.csv", file)).id);
  const request = { booksId, decisionId: payment, reason: "" };
  assert.ok((await undoLineDecision(deps, actor, request)).ok);
  const refused = await undoImport(deps, actor, { booksId, id: more.id });
  assert.equal(!refused.ok && refused.error.code, "import_in_use");
  await holds(desk);
});

/** Sales are booked in these books and exported from here. */
const salesOfOurs = (desk: ImportDesk) =>
  desk.books.inBooks((db) =>
    db.query(`update books set settings = settings || '{"salesAreOurs": true}'`),
  );

test("where sales are booked here, an invoice of a delivery moves claim and tax and sells nothing twice", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  await salesOfOurs(desk);
  await delivered(desk);
  assert.equal(await balanceOf(books, "revenue"), -800_00);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,FH-001,,\n`,
  );
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "revenue"), -800_00, "sold when it was delivered");
  assert.equal(await balanceOf(books, "deferred_vat"), -39_00);
  assert.equal(await balanceOf(books, "output_vat"), -65_00);
  assert.equal(await balanceOf(books, "gl_contra"), 0);
  const ours = "select count(*) from entry where event = 'J04' and origin = 'ours'";
  assert.equal(await desk.count(ours), 1);
  await holds(desk);
  assert.ok((await undoImport(deps, actor, { booksId: books.booksId, id: read.id })).ok);
  assert.equal(await balanceOf(books, "output_vat"), 0);
  assert.equal(await balanceOf(books, "deferred_vat"), -104_00);
  await holds(desk);
});

test("a delivery from before the books keeps the tax that its invoice takes over, part-paid or not", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  const opened = await desk.read(
    "opening.csv",
    `${head}FH-001,未开票,C1,甲公司,CNY,565.00,365.00,65.00,2026-08-01,,,,
FH-002,未开票,C2,乙公司,CNY,113.00,113.00,13.00,2026-08-01,,,,
`,
    { itemsAre: "openings" },
  );
  await desk.commit(opened.id);
  assert.equal(await desk.count("select count(*) from entry where event = 'J01'"), 2);
  assert.equal(await balanceOf(books, "uninvoiced"), 478_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -78_00);
  await holds(desk);
  // from now on these books book the sales
  await salesOfOurs(desk);
  const read = await desk.read(
    "a.csv",
    `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,FH-001,,\n`,
  );
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "receivable"), 365_00);
  assert.equal(await balanceOf(books, "output_vat"), -65_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -13_00);
  assert.equal(await balanceOf(books, "revenue"), 0, "no tax is taken out of the sales again");
  await holds(desk);
});

test("a part-paid invoice of a delivery moves what is left of it, and asks where the books know otherwise", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  await delivered(desk);
  const itemId = await numberOf(desk, "FH-001");
  const lineId = await addLine(books, { amountMinor: 200_00, date: "2026-09-12" });
  const [paid] = await books.record((db, recording) =>
    postDecisions(db, recording, [manualRequest(lineId, [{ itemId, minor: 200_00 }])]),
  );
  assert.ok(paid?.ok);
  // of FH-002 these books know of no payment
  const file = `${head}I1,发票,C1,甲公司,CNY,565.00,365.00,65.00,2026-09-20,,FH-001,,
I2,发票,C1,甲公司,CNY,226.00,26.00,26.00,2026-09-20,,FH-002,,
`;
  const read = await desk.read("a.csv", file);
  assert.deepEqual(
    read.preview?.deliveries?.rows.map(({ no, by }) => `${no} ${by}`),
    ["I2 person", "I1 number"],
  );
  await desk.commit(read.id);
  assert.equal(await balanceOf(books, "receivable"), 365_00);
  assert.equal(await balanceOf(books, "uninvoiced"), 339_00);
  assert.equal(await balanceOf(books, "deferred_vat"), -39_00);
  const left = `select count(*) from open_item where no = 'I1' and face_minor = 56500
    and amount_minor = 36500 and home_minor = 36500 and age_from = '2026-09-01'`;
  assert.equal(await desk.count(left), 1);
  await holds(desk);
  assert.ok((await undoImport(deps, actor, { booksId: books.booksId, id: read.id })).ok);
  assert.equal(await balanceOf(books, "uninvoiced"), 704_00);
  await holds(desk);
});

test("a month that is closed keeps its figures: its delivery is invoiced on the first open day", async (t) => {
  const desk = await importDesk(t);
  const { books } = desk;
  await delivered(desk);
  await books.inBooks((db) => db.query("update books set closed_through = '2026-09-30'"));
  const file = `${head}I1,发票,C1,甲公司,CNY,565.00,565.00,65.00,2026-09-20,,FH-001,,\n`;
  const refused = await desk.read("a.csv", file);
  assert.equal(refused.preview?.counts.fresh, 0);
  const read = await desk.read("b.csv", `${file}\n`, { closedMonth: "earliest_open" });
  await desk.commit(read.id);
  const booked = `select count(*) from entry where event = 'J04' and accounting_date = '2026-10-01'
    and business_date = '2026-09-20'`;
  assert.equal(await desk.count(booked), 1);
  assert.ok((await undoImport(desk.deps, desk.actor, { booksId: books.booksId, id: read.id })).ok);
  await holds(desk);
});
