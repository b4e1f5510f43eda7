// The manual and the declaration of `reconcile` say the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { commonOptions } from "./arguments.ts";
import { reconcile } from "./reconcile.ts";

const manual = readFileSync(new URL("./reconcile.md", import.meta.url), "utf8");

test("the manual explains every option, and no option that is not there", () => {
  const declared = [...reconcile.options, ...commonOptions].map(({ name }) => `--${name}`);
  const explained = [...manual.matchAll(/^\| `(--[a-z-]+)` \|/gm)].map((row) => row[1]);
  assert.deepEqual(explained.toSorted(), declared.toSorted());
});
