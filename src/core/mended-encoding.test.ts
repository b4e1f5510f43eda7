import assert from "node:assert/strict";
import { test } from "node:test";
import { mendedEncoding } from "./mended-encoding.ts";

test("UTF-8 read as Latin-1 or as windows-1252", () => {
  assert.equal(mendedEncoding("Gewürze MÃ¼ller"), "Gewürze MÃ¼ller");
  assert.equal(mendedEncoding("GewÃ¼rze MÃ¼ller"), "Gewürze Müller");
  assert.equal(mendedEncoding("Ã\u0093ptica Noguera"), "Óptica Noguera");
  assert.equal(mendedEncoding("Ã“ptica Noguera"), "Óptica Noguera");
  assert.equal(mendedEncoding("ä¸Šæµ·å\u0090¯æ˜Ž"), "上海启明");
});

test("GBK read as Latin-1", () => {
  assert.equal(mendedEncoding("ÉÏº£ÆôÃ÷Ã³Ò×ÓÐÏÞ¹«Ë¾"), "上海启明贸易有限公司");
});

test("names as they should be stay", () => {
  for (const name of [
    "Müller & Söhne GmbH",
    "ÄÖÜ AG",
    "AÇÃO Ltda",
    "Société Générale",
    "Ångström ÅÄÖ AB",
    "上海启明",
    "",
  ]) {
    assert.equal(mendedEncoding(name), name);
  }
});
