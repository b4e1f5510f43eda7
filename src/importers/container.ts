// What kind of container a file is, by its first bytes alone: names lie.
import type { FileHead } from "./importer.ts";
import { isSpreadsheetXml } from "./spreadsheet-xml.ts";

const magics: readonly (readonly [readonly number[], FileHead["container"]])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "zip"],
  [[0x50, 0x4b, 0x05, 0x06], "zip"],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "ole2"],
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
];

export function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, at) => bytes[at] === byte);
}

export function containerOf(bytes: Uint8Array): FileHead["container"] {
  for (const [magic, container] of magics) {
    if (startsWith(bytes, magic)) return container;
  }
  if (looksBinary(bytes)) return "binary";
  return looksHtml(bytes) ? "html" : "text";
}

/** Control characters no text has; NULs alone may be UTF-16 and a single one may be damage. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  let control = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0 && (byte < 8 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b))) {
      control++;
    }
  }
  return control * 50 > length;
}

function looksHtml(bytes: Uint8Array): boolean {
  let text = "";
  for (let at = 0; at < Math.min(bytes.length, 2048); at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0 && byte < 0x80) text += String.fromCharCode(byte);
  }
  if (/^\s*<\?xml/i.test(text) && !/<html|<table/i.test(text)) return false;
  if (isSpreadsheetXml(bytes)) return false;
  return (
    /^\s*(<!doctype html|<html|<head|<meta|<style|<table|<div|<body|<!--)/i.test(text) ||
    /<table[\s>]/i.test(text)
  );
}
