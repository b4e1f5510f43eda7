// Reads `--name value`, `--name=value` and switches against a command's declared options.
// Nothing is guessed: an unknown, repeated, missing or empty option is named with its remedy.
import type { Because } from "../core/because.ts";
import { because } from "../core/because.ts";
import { ok, type Result, refuse } from "../core/result.ts";
import type { Language } from "../core/words/word.ts";
import type { Command, CommandArguments, CommandOption } from "./command.ts";

/** unknown_option, unexpected_argument, missing_value, unexpected_value, repeated_option, missing_option, unknown_language */
export type ArgumentFault = Because;

export const commonOptions: readonly CommandOption[] = [
  {
    name: "lang",
    value: { zh: "zh|en", en: "zh|en" },
    help: {
      zh: "说明和依据的语言，默认 zh",
      en: "language of messages and reasons, zh if not given",
    },
  },
  { name: "help", value: null, help: { zh: "显示这份说明", en: "show this help" } },
];

export function parseArguments(
  command: Command,
  words: readonly string[],
): Result<CommandArguments, ArgumentFault> {
  const options = [...command.options, ...commonOptions];
  const given = new Map<string, string[]>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    if (!word.startsWith("--")) return refuse(because("unexpected_argument", { word }));
    const [name = "", inline] = splitOnce(word.slice(2), "=");
    const option = options.find((one) => one.name === name);
    if (!option) return refuse(because("unknown_option", { word: `--${name}` }));
    if (option.value === null) {
      if (inline !== undefined) return refuse(because("unexpected_value", { word: `--${name}` }));
      given.set(name, []);
      continue;
    }
    const value = inline ?? words[index + 1];
    if (inline === undefined) index += 1;
    if (!value || (inline === undefined && value.startsWith("--"))) {
      return refuse(because("missing_value", { word: `--${name}` }));
    }
    const values = given.get(name) ?? [];
    if (values.length > 0 && !option.mayRepeat) {
      return refuse(because("repeated_option", { word: `--${name}` }));
    }
    given.set(name, [...values, value]);
  }
  return checked(given, options);
}

function checked(
  given: ReadonlyMap<string, readonly string[]>,
  options: readonly CommandOption[],
): Result<CommandArguments, ArgumentFault> {
  const language = given.get("lang")?.[0] ?? "zh";
  if (language !== "zh" && language !== "en") {
    return refuse(because("unknown_language", { word: language }));
  }
  const missing = options.find(({ name, isRequired }) => isRequired && !given.has(name));
  if (missing && !given.has("help")) {
    return refuse(because("missing_option", { word: `--${missing.name}` }));
  }
  return ok({
    language,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  });
}

/** The language a call asks for, before anything else is known about it. */
export function languageOf(words: readonly string[]): Language {
  const place = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const value =
    words[place] === "--lang" ? words[place + 1] : words[place]?.slice("--lang=".length);
  return value === "en" ? "en" : "zh";
}

function splitOnce(text: string, mark: string): readonly [string, string | undefined] {
  const place = text.indexOf(mark);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + mark.length)];
}
