import assert from "node:assert/strict";
import test from "node:test";
import type { LineTruth } from "../../demo/books.ts";
import { decidableLines } from "./decidable.ts";
import type { ScoreInputs, ScoreItem, ScoreLine } from "./inputs.ts";

const item = (itemNo: string, openMinor: number, more: Partial<ScoreItem> = {}): ScoreItem => ({
  itemNo,
  kind: "invoice",
  customerNo: "C1",
  currency: "CNY",
  openMinor,
  issueDate: "2026-01-10",
  documents: [itemNo],
  discountDate: "",
  discountMinor: 0,
  retentionMinor: 0,
  ...more,
});

const line = (lineId: string, amountMinor: number, memo = ""): ScoreLine => ({
  lineId,
  date: "2026-02-10",
  currency: "CNY",
  amountMinor,
  payerName: "东莞市砺芯贸易有限公司",
  payerAccount: "",
  memo,
});

const customers = [
  { customerNo: "C1", names: ["东莞市砺芯贸易有限公司"], accounts: [], paysFor: [] },
  {
    customerNo: "C2",
    names: ["东莞市霁华贸易有限公司"],
    accounts: ["6222000011112222"],
    paysFor: [],
  },
];

function decided(items: ScoreItem[], lines: ScoreLine[], pays: Record<string, string[]>) {
  const truth = new Map<string, LineTruth>();
  for (const { lineId, amountMinor } of lines) {
    const paid = (pays[lineId] ?? []).flatMap((no) => items.filter((one) => one.itemNo === no));
    truth.set(lineId, {
      lineId,
      kind: "case",
      reference: "",
      payer: "",
      receivable: true,
      category: null,
      payerNo: "C1",
      payerInMaster: true,
      allocations: paid.map(({ itemNo, kind, customerNo, openMinor }) => {
        const amount = paid.length === 1 ? Math.min(amountMinor, openMinor) : openMinor;
        return {
          itemNo,
          kind: kind as "invoice",
          customerNo,
          amountMinor: amount,
          lineAmountMinor: amount,
        };
      }),
      residuals: [],
    });
  }
  const inputs: ScoreInputs = { items, lines, customers, rates: new Map(), truth };
  return [...decidableLines(inputs)].sort();
}

test("one item of the amount is decided", () => {
  assert.deepEqual(decided([item("A1", 500), item("A2", 700)], [line("L1", 500)], { L1: ["A1"] }), [
    "L1",
  ]);
});

test("two items of one amount are not, unless the memo names one", () => {
  const items = [item("INV-2026-001", 500), item("INV-2026-002", 500)];
  assert.deepEqual(decided(items, [line("L1", 500)], { L1: ["INV-2026-001"] }), []);
  const cited = [line("L1", 500, "付INV-2026-001货款")];
  assert.deepEqual(decided(items, cited, { L1: ["INV-2026-001"] }), ["L1"]);
});

test("a sum that another set also has is not decided", () => {
  const items = [item("A1", 500), item("A2", 300), item("A3", 200)];
  assert.deepEqual(decided(items, [line("L1", 500)], { L1: ["A1"] }), []);
});

test("what another line certainly settles is out of the question", () => {
  const items = [item("INV-2026-001", 500), item("INV-2026-002", 500)];
  const lines = [line("L1", 500, "INV-2026-001"), line("L2", 500)];
  const pays = { L1: ["INV-2026-001"], L2: ["INV-2026-002"] };
  assert.deepEqual(decided(items, lines, pays), ["L1", "L2"]);
});

test("a part payment is decided only by the number it names", () => {
  const items = [item("INV-2026-001", 900), item("INV-2026-002", 800)];
  assert.deepEqual(decided(items, [line("L1", 400)], { L1: ["INV-2026-001"] }), []);
  const cited = [line("L1", 400, "INV-2026-001部分")];
  assert.deepEqual(decided(items, cited, { L1: ["INV-2026-001"] }), ["L1"]);
});

test("an unknown payer who names nothing is not decided", () => {
  const stranger = { ...line("L1", 500), payerName: "王伟" };
  assert.deepEqual(decided([item("A1", 500)], [stranger], { L1: ["A1"] }), []);
  const cited = { ...stranger, memo: "INV-2026-001" };
  assert.deepEqual(decided([item("INV-2026-001", 500)], [cited], { L1: ["INV-2026-001"] }), ["L1"]);
});

test("a damaged number and the last eight digits still name the item", () => {
  const items = [item("25442000000031400117", 500), item("25442000000031588226", 500)];
  const pays = { L1: ["25442000000031400117"] };
  assert.deepEqual(decided(items, [line("L1", 500, "尾号31400117")], pays), ["L1"]);
  assert.deepEqual(decided(items, [line("L1", 500, "发票2544200000031400117")], pays), ["L1"]);
});

test("a month narrows the question to its items", () => {
  const items = [item("A1", 500), item("A2", 500, { issueDate: "2025-12-05" })];
  assert.deepEqual(decided(items, [line("L1", 500, "1月货款")], { L1: ["A1"] }), ["L1"]);
});

test("a set of any size is not decided where one of it has a twin outside", () => {
  const same = Array.from({ length: 9 }, (_, i) => item(`A${i}`, 700 + (i < 8 ? i : 0)));
  const paid = same.slice(0, 8);
  const sum = paid.reduce((all, one) => all + one.openMinor, 0);
  const pays = { L1: paid.map((one) => one.itemNo) };
  assert.deepEqual(decided(same, [line("L1", sum)], pays), []);
  assert.deepEqual(decided(paid, [line("L1", sum)], pays), ["L1"]);
});

test("the short end of a number counts among the payer's items", () => {
  const items = [item("INV-2026-00122", 500), item("INV-2026-00123", 500)];
  const pays = { L1: ["INV-2026-00122"] };
  assert.deepEqual(decided(items, [line("L1", 500, "INVOICE 00122")], pays), ["L1"]);
});

test("a payer nobody knows is decided where the memo names the customer in full", () => {
  const items = [item("A1", 500), item("A2", 700)];
  const paid = (memo: string) => [
    { ...line("L1", 500, memo), payerName: "王伟", payerAccount: "" },
  ];
  assert.deepEqual(decided(items, paid("货款"), { L1: ["A1"] }), []);
  assert.deepEqual(decided(items, paid("货款 代东莞砺芯贸易有限公司付"), { L1: ["A1"] }), ["L1"]);
});

test("an account that another line shows beside a customer's name says who pays", () => {
  const items = [item("A1", 500), item("A2", 700)];
  const account = "6222000099998888";
  const nameless = { ...line("L1", 500), payerName: "", payerAccount: account };
  const named = { ...line("L2", 700), payerAccount: account };
  const pays = { L1: ["A1"], L2: ["A2"] };
  assert.deepEqual(decided(items, [nameless, named], pays), ["L1", "L2"]);
  const other = { ...named, payerAccount: "6222000099997777" };
  assert.deepEqual(decided(items, [nameless, other], pays), ["L2"]);
});

test("receipts that only together make up an item are decided together", () => {
  const items = [item("A1", 900), item("A2", 777)];
  const pays = { L1: ["A1"], L2: ["A1"] };
  assert.deepEqual(decided(items, [line("L1", 400), line("L2", 500)], pays), ["L1", "L2"]);
  assert.deepEqual(decided(items, [line("L1", 400), line("L2", 499)], pays), []);
  const twins = [...items, item("A3", 900)];
  assert.deepEqual(decided(twins, [line("L1", 400), line("L2", 500)], pays), []);
});
