import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import type { GeneratedBooks, TruthAllocation } from "./books.ts";
import { fileModeFiles } from "./file-mode.ts";
import { generateBooks } from "./generate.ts";
import { caseKinds, type MixName, mixes } from "./mix.ts";
import { isSettledByResidual } from "./payment.ts";
import { creditCodeCheck } from "./registration.ts";

const books = generateBooks({ seed: 1, lines: 6_000 });

function hashOf(made: GeneratedBooks): string {
  const hash = createHash("sha256");
  for (const file of fileModeFiles(made)) for (const chunk of file.chunks) hash.update(chunk);
  return hash.digest("hex");
}

function keyOf(one: { kind: string; itemNo: string; customerNo: string }): string {
  return `${one.kind}|${one.itemNo}|${one.customerNo}`;
}

test("the same seed gives the same bytes, another seed others", () => {
  const first = hashOf(generateBooks({ seed: 7, lines: 400 }));
  assert.equal(hashOf(generateBooks({ seed: 7, lines: 400 })), first);
  assert.notEqual(hashOf(generateBooks({ seed: 8, lines: 400 })), first);
});

test("exactly the lines asked for are made, in order of date, within the window", () => {
  assert.equal(books.lines.length, 6_000);
  assert.equal(books.truth.length, 6_000);
  assert.equal(books.customers.length, 600);
  for (const [i, line] of books.lines.entries()) {
    assert.equal(books.truth[i]?.lineId, line.lineId);
    assert.ok(line.day >= books.startDay && line.day <= books.asOfDay, line.lineId);
    assert.ok((books.lines[i - 1]?.day ?? 0) <= line.day, line.lineId);
  }
});

test("what a receipt is applied to and its line residuals add up to the line", () => {
  for (const [i, truth] of books.truth.entries()) {
    if (!truth.receivable) continue;
    const applied = truth.allocations.reduce((sum, one) => sum + one.lineAmountMinor, 0);
    const onNothing = truth.residuals.filter((one) => one.side === "line");
    const left = onNothing.reduce((sum, one) => sum + one.amountMinor, 0);
    assert.equal(applied + left, books.lines[i]?.amountMinor, truth.lineId);
  }
});

test("no item is ever over-settled, in order of date", () => {
  const left = new Map(books.items.map((item) => [keyOf(item), item.openMinor]));
  const settle = (one: TruthAllocation, amountMinor: number) => {
    const before = left.get(keyOf(one));
    assert.ok(before !== undefined, `no such item ${one.itemNo}`);
    const after = before - amountMinor;
    const isWithin = before >= 0 ? after >= 0 && after <= before : after <= 0 && after >= before;
    assert.ok(isWithin, `${one.itemNo}: ${before} − ${amountMinor}`);
    left.set(keyOf(one), after);
  };
  for (const truth of books.truth) {
    for (const one of truth.allocations) {
      settle(one, one.amountMinor);
      for (const residual of truth.residuals) {
        const isHere = residual.itemNo === one.itemNo && isSettledByResidual(residual);
        if (isHere) settle(one, residual.amountMinor);
      }
    }
  }
});

test("what is no receipt has a category and no allocation", () => {
  for (const truth of books.truth) {
    assert.equal(truth.category === null, truth.receivable, truth.lineId);
    if (!truth.receivable) assert.deepEqual(truth.allocations, []);
  }
});

test("every difficulty occurs", () => {
  const kinds = new Set(books.truth.map((truth) => truth.kind));
  for (const kind of caseKinds) assert.ok(kinds.has(kind), `no case of ${kind}`);
  const references = new Set(books.truth.map((truth) => truth.reference));
  for (const style of [
    "full",
    "full_list",
    "suffix",
    "suffix_list",
    "damaged",
    "order",
    "contract",
  ]) {
    assert.ok(references.has(style), `no reference ${style}`);
  }
  for (const style of ["delivery", "range", "month", "statement", "generic", "nothing"]) {
    assert.ok(references.has(style), `no reference ${style}`);
  }
  const payers = new Set(books.truth.map((truth) => truth.payer));
  for (const style of Object.keys(mixes.standard.payers)) assert.ok(payers.has(style), style);
  const categories = new Set(books.truth.map((truth) => truth.category));
  for (const category of "interest own_transfer tax_refund platform reversal deposit loan capital subsidy insurance supplier_refund cash_pool payroll_return agency duplicate outgoing".split(
    " ",
  )) {
    assert.ok(categories.has(category), `no category ${category}`);
  }
  const currencies = new Set(books.lines.map((line) => line.currency));
  assert.deepEqual([...currencies].sort(), ["CNY", "EUR", "JPY", "USD"]);
});

test("items stay open at the end in every bucket of age", () => {
  const paid = new Set(books.truth.flatMap((truth) => truth.allocations.map(keyOf)));
  const late = books.items
    .filter((item) => item.openMinor > 0 && !paid.has(keyOf(item)) && item.dueDay !== null)
    .map((item) => books.asOfDay - (item.dueDay ?? 0));
  for (const [from, to] of [
    [-200, 0],
    [1, 30],
    [31, 60],
    [61, 90],
    [91, 180],
    [181, 365],
    [366, 9_999],
  ]) {
    assert.ok(
      late.some((days) => days >= (from ?? 0) && days <= (to ?? 0)),
      `${from}–${to} days`,
    );
  }
});

test("numbers have their official shapes", () => {
  for (const { taxId } of [...books.customers, books.seller]) {
    if (taxId === "") continue;
    assert.match(taxId, /^[0-9A-HJ-NPQRTUWXY]{18}$/);
    assert.equal(taxId.slice(-1), creditCodeCheck(taxId.slice(0, 17)));
  }
  const keys = new Set(books.items.map(keyOf));
  assert.equal(keys.size, books.items.length);
  for (const item of books.items) {
    const isDomestic =
      item.currency === "CNY" && (item.kind === "invoice" || item.kind === "credit_note");
    if (isDomestic) assert.match(item.itemNo, /^\d{20}$/);
  }
});

test("the check character of a tax id is that of GB 32100-2015", () => {
  // The example of the standard's own commentary.
  assert.equal(creditCodeCheck("91350100M000100Y4"), "3");
});

test("every mix gives consistent books of any size", () => {
  for (const mix of Object.keys(mixes) as MixName[]) {
    for (const lines of [1, 17, 300]) {
      const made = generateBooks({ seed: 3, lines, mix });
      assert.equal(made.lines.length, lines, mix);
    }
  }
});

test("the truth stands in its own file only", () => {
  for (const file of fileModeFiles(books)) {
    const text = [...file.chunks].slice(0, 3).join("");
    assert.equal(text.includes("single_exact"), file.name === "truth.json", file.name);
  }
});
