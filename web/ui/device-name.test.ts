import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceName } from "./device-name.ts";

test("browsers that contain another's name are told apart", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0.0.0 Safari/537.36";
  assert.equal(deviceName(chrome), "Chrome · Windows");
  assert.equal(deviceName(`${chrome} Edg/141.0.0.0`), "Edge · Windows");
  assert.equal(
    deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Mobile/15E148 Safari/604.1"),
    "Safari · iPhone",
  );
  assert.equal(
    deviceName("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 MicroMessenger/8.0.50"),
    "WeChat · Android",
  );
});

test("what says nothing of itself has no name", () => {
  assert.equal(deviceName(""), "");
  assert.equal(deviceName("lightMyRequest"), "");
});
