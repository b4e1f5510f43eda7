// What a command says ends its line: the next book, the next fault, the prompt begin on their own.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { runCommandLine } from "./command-line.ts";

async function said(...words: readonly string[]) {
  const notes: string[] = [];
  let results = "";
  const status = await runCommandLine(words, {
    note: (text) => void notes.push(text),
    out: (bytes) => {
      results += new TextDecoder().decode(bytes);
    },
    isInteractive: false,
  });
  return { status, notes, results };
}

test("what a pack differs in is the result: on standard output, a line each", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "qz-pack-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const pack = join(folder, "pack.zip");
  writeFileSync(pack, zipSync({ "stray.txt": strToU8("x") }));
  const { status, notes, results } = await said("check-evidence", "--file", pack, "--lang", "en");
  assert.equal(status, 1);
  assert.deepEqual(notes, []);
  assert.match(results, /^([^\n]+: [a-z ]+\n)+$/);
});

test("a refusal of a command is one line, in the language asked for", async () => {
  const noPack = fileURLToPath(import.meta.url);
  for (const words of [
    ["verify", "--as-of", "yesterday", "--lang", "en"],
    ["verify", "--known-at", "then", "--lang", "en"],
    ["check-evidence", "--file", noPack, "--lang", "en"],
    ["no-such-command", "--lang", "en"],
  ]) {
    const { status, notes } = await said(...words);
    assert.equal(status, 2, words.join(" "));
    assert.equal(notes.length, 1, words.join(" "));
    assert.match(notes[0] ?? "", /^[^\n]+\n$/, words.join(" "));
    assert.doesNotMatch(notes[0] ?? "", /\p{Script=Han}/u);
  }
});
