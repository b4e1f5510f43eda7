import assert from "node:assert/strict";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { openWorkbook, type SheetColumn } from "../exporters/xlsx-writer.ts";
import { nativeDeflater } from "./native-deflater.ts";

const columns: readonly SheetColumn[] = [
  { title: "单号", width: 24, format: "text" },
  { title: "金额", width: 16, format: "amount" },
  { title: "客户", width: 30, format: "text" },
];

/** Enough rows for a sheet of many pieces, and one of none. */
function workbook(deflater: typeof nativeDeflater | null): Uint8Array {
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece), deflater);
  const sheet = book.openSheet("流水", columns);
  for (let n = 0; n < 20_000; n += 1) {
    sheet.addRow([`2531200000${n}`, `${n * 7}.${n % 90}0`, n % 3 === 0 ? "上海启明贸易" : null]);
  }
  book.openSheet("空", columns);
  book.end();
  return Buffer.concat(pieces);
}

test("a workbook packed natively holds the same bytes, and is about as small", () => {
  const [native, plain] = [workbook(nativeDeflater), workbook(null)];
  // reads every part with its size, and would fail at a wrong one
  assert.deepEqual(unzipSync(native), unzipSync(plain));
  assert.ok(native.length < plain.length * 1.1, `${native.length} beside ${plain.length}`);
  assert.ok(native.length < 20_000 * 20);
});

test("the checksums of a workbook packed natively are those of its parts", () => {
  const sums = (bytes: Uint8Array) => {
    const view = Buffer.from(bytes);
    const found: number[] = [];
    for (
      let at = view.indexOf("PK\u0001\u0002");
      at >= 0;
      at = view.indexOf("PK\u0001\u0002", at + 4)
    ) {
      found.push(view.readUInt32LE(at + 16));
    }
    return found;
  };
  const native = sums(workbook(nativeDeflater));
  assert.equal(native.length, 7);
  assert.deepEqual(native, sums(workbook(null)));
});
