// The workbook writer against an independent reader (SheetJS) and against its own XML.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read, utils } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { type CellValue, openWorkbook, type SheetColumn } from "./xlsx-writer.ts";

const columns: readonly SheetColumn[] = [
  { title: "单号", width: 24, format: "text" },
  { title: "金额", width: 16, format: "amount" },
  { title: "日期", width: 12, format: "date" },
];

function workbook(rows: readonly (readonly CellValue[])[], names = ["表"]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece));
  for (const name of names) {
    const sheet = book.openSheet(name, columns);
    for (const row of rows) sheet.addRow(row);
  }
  book.end();
  return Buffer.concat(pieces);
}

function sheetXml(bytes: Uint8Array): string {
  return strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]!);
}

test("ids stay text with all their digits, amounts are numbers, dates are dates", () => {
  const rows = [["25312000000012345678", "-1234.50", "2026-09-30"]];
  const sheet = read(workbook(rows), { cellNF: true }).Sheets["表"]!;
  assert.equal(sheet["A2"].t, "s");
  assert.equal(sheet["A2"].v, "25312000000012345678");
  assert.equal(sheet["B2"].t, "n");
  assert.equal(sheet["B2"].v, -1234.5);
  assert.equal(sheet["B2"].z, "#,##0.00;[Red]-#,##0.00");
  assert.equal(sheet["C2"].w, "2026-09-30");
});

test("each amount is shown with the decimals it is written with", () => {
  const rows = ["5", "5.00", "5.000"].map((amount) => [null, amount, null]);
  const sheet = read(workbook(rows), { cellNF: true }).Sheets["表"]!;
  const shown = ["B2", "B3", "B4"].map((place) => sheet[place].w);
  assert.deepEqual(shown, ["5", "5.00", "5.000"]);
});

test("an amount with more digits than a spreadsheet keeps is written as text", () => {
  const sheet = read(workbook([[null, "90071992547409.91", null]])).Sheets["表"]!;
  assert.deepEqual([sheet["B2"].t, sheet["B2"].v], ["s", "90071992547409.91"]);
});

test("text that looks like a formula is quoted text and comes back unchanged", () => {
  const texts = ["=1+1", "+86 138", "-5", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", " =1", "plain"];
  const bytes = workbook(texts.map((text) => [text, null, null]));
  const sheet = read(bytes, { cellFormula: true }).Sheets["表"]!;
  for (const [index, text] of texts.entries()) {
    const cell = sheet[`A${index + 2}`];
    assert.equal(cell.v, text);
    assert.equal(cell.f, undefined);
  }
  const quoted = sheetXml(bytes).match(/s="4" t="inlineStr"/g) ?? [];
  assert.equal(quoted.length, texts.length - 1);
});

test("every character survives, also those XML cannot carry", () => {
  const all = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join("");
  const texts = [all, "𠮷野家 & <b> \"'", "_x0041_ stays", "a\nb", " edge "];
  const sheet = read(workbook(texts.map((text) => [text, null, null]))).Sheets["表"]!;
  for (const [index, text] of texts.entries()) assert.equal(sheet[`A${index + 2}`].v, text);
});

test("half a surrogate pair becomes the replacement character, an over-long text is cut", () => {
  const sheet = read(
    workbook([
      ["a\ud800b", null, null],
      ["x".repeat(40_000), null, null],
    ]),
  ).Sheets["表"]!;
  assert.equal(sheet["A2"].v, "a\ufffdb");
  assert.equal(sheet["A3"].v.length, 32_767);
});

test("the head is frozen, columns have widths, the filter spans the rows", () => {
  const xml = sheetXml(workbook([["a", "1.00", null]]));
  assert.match(xml, /<pane ySplit="1" topLeftCell="A2" [^>]*state="frozen"\/>/);
  assert.match(xml, /<col min="1" max="1" width="24" customWidth="1"\/>/);
  assert.match(xml, /<autoFilter ref="A1:C2"\/>/);
});

test("sheet names are made legal and different", () => {
  const names = ["a/b", "A b", "x".repeat(40), "x".repeat(40)];
  const { SheetNames } = read(workbook([], names));
  assert.deepEqual(SheetNames, ["a b", "A b (2)", "x".repeat(31), `${"x".repeat(27)} (2)`]);
});

test("a sheet that outgrows a spreadsheet's rows goes on in a second one", () => {
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece));
  const sheet = book.openSheet("表", columns.slice(0, 1));
  for (let row = 0; row < 1_048_577; row += 1) sheet.addRow([null]);
  book.end();
  const files = unzipSync(Buffer.concat(pieces), { filter: ({ name }) => name.includes("sheet2") });
  const rows = strFromU8(files["xl/worksheets/sheet2.xml"]!).match(/<row /g) ?? [];
  assert.equal(rows.length, 3);
});

test("the same rows are the same bytes in any time zone", () => {
  const zone = process.env["TZ"];
  const inZone = (name: string) => {
    process.env["TZ"] = name;
    return workbook([["a", "1.00", "2026-01-01"]]);
  };
  try {
    assert.deepEqual(inZone("Asia/Shanghai"), inZone("America/New_York"));
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  }
});

test("rows are readable as a table", () => {
  const sheet = read(workbook([["I1", "1.00", "2026-01-01"]])).Sheets["表"]!;
  assert.deepEqual(utils.sheet_to_json(sheet, { raw: false }), [
    { 单号: "I1", 金额: "1.00", 日期: "2026-01-01" },
  ]);
});
