import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOfPassword, longestPassword } from "./password-rules.ts";

const guessed = [
  "1234567890",
  "0987654321",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "qwertyuiop",
  "1qaz2wsx3edc",
  "1q2w3e4r5t",
  "Password123",
  "P@ssw0rd2026",
  "admin12345",
  "qingzhang2026",
  "Welcome2026!",
  "caiwu123456",
  "123123123123",
];

for (const password of guessed) {
  test(`${password} is guessed first`, () => {
    assert.equal(faultOfPassword(password), "password_guessable");
  });
}

const good = [
  "correct horse battery",
  "my-own-password",
  "8402957163",
  "tkwz-8fqm-3hvb",
  "对账要在月底之前完成",
  "Rechnung/Oktober/7",
];

for (const password of good) {
  test(`${password} may be used`, () => assert.equal(faultOfPassword(password), null));
}

test("one's own name and address give a password away", () => {
  assert.equal(faultOfPassword("zhangsan.firm1"), null);
  const names = ["zhangsan@firm.example", "张三丰"];
  assert.equal(faultOfPassword("zhangsan.firm1", names), "password_guessable");
  assert.equal(faultOfPassword("张三丰张三丰张三丰1", names), "password_guessable");
});

test("a password has 10 to 128 characters", () => {
  assert.equal(faultOfPassword("k7#mQ2!xv"), "password_too_short");
  assert.equal(faultOfPassword("k7#mQ2!xvR".repeat(13)), "password_too_long");
  assert.equal(faultOfPassword("k7#mQ2!xvR".repeat(13).slice(0, longestPassword)), null);
});
