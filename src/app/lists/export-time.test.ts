import assert from "node:assert/strict";
import { test } from "node:test";
import { knownTime } from "./export-time.ts";

test("what was known when is said in the books' time, and means the same instant", () => {
  const known = "2026-09-30T18:05:09.123456Z";
  assert.equal(knownTime(known, "Asia/Shanghai"), "2026-10-01 02:05:09.123456 +08:00");
  assert.equal(knownTime(known, "UTC"), "2026-09-30 18:05:09.123456 +00:00");
  assert.equal(knownTime("2026-09-30T18:05:09Z", "America/New_York"), "2026-09-30 14:05:09 -04:00");
  assert.equal(
    knownTime("2026-09-30T18:05:09+08:00", "Asia/Shanghai"),
    "2026-09-30 18:05:09 +08:00",
  );
});
