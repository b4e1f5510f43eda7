import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { lateFeatures } from "../credit/late/facts.ts";
import { creditReasons } from "./credit.ts";

const folder = join(import.meta.dirname, "../credit");

test("every reason the credit core can give has its sentence in both languages", () => {
  const used = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), "utf8").matchAll(/"(credit_[a-z_]+)"/g)].map(
        ([, key]) => key ?? "",
      ),
    );
  assert.ok(used.length > 30);
  const missing = used.filter((key) => !Object.hasOwn(creditReasons, key));
  assert.deepEqual(missing, []);
});

test("every fact of late payment has its sentence", () => {
  const missing = lateFeatures.filter((key) => !Object.hasOwn(creditReasons, `late_${key}`));
  assert.deepEqual(missing, []);
});

test("both languages name the same values", () => {
  for (const [key, { zh, en }] of Object.entries(creditReasons)) {
    const fields = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inEnglish = new Set(fields(en));
    assert.ok(
      fields(zh).every((name) => inEnglish.has(name)),
      key,
    );
  }
});
