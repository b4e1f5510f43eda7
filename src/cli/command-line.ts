// The command line: finds the command, checks its arguments, runs it and answers its status.
import type { Because } from "../core/because.ts";
import { type Catalogue, fillSentence, type Language } from "../core/words/word.ts";
import { languageOf, parseArguments } from "./arguments.ts";
import type { ExitStatus, Terminal } from "./command.ts";
import { commandHelp, overviewHelp } from "./help.ts";
import { commands } from "./registry.ts";
import { argumentWords } from "./words.ts";

export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  const [name = "", ...rest] = words;
  const language = languageOf(words);
  if (name === "" || name.startsWith("--")) return overview(words, terminal);
  const command = commands.find((one) => one.name === name);
  if (!command)
    return complain({ key: "unknown_command", fields: { word: name } }, language, terminal);
  const call = parseArguments(command, rest);
  if (!call.ok) return complain(call.error, language, terminal);
  if (!call.value.has("help")) return command.run(call.value, terminal);
  terminal.out(new TextEncoder().encode(commandHelp(command, language)));
  return 0;
}

function overview(words: readonly string[], terminal: Terminal): ExitStatus {
  const help = new TextEncoder().encode(overviewHelp(commands, languageOf(words)));
  terminal.out(help);
  return words.includes("--help") ? 0 : 2;
}

function complain({ key, fields }: Because, language: Language, terminal: Terminal): ExitStatus {
  const catalogue: Catalogue = argumentWords;
  terminal.note(`${fillSentence(catalogue[key]!, language, fields)}\n`);
  return 2;
}
