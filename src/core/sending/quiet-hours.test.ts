import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMinutes, quietMinutesLeft } from "./quiet-hours.ts";
import { checkTemplate, fillTemplate } from "./template.ts";

test("quiet hours run over midnight", () => {
  const hours = { from: "21:00", to: "08:00" };
  assert.equal(quietMinutesLeft(hours, 20 * 60 + 59), 0);
  assert.equal(quietMinutesLeft(hours, 21 * 60), 11 * 60);
  assert.equal(quietMinutesLeft(hours, 7 * 60 + 59), 1);
  assert.equal(quietMinutesLeft(hours, 8 * 60), 0);
  assert.equal(quietMinutesLeft({ from: "12:00", to: "14:00" }, 13 * 60), 60);
  assert.equal(quietMinutesLeft({ from: "00:00", to: "00:00" }, 0), 0);
});

test("a failed message waits twice as long each time, at most four hours", () => {
  assert.deepEqual([1, 2, 3, 8, 9, 18].map(backoffMinutes), [1, 2, 4, 128, 240, 240]);
});

test("an empty value takes its paragraph with it, a stranger's place is a fault", () => {
  const text = "{contact}，您好：\n\n{link}\n\n{sender}";
  const values = { contact: "李工", link: "", sender: "本公司" };
  assert.equal(fillTemplate(text, values), "李工，您好：\n\n本公司");
  assert.ok(checkTemplate(text).ok);
  const fault = checkTemplate("{contact} {iban}");
  assert.deepEqual(fault, { ok: false, error: { code: "unknown_place", place: "iban" } });
});
