// Which customer a memo names by his number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { customerNumbered, indexCustomerNumbers } from "./customer-numbers.ts";

function numbered(memo: string, customerNos: readonly string[], documents: readonly string[] = []) {
  const customers = customerNos.map((customerNo) => ({ customerNo, name: `Firm ${customerNo}` }));
  const found = customerNumbered(memo, {
    customers,
    customerNumbers: indexCustomerNumbers(customers),
    names: { same: () => -1 },
    numbers: { findKey: (key) => documents.indexOf(key) },
  });
  return customerNos[found] ?? null;
}

test("a number that is called a customer's", () => {
  assert.equal(numbered("KD-NR 10007", ["10007", "10014"]), "10007");
  assert.equal(numbered("CUSTOMER NO 10147 THANK YOU", ["10147"]), "10147");
  assert.equal(numbered("客户编号：K0021 货款", ["K0021"]), "K0021");
  assert.equal(numbered("Client cus_1180", ["cus_1180"]), "cus_1180");
});

test("a number long enough, or written with its own letters and marks", () => {
  assert.equal(numbered("202610009学费", ["202610009"]), "202610009");
  assert.equal(numbered("LOCKBOX 0369 C10403", ["C10403"]), "C10403");
  assert.equal(numbered("3幢2单元1501物业费", ["3-2-1501"]), "3-2-1501");
});

test("a few digits, a number two customers share, and a document's number name nobody", () => {
  assert.equal(numbered("10007", ["10007"]), null);
  assert.equal(numbered("KD 10-07", ["1007", "10-07"]), null);
  assert.equal(numbered("20261000", ["20261000"], ["20261000"]), null);
});

test("two customers' numbers name neither", () => {
  assert.equal(numbered("KD 10007 KD 10014", ["10007", "10014"]), null);
});
