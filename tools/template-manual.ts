// Writes docs/templates.md (中文) and docs/templates.en.md from the rule templates: what each means, its
// parameters, its examples. `node tools/template-manual.ts`; tools/template-manual.test.ts keeps them current.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type RuleCard, ruleCatalogue, stageWords } from "../src/rules/catalogue.ts";
import type { RuleParam, Words } from "../src/rules/rule.ts";

export type ManualLanguage = keyof Words;

export const manualFiles = { zh: "docs/templates.md", en: "docs/templates.en.md" } as const;

const words = {
  title: { zh: "规则模板手册", en: "Manual of the rule templates" },
  written: {
    zh: "本页由 `node tools/template-manual.ts` 从程序里的模板写出；每个示例都是一条自动测试。产品里的同一页：设置 → 规则 → 规则手册。",
    en: "Written by `node tools/template-manual.ts` from the templates of the program; every example is a test. The same page in the product: Settings → Rules → Manual.",
  },
  weighed: {
    zh: "先剔除非应收，再认付款人、选单据、处理差额。各模板的证据一起衡量，不是先到先得；同样有理的结果并列给人选，不自动核销。模板之间因此没有先后；同一模板的几个副本对同一笔流水都适用时，排在最前的整个有效。",
    en: "What is no receivable is set aside first; then who pays, which items, what to do with a difference. The evidence of all templates is weighed together, not first come first served; readings as good as each other go to a person. Templates have therefore no order among themselves; where several copies of one template hold for a line, the first in order holds, whole.",
  },
  quoting: {
    zh: "客户平时附言写什么（发票号、订单号、什么也不写）会学到、会显示，但不作证据：它对一笔流水的各种读法影响相同，分不出对错；附言里真写了的单号本身已是最强的证据。",
    en: "What a customer usually quotes (invoice numbers, order numbers, nothing) is learned and shown, and not weighed: it speaks for all readings of a line alike and tells none from another; a number that is in the memo is itself the strongest evidence there is.",
  },
  limits: {
    zh: "容差中“其他币种”的 1.00 指一百个最小单位：两位小数的币种为 1.00，韩元 100，科威特第纳尔 0.100。",
    en: "A tolerance of 1.00 for other currencies is a hundred of their smallest units: 1.00 with two decimals, KRW 100, KWD 0.100.",
  },
  meaning: { zh: "含义", en: "Meaning" },
  parameter: { zh: "参数", en: "Parameter" },
  setting: { zh: "参数名", en: "Name" },
  shipped: { zh: "出厂值", en: "Shipped" },
  bounds: { zh: "范围", en: "Bounds" },
  tolerance: { zh: "容差", en: "Tolerance" },
  action: { zh: "出厂动作", en: "Shipped action" },
  auto: { zh: "自动", en: "automatic" },
  suggest: { zh: "建议", en: "suggest" },
  example: { zh: "示例", en: "Example" },
  open: { zh: "未清", en: "Open" },
  payment: { zh: "到账", en: "Payment" },
  result: { zh: "结果", en: "Result" },
  lane_auto: { zh: "自动", en: "automatic" },
  lane_suggested: { zh: "建议", en: "suggested" },
  lane_unmatched: { zh: "未匹配", en: "unmatched" },
  lane_not_receivable: { zh: "非应收", en: "no receivable" },
  nothing: { zh: "不核销", en: "settles nothing" },
  other: { zh: "其他币种", en: "other currencies" },
} as const satisfies Readonly<Record<string, Words>>;

export function templateManual(language: ManualLanguage): string {
  const w = (key: keyof typeof words) => words[key][language];
  const cards = ruleCatalogue().flatMap((card) => ["", ...cardLines(card, language)]);
  const head = [
    `# ${w("title")}`,
    "",
    w("written"),
    "",
    w("weighed"),
    "",
    w("quoting"),
    "",
    w("limits"),
  ];
  return `${[...head, ...cards].join("\n")}\n`;
}

function cardLines(card: RuleCard, language: ManualLanguage): string[] {
  const w = (key: keyof typeof words) => words[key][language];
  const limits = toleranceText(card, language);
  return [
    `## ${card.code} ${card.title[language]}`,
    "",
    `${stageWords[card.stage][language]} · ${w("action")}: ${w(card.action)}`,
    "",
    cell(card.meaning[language]),
    ...(limits === "" ? [] : ["", `${w("tolerance")}: ${limits}`]),
    ...parameterTable(card.params, language),
    "",
    `| ${w("example")} | ${w("open")} | ${w("payment")} | ${w("result")} |`,
    "|---|---|---|---|",
    ...card.examples.map((example) => exampleRow(example, language)),
  ];
}

function toleranceText({ tol }: RuleCard, language: ManualLanguage): string {
  const limits = Object.entries(tol.abs ?? {}).map(([currency, text]) =>
    currency === "*" ? `${words.other[language]} ${text}` : `${currency} ${text}`,
  );
  return [...limits, ...(tol.pct ? [`${tol.pct} %`] : [])].join(" · ");
}

function parameterTable(params: readonly RuleParam[], language: ManualLanguage): string[] {
  const w = (key: keyof typeof words) => words[key][language];
  if (params.length === 0) return [];
  return [
    "",
    `| ${w("parameter")} | ${w("setting")} | ${w("shipped")} | ${w("bounds")} |`,
    "|---|---|---|---|",
    ...params.map(({ label, name, default: value, min, max }) => {
      const bounds = min === undefined || max === undefined ? "" : `${min}–${max}`;
      return `| ${cell(label[language])} | \`${name}\` | ${String(value)} | ${bounds} |`;
    }),
  ];
}

function exampleRow(example: RuleCard["examples"][number], language: ManualLanguage): string {
  const { given, outcome, applies, book, line, lane, settles } = example;
  const laneKey = `lane_${lane}` as const;
  const laneWord = isWord(laneKey) ? words[laneKey][language] : lane;
  const settled = settles === "" ? words.nothing[language] : settles;
  const said = `${applies ? "✓" : "×"} ${outcome[language]}: ${laneWord}, ${settled}`;
  const cells = [given[language], book.join("<br>"), line, said];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function isWord(key: string): key is keyof typeof words {
  return Object.hasOwn(words, key);
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of ["zh", "en"] as const) {
    writeFileSync(manualFiles[language], templateManual(language));
  }
}
