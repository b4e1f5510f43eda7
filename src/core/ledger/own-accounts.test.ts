import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOwnAccounts } from "./own-accounts.ts";

const bank = { code: "1002.01", zh: "银行存款—基本户", en: "Bank, main account" };

test("the firm's own code and name are kept with the side of the standard", () => {
  const checked = checkOwnAccounts("cas", { bank });
  assert.deepEqual(checked, { ok: true, value: { bank: { ...bank, normalSide: "debit" } } });
});

test("what equals the standard is not kept", () => {
  const same = { code: " 1002 ", zh: "银行存款", en: "Bank" };
  assert.deepEqual(checkOwnAccounts("cas", { bank: same }), { ok: true, value: {} });
});

test("0001 and accounts the standard has not are fixed", () => {
  for (const [standard, own] of [
    ["cas", { gl_contra: bank }],
    ["sme", { allowance: bank }],
  ] as const) {
    const checked = checkOwnAccounts(standard, own);
    assert.equal(checked.ok ? null : checked.error.code, "account_fixed");
  }
});

test("a code a general ledger could not take is refused with what was given", () => {
  for (const code of ["", "10 02", "=1002", "1002.", "科目"]) {
    const checked = checkOwnAccounts("cas", { bank: { ...bank, code } });
    assert.deepEqual(checked.ok ? null : checked.error, {
      code: "account_code_bad",
      account: "银行存款",
      given: code,
    });
  }
});

test("one code has one name and one side, among changed ones and against shipped ones", () => {
  const both = { code: "6603", zh: "财务费用", en: "Finance costs" };
  assert.ok(checkOwnAccounts("cas", { interest: both, bank_fee: both }).ok);
  const twice = checkOwnAccounts("cas", { interest: both, bank_fee: { ...both, zh: "手续费" } });
  assert.deepEqual(twice.ok ? null : twice.error, { code: "account_code_twice", given: "6603" });
  const other = checkOwnAccounts("cas", { bank: { ...bank, code: "6601" } });
  assert.deepEqual(other.ok ? null : other.error, { code: "account_code_twice", given: "6601" });
});

test("accounts that are shipped under one code stay allowed", () => {
  assert.ok(checkOwnAccounts("sme", {}).ok);
  // 6001 is revenue and, as CAS 14 has it, cash discount too
  const revenue = { code: "6001", zh: "主营业务收入", en: "Sales" };
  const checked = checkOwnAccounts("cas", { revenue });
  assert.equal(checked.ok ? null : checked.error.code, "account_code_twice");
});
