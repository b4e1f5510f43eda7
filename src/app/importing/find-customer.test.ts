// Whom a row of a file belongs to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CustomerFinder, nameForm } from "./find-customer.ts";
import type { ContextCustomer } from "./reading.ts";

const taxId = "91350100M000100Y43";
const qiming: ContextCustomer = {
  id: 1,
  no: "C1",
  name: "上海启明贸易有限公司",
  taxId,
  provisional: false,
};

function find(customers: readonly ContextCustomer[], no: string, name: string, tax = "") {
  return new CustomerFinder(customers).find({ no, name, taxId: tax });
}

test("the number decides, whatever name stands beside it", () => {
  assert.deepEqual(find([qiming], "C1", "别的名字"), {
    ok: true,
    value: { known: 1, isNew: false },
  });
});

test("without a number the tax id decides, then the exact name", () => {
  assert.deepEqual(find([qiming], "", "启明贸易（新名）", taxId).ok, true);
  assert.deepEqual(find([qiming], "", "上海启明贸易（有限公司）"), {
    ok: true,
    value: { known: 1, isNew: false },
  });
  const near = find([qiming], "", "上海启铭贸易有限公司");
  assert.ok(near.ok && near.value.isNew, "one character off is another firm");
});

test("a name with another tax id is another firm; a number the books do not know is a new customer", () => {
  const other = find([qiming], "", qiming.name, "91310000MA1FL0RX1C");
  assert.ok(other.ok && other.value.isNew);
  const numbered = find([qiming], "C7", qiming.name);
  assert.ok(numbered.ok && numbered.value.isNew);
});

test("a customer known by name alone takes the number a later file gives", () => {
  const provisional = { ...qiming, no: "K000001", taxId: "", provisional: true };
  assert.deepEqual(find([provisional], "C1", qiming.name), {
    ok: true,
    value: { known: 1, isNew: false },
  });
});

test("two customers of one name are never chosen between", () => {
  const twin = { ...qiming, id: 2, no: "C2", taxId: "" };
  const first = { ...qiming, taxId: "" };
  assert.deepEqual(find([first, twin], "", qiming.name), {
    ok: false,
    error: { code: "customer_ambiguous", count: 2 },
  });
});

test("rows of one unknown customer make one new customer", () => {
  const finder = new CustomerFinder([]);
  const one = finder.find({ no: "", name: "新客户甲", taxId: "" });
  const two = finder.find({ no: "", name: "新客户甲 ", taxId: "" });
  assert.deepEqual(one, two);
  assert.equal(finder.added.length, 1);
  assert.equal(nameForm("HX-Tech Co., Ltd."), nameForm("hx tech co ltd"));
});
