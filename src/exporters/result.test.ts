// Both forms of a result: key order, amounts in their currency's decimals, nothing of a suggestion
// counted, and text of any size in pieces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, utils } from "@e965/xlsx";
import { matchItem, matchLine } from "../../tests/data/match-records.ts";
import type { IsoDate } from "../core/date.ts";
import type { MatchItem, MatchLine } from "../core/matching/input.ts";
import type { LineVerdict, MatchCandidate } from "../core/matching/output.ts";
import type { ReconcileResult } from "./reconcile-result.ts";
import { resultExporterFor } from "./registry.ts";
import { resultJson } from "./result-json.ts";
import { resultXlsx } from "./result-xlsx.ts";

const day = "2026-09-02" as IsoDate;

function item(itemNo: string, amountMinor: number, more: Partial<MatchItem> = {}): MatchItem {
  return matchItem({ itemNo, amountMinor, issueDate: day, ...more });
}

function line(lineId: string, amountMinor: number, currency = "CNY"): MatchLine {
  const text = { payerName: "某公司", memo: "=HYPERLINK(1)" };
  return matchLine({ lineId, date: day, currency, amountMinor, ...text });
}

function candidate(more: Partial<MatchCandidate>): MatchCandidate {
  return {
    customerNo: "C1",
    allocations: [],
    residuals: [],
    confidence: 0.999_999_96,
    rule: "R09",
    rules: ["R01", "R09"],
    because: [{ key: "cited", fields: {} }],
    against: [],
    ...more,
  };
}

function verdict(index: number, more: Partial<LineVerdict>): LineVerdict {
  return {
    line: index,
    lane: "unmatched",
    category: null,
    payerNo: null,
    payerBecause: [],
    candidates: [],
    tiedWith: 0,
    reason: { key: "reason", fields: {} },
    ...more,
  };
}

const pair = [
  { item: 1, amountMinor: -500, lineAmountMinor: -500 },
  { item: 0, amountMinor: 1500, lineAmountMinor: 1500 },
];
const result: ReconcileResult = {
  engineVersion: "1",
  weightsVersion: "w",
  asOf: day,
  items: [item("I2", 1500), item("I1", -500, { kind: "credit_note" }), item("J", 700)],
  lines: [line("L1", 1100), line("L2", 700), line("L3", 90_000, "JPY"), line("L4", 5)],
  verdicts: [
    verdict(0, {
      lane: "auto",
      payerNo: "C1",
      candidates: [
        candidate({
          allocations: pair,
          residuals: [
            {
              item: null,
              side: "line",
              amountMinor: 100,
              currency: "CNY",
              code: "advance",
              difference: null,
              posted: true,
              because: [],
            },
          ],
        }),
      ],
    }),
    verdict(1, {
      lane: "suggested",
      tiedWith: 1,
      candidates: [
        candidate({
          allocations: [{ item: 2, amountMinor: 690, lineAmountMinor: 690 }],
          residuals: [
            {
              item: 2,
              side: "item",
              amountMinor: 10,
              currency: "CNY",
              code: "rounding",
              difference: "T03",
              posted: true,
              because: [],
            },
          ],
        }),
      ],
    }),
    verdict(2, {}),
    verdict(3, { lane: "not_receivable", category: "interest" }),
  ],
  openAfterMinor: [0, 0, 700],
  customerNames: new Map([["C1", "某公司"]]),
  refused: [{ file: "a.csv", row: 3, excerpt: "x", code: "c", remedy: "r" }],
  skipped: [],
  notes: [],
  sentenceOf: ({ key }) => `<${key}>`,
  timings: () => ({ readMs: 1, matchMs: 2, writeMs: 3 }),
};

function bytesOf(write: (sink: (piece: Uint8Array) => void) => void): Uint8Array {
  const pieces: Uint8Array[] = [];
  write((piece) => pieces.push(piece));
  return Buffer.concat(pieces);
}

const jsonText = () =>
  new TextDecoder().decode(bytesOf((sink) => resultJson.write(result, "zh", sink)));

