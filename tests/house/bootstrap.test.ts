// The first step of both commands, in a small project of its own: what it installs, when it leaves
// everything alone, what it repairs. Needs no network: the only package is a folder beside it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { environmentWith, projectFolder } from "../../src/config.ts";

const pinnedBinary = `node-linux-${process.arch}/bin/node`;
const skip = process.platform === "linux" ? false : "the pinned Node.js has another place here";

function smallProject(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), "qz-bootstrap-"));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (path: string, content: object) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  };
  const wanted = { name: "small", version: "1.0.0", devDependencies: { brick: "file:brick" } };
  write("package.json", wanted);
  write("brick/package.json", { name: "brick", version: "1.0.0" });
  write("package-lock.json", {
    ...{ name: "small", version: "1.0.0", lockfileVersion: 3, requires: true },
    packages: {
      "": wanted,
      brick: { version: "1.0.0", dev: true },
      "node_modules/brick": { resolved: "brick", link: true },
    },
  });
  mkdirSync(join(root, "tools", "node"), { recursive: true });
  cpSync(join(projectFolder, "tools", "bootstrap.mjs"), join(root, "tools", "bootstrap.mjs"));
  // A runtime that counts as installed: newer than its lockfile, its binary a link to the real one.
  // Nothing here leads back into the project's own folders, where npm would clear up.
  write("tools/node/package.json", { name: "small-node" });
  write("tools/node/package-lock.json", { name: "small-node", lockfileVersion: 3, packages: {} });
  utimesSync(join(root, "tools/node/package-lock.json"), new Date(0), new Date(0));
  write("tools/node/node_modules/.package-lock.json", {});
  const binary = join(root, "tools/node/node_modules", pinnedBinary);
  mkdirSync(dirname(binary), { recursive: true });
  symlinkSync(process.execPath, binary);
  return root;
}

function bootstrap(root: string, settings: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(root, "tools", "bootstrap.mjs")], {
    cwd: tmpdir(),
    encoding: "utf8",
    env: environmentWith({ npm_config_offline: "true", ...settings }),
  });
}

const link = (root: string) => join(root, "node_modules", ".bin", "node");
const hiddenLock = (root: string) => join(root, "node_modules", ".package-lock.json");

test("a fresh clone gets its packages and the pinned Node.js, whatever the user's npm leaves out", {
  skip,
}, (t) => {
  const root = smallProject(t);
  const hostile = { NODE_ENV: "production", npm_config_omit: "dev", NPM_CONFIG_PRODUCTION: "true" };
  const run = bootstrap(root, hostile);
  assert.equal(run.status, 0, run.stderr);
  assert.ok(existsSync(join(root, "node_modules", "brick", "package.json")), run.stderr);
  const version = spawnSync(link(root), ["--version"], { encoding: "utf8" });
  assert.match(version.stdout, /^v24\./);
});

test("with everything in place it says nothing and changes nothing", {
  skip,
}, (t) => {
  const root = smallProject(t);
  assert.equal(bootstrap(root).status, 0);
  const before = statSync(hiddenLock(root)).mtimeMs;
  const run = bootstrap(root);
  assert.equal(run.status, 0);
  assert.equal(run.stdout + run.stderr, "");
  assert.equal(statSync(hiddenLock(root)).mtimeMs, before);
});

test("a changed lockfile, a torn install and a missing link are repaired", { skip }, (t) => {
  const root = smallProject(t);
  assert.equal(bootstrap(root).status, 0);

  const later = new Date(statSync(hiddenLock(root)).mtimeMs + 1_000);
  utimesSync(join(root, "package-lock.json"), later, later);
  rmSync(join(root, "node_modules", "brick"));
  assert.equal(bootstrap(root).status, 0);
  assert.ok(existsSync(join(root, "node_modules", "brick")), "reinstalled for a changed lockfile");

  utimesSync(join(root, "package-lock.json"), new Date(0), new Date(0));
  rmSync(hiddenLock(root));
  rmSync(join(root, "node_modules", "brick"));
  assert.equal(bootstrap(root).status, 0);
  assert.ok(existsSync(join(root, "node_modules", "brick")), "reinstalled after a torn install");

  rmSync(link(root));
  assert.equal(bootstrap(root).status, 0);
  assert.match(readlinkSync(link(root)), /tools\/node\/node_modules\/node-/);
});

test("packages that belong to another folder are left alone", { skip }, (t) => {
  const other = smallProject(t);
  assert.equal(bootstrap(other).status, 0);
  const root = smallProject(t);
  symlinkSync(join(other, "node_modules"), join(root, "node_modules"));
  const later = new Date(statSync(hiddenLock(other)).mtimeMs + 1_000);
  utimesSync(join(root, "package-lock.json"), later, later);

  const run = bootstrap(root);
  assert.equal(run.status, 1);
  assert.match(run.stderr, /is a link to .*Remove the link/s);
  assert.ok(existsSync(join(other, "node_modules", "brick")), "nothing was emptied");
});

test("an install that fails tells npm's reason and a remedy, without a stack trace", {
  skip,
}, (t) => {
  const root = smallProject(t);
  writeFileSync(join(root, "package-lock.json"), "{ torn");
  const run = bootstrap(root);
  assert.equal(run.status, 1);
  assert.match(run.stderr, /npm could not install the packages of /);
  assert.doesNotMatch(run.stderr, /^\s+at /m);
});
