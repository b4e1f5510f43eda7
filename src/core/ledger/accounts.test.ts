import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountingStandard,
  accountKeys,
  accountOf,
  charts,
  findAccount,
  keysOfSameCode,
  type LedgerSettings,
  splitsAdvanceTax,
} from "./accounts.ts";

const standards = Object.keys(charts) as AccountingStandard[];

function books(standard: AccountingStandard, rest: Partial<LedgerSettings> = {}): LedgerSettings {
  return { standard, homeCurrency: "CNY", ...rest };
}

test("a code has one name and one normal side, whichever keys share it", () => {
  for (const standard of standards) {
    const byCode = new Map<string, string>();
    for (const key of accountKeys) {
      const account = charts[standard][key];
      if (!account) continue;
      const facts = `${account.zh} ${account.en} ${account.normalSide}`;
      assert.equal(byCode.get(account.code) ?? facts, facts, `${standard} ${account.code}`);
      byCode.set(account.code, facts);
    }
  }
});

test("the SME standard has no allowance, no credit loss and no contract liability", () => {
  const sme = books("sme");
  assert.equal(findAccount(sme, "allowance"), null);
  assert.equal(findAccount(sme, "credit_loss"), null);
  assert.equal(accountOf(sme, "advance").code, "2203.02");
  assert.equal(accountOf(sme, "contract_asset").code, "1122.03");
  assert.equal(accountOf(sme, "fx").code, "5603.03");
  assert.equal(accountOf(sme, "fx_gain").code, "5301");
  assert.throws(() => accountOf(sme, "allowance"), /no account/);
});

test("the international preset keeps the CAS codes under English names", () => {
  for (const key of accountKeys) {
    const account = charts.international[key];
    assert.equal(account?.code, charts.cas[key]?.code);
    assert.equal(account?.zh, account?.en);
  }
});

test("settings: discount as an expense, old-style advances, the firm's own codes", () => {
  assert.equal(accountOf(books("cas"), "cash_discount").code, "6001");
  assert.equal(
    accountOf(books("cas", { discountAsExpense: true }), "cash_discount").code,
    "6603.04",
  );
  assert.equal(
    accountOf(books("sme", { discountAsExpense: true }), "cash_discount").code,
    "5603.04",
  );
  assert.equal(splitsAdvanceTax(books("cas")), true);
  assert.equal(splitsAdvanceTax(books("cas", { oldStyleAdvances: true })), false);
  assert.equal(splitsAdvanceTax(books("sme")), false);
  const own = { code: "100201", zh: "工行", en: "ICBC", normalSide: "debit" } as const;
  assert.equal(accountOf(books("cas", { ownAccounts: { bank: own } }), "bank").code, "100201");
});

test("gains and losses of exchange are one account where the standard gives them one code", () => {
  assert.deepEqual(keysOfSameCode(books("cas"), "fx"), ["fx", "fx_gain"]);
  assert.deepEqual(keysOfSameCode(books("cas"), "fx_gain"), ["fx", "fx_gain"]);
  assert.deepEqual(keysOfSameCode(books("cas"), "bank"), ["bank"]);
});