test("JSON keeps the documented order of keys and arrays, one record a line", () => {
  assert.deepEqual(jsonText().split("\n"), [
    "{",
    '"version": 1,',
    '"engine": {"version":"1","weights":"w"},',
    '"allocations": [',
    '{"lineId":"L1","itemNo":"I1","kind":"credit_note","customerNo":"C1","amount":"-5.00","lineAmount":"-5.00","status":"auto","confidence":0.999999,"rule":"R09","rules":["R01","R09"],"tiedWith":0,"because":["<cited>"]},',
    '{"lineId":"L1","itemNo":"I2","kind":"invoice","customerNo":"C1","amount":"15.00","lineAmount":"15.00","status":"auto","confidence":0.999999,"rule":"R09","rules":["R01","R09"],"tiedWith":0,"because":["<cited>"]},',
    '{"lineId":"L2","itemNo":"J","kind":"invoice","customerNo":"C1","amount":"6.90","lineAmount":"6.90","status":"suggested","confidence":0.999999,"rule":"R09","rules":["R01","R09"],"tiedWith":1,"because":["<cited>"]}',
    "],",
    '"residuals": [',
    '{"lineId":"L1","itemNo":null,"kind":null,"side":"line","amount":"1.00","currency":"CNY","code":"advance","difference":null,"status":"auto","posted":true,"because":[]},',
    '{"lineId":"L2","itemNo":"J","kind":"invoice","side":"item","amount":"0.10","currency":"CNY","code":"rounding","difference":"T03","status":"suggested","posted":false,"because":[]}',
    "],",
    '"lines": [',
    '{"lineId":"L1","customerNo":"C1","status":"auto","category":null,"amount":"11.00","applied":"10.00","unapplied":"1.00","reason":"<reason>"},',
    '{"lineId":"L2","customerNo":null,"status":"suggested","category":null,"amount":"7.00","applied":"0.00","unapplied":"7.00","reason":"<reason>"},',
    '{"lineId":"L3","customerNo":null,"status":"unmatched","category":null,"amount":"90000","applied":"0","unapplied":"90000","reason":"<reason>"},',
    '{"lineId":"L4","customerNo":null,"status":"not_receivable","category":"interest","amount":"0.05","applied":"0.00","unapplied":"0.05","reason":"<reason>"}',
    "],",
    '"items": [',
    '{"itemNo":"I2","kind":"invoice","customerNo":"C1","openAfter":"0.00"},',
    '{"itemNo":"I1","kind":"credit_note","customerNo":"C1","openAfter":"0.00"},',
    '{"itemNo":"J","kind":"invoice","customerNo":"C1","openAfter":"7.00"}',
    "],",
    '"refused": [',
    '{"file":"a.csv","row":3,"excerpt":"x","code":"c","remedy":"r"}',
    "],",
    '"skipped": [],',
    '"totals": {"lines":4,"auto":1,"suggested":1,"unmatched":1,"notReceivable":1,"autoAmount":{"CNY":"11.00"}},',
    '"timings": {"readMs":1,"matchMs":2,"writeMs":3}',
    "}",
    "",
  ]);
});

test("a file longer than any string is written in pieces", () => {
  let pieces = 0;
  const lines = Array.from({ length: 20_000 }, (_, index) => line(`L${index}`, 5));
  const verdicts = lines.map((_, index) => verdict(index, {}));
  resultJson.write({ ...result, lines, verdicts }, "zh", (piece) => {
    pieces += 1;
    assert.ok(piece.length < 1 << 21);
  });
  assert.ok(pieces > 5);
});

test("the workbook has a sheet a lane, with amounts as numbers and no formula", () => {
  for (const [language, names] of [
    ["zh", ["汇总", "自动核销", "待确认", "例外", "非应收", "差额", "未清项", "被拒行"]],
    [
      "en",
      [
        "Summary",
        "Automatic",
        "To confirm",
        "Exception",
        "Not receivable",
        "Differences",
        "Open items",
        "Refused rows",
      ],
    ],
  ] as const) {
    const book = read(bytesOf((sink) => resultXlsx.write(result, language, sink)));
    assert.deepEqual(book.SheetNames, names);
    const rowsOf = (name: string) =>
      utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1 }).slice(1);
    const counts = names.slice(1).map((name) => rowsOf(name).length);
    assert.deepEqual(counts, [2, 1, 1, 1, 2, 1, 1]);
    const [summary] = rowsOf(names[0]);
    assert.deepEqual(summary, [names[1], 1, "CNY", 11]);
    const cells = Object.values(book.Sheets[names[1]]!) as { v?: unknown; f?: string }[];
    assert.ok(cells.some(({ v }) => v === "=HYPERLINK(1)"));
    assert.ok(cells.every(({ f }) => f === undefined));
  }
});

test("the ending of a file name chooses its form", () => {
  assert.equal(resultExporterFor("/x/结果.XLSX"), resultXlsx);
  assert.equal(resultExporterFor("a.json"), resultJson);
  assert.equal(resultExporterFor("a.csv"), null);
});
