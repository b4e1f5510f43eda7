import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { environmentWith } from "../../config.ts";
import { isoDate } from "../../core/date.ts";
import { isWorkingDayInChina, lastArrangedYear, lawfulHolidays } from "./china-holidays.ts";

const isOpen = (day: string) => isWorkingDayInChina(isoDate(day));

test("days off and worked weekends are those of the year's notice", () => {
  assert.ok(lastArrangedYear >= 2026);
  assert.deepEqual(
    ["2026-02-14", "2026-02-15", "2026-02-23", "2026-02-24", "2026-10-07", "2026-10-10"].map(
      isOpen,
    ),
    [true, false, false, true, false, true],
  );
  assert.deepEqual(["2026-11-20", "2026-11-21", "2026-11-22"].map(isOpen), [true, false, false]);
});

test("a year without its notice has the holidays of the law", () => {
  // New Year's Eve and three days, the solar term, both lunar feasts (mid-autumn is 1 October)
  assert.deepEqual([...lawfulHolidays(2031)].sort(), [
    "2031-01-01",
    "2031-01-22",
    "2031-01-23",
    "2031-01-24",
    "2031-01-25",
    "2031-04-05",
    "2031-05-01",
    "2031-05-02",
    "2031-06-24",
    "2031-10-01",
    "2031-10-02",
    "2031-10-03",
  ]);
  const year = lastArrangedYear + 30;
  assert.equal(isOpen(`${year}-10-01`), false);
  const days = lawfulHolidays(year);
  assert.ok([...days].every((day) => !isWorkingDayInChina(day)));
});

test("the law's days are days off in every year that has its notice", () => {
  for (let year = 2025; year <= lastArrangedYear; year += 1) {
    for (const day of lawfulHolidays(year)) assert.equal(isOpen(day), false, day);
  }
});

test("a working day is one in whatever time zone the server stands", () => {
  const days = ["2026-11-23", "2026-11-21", "2026-09-30", "2026-10-01", "2026-10-10", "2031-01-23"];
  const code = `import { isWorkingDayInChina } from ${JSON.stringify(import.meta.resolve("./china-holidays.ts"))};
    console.log(${JSON.stringify(days)}.map((day) => isWorkingDayInChina(day)).join());`;
  for (const TZ of ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"]) {
    const ran = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      encoding: "utf8",
      env: environmentWith({ TZ }),
    });
    assert.equal(ran.stdout.trim(), "true,false,true,false,true,false", `${TZ} ${ran.stderr}`);
  }
});
