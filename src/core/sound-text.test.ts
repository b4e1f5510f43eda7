import assert from "node:assert/strict";
import { test } from "node:test";
import { cutText, soundText } from "./sound-text.ts";

test("NUL and halves of characters are taken out, all else stays", () => {
  assert.equal(soundText("a\0b𠮷"), "ab𠮷");
  assert.ok(soundText("a\ud842").isWellFormed());
});

test("a text is cut between characters", () => {
  assert.equal(cutText("abcd", 4), "abcd");
  assert.equal(cutText("abcde", 4), "abc…");
  assert.equal(cutText("ab𠮷de", 4), "ab…");
  assert.equal(cutText("a𠮷de", 4), "a𠮷…");
});
