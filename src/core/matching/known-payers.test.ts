import assert from "node:assert/strict";
import { test } from "node:test";
import { because } from "../because.ts";
import { isoDate } from "../date.ts";
import { KnownPayers } from "./known-payers.ts";
import type { PayerHit } from "./payer.ts";

const line = {
  lineId: "L1",
  date: isoDate("2026-09-02"),
  valueDate: null,
  currency: "CNY",
  amountMinor: 100,
  payerName: "苏州恒远机电有限公司",
  payerAccount: "6222020011223344",
  memo: "",
  bankRef: "",
  endToEnd: "",
  account: "",
  knownCustomerNo: null,
};

function hit(weight: number, name: string): PayerHit {
  const reason = because("who.name_name", { name, customer: name });
  return {
    ...{ customer: 3, weight, standing: "full", rules: ["R02"], proofs: ["R02"] },
    because: [reason],
  };
}

test("equal findings about one payer are kept once", () => {
  const known = new KnownPayers();
  const first = [hit(9, "恒远")];
  assert.equal(known.keep(first, line), first);
  assert.equal(known.keep([hit(9, "恒远")], line), first);
});

test("other findings about him, and equal ones about another, stay their own", () => {
  const known = new KnownPayers();
  const first = [hit(9, "恒远")];
  known.keep(first, line);
  for (const other of [[hit(8, "恒远")], [hit(9, "恒信")], [], [hit(9, "恒远"), hit(1, "恒远")]]) {
    assert.equal(known.keep(other, line), other);
  }
  const same = [hit(9, "恒远")];
  assert.equal(known.keep(same, { ...line, payerAccount: "1" }), same);
});
