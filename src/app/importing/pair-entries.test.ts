import assert from "node:assert/strict";
import { test } from "node:test";
import { type EntryForm, type FormLine, pairEntries, saysMore } from "./pair-entries.ts";

const nobody: FormLine = {
  amountMinor: 30_000,
  payerName: "",
  payerAccount: "",
  endToEnd: "",
  reference: "",
  memo: "",
};

function form(id: number, more: Partial<EntryForm> & { readonly line?: Partial<FormLine> } = {}) {
  const { line, ...given } = more;
  const lines = [{ ...nobody, ...line }];
  return {
    id,
    key: "1|2026-09-02|EUR|30000",
    interim: "",
    refs: [],
    count: null,
    isWhole: true,
    lines,
    ...given,
  };
}

const details = (id: number, amounts: readonly number[], more: Partial<EntryForm> = {}) =>
  form(id, {
    interim: "camt.054",
    count: amounts.length,
    lines: amounts.map((amountMinor) => ({ ...nobody, amountMinor, payerName: `P${amountMinor}` })),
    ...more,
  });

const pairsOf = (a: readonly EntryForm[], b: readonly EntryForm[]) => [...pairEntries(a, b)];

test("a sum and its details are one entry, from either side", () => {
  const sum = form(1, { count: 2 });
  const two = details(2, [20_000, 10_000]);
  assert.deepEqual(pairsOf([sum], [two]), [[1, 2]]);
  assert.deepEqual(pairsOf([two], [sum]), [[2, 1]]);
  assert.ok(saysMore(two, sum) && !saysMore(sum, two));
});

test("what contradicts keeps two entries apart", () => {
  const two = details(2, [20_000, 10_000], { refs: ["B-17"] });
  const apart: readonly EntryForm[] = [
    form(1, { refs: ["B-18"] }),
    form(1, { count: 3 }),
    form(1, { line: { payerAccount: "DE02120300000000202051" } }),
    details(1, [15_000, 15_000], { interim: "" }),
    form(1, { key: "1|2026-09-03|EUR|30000" }),
  ];
  for (const other of apart) assert.deepEqual(pairsOf([two], [other]), [], JSON.stringify(other));
  const single = form(3, { interim: "camt.054", line: { payerName: "Hafenkontor GmbH" } });
  assert.deepEqual(pairsOf([single], [form(1, { line: { payerName: "Lindental KG" } })]), []);
  assert.deepEqual(pairsOf([single], [form(1, { line: { payerName: "HAFENKONTOR" } })]), [[3, 1]]);
});

test("each entry pairs once, the best supported first: of equal sums none is lost", () => {
  const known = [details(1, [20_000, 10_000], { refs: ["A"] }), details(2, [10_000, 20_000])];
  const incoming = [form(11), form(12, { refs: ["A"] }), form(13)];
  assert.deepEqual(
    new Map(pairsOf(incoming, known)),
    new Map([
      [12, 1],
      [11, 2],
    ]),
  );
});

test("two interim messages need more than an equal amount; two statements are compared by lines", () => {
  const report = form(1, { interim: "camt.052" });
  assert.deepEqual(pairsOf([report], [form(2, { interim: "camt.054" })]), []);
  const named = { line: { payerName: "Hafenkontor" } };
  assert.deepEqual(
    pairsOf(
      [{ ...report, ...form(1, named), interim: "camt.052" }],
      [form(2, { interim: "camt.054", ...named })],
    ),
    [[1, 2]],
  );
  assert.deepEqual(pairsOf([report], [details(2, [20_000, 10_000])]), [[1, 2]]);
  assert.deepEqual(pairsOf([form(1)], [form(2)]), []);
});
