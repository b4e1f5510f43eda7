import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutEntities } from "./html-entities.ts";

test("names and numbers become characters, everything else stays", () => {
  assert.equal(
    withoutEntities("A &amp; B &lt;C&gt; &#38;&#x26; &YEN;5&nbsp;6"),
    "A & B <C> && ¥5 6",
  );
  assert.equal(withoutEntities("A & B; &nothing; &#; &amp"), "A & B; &nothing; &#; &amp");
  assert.equal(withoutEntities("a&#10;b&#0;c&#xD800;d&#9999999;e"), "a\nb c d e");
});
