// A customer over HTTP: figures and the tie at any viewpoint, the ledger, due dates and disputes as
// further records, master data, memory, contracts with their plan.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bankLinePage } from "../../src/contract/bank-lines.ts";
import { contractRow } from "../../src/contract/contracts.ts";
import {
  customerFacts,
  customerHead,
  customerLedger,
  customerPage,
} from "../../src/contract/customers.ts";
import { itemDetail, itemPage } from "../../src/contract/items.ts";
import { addItem, addLine } from "../support/books.ts";
import { type ListBooks, listBooks } from "./list-books.ts";
import { withServer } from "./test-server.ts";

/** 1,000.00 due in January, of which 400.00 is paid. */
async function paidInPart(world: ListBooks) {
  const { books, client, path, customer } = world;
  const customerId = await customer("C1", "上海启明贸易有限公司");
  const invoice = { customerId, no: "INV-1", amountMinor: 100_000, date: "2026-01-02" };
  const itemId = await addItem(books, { ...invoice, due: "2026-01-31" });
  const lineId = await addLine(books, { amountMinor: 40_000, date: "2026-02-10", payer: "启明" });
  const part = { lineId, itemId, amount: "400.00", currency: "CNY" };
  const settled = await client.post(`${path}/decisions/by-hand`, {
    lineIds: [lineId],
    customerId,
    parts: [{ ...part, lineAmount: "400.00", lineCurrency: "CNY" }],
    residuals: [],
  });
  assert.equal(settled.status, 200, settled.text);
  return { customerId, itemId, lineId };
}

test("the aged items less unapplied money are the ledger's balance, on any day", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const { customerId } = await paidInPart(world);
  const at = async (query: string) => {
    const page = (await client.get(`${path}/customers/${customerId}?${query}`)).as(customerPage);
    const [figures] = page.figures;
    assert.equal(figures?.difference, "0.00");
    assert.equal(figures?.homeDifference, "0.00");
    return [figures?.receivable, figures?.overdue, figures?.book];
  };
  assert.deepEqual(await at("asOf=2026-01-01"), ["0.00", "0.00", "0.00"]);
  assert.deepEqual(await at("asOf=2026-01-31"), ["1000.00", "0.00", "1000.00"]);
  assert.deepEqual(await at("asOf=2026-02-09"), ["1000.00", "1000.00", "1000.00"]);
  assert.deepEqual(await at("asOf=2026-02-10"), ["600.00", "600.00", "600.00"]);
  assert.deepEqual(await at("asOf=2026-02-10&knownAt=2026-01-01T00:00:00Z"), [
    "0.00",
    "0.00",
    "0.00",
  ]);
});

test("the ledger runs from its opening to its closing balance", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const { customerId } = await paidInPart(world);
  const address = `${path}/customers/${customerId}/ledger?from=2026-02-01&to=2026-02-28`;
  const [ledger] = (await client.get(address)).as(customerLedger).ledgers;
  assert.deepEqual(ledger?.opening, { side: "debit", balance: "1000.00" });
  assert.deepEqual(
    ledger?.lines.map((l) => [l.event, l.debit, l.credit, l.side, l.balance]),
    [["J09", null, "400.00", "debit", "600.00"]],
    "an allocation moves nothing that the customer owes",
  );
  assert.deepEqual(ledger?.closing, { side: "debit", balance: "600.00" });
  const [whole] = (await client.get(`${address}&detail=lines`)).as(customerLedger).ledgers;
  assert.equal(whole?.lines.length, 3);
  assert.deepEqual(whole?.closing, ledger?.closing);
  assert.deepEqual([whole?.debit, whole?.credit], ["400.00", "800.00"]);
});

test("a new due date and a dispute are further records: what was known before stays", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const { customerId, itemId } = await paidInPart(world);
  const before = new Date().toISOString();
  const address = `${path}/items/${itemId}/changes`;
  const body = { dueDate: "2030-12-31", disputed: "150.00", reason: "质量异议" };
  const changed = (await client.post(address, body)).as(itemDetail);
  assert.equal(changed.item.dueDate, "2030-12-31");
  assert.equal(changed.item.documentDueDate, "2026-01-31");
  assert.equal(changed.item.disputed, "150.00");
  assert.equal(changed.changes.length, 1);
  const figures = async (query: string) => {
    const page = (await client.get(`${path}/customers/${customerId}?${query}`)).as(customerPage);
    return [page.figures[0]?.overdue, page.figures[0]?.disputed];
  };
  assert.deepEqual(await figures(""), ["0.00", "150.00"]);
  assert.deepEqual(await figures(`knownAt=${before}`), ["600.00", "0.00"]);
  const less = (await client.post(address, { disputed: "50.00", reason: "部分解决" })).as(
    itemDetail,
  );
  assert.deepEqual(
    less.changes.map(({ disputedChange }) => disputedChange),
    ["150.00", "-100.00"],
  );
  const refused = async (change: object) => (await client.post(address, change)).code;
  assert.equal(await refused({ disputed: "600.01", reason: "x" }), "dispute_exceeds_open");
  assert.equal(await refused({ dueDate: "2025-12-31", reason: "x" }), "due_before_issue");
  assert.equal(await refused({ reason: "x" }), "invalid_request");
});

