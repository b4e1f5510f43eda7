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
  const role = detailText({ action: "new.act", detail: { role: "accountant" } }, "zh");
  assert.equal(role, "角色 应收会计");
  const said = detailText({ action: "new.act", detail: { x: ["1", "2"] } }, "en");
  assert.equal(said, "x 1, 2");
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

test("every field that an act records has a word", () => {
  const app = join(import.meta.dirname, "../../../src/app");
  const sources = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(app, file), "utf8"));
  const told = sources.flatMap((source) => [
    ...source.matchAll(/action: "\w+[._][\w.]+",[^{}]{0,80}detail: \{([^{}]*)\}/g),
  ]);
  const names = new Set(
    told.flatMap(([, fields = ""]) =>
      fields.split(",").map((field) => field.split(":")[0]?.trim() ?? ""),
    ),
  );
  assert.ok(names.size > 12, "fields were found");
  const raw = [...names].filter((name) => {
    if (!/^[a-z]\w*$/.test(name)) return false; // "...fields", and what is written over lines
    const said = detailText({ action: "new.act", detail: { [name]: "1" } }, "zh");
    return /^\w+ 1$/.test(said) && /^[a-z]/.test(said);
  });
  assert.deepEqual(raw, []);
});

test("what happens to an account has a word", () => {
  const file = join(import.meta.dirname, "../../../src/app/people/record-sign-in.ts");
  const [union = ""] = /type AccountEvent =[^;]*;/.exec(readFileSync(file, "utf8")) ?? [];
  const events = [...union.matchAll(/"(\w+)"/g)].map(([, event]) => event ?? "");
  assert.ok(events.includes("sign_in_failed"));
  assert.deepEqual(
    events.filter((event) => actText(event, "zh") === event),
    [],
  );
});
