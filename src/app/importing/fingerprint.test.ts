// Which lines of two files are one line, and which of one file are two.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../core/date.ts";
import type { StatementEntry } from "../../importers/importer.ts";
import { LineIdentities } from "./fingerprint.ts";

const line: StatementEntry = {
  place: { row: 2 },
  bookingDate: isoDate("2026-09-18"),
  valueDate: null,
  amountMinor: 50000n,
  currency: "CNY",
  payerName: "苏州远景科技有限公司",
  payerAccount: "3100 1234",
  memo: "货款",
  bankRef: "",
  endToEnd: "",
  balanceMinor: null,
  reference: "",
  extra: {},
};

function keys(...entries: StatementEntry[]): string[] {
  const identities = new LineIdentities();
  return entries.map((entry) => {
    const { fingerprint, ordinal } = identities.identityOf("A", entry);
    return `${fingerprint.toString("hex")}#${ordinal}`;
  });
}

test("two identical payments of one day are two lines, in every export of that day", () => {
  const [first, second] = keys(line, line);
  assert.notEqual(first, second);
  assert.deepEqual(
    keys(line, { ...line, memo: "定金" }, line).filter((_, n) => n !== 1),
    [first, second],
  );
});

test("width, case and punctuation do not make another line", () => {
  const same = {
    ...line,
    payerName: "苏州远景科技有限公司 ",
    payerAccount: "31001234",
    memo: "货款。",
  };
  assert.deepEqual(keys(line), keys(same));
});

test("the bank's reference decides over a memo that one of two exports cut", () => {
  const a = { ...line, bankRef: "202609180001234", memo: "货款 合同HT2026" };
  const b = { ...line, bankRef: "2026-0918-0001234", memo: "货款", payerName: "苏州远景科技" };
  assert.deepEqual(keys(a), keys(b));
  assert.notDeepEqual(keys(a), keys({ ...a, amountMinor: 50001n }));
});

test("a reference that is no id, such as a voucher kind, leaves the content to decide", () => {
  for (const bankRef of ["转", "000000000000"]) {
    const [a, b] = [
      { ...line, bankRef },
      { ...line, bankRef, payerName: "无锡远景" },
    ];
    assert.notEqual(keys(a)[0], keys(b)[0]);
  }
});

test("a line keeps its identity whatever else stands in the file", () => {
  const a = { ...line, bankRef: "BATCH20260918" };
  assert.equal(keys(a, a)[0], keys(a)[0]);
});
