import assert from "node:assert/strict";
import { test } from "node:test";
import { categoryOf, causeOf, groupOf } from "./lane-cause.ts";

const returned = { key: "miss.returned", fields: {} };

test("a line that waits says why; once it is no receipt it says what it is", () => {
  assert.equal(categoryOf({ lane: "unmatched", category: null, reason: returned }), null);
  const booked = { lane: "not_receivable", category: "reversal", reason: returned } as const;
  assert.equal(categoryOf(booked)?.zh, "冲正退票");
});

test("what the bank's words made no receipt keeps the reason as its word", () => {
  const reason = { key: "tag.word", fields: {} };
  assert.equal(categoryOf({ lane: "not_receivable", category: "capital", reason }), null);
});

test("a group of lines sorted by hand is named for what they were", () => {
  assert.equal(groupOf("unmatched", "miss.returned")?.zh, causeOf("miss.returned")?.zh);
  assert.equal(groupOf("not_receivable", "miss.returned")?.zh, "原「疑似退票」");
  assert.equal(groupOf("not_receivable", "tag.word")?.zh, causeOf("tag.word")?.zh);
});
