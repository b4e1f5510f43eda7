import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { type ListSheet, listFormats } from "./list-file.ts";

const sheet: ListSheet = {
  name: "未清项",
  columns: [
    { title: "单号", width: 20, format: "text" },
    { title: "未清", width: 14, format: "amount" },
  ],
  about: { name: "说明", label: "项目", value: "内容" },
};

function written(format: keyof typeof listFormats): Buffer {
  const pieces: Uint8Array[] = [];
  const file = listFormats[format].open(sheet, (piece) => pieces.push(piece));
  file.addRow(["25332000000012345678", "-1234.50"]);
  file.addRow(["=cmd()", "0.00"]);
  file.addRow(['a,"b"', null]);
  file.end([["行数", "3"]]);
  return Buffer.concat(pieces);
}

test("a CSV keeps long numbers as text and lets no text become a formula", () => {
  assert.equal(
    written("csv").toString("utf8"),
    '\uFEFF单号,未清\r\n"=""25332000000012345678""",-1234.50\r\n\'=cmd(),0.00\r\n"a,""b""",\r\n',
  );
});

test("a workbook has amounts as numbers, ids as text and the particulars on a second sheet", () => {
  const parts = unzipSync(written("xlsx"));
  const rows = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  assert.match(rows, /<v>-1234\.50<\/v>/);
  assert.match(rows, /t="inlineStr"><is><t[^>]*>25332000000012345678</);
  const about = strFromU8(parts["xl/worksheets/sheet2.xml"] ?? new Uint8Array());
  assert.match(about, /行数/);
});
