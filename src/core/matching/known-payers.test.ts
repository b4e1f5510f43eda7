import assert from "node:assert/strict";
import { test } from "node:test";
import { because } from "../because.ts";
import { KnownPayers } from "./known-payers.ts";
import type { PayerHit } from "./payer.ts";
import { resolveRules } from "./rule-book.ts";

const line = { payerName: "苏州恒远机电有限公司", payerAccount: "6222020011223344", account: "A1" };
const rules = resolveRules([])({ customerNo: "", account: "", currency: "CNY" });
const otherRules = resolveRules([])({ customerNo: "", account: "", currency: "CNY" });

function hits(name: string): readonly PayerHit[] {
  const reason = because("who.name_name", { name, customer: name });
  return [
    {
      ...{ customer: 3, weight: 9, standing: "full", rules: ["R02"], proofs: ["R02"] },
      because: [reason],
    },
  ];
}

test("a payer is looked for once, though another line says the same", () => {
  const known = new KnownPayers(false);
  const first = hits("恒远");
  assert.equal(
    known.of(line, rules, () => first),
    first,
  );
  assert.equal(
    known.of({ ...line, account: "A2" }, rules, () => assert.fail("looked for again")),
    first,
  );
});

test("another name, another account or other rules are looked for on their own", () => {
  const known = new KnownPayers(false);
  known.of(line, rules, () => hits("恒远"));
  const second = hits("恒信");
  for (const [says, under] of [
    [{ ...line, payerName: "苏州恒信机电有限公司" }, rules],
    [{ ...line, payerAccount: "1" }, rules],
    [line, otherRules],
  ] as const) {
    assert.equal(
      known.of(says, under, () => second),
      second,
    );
  }
});

test("where accounts of ours belong to customers, the account the money came to counts", () => {
  const known = new KnownPayers(true);
  known.of(line, rules, () => hits("恒远"));
  const second = hits("恒信");
  assert.equal(
    known.of({ ...line, account: "A2" }, rules, () => second),
    second,
  );
});

test("a payer nobody knows is not looked for again either", () => {
  const known = new KnownPayers(false);
  known.of(line, rules, () => []);
  assert.deepEqual(
    known.of(line, rules, () => assert.fail("looked for again")),
    [],
  );
});
