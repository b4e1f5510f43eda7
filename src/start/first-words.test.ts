import assert from "node:assert/strict";
import { test } from "node:test";
import { demoLoginWords } from "./first-words.ts";

test("where other machines reach the server, the public password of the demo is named as that", () => {
  const login = { email: "demo@example.test", password: "known" };
  for (const host of ["127.0.0.1", "127.0.0.53", "localhost", "::1"]) {
    assert.equal(demoLoginWords(login, host).split("\n").length, 1, host);
  }
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "ar.example.com"]) {
    const words = demoLoginWords(login, host);
    assert.match(words, /QINGZHANG_DEMO=off/, host);
    assert.match(words, /demo@example\.test {2}\/ {2}known/, host);
  }
});
