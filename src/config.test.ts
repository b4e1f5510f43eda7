import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { configurationPage } from "../tools/configuration-doc.ts";
import { projectFolder, readConfig } from "./config.ts";

test("without any setting the server is private to this machine, on port 8080", () => {
  const config = readConfig({});
  assert.equal(config.host, "127.0.0.1");
  assert.equal(config.port, 8080);
  assert.equal(config.publicUrl, "http://localhost:8080");
  assert.equal(config.dataFolder, join(projectFolder, ".data"));
  assert.equal(config.databaseUrl, null);
  assert.equal(config.demo, true);
});

test("the public address follows the port unless it is set", () => {
  assert.equal(readConfig({ PORT: "9000" }).publicUrl, "http://localhost:9000");
  const set = readConfig({ PORT: "9000", PUBLIC_URL: "https://ar.example.com/" });
  assert.equal(set.publicUrl, "https://ar.example.com");
});

test("an empty setting counts as not set", () => {
  assert.equal(readConfig({ PORT: "", QINGZHANG_DEMO: " " }).port, 8080);
});

for (const [name, value] of [
  ["PORT", "eighty"],
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["QINGZHANG_DEMO", "maybe"],
  ["LOG_LEVEL", "loud"],
  ["PUBLIC_URL", "ar.example.com"],
  ["DATABASE_URL", "mysql://x"],
] as const) {
  test(`${name}=${value} is refused with a sentence that names the setting`, () => {
    assert.throws(() => readConfig({ [name]: value }), {
      name: "StartFault",
      message: new RegExp(`^${name} `),
    });
  });
}

test("a wrong DATABASE_URL is not repeated in the message: it may hold a password", () => {
  assert.throws(
    () => readConfig({ DATABASE_URL: "mysql://u:secret@h/d" }),
    (error: Error) => !error.message.includes("secret"),
  );
});

test("docs/configuration.md lists every setting as it is", () => {
  const page = readFileSync(join(projectFolder, "docs", "configuration.md"), "utf8");
  assert.equal(page, configurationPage(), "run: node tools/configuration-doc.ts");
});
