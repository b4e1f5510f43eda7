import assert from "node:assert/strict";
import { test } from "node:test";
import { type Act, acts, defaultLimits, factsOfAct, type Role, roles } from "../roles.ts";
import { type ActRequest, approvalState, decideAct } from "./rights.ts";

const limits = defaultLimits("CNY");

function decide(role: ActRequest["role"], act: Act, yuan = 0) {
  const amountMinor = BigInt(Math.trunc(yuan * 100));
  return decideAct({ role, act, amountMinor, homeCurrency: "CNY", limits });
}

test("a tail up to 1.00 is the system's, up to 50.00 the accountant's, above it needs approval", () => {
  assert.equal(decide("system", "rounding", 1).kind, "alone");
  assert.equal(decide("system", "rounding", 1.01).kind, "needs_approval");
  assert.equal(decide("accountant", "rounding", 50).kind, "alone");
  const above = decide("accountant", "rounding", 50.01);
  assert.equal(above.kind, "needs_approval");
  assert.ok(above.kind === "needs_approval");
  assert.deepEqual(above.by, ["approver"]);
  assert.deepEqual(above.reason, {
    key: "over_your_limit",
    fields: { act: "rounding", limit: "50.00", amount: "50.01" },
  });
  assert.equal(decide("sales", "rounding", 0.01).kind, "refused");
});

test("limits are in units of the home currency, whatever its decimals", () => {
  assert.equal(defaultLimits("JPY").roundingByAccountantMinor, 50n);
  assert.equal(defaultLimits("KWD").roundingBySystemMinor, 1000n);
});

test("fee and discount: within the terms the system, outside them an approver", () => {
  assert.equal(decide("system", "agreed_fee_or_discount", 500).kind, "alone");
  assert.equal(decide("system", "other_fee_or_discount", 1).kind, "refused");
  assert.equal(decide("accountant", "other_fee_or_discount", 1).kind, "needs_approval");
});

test("a bad debt needs the finance lead, from 10,000 also the general manager", () => {
  const small = decide("accountant", "bad_debt", 9999.99);
  assert.ok(small.kind === "needs_approval");
  assert.deepEqual(small.by, ["finance_lead"]);
  assert.deepEqual(small.requires, ["cause", "evidence", "responsible"]);
  const large = decide("accountant", "bad_debt", 10_000);
  assert.ok(large.kind === "needs_approval");
  assert.deepEqual(large.by, ["finance_lead", "general_manager"]);
});

test("a price cut needs the sales lead and an approver, with the paper", () => {
  const cut = decide("accountant", "price_reduction", 1);
  assert.ok(cut.kind === "needs_approval");
  assert.deepEqual(cut.by, ["sales_lead", "approver"]);
  assert.deepEqual(cut.requires, ["paper"]);
});

test("refunds, bank accounts, nettings, reopening and limits never rest on one person", () => {
  const never: readonly Act[] = [
    "refund",
    "change_bank_account",
    "netting",
    "reopen_period",
    "change_accounts",
    "change_limits",
    "raise_automatic_share",
    "bad_debt",
    "price_reduction",
  ];
  for (const act of never) {
    for (const role of roles)
      assert.notEqual(decide(role, act, 0.01).kind, "alone", `${role} ${act}`);
    assert.equal(decide("system", act, 0.01).kind, "refused", act);
  }
});

test("the auditor changes nothing", () => {
  const may = (Object.keys(acts) as Act[]).filter((act) =>
    factsOfAct(act).roles.includes("auditor"),
  );
  assert.deepEqual(may.sort(), ["export_data", "view", "view_audit", "view_bank_lines"]);
});

function person(personId: string, role: Role) {
  return { personId, role };
}

test("nobody approves their own, and one person fills one position", () => {
  const by = ["finance_lead", "general_manager"] as const;
  const own = approvalState(by, "u1", [person("u1", "finance_lead")]);
  assert.ok(own.kind === "refused" && own.reason.key === "own_act");
  const twice = approvalState(by, "u1", [
    person("u2", "finance_lead"),
    person("u2", "administrator"),
  ]);
  assert.ok(twice.kind === "refused" && twice.reason.key === "approved_already");
  const wrong = approvalState(by, "u1", [person("u2", "collector")]);
  assert.ok(wrong.kind === "refused" && wrong.reason.key === "not_an_approver");
  const waiting = approvalState(by, "u1", [person("u2", "finance_lead")]);
  assert.deepEqual(waiting, { kind: "waiting", missing: ["general_manager"] });
  const both = [person("u2", "finance_lead"), person("u3", "administrator")];
  assert.deepEqual(approvalState(by, "u1", both), { kind: "approved" });
});

test("the order of approvals does not matter", () => {
  const by = ["approver", "finance_lead"] as const;
  const people = [person("u2", "finance_lead"), person("u3", "approver")];
  assert.deepEqual(approvalState(by, "u1", people), { kind: "approved" });
  assert.deepEqual(approvalState(by, "u1", people.toReversed()), { kind: "approved" });
});
