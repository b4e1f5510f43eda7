// Amounts that are each within what is kept exactly, and together are not: every page answers exactly or
// says why it cannot; none fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportCatalogue } from "../../src/contract/reports.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

/** Two of them are beyond 2^53. */
const huge = 6_000_000_000_000_000;

test("sums beyond 2^53 smallest units are refused with a sentence, never rounded and never a fault", async (t) => {
  const server = await withServer(t);
  const own = await server.organisation();
  const books = await ledgerBooks(server.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  // of two customers: what one owes is kept as one amount, and stays within it
  for (const no of ["A", "B"]) {
    const customerId = await addCustomer(books, no, `上海${no}贸易有限公司`);
    await addItem(books, { customerId, no: `INV-${no}`, amountMinor: huge, due: "2026-01-31" });
    await addLine(books, { amountMinor: huge, payer: `付款人${no}` });
  }
  const list = await own.administrator.get(`${base}/reports`);
  const reports = list.as(reportCatalogue).reports.map(({ code }) => `reports/${code}`);
  const pages = [
    ...["items?part=totals", "bank-lines?part=totals", "customers?part=totals", "workbench"],
    ...["entries?part=totals", "reports/aging", "today", "workbench/lines?lane=exception"],
    ...["dashboard", "credit/summary", "credit?limit=10", "dunning", "collections/worklist"],
    ...["collections/pdca", "differences/summary", "accuracy/figures"],
    ...["periods/check?month=2026-01", "provision", "provision/proposal?month=2026-01"],
    ...reports,
  ];
  const refused: string[] = [];
  for (const page of pages) {
    const answer = await own.administrator.get(`${base}/${page}`);
    if (answer.status === 200) continue;
    assert.deepEqual([page, answer.status, answer.code], [page, 422, "sum_too_large"], answer.text);
    assert.match(answer.text, /精确/);
    refused.push(page);
  }
  assert.ok(refused.includes("items?part=totals"), "two such items are beyond it");

  const customerId = await addCustomer(books, "C", "上海C贸易有限公司");
  const take = (number: string) =>
    own.administrator.post(`${base}/bills`, {
      ...{ customerId, acceptance: "bank", number, acceptor: "工商银行" },
      ...{ receivedOn: "2026-01-05", dueDate: "2026-06-01", amount: "60000000000000.00" },
    });
  assert.equal((await take("T1")).status, 201);
  const second = await take("T2");
  assert.deepEqual([second.status, second.code], [422, "sum_too_large"], second.text);
});
