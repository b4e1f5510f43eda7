import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dateOfDayNumber } from "../core/date.ts";
import {
  dateOfSerial,
  decideDateOrder,
  monthInTitle,
  readDate,
  readDayWithoutYear,
  timeOfSerial,
} from "./date-text.ts";

test("dates are read in every form", () => {
  const forms = [
    "2026-09-30", "2026/9/30", "2026.09.30", "20260930", "20260930.0", "2026年9月30日", "30.09.2026",
    "30/09/2026", "30-09-26", "30 Sep 2026", "30-Sep-26", "Sep 30, 2026", "46295", "46295.75",
    "2026-09-30T23:59:59+09:00", "2026-09-30 16：33：45", "20260930 163345", "２０２６－０９－３０",
    "30. Sept. 2026", "30092026", "2026-09-30 12:11:10 PM",
  ]; // biome-ignore format: one list
  for (const text of forms) assert.equal(readDate(text)?.date, "2026-09-30", text);
  assert.equal(readDate("09/30/2026", "month_first")?.date, "2026-09-30");
  assert.equal(readDate("26-09-30", "year_first")?.date, "2026-09-30");
  assert.equal(readDate("2026-09-30 16：33：45")?.time, "16:33:45");
});

test("days that do not exist and texts that are none are no dates", () => {
  for (const text of [
    "2026-02-30",
    "2026-13-01",
    "31/09/2026",
    "",
    "abc",
    "1234",
    "12.34",
    "2026",
  ]) {
    assert.equal(readDate(text), null, text);
  }
});

test("day-first or month-first is decided by the column", () => {
  assert.deepEqual(decideDateOrder(["01/02/2026", "13/02/2026"]), {
    order: "day_first",
    assumed: false,
  });
  assert.deepEqual(decideDateOrder(["01/02/2026", "02/13/2026"]), {
    order: "month_first",
    assumed: false,
  });
  assert.deepEqual(decideDateOrder(["01/02/2026"]), { order: "day_first", assumed: true });
  assert.deepEqual(decideDateOrder(["2026-01-02"]), { order: "day_first", assumed: false });
});

test("a year of two digits is the part of the column that varies less, else the later one", () => {
  const order = (texts: string[]) => decideDateOrder(texts).order;
  assert.equal(order(["26-09-05", "26-09-12", "26-08-30"]), "year_first");
  assert.equal(order(["25-12-31", "26-01-02", "26-01-03"]), "year_first");
  assert.equal(order(["26/09/05", "26/09/03"]), "year_first");
  assert.equal(order(["05-09-26", "12-09-26", "30-08-26"]), "day_first");
  assert.equal(order(["31.12.25", "02.01.26", "13.01.26"]), "day_first");
  assert.equal(order(["09/30/26", "09/02/26"]), "month_first");
  assert.equal(order(["26-09-05"]), "year_first");
  assert.equal(order(["21-11-26"]), "day_first");
});

test("a day without a year takes it from the title and wraps at new year", () => {
  const title = monthInTitle([{ cells: ["信用卡对账单（2026年01月）"] }]);
  assert.ok(title);
  assert.equal(readDayWithoutYear("12/29", title), "2025-12-29");
  assert.equal(readDayWithoutYear("01/02", title), "2026-01-02");
});

test("spreadsheet serials are days of the 1900 or the 1904 system", () => {
  assert.equal(dateOfSerial(43831), "2020-01-01");
  assert.equal(dateOfSerial(43831 - 1462, true), "2020-01-01");
  assert.equal(timeOfSerial(43831.75), "18:00:00");
  assert.equal(timeOfSerial(43831), "");
  assert.equal(dateOfSerial(0), null);
});

test("every day is read back from its usual forms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_957, max: 29_000 }), (days) => {
      const date = dateOfDayNumber(days);
      const [year, month, day] = date.split("-");
      for (const text of [
        date,
        `${year}${month}${day}`,
        `${day}.${month}.${year}`,
        `${year}/${month}/${day} 10:20`,
      ]) {
        assert.equal(readDate(text)?.date, date);
      }
    }),
  );
});
