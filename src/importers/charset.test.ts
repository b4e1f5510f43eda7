import assert from "node:assert/strict";
import { test } from "node:test";
import { charsetOf, decodeAll, knownEncoding } from "./charset.ts";

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...new TextEncoder().encode(part)] : part,
    ),
  );
}

/** 交易日期 in GB18030. */
const chinese = [0xbd, 0xbb, 0xd2, 0xd7, 0xc8, 0xd5, 0xc6, 0xda];

test("a byte order mark decides", () => {
  assert.equal(charsetOf(bytes([0xef, 0xbb, 0xbf], "a")).encoding, "utf-8");
  assert.equal(charsetOf(bytes([0xff, 0xfe, 0x61, 0])).encoding, "utf-16le");
  assert.equal(
    decodeAll(bytes([0xff, 0xfe, 0x61, 0]), charsetOf(bytes([0xff, 0xfe, 0x61, 0]))),
    "a",
  );
});

test("valid UTF-8 is UTF-8, also when the last character is cut off", () => {
  const text = bytes("交易日期,金额\n");
  assert.equal(charsetOf(text).encoding, "utf-8");
  assert.equal(charsetOf(text.subarray(0, 13)).encoding, "utf-8");
});

test("GB18030 is believed only with a word of banking in it", () => {
  const gb = charsetOf(bytes(chinese, ",1\n"));
  assert.equal(gb.encoding, "gb18030");
  assert.equal(decodeAll(bytes(chinese), gb), "交易日期");
  assert.equal(charsetOf(bytes("caf", [0xe9, 0x20, 0xe0])).encoding, "windows-1252");
  assert.equal(
    charsetOf(bytes([0xd6, 0xd0, 0xb9, 0xfa])).encoding,
    "windows-1252",
    "valid, but no word",
  );
});

test("UTF-16 without a mark shows by its NULs", () => {
  const text = "日期\t金额\n2026\t12.50\n";
  const little = Uint8Array.from(
    [...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
  );
  assert.equal(charsetOf(little).encoding, "utf-16le");
  const big = Uint8Array.from(
    [...text].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255]),
  );
  assert.equal(charsetOf(big).encoding, "utf-16be");
});

test("a single broken byte does not make UTF-8 something else", () => {
  const damaged = bytes("汇款人上海启明贸易有限公司汇款人上海启明贸易有限公司", [0xb4], "ok");
  const charset = charsetOf(damaged);
  assert.deepEqual([charset.encoding, charset.damaged], ["utf-8", true]);
});

test("the DOS code pages are read when chosen", () => {
  const charset = charsetOf(bytes([0xd7, 0xa0, 0x8b]), "CP852");
  assert.equal(decodeAll(bytes([0x94, 0xa0, 0x8b]), charset), "öáő");
  assert.equal(knownEncoding("GBK"), "gb18030");
  assert.equal(knownEncoding("no-such-thing"), null);
});