test("an item's drawer holds its allocation, entries and where it came from", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const { itemId, lineId } = await paidInPart(world);
  const detail = (await client.get(`${path}/items/${itemId}`)).as(itemDetail);
  assert.deepEqual([detail.item.applied, detail.item.open], ["400.00", "600.00"]);
  const [allocation] = detail.allocations;
  assert.deepEqual(
    [allocation?.amount, allocation?.receipt?.lineId, allocation?.by, allocation?.isReversed],
    ["400.00", lineId, "王敏", false],
  );
  assert.deepEqual(
    detail.entries.map(({ event }) => event),
    ["J01", "J10"],
  );
  const undone = await client.post(`${path}/decisions/${allocation?.decisionId}/undo`, {});
  assert.equal(undone.status, 200, undone.text);
  const after = (await client.get(`${path}/items/${itemId}`)).as(itemDetail);
  assert.equal(after.item.open, "1000.00");
  assert.deepEqual(
    after.allocations.map(({ amount, isReversed, isReversal }) => [amount, isReversed, isReversal]),
    [
      ["400.00", true, false],
      ["-400.00", false, true],
    ],
  );
});

test("what a confirmation taught is listed with its line, and revoked for good", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const { customerId, lineId } = await paidInPart(world);
  const address = `${path}/customers/${customerId}/facts`;
  const [fact] = (await client.get(address)).as(customerFacts).rows;
  assert.deepEqual(
    [fact?.kind, fact?.value, fact?.provenance, fact?.confirmations, fact?.learnedFrom?.lineId],
    ["alias", "启明", "learned", 1, lineId],
  );
  const revoked = await client.send("DELETE", `${address}/${fact?.id}`);
  assert.notEqual(revoked.as(customerFacts).rows[0]?.revokedAt, null);
  assert.equal((await client.send("DELETE", `${address}/${fact?.id}`)).code, "not_found");
  await client.post(address, { kind: "alias", value: "启明贸易" });
  assert.equal(
    (await client.post(address, { kind: "alias", value: "启明贸易" })).code,
    "fact_known",
  );
  const itself = { kind: "pays_for", customerId };
  assert.equal((await client.post(address, itself)).code, "pays_for_itself");
  const found = (await client.get(`${path}/bank-lines?customer=${customerId}`)).as(bankLinePage);
  assert.deepEqual(
    found.rows.map(({ id, status }) => [id, status]),
    [[lineId, "settled"]],
  );
});

test("a renamed customer goes on being found under the old name", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path, customer } = world;
  const id = await customer("C1", "上海启明贸易有限公司");
  const address = `${path}/customers/${id}`;
  const change = { name: "上海启明科技有限公司", terms: "月结60" };
  const head = (await client.send("PATCH", address, change)).as(customerHead);
  assert.deepEqual(head.formerNames, ["上海启明贸易有限公司"]);
  assert.equal(head.termsInWords?.en, "60 days after the month end of invoice");
  for (const q of ["上海启明贸易", "shqmmy", "启明科技"]) {
    const found = await client.get(`${path}/customers?q=${encodeURIComponent(q)}`);
    assert.match(found.text, /上海启明科技有限公司/, q);
  }
  const refused = async (body: object) => (await client.send("PATCH", address, body)).code;
  assert.equal(await refused({ terms: "随便" }), "terms_not_understood");
  assert.equal(await refused({ taxId: "91310000MA1FL0000X" }), "tax_id_wrong");
  assert.equal(await refused({ parentId: id }), "parent_circle");
  await customer("C2", "另一家公司");
  assert.equal(await refused({ no: "C2" }), "customer_no_taken");
});

test("a department that is set or taken away by hand is what reports group by", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path } = world;
  const made = await client.post(`${path}/customers`, { name: "恒达五金店", department: "华东部" });
  const { id, department } = made.as(customerHead);
  assert.equal(department, "华东部");
  const stored = async () => {
    const { rows } = await world.books.inBooks((db) =>
      db.query<{ department: string | null }>(
        "select extra ->> 'department' as department from customer where id = $1",
        [id],
      ),
    );
    return rows[0]?.department;
  };
  const address = `${path}/customers/${id}`;
  const change = async (body: object) => (await client.send("PATCH", address, body)).status;
  assert.equal(await change({ region: "上海" }), 200);
  assert.equal(await stored(), "华东部", "another change leaves it");
  assert.equal(await change({ department: "华南部" }), 200);
  assert.equal(await stored(), "华南部", "where the reports read it (db/report-positions.ts)");
  assert.equal(await change({ department: "" }), 200);
  assert.equal(await stored(), null);
});

test("a contract's instalments become plan items, which are no receivable", async (t) => {
  const world = await listBooks(await withServer(t));
  const { client, path, customer } = world;
  const customerId = await customer("C1", "上海启明贸易有限公司");
  const plan = [
    { label: "预付", dueDate: "2026-03-01", amount: "300.00" },
    { label: "到货", dueDate: null, amount: "700.00" },
  ];
  const body = { customerId, no: "HT-1", currency: "CNY", amount: "1000.00", plan };
  const contract = (await client.post(`${path}/contracts`, body)).as(contractRow);
  assert.deepEqual(
    contract.plan.map(({ no, label, open }) => [no, label, open]),
    [
      ["HT-1-1", "预付", "300.00"],
      ["HT-1-2", "到货", "700.00"],
    ],
  );
  const page = (await client.get(`${path}/items?kind=plan`)).as(itemPage);
  assert.equal(page.count, 2);
  const figures = (await client.get(`${path}/customers/${customerId}`)).as(customerPage).figures;
  assert.equal(figures[0]?.receivable, "0.00");
  const refused = async (change: object) =>
    (await client.post(`${path}/contracts`, { ...body, no: "HT-2", ...change })).code;
  assert.equal(await refused({ no: "HT-1" }), "contract_no_taken");
  assert.equal(await refused({ amount: "999.99" }), "plan_not_whole");
  assert.equal(await refused({ currency: "USD" }), "missing_rate");
});
