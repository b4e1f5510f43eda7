import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { actText, detailText } from "./audit-text.ts";

test("an act with a sentence is told by it", () => {
  const detail = { lines: 1000, posted: 659, changed: 4, through: 6000 };
  assert.equal(
    detailText({ action: "run.post", detail }, "zh"),
    "处理 1000 笔，记账 659 笔，4 笔已变动退回",
  );
});

test("a sentence whose fields are missing gives way to the fields there are", () => {
  assert.equal(detailText({ action: "run.post", detail: { lines: 3 } }, "en"), "lines 3");
});

test("an unknown act keeps its name, its fields theirs", () => {
  assert.equal(actText("new.act", "zh"), "new.act");
  assert.equal(
    detailText({ action: "new.act", detail: { reason: "错账", x: [1, 2], empty: "" } }, "zh"),
    "理由 错账 · x 1、2",
  );
});

test("every act the application records has a word", () => {
  const app = join(import.meta.dirname, "../../../src/app");
  const sources = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(app, file), "utf8"));
  // An act is told from a rule's action by its dot or underscore: "rule.set", "member_added".
  const acts = sources.flatMap((source) =>
    [...source.matchAll(/action: "(\w+[._][\w.]+)"/g)].map(([, act]) => act ?? ""),
  );
  assert.ok(acts.length > 20, "acts were found");
  const unsaid = acts.filter((act) => actText(act, "zh") === act);
  assert.deepEqual(unsaid, []);
});
