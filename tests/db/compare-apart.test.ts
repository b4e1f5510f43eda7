// A ledger is compared in a process of its own: what is our mistake there reaches the server as one.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { compareApart } from "../../src/app/comparison/compare-apart.ts";
import type { ComparisonChoices } from "../../src/app/comparison/comparing.ts";
import { ReadingFailed } from "../../src/app/importing/read-in-thread.ts";
import { Bug } from "../../src/core/assert.ts";
import { type IsoDate, isoDate } from "../../src/core/date.ts";

/** No day at all: what only a mistake of ours could hand over. */
const noDay = "9" as IsoDate;
const ledger = "日期,单据号,摘要,借方金额,贷方金额,余额\n2026-08-05,A1,采购入库,,100.00,100.00\n";

test("a mistake of ours is thrown, an unreadable file is said", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "qz-compare-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "明细账.csv");
  writeFileSync(path, ledger);
  const compare = (at: string, choices: ComparisonChoices) =>
    compareApart("customer 1", {
      ...{ path: at, fileName: "明细账.csv", currency: "CNY", today: isoDate("2026-09-30") },
      ...{ mappings: [], ownNames: [], ours: [], openItems: null, choices },
    });
  assert.equal((await compare(path, { told: [] })).state, "compared");
  await assert.rejects(compare(path, { told: [], from: noDay, to: noDay }), (error) => {
    assert.ok(error instanceof Bug);
    assert.match(error.message, /day number[\s\S]*compare-process/);
    return true;
  });
  await assert.rejects(compare(join(folder, "gone.csv"), { told: [] }), ReadingFailed);
});
