// What a command says ends its line: the next book, the next fault, the prompt begin on their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./command-line.ts";

async function said(...words: readonly string[]): Promise<{ status: number; notes: string[] }> {
  const notes: string[] = [];
  const note = (text: string) => void notes.push(text);
  const status = await runCommandLine(words, { note, out: () => {}, isInteractive: false });
  return { status, notes };
}

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
