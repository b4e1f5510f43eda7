// Arguments are checked against the declared options; every fault names the word it is about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { confess, runCommandLine } from "./command-line.ts";
import { commands } from "./registry.ts";
import { argumentWords } from "./words.ts";

const plain = { zh: "文", en: "text" };
const command: Command = {
  name: "example",
  title: plain,
  options: [
    { name: "in", value: plain, isRequired: true, mayRepeat: true, help: plain },
    { name: "out", value: plain, help: plain },
    { name: "dry", value: null, help: plain },
  ],
  notes: plain,
  run: () => Promise.resolve(0),
};

function faultOf(...words: string[]): string {
  const call = parseArguments(command, words);
  return call.ok ? "none" : `${call.error.key} ${call.error.fields["word"]}`;
}

test("values follow their option with a blank or an equals sign, switches stand alone", () => {
  const call = parseArguments(command, ["--in", "a", "--in=b=c", "--dry", "--out", "-"]);
  assert.ok(call.ok);
  assert.deepEqual(call.value.values("in"), ["a", "b=c"]);
  assert.deepEqual([call.value.value("out"), call.value.has("dry")], ["-", true]);
  assert.equal(call.value.language, "zh");
});

test("each fault is named with the word it is about", () => {
  assert.equal(faultOf("--in", "a", "--inn", "b"), "unknown_option --inn");
  assert.equal(faultOf("--in", "a", "b"), "unexpected_argument b");
  assert.equal(faultOf("--in"), "missing_value --in");
  assert.equal(faultOf("--in", "--dry"), "missing_value --in");
  assert.equal(faultOf("--in="), "missing_value --in");
  assert.equal(faultOf("--in", "a", "--dry=yes"), "unexpected_value --dry");
  assert.equal(faultOf("--in", "a", "--out", "b", "--out", "c"), "repeated_option --out");
  assert.equal(faultOf("--out", "b"), "missing_option --in");
  assert.equal(faultOf("--in", "a", "--lang", "fr"), "unknown_language fr");
  assert.equal(faultOf("--help"), "none");
});

test("every fault has words in both languages with a place for its fields", () => {
  for (const [key, { zh, en }] of Object.entries(argumentWords)) {
    assert.match(zh, /[一-鿿]/, key);
    assert.match(en, /\{word\}/, key);
    assert.match(zh, /\{word\}/, key);
  }
});

test("the language is known before the rest is checked", () => {
  assert.equal(languageOf(["--x", "--lang", "en"]), "en");
  assert.equal(languageOf(["--lang=en"]), "en");
  assert.equal(languageOf(["--lang"]), "zh");
  assert.equal(languageOf([]), "zh");
});

async function say(...words: string[]): Promise<{ status: number; out: string; notes: string }> {
  let [out, notes] = ["", ""];
  const status = await runCommandLine(words, {
    isInteractive: false,
    note: (text) => {
      notes += text;
    },
    out: (bytes) => {
      out += new TextDecoder().decode(bytes);
    },
  });
  return { status, out, notes };
}

test("an error inside the program is told as one and ends with status 2", () => {
  let notes = "";
  const terminal = {
    isInteractive: false,
    out: () => {},
    note: (text: string) => {
      notes += text;
    },
  };
  assert.equal(confess(new Error("sum differs"), "en", terminal), 2);
  assert.match(notes, /^An error inside the program.*\nError: sum differs\n/);
});

test("an unknown command ends with status 2 and names itself", async () => {
  const { status, out, notes } = await say("recncile", "--lang", "en");
  assert.deepEqual([status, out], [2, ""]);
  assert.match(notes, /“recncile”/);
});

test("the overview lists every command, the help of each every option, in both languages", async () => {
  for (const language of ["zh", "en"] as const) {
    const overview = await say("--help", "--lang", language);
    assert.equal(overview.status, 0);
    for (const one of commands) {
      assert.ok(overview.out.includes(one.title[language]));
      const help = await say(one.name, "--help", "--lang", language);
      assert.equal(help.status, 0);
      for (const option of one.options) {
        assert.ok(help.out.includes(`--${option.name}`), `${one.name} --${option.name}`);
        assert.ok(help.out.includes(option.help[language]), `${one.name} --${option.name}`);
      }
    }
  }
});
