// `qingzhang reconcile`: its options and the notes of its help; the manual is reconcile.md, the
// work is done by run-reconcile.ts, loaded when it runs so that the help answers at once.
import type { Sentence } from "../core/words/word.ts";
import type { Command, CommandOption } from "./command.ts";

const file: Sentence = { zh: "文件", en: "file" };

const options: readonly CommandOption[] = [
  {
    name: "items",
    value: file,
    isRequired: true,
    help: {
      zh: "未清项: CSV 或 XLSX，中文或英文表头",
      en: "open items: CSV or XLSX, Chinese or English heads",
    },
  },
  {
    name: "lines",
    value: file,
    isRequired: true,
    mayRepeat: true,
    help: {
      zh: "银行流水: CSV、XLSX、XLS、MT940、CAMT.053、BAI2、OFX 等",
      en: "bank lines: CSV, XLSX, XLS, MT940, CAMT.053, BAI2, OFX and others",
    },
  },
  {
    name: "out",
    value: { zh: "文件|-", en: "file|-" },
    isRequired: true,
    help: {
      zh: "结果: .json 给程序，.xlsx 给人看，- 为标准输出 (JSON)",
      en: "the result: .json for programs, .xlsx for people, - for standard output (JSON)",
    },
  },
  {
    name: "customers",
    value: file,
    help: {
      zh: "客户: 名称、曾用名、税号、账号、代付关系",
      en: "customers: names, former names, tax ids, accounts, who pays for whom",
    },
  },
  { name: "rates", value: file, help: { zh: "汇率", en: "exchange rates" } },
  { name: "own", value: file, help: { zh: "本方账户和户名", en: "our own accounts and names" } },
  {
    name: "rules",
    value: file,
    help: { zh: "规则设置 (JSON)，按编码并入默认值", en: "rule settings (JSON), merged by code" },
  },
  {
    name: "weights",
    value: file,
    help: {
      zh: "证据权重 (JSON)，代替随附的一套",
      en: "evidence weights (JSON) in place of the shipped ones",
    },
  },
  {
    name: "home-currency",
    value: { zh: "币种", en: "currency" },
    help: { zh: "本位币，默认 CNY", en: "home currency, CNY if not given" },
  },
  {
    name: "as-of",
    value: { zh: "日期", en: "date" },
    help: {
      zh: "截止日，默认流水中最晚的日期；更晚的流水跳过",
      en: "as-of date, the latest in the lines if not given; later lines are skipped",
    },
  },
  {
    name: "max-wrong-per-mille",
    value: { zh: "数", en: "number" },
    help: {
      zh: "每千笔自动核销最多允许错几笔，默认 1",
      en: "wrong automatic lines accepted per thousand, 1 if not given",
    },
  },
  {
    name: "closed-days",
    value: { zh: "天数", en: "days" },
    help: {
      zh: "查重复付款时往回看已结清单据的天数，默认 60",
      en: "days back that settled items count as duplicates, 60 if not given",
    },
  },
];

const notes: Sentence = {
  zh: `例:
  npx qingzhang reconcile --items 未清项.xlsx --lines 招行.xlsx --lines 工行.csv \\
      --customers 客户.xlsx --out 结果.xlsx

退出状态: 0 完成；1 完成，但有输入行被拒（逐行列在结果里）；2 参数或输入不能用。
同样的输入得到逐字节相同的结果（timings 除外），与行的顺序无关。
各文件的列、结果的格式: src/cli/reconcile.md`,
  en: `Example:
  npx qingzhang reconcile --items items.csv --lines bank.sta --lines bank.csv \\
      --customers customers.csv --lang en --out result.xlsx

Exit status: 0 done; 1 done, some input rows refused (each is listed in the result);
2 unusable arguments or input. The same input gives the same bytes (timings apart),
whatever the order of its rows. Columns of the files and form of the result: src/cli/reconcile.md`,
};

export const reconcile: Command = {
  name: "reconcile",
  title: {
    zh: "核销文件里的流水和未清项，不需要数据库",
    en: "Match bank lines to open items from files, without a database",
  },
  options,
  notes,
  run: async (call, terminal) => (await import("./run-reconcile.ts")).runReconcile(call, terminal),
};
