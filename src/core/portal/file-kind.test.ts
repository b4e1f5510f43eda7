// What the portal takes as a file, and what only pretends to be one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileKindOf } from "./file-kind.ts";

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part,
    ),
  );

test("a file is what its content says, if its name says the same", () => {
  assert.equal(fileKindOf(bytes([0xff, 0xd8, 0xff, 0xe0], "x"), "收货.JPG"), "jpeg");
  assert.equal(fileKindOf(bytes([0x89], "PNG", [0x0d, 0x0a, 0x1a, 0x0a], "x"), "a.png"), "png");
  assert.equal(fileKindOf(bytes("%PDF-1.7"), "proof.pdf"), "pdf");
  assert.equal(fileKindOf(bytes("PK", [3, 4], "..xl/workbook.xml.."), "付款.xlsx"), "xlsx");
  assert.equal(fileKindOf(bytes("no,amount\n1,2\n"), "a.csv"), "csv");
  assert.equal(fileKindOf(bytes([0xd6, 0xd0, 0xce, 0xc4], ",1\n"), "gbk.csv"), "csv");
  assert.equal(fileKindOf(bytes("    ftypheic"), "a.heic"), "heic");
});

test("what is disguised is no file", () => {
  const refused: [Uint8Array, string][] = [
    [bytes("MZ", [0x90, 0], "exe"), "photo.jpg"],
    [bytes("<svg onload=alert(1)>"), "photo.png"],
    [bytes("<html><script>alert(1)</script>"), "a.csv"],
    [bytes("#!/bin/sh\nrm -rf /"), "a.txt"],
    [bytes("a,b\n<script>alert(1)</script>"), "a.csv"],
    [bytes("%PDF-1.7"), "proof.exe"],
    [bytes("%PDF-1.7"), "proof.pdf.html"],
    [bytes([0xff, 0xd8, 0xff]), "photo.html"],
    [bytes("PK", [3, 4], "word/document.xml"), "a.xlsx"],
    [bytes("PK", [3, 4], "xl/workbook.xml xl/vbaProject.bin"), "a.xlsx"],
    [bytes([0x7f], "ELF"), "a.csv"],
    [bytes(""), "a.csv"],
  ];
  for (const [content, name] of refused) assert.equal(fileKindOf(content, name), null, name);
});
