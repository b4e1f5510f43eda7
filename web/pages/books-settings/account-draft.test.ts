import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChartAccountOnWire } from "../../../src/contract/accounts.ts";
import { type AccountDraft, draftOf, ownOf } from "./account-draft.ts";

const bank: ChartAccountOnWire = {
  ...{ key: "bank", code: "1002", zh: "银行存款", en: "Bank" },
  shipped: { code: "1002", zh: "银行存款", en: "Bank" },
  ...{ side: "debit", isFixed: false, lines: 0 },
};
const own: ChartAccountOnWire = { ...bank, key: "revenue", code: "600101" };

test("an account put back to the standard is a change, and no longer the firm's own", () => {
  const drafts = new Map<string, AccountDraft>([["revenue", own.shipped]]);
  const edited = (row: ChartAccountOnWire) => drafts.get(row.key) ?? draftOf(row);
  assert.deepEqual(ownOf([bank, own], edited), { own: {}, changes: 1, isComplete: true });
});

test("spaces around are no change; an empty name is not complete", () => {
  const typed = (row: ChartAccountOnWire) => ({ ...draftOf(row), code: ` ${row.code} ` });
  assert.equal(ownOf([bank, own], typed).changes, 0);
  const emptied = (row: ChartAccountOnWire) => ({ ...draftOf(row), en: " " });
  assert.equal(ownOf([bank], emptied).isComplete, false);
});
