// The help of a command and the list of all commands, drawn from their declarations.
import type { Language } from "../core/words/word.ts";
import { commonOptions } from "./arguments.ts";
import type { Command, CommandOption } from "./command.ts";

export function commandHelp(command: Command, language: Language): string {
  const required = command.options.filter(({ isRequired }) => isRequired);
  const usage = required.map((option) => optionForm(option, language)).join(" ");
  const words = helpWords[language];
  const paragraphs = [
    command.title[language],
    `${words.usage}: npx qingzhang ${command.name} ${usage} [${words.options}]`,
    [...command.options, ...commonOptions].map((one) => optionLine(one, language)).join("\n"),
    command.notes[language],
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

export function overviewHelp(commands: readonly Command[], language: Language): string {
  const words = helpWords[language];
  const lines = commands.map(({ name, title }) => `  ${name.padEnd(16)}${title[language]}`);
  return `${words.product}\n\n${words.usage}: npx qingzhang <${words.command}> [${words.options}]\n\n${lines.join("\n")}\n\n${words.more}\n`;
}

function optionForm({ name, value }: CommandOption, language: Language): string {
  return value === null ? `--${name}` : `--${name} <${value[language]}>`;
}

function optionLine(option: CommandOption, language: Language): string {
  const form = optionForm(option, language);
  const words = helpWords[language];
  const marks = [option.isRequired ? words.required : "", option.mayRepeat ? words.repeats : ""];
  const mark = marks.filter((one) => one !== "").join(words.comma);
  const gap = " ".repeat(Math.max(2, 32 - displayWidth(form)));
  return `  ${form}${gap}${option.help[language]}${mark === "" ? "" : words.inBrackets(mark)}`;
}

/** Columns on a terminal: a 汉字 takes two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2E7F" ? 2 : 1;
  return width;
}

const helpWords = {
  zh: {
    product: "清账 Qingzhang — 应收对账",
    usage: "用法",
    command: "命令",
    options: "选项",
    required: "必需",
    repeats: "可多次",
    comma: "，",
    more: "某个命令的说明: npx qingzhang <命令> --help（英文加 --lang en）",
    inBrackets: (text: string) => `（${text}）`,
  },
  en: {
    product: "Qingzhang 清账 — accounts-receivable reconciliation",
    usage: "Usage",
    command: "command",
    options: "options",
    required: "required",
    repeats: "may repeat",
    comma: ", ",
    more: "Help on one command: npx qingzhang <command> --help --lang en",
    inBrackets: (text: string) => ` (${text})`,
  },
} as const;
