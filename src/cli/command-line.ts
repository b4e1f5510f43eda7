// The command line: finds the command, checks its arguments, runs it and answers its status.
import type { Because } from "../core/because.ts";
import { type Catalogue, fillSentence, type Language } from "../core/words/word.ts";
import { StartFault } from "../start-fault.ts";
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
  if (!call.value.has("help")) {
    return command.run(call.value, terminal).catch((error) => confess(error, language, terminal));
  }
  terminal.out(new TextEncoder().encode(commandHelp(command, language)));
  return 0;
}

function overview(words: readonly string[], terminal: Terminal): ExitStatus {
  const help = new TextEncoder().encode(overviewHelp(commands, languageOf(words)));
  terminal.out(help);
  return words.includes("--help") ? 0 : 2;
}

/** An error of the program, not of its user: never mistaken for a status the manual promises. */
export function confess(error: unknown, language: Language, terminal: Terminal): ExitStatus {
  if (error instanceof StartFault) {
    terminal.note(`${error.message}\n`);
    return 2;
  }
  const sentence = {
    zh: "程序内部出错，没有写出结果。请把下面的内容连同命令一起报告给维护者。",
    en: "An error inside the program; no result was written. Please report what follows with the command.",
  };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.note(`${sentence[language]}\n${detail}\n`);
  return 2;
}

function complain({ key, fields }: Because, language: Language, terminal: Terminal): ExitStatus {
  const catalogue: Catalogue = argumentWords;
  terminal.note(`${fillSentence(catalogue[key]!, language, fields)}\n`);
  return 2;
}
