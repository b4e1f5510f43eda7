import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { putInPlace } from "./web-build.ts";

test("of several builds that end at once one is in place, whole, and nothing of the others stays", async (t) => {
  const web = await mkdtemp(join(tmpdir(), "qz-web-"));
  t.after(() => rm(web, { recursive: true, force: true }));
  const folder = join(web, "dist");
  const build = async (name: string, stamp: string) => {
    const draft = join(web, name);
    await mkdir(draft);
    await writeFile(join(draft, "index.html"), stamp);
    await writeFile(join(draft, ".sources-sha256"), stamp);
    return draft;
  };
  for (const stamp of ["first", "second"]) {
    const names = [1, 2, 3, 4].map((n) => `dist-${n}`);
    const drafts = await Promise.all(names.map((name) => build(name, stamp)));
    await Promise.all(drafts.map((draft) => putInPlace(draft, folder, stamp)));
    assert.equal(await readFile(join(folder, "index.html"), "utf8"), stamp);
    assert.deepEqual(await readdir(web), ["dist"]);
  }
});
