// 往来账核对 through both eyes: a ledger handed in by either side, what differs, answers, signatures.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  comparisonDetail,
  comparisonList,
  groupPage,
  portalComparisons,
} from "../../src/contract/comparisons.ts";
import { idPath } from "../../src/contract/page.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { sheetAt } from "./ledger-books.ts";
import { enter, portalBooks, portalCustomer } from "./portal-books.ts";
import { answerOf, type Client, withServer } from "./test-server.ts";

const boundary = "----qz-test-boundary";

async function handIn(client: Client, at: string, customerId: number, csv: string) {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="明细账.csv"\r\n\r\n`;
  const payload = `${head}${csv}\r\n--${boundary}--\r\n`;
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const url = `${at}?customerId=${customerId}`;
  return answerOf(await client.inject({ method: "POST", url, payload, headers }));
}

/** What the customer of portal-books.ts has booked: one invoice as we have it, one damaged, not the third. */
function theirLedger(no: string): string {
  return [
    "日期,凭证号,单据号,摘要,借方金额,贷方金额,余额",
    `2026-08-05,转-1,${no}1,采购入库,,100.00,100.00`,
    `2026-08-06,转-2,${no}2,采购入库,,520.50,620.50`,
    "2026-09-29,银付-9,,付货款,70.00,,550.50",
  ].join("\n");
}

test("we compare a customer's ledger, put the table right and sign; the customer answers and signs", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const { administrator, booksId } = seller.of;
  const at = `/api/v1/books/${booksId}/comparisons`;
  const { rows: items } = await seller.books.inBooks((db) =>
    db.query<{ no: string }>("select no from open_item where customer_id = $1 order by id", [
      buyer.customerId,
    ]),
  );
  const stem = (items[0]?.no ?? "").slice(0, -1);

  const made = await handIn(administrator, at, buyer.customerId, theirLedger(stem));
  assert.equal(made.status, 201, made.text);
  const { id } = made.as(idPath);
  const seen = (await administrator.get(`${at}/${id}`)).as(comparisonDetail);
  assert.equal(seen.state, "open");
  assert.equal(seen.reading.proof, "proven");
  assert.equal(seen.ourClosing, "430.50");
  assert.equal(seen.theirClosing, "550.50");
  assert.equal(seen.agreed.count, 1);
  const table = seen.reconciliation;
  assert.ok(table);
  assert.equal(table.left, "0.00");
  assert.equal(table.ours.adjusted, table.theirs.adjusted);

  const { rows: groups } = (await administrator.get(`${at}/${id}/groups`)).as(groupPage);
  assert.deepEqual(
    groups.map(({ verdict, code, gap }) => `${verdict} ${code} ${gap}`),
    [
      "amount_differs T02 -270.00",
      "ours_only null 80.00",
      "theirs_only T07 70.00",
      "agreed null 0.00",
    ],
  );
  const differing = groups[0];
  assert.ok(differing);
  assert.equal(differing.entries.length, 2);

  const turned = await administrator.post(`${at}/${id}/groups/${differing.n}`, {
    corrects: "ours",
    note: "我方开错",
  });
  const after = turned.as(comparisonDetail).reconciliation;
  assert.equal(after?.left, "0.00");
  assert.notEqual(after?.ours.adjusted, table.ours.adjusted);

  const eyes = await enter(world, seller, buyer);
  assert.deepEqual((await eyes.get("/comparisons")).as(portalComparisons).rows, []);
  assert.equal((await eyes.get(`/comparisons/${id}`)).code, "not_found");
  await administrator.post(`${at}/${id}/changes`, { act: "share" });
  const theirs = (await eyes.get(`/comparisons/${id}`)).as(comparisonDetail);
  assert.equal(theirs.reconciliation?.left, "0.00");
  const answered = await eyes.post(`/comparisons/${id}/groups/${differing.n}`, {
    answer: "agreed",
    note: "我们改账",
  });
  assert.equal(answered.status, 200, answered.text);

  const pdf = await administrator.inject({ method: "GET", url: `${at}/${id}/file?format=pdf` });
  assert.equal(pdf.statusCode, 200);
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), "%PDF-");
  const sheet = await sheetAt(administrator, `${at}/${id}/file?format=xlsx`);
  assert.equal(sheet["A2"]?.v, "甲公司");

  const name = { name: "王敏", position: "应收会计", isAuthorised: true };
  assert.equal((await administrator.post(`${at}/${id}/sign`, name)).status, 200);
  const late = await administrator.post(`${at}/${id}/groups/${differing.n}`, {
    corrects: "theirs",
  });
  assert.equal(late.code, "comparison_signed");
  const signed = await eyes.post(`/comparisons/${id}/sign`, {
    name: "李华",
    position: "财务经理",
    isAuthorised: true,
  });
  const closed = signed.as(comparisonDetail);
  assert.equal(closed.state, "closed");
  assert.equal(closed.ourSignature?.sha256, closed.theirSignature?.sha256);
  assert.equal((await eyes.post(`/comparisons/${id}/unsign`)).code, "comparison_state");
  const list = (await administrator.get(at)).as(comparisonList);
  assert.deepEqual(
    list.rows.map((row) => row.state),
    ["closed"],
  );
});

test("a list of open items is compared with ours of its day, whatever was paid before", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const { administrator, booksId } = seller.of;
  const at = `/api/v1/books/${booksId}/comparisons`;
  const { rows: items } = await seller.books.inBooks((db) =>
    db.query<{ no: string }>("select no from open_item where customer_id = $1 order by id", [
      buyer.customerId,
    ]),
  );
  const [first = "", second = ""] = items.map(({ no }) => no);
  const list = [
    "供应商未清项清单 截至 2026年9月30日",
    "发票号码,发票日期,发票金额,已付金额,未付金额",
    `${first},2026-08-01,100.00,0,100.00`,
    `${second},2026-08-01,250.50,50.50,200.00`,
    "INV-0000-777,2026-07-01,12.00,0,12.00",
  ].join("\n");
  const { id } = (await handIn(administrator, at, buyer.customerId, list)).as(idPath);
  const seen = (await administrator.get(`${at}/${id}`)).as(comparisonDetail);
  assert.equal(seen.state, "open");
  assert.equal(seen.reading.mode, "open_items");
  assert.equal(seen.to, "2026-09-30");
  assert.equal(seen.ourClosing, "430.50");
  assert.equal(seen.theirClosing, "312.00");
  assert.equal(seen.reconciliation?.openingGap, "0.00");
  assert.equal(seen.reconciliation?.left, "0.00");
  const { rows: groups } = (await administrator.get(`${at}/${id}/groups`)).as(groupPage);
  assert.deepEqual(
    groups.map(({ verdict, gap }) => `${verdict} ${gap}`),
    ["amount_differs 50.50", "ours_only 80.00", "theirs_only -12.00", "agreed 0.00"],
  );

  // the day the list speaks of decides what of ours is open: on the day before they were issued, nothing
  const again = await administrator.post(`${at}/${id}/again`, { to: "2026-01-01" });
  const early = (await administrator.get(`${at}/${again.as(idPath).id}`)).as(comparisonDetail);
  assert.equal(early.ourClosing, "0.00");
  // and a person may say that it is none
  const moved = await administrator.post(`${at}/${again.as(idPath).id}/again`, {
    mode: "movements",
    to: "2026-09-30",
  });
  const read = (await administrator.get(`${at}/${moved.as(idPath).id}`)).as(comparisonDetail);
  assert.equal(read.reading.mode, "movements");
  const pdf = await administrator.inject({ method: "GET", url: `${at}/${id}/file?format=xlsx` });
  assert.equal(pdf.statusCode, 200);
});

test("what may be read in two ways is decided by a person; what was said of the rest stays", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const { administrator, booksId } = seller.of;
  const at = `/api/v1/books/${booksId}/comparisons`;
  const { rows: items } = await seller.books.inBooks((db) =>
    db.query<{ no: string }>("select no from open_item where customer_id = $1 order by id", [
      buyer.customerId,
    ]),
  );
  // 250.50 without a number: the point moved five days later, or the very amount twenty days later
  const ledger = [
    "日期,凭证号,单据号,摘要,借方金额,贷方金额",
    `2026-08-05,转-1,${items[0]?.no},采购入库,,100.00`,
    "2026-08-06,转-2,,采购入库,,2505.00",
    "2026-08-21,转-3,,采购入库,,250.50",
    "2026-08-22,扣-1,,扣质量款,5.00,",
  ].join("\n");
  const { id } = (await handIn(administrator, at, buyer.customerId, ledger)).as(idPath);
  const before = (await administrator.get(`${at}/${id}`)).as(comparisonDetail);
  assert.equal(before.undecided, 1);
  assert.ok(before.reconciliation?.rows.some(({ section }) => section === "undecided"));
  assert.equal(before.reconciliation?.left, "0.00");
  const page = (await administrator.get(`${at}/${id}/groups`)).as(groupPage);
  const [open] = page.rows;
  assert.equal(open?.verdict, "undecided");
  const deducted = page.rows.find(({ code }) => code === "S01");
  await administrator.post(`${at}/${id}/groups/${deducted?.n}`, { note: "已电话核实" });
  const slip = open.because.find(({ key }) => key === "comparison.way_differs");
  assert.ok(slip);

  const missing = await administrator.post(`${at}/${id}/groups/${open.n}/reading`, { way: 9 });
  assert.equal(missing.code, "not_found");
  const said = { way: Number(slip.fields["way"]) };
  const decided = await administrator.post(`${at}/${id}/groups/${open.n}/reading`, said);
  assert.equal(decided.status, 200, decided.text);
  const next = `${at}/${decided.as(idPath).id}`;
  const after = (await administrator.get(next)).as(comparisonDetail);
  assert.equal(after.undecided, 0);
  assert.equal(after.reconciliation?.left, "0.00");
  assert.equal((await administrator.get(`${at}/${id}`)).as(comparisonDetail).state, "superseded");
  const { rows } = (await administrator.get(`${next}/groups`)).as(groupPage);
  const shift = rows.find(({ verdict }) => verdict === "amount_differs");
  assert.deepEqual([shift?.code, shift?.ours, shift?.theirs], ["T01", "250.50", "2505.00"]);
  assert.equal(rows.find(({ code }) => code === "S01")?.note, "已电话核实");

  const again = await administrator.post(`${next}/again`, { to: "2026-09-30" });
  const later = (await administrator.get(`${at}/${again.as(idPath).id}`)).as(comparisonDetail);
  assert.equal(later.undecided, 0, "another period: what was decided stays decided");
});

test("a customer hands its ledger in and sees the result at once; an unknown layout is mapped once", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const other = await portalCustomer(world, seller, "绝密乙公司");
  const eyes = await enter(world, seller, buyer);
  const odd = ["Tag;Vorgang;Zugang;Abgang", "2026-08-05;Rechnung INV;100.00;"].join("\n");
  const made = await eyes.upload("/comparisons", "ledger.csv", odd);
  assert.equal(made.status, 201, made.text);
  const { id } = made.as(idPath);
  const unread = (await eyes.get(`/comparisons/${id}`)).as(comparisonDetail);
  assert.equal(unread.state, "unread");
  assert.equal(unread.reading.sample[0]?.[1], "Rechnung INV");
  assert.ok(unread.mapping);
  const fields = ["date", "memo", "money_in", "money_out"];
  const columns = unread.mapping.columns.map((column, place) => ({
    ...column,
    field: fields[place] ?? null,
  }));
  const mapping = { ...unread.mapping, columns };
  const again = await eyes.post(`/comparisons/${id}/again`, { mapping });
  assert.equal(again.status, 200, again.text);
  const read = (await eyes.get(`/comparisons/${again.as(idPath).id}`)).as(comparisonDetail);
  assert.equal(read.state, "open");
  assert.equal(read.theirClosing, "100.00");
  assert.equal((await eyes.get(`/comparisons/${id}`)).as(comparisonDetail).state, "superseded");

  // the layout is known from now on
  const second = (await eyes.upload("/comparisons", "ledger.csv", `${odd}\n2026-08-07;x;5.00;`)).as(
    idPath,
  );
  assert.equal((await eyes.get(`/comparisons/${second.id}`)).as(comparisonDetail).state, "open");

  const stranger = await enter(world, seller, other);
  assert.equal((await stranger.get(`/comparisons/${read.id}`)).code, "not_found");
  assert.equal((await stranger.post(`/comparisons/${read.id}/unsign`)).code, "not_found");
  assert.equal((await stranger.get(`/comparisons/${read.id}/groups`)).code, "not_found");
  const photo = await eyes.upload("/comparisons", "ledger.csv", Buffer.from([0xff, 0xd8, 0xff]));
  assert.equal(photo.code, "file_kind_refused");
});

test("an account that is kept in dollars is compared in dollars, whoever hands the ledger in", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const { books } = seller;
  const { administrator, booksId } = seller.of;
  const customerId = await addCustomer(books, "U1", "Zellimia Components LLC");
  const usd = { customerId, currency: "USD", homeMinor: 70_000 };
  await addItem(books, { ...usd, no: "INV-7001", amountMinor: 10_000, date: "2026-08-01" });
  const ledger = "Date,Document,Text,Debit,Credit\n2026-08-01,INV-7001,Purchase,,100.00\n";
  const at = `/api/v1/books/${booksId}/comparisons`;
  const made = await handIn(administrator, at, customerId, ledger);
  assert.equal(made.status, 201, made.text);
  const seen = (await administrator.get(`${at}/${made.as(idPath).id}`)).as(comparisonDetail);
  assert.deepEqual([seen.currency, seen.agreed.count, seen.open], ["USD", 1, 0]);
});
