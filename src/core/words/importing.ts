// The sentence of an import problem: what · where · remedy, in Chinese and English.
import { importFieldWords } from "./import-fields.ts";
import { type ProblemWords, problemTable } from "./import-problems.ts";
import { type Catalogue, fillSentence, type Language } from "./word.ts";

export type ImportProblemCode = keyof typeof problemTable;

export const importingProblems: Readonly<Record<ImportProblemCode, ProblemWords>> = problemTable;

/** By code, for a reader that shows the place beside the sentence. */
export const importWords: Catalogue = Object.fromEntries(
  Object.entries(problemTable).map(([code, { what, remedy }]) => [
    code,
    {
      zh: placeless(what.zh, "此处") + remedy.zh,
      en: `${placeless(what.en, "This")} ${remedy.en}`,
    },
  ]),
);

function placeless(text: string, here: string): string {
  return text
    .replace("{where}", here)
    .replace("{characterName}", "“{character}”")
    .replace("{missingNames}", "{missing}");
}

/** What the sentences need of a problem (importers/importer.ts). */
type Problem = {
  readonly code: string;
  readonly place: { readonly sheet?: string; readonly row?: number; readonly column?: string };
  readonly excerpt: string;
  readonly fields: Readonly<Record<string, string | number>>;
};

/** "第 38 行「贷方金额」是 …：第 4 个字符是字母 O。改成数字，或不导入这一行。" */
export function problemSentence(problem: Problem, language: Language): string {
  const [what, remedy] = [problemWhat(problem, language), problemRemedy(problem, language)];
  return language === "zh" ? what + remedy : `${what} ${remedy}`;
}

export function problemWhat(problem: Problem, language: Language): string {
  const found = wordsOf(problem.code);
  return found ? fillSentence(found.what, language, fieldsOf(problem, language)) : problem.code;
}

export function problemRemedy(problem: Problem, language: Language): string {
  const found = wordsOf(problem.code);
  return found ? fillSentence(found.remedy, language, fieldsOf(problem, language)) : "";
}

function wordsOf(code: string): ProblemWords | undefined {
  return (importingProblems as Readonly<Record<string, ProblemWords>>)[code]; // codes are open text on the wire
}

function fieldsOf(problem: Problem, language: Language): Readonly<Record<string, string | number>> {
  return {
    excerpt: problem.excerpt,
    ...problem.fields,
    where: whereText(problem.place, language),
    characterName: characterName(String(problem.fields["character"] ?? ""), language),
    missingNames: fieldNames(String(problem.fields["missing"] ?? ""), language),
  };
}

function fieldNames(fields: string, language: Language): string {
  const names = fields.split(" ").map((field) => importFieldWords[field]?.[language] ?? field);
  return names.join(language === "zh" ? "、" : ", ");
}

function whereText({ sheet, row, column }: Problem["place"], language: Language): string {
  if (language === "zh") {
    const parts = [
      sheet === undefined ? "" : `工作表「${sheet}」`,
      row === undefined ? "" : `第 ${row} 行`,
      column ? `「${column}」` : "",
    ];
    return parts.join("") || "文件";
  }
  const parts = [
    sheet === undefined ? "" : `sheet “${sheet}”`,
    row === undefined ? "" : `row ${row}`,
    column ? `column “${column}”` : "",
  ].filter((part) => part !== "");
  const text = parts.join(", ") || "the file";
  return text[0]?.toUpperCase() + text.slice(1);
}

function characterName(character: string, language: Language): string {
  if (/^[A-Za-z]$/.test(character)) {
    return language === "zh" ? `字母 ${character}` : `the letter ${character}`;
  }
  if (character === "") return language === "zh" ? "空的" : "missing";
  return language === "zh" ? `「${character}」` : `“${character}”`;
}
