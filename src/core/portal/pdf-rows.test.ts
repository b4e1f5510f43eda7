// Printed text as rows of cells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceRows } from "./advice.ts";
import { type PdfPiece, pdfRows } from "./pdf-rows.ts";

const piece = (text: string, x: number, y: number, width = text.length * 5): PdfPiece => ({
  text,
  x,
  y,
  width,
  height: 10,
});

test("pieces of one line of print are a row, wide gaps make cells", () => {
  const rows = pdfRows([
    piece("92,000.00", 300, 680),
    piece("INV-2026-", 100, 680.4, 45),
    piece("0007", 145, 680.4, 20),
    piece("发票号码", 100, 700),
    piece("本次付款金额", 300, 700.2),
    piece("付款通知", 200, 760),
    piece(" ", 150, 700),
  ]);
  assert.deepEqual(rows, [
    ["付款通知"],
    ["发票号码", "本次付款金额"],
    ["INV-2026-0007", "92,000.00"],
  ]);
  assert.deepEqual(
    adviceRows(rows, (no) => no === "INV-2026-0007"),
    [{ no: "INV-2026-0007", amount: "92000.00" }],
  );
});

test("an empty page has no rows", () => {
  assert.deepEqual(pdfRows([]), []);
});
