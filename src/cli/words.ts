// What the command line itself says: faults of arguments, progress, the closing lines.
import type { Catalogue } from "../core/words/word.ts";

export const argumentWords = {
  unknown_command: {
    zh: "没有命令“{word}”。可用的命令见 qingzhang --help。",
    en: "There is no command “{word}”. qingzhang --help lists them.",
  },
  unexpected_argument: {
    zh: "多出一个参数“{word}”。每个值都跟在它的选项后面，例如 --items items.csv。",
    en: "“{word}” is one argument too many. Each value follows its option, as in --items items.csv.",
  },
  unknown_option: {
    zh: "没有选项 {word}。可用的选项见 --help。",
    en: "There is no option {word}. --help lists them.",
  },
  unexpected_value: {
    zh: "选项 {word} 不带值。去掉等号和后面的内容。",
    en: "The option {word} takes no value. Remove the equals sign and what follows.",
  },
  missing_value: {
    zh: "选项 {word} 后面缺少值。",
    en: "A value is missing after {word}.",
  },
  repeated_option: {
    zh: "选项 {word} 只能给一次。",
    en: "The option {word} may be given once only.",
  },
  missing_option: {
    zh: "缺少选项 {word}。",
    en: "The option {word} is needed.",
  },
  unknown_language: {
    zh: "不支持语言“{word}”。--lang 可以是 zh 或 en。",
    en: "There is no language “{word}”. --lang is zh or en.",
  },
  bad_value: {
    zh: "{word} 的值“{value}”不对。{expected}",
    en: "“{value}” is no value for {word}. {expected}",
  },
} as const satisfies Catalogue;
