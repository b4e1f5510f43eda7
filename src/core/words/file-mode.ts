// What file mode says about rows that take no part and about input it cannot use.
// A row's sentence ends with its remedy.
import type { Catalogue } from "./word.ts";

/** Rows refused or skipped by file mode itself; the readers' own are in importing.ts. */
export const fileModeRowWords = {
  duplicate_row: {
    zh: "{id} 出现多次而内容不同，都没有采用。只留正确的一行，或改用各自的编号。",
    en: "{id} stands more than once with different content; none was used. Keep the right row, or give each its own number.",
  },
  repeated_row: {
    zh: "{id} 的另一行与这一行完全相同，只采用一次。无需处理。",
    en: "Another row of {id} is identical; it was used once. Nothing to do.",
  },
  entry_in_statement: {
    zh: "{date} 另有当天的对账单，日间报告或通知里的这一笔不再计入。无需处理。",
    en: "The statement of {date} is given as well; this entry of an interim report or notice is not counted again. Nothing to do.",
  },
  line_after_as_of: {
    zh: "日期 {date} 晚于截止日 {asOf}。要纳入，请把 --as-of 改为 {date} 或更晚。",
    en: "{date} is later than the as-of date {asOf}. To include it, set --as-of to {date} or later.",
  },
  unmatchable_kind: {
    zh: "类型 {kind} 不参与核销。删除这一行，或改成发票、红字、预收等类型。",
    en: "Items of kind {kind} take no part in matching. Remove the row or give it another kind.",
  },
  amount_too_large: {
    zh: "金额 {amount} 超出可处理的范围。核对是否多了位数。",
    en: "The amount {amount} is beyond what can be handled. Check whether it has too many digits.",
  },
  bad_rate: {
    zh: "汇率“{value}”({from}→{to}) 不是正的小数，或两个币种相同。改正，或删除这一行。",
    en: "The rate “{value}” ({from}→{to}) is no positive decimal, or both currencies are one. Mend it or remove the row.",
  },
} as const satisfies Catalogue;

export type FileModeRowCode = keyof typeof fileModeRowWords;

/** Why nothing was done (exit status 2). */
export const fileModeFaultWords = {
  file_not_found: {
    zh: "找不到文件 {file}。检查路径。",
    en: "There is no file {file}. Check the path.",
  },
  file_unreadable: {
    zh: "无法读取文件 {file}（{detail}）。检查权限，或它是不是文件夹。",
    en: "The file {file} cannot be read ({detail}). Check its permissions and that it is no folder.",
  },
  file_unusable: { zh: "{file}: {sentence}", en: "{file}: {sentence}" },
  wrong_content: {
    zh: "{file} 里是{found}，这里需要{expected}。检查 {option} 后面的文件。",
    en: "{file} holds {found}; {expected} are needed here. Check the file after {option}.",
  },
  weights_without_version: {
    zh: "{file} 没有 version。给这套权重一个版本名，它会写进结果。",
    en: "{file} has no version. Name the version of these weights; the result states it.",
  },
  weight_missing: {
    zh: "{file} 缺少权重 {name}。从随附的权重复制全部项目，再改数值。",
    en: "{file} lacks the weight {name}. Start from a full copy of the shipped weights.",
  },
  weight_unknown: {
    zh: "{file} 的 {name} 不是已知的权重。删除它，或改正名称。",
    en: "{name} in {file} is no known weight. Remove it or mend its name.",
  },
  weight_no_number: {
    zh: "{file} 的权重 {name} 不是数：{value}。",
    en: "The weight {name} in {file} is no number: {value}.",
  },
  not_json: {
    zh: "{file} 不是有效的 JSON（{detail}）。改正后再试。",
    en: "{file} is not valid JSON ({detail}). Mend it and try again.",
  },
  rules_no_list: {
    zh: '规则文件应是一个 JSON 数组: [{"code": "R23", …}]。',
    en: 'The rules file is a JSON array: [{"code": "R23", …}].',
  },
  rule_no_object: {
    zh: '规则文件的第 {position} 项不是对象。写成 {"code": "R23", …}。',
    en: 'Entry {position} of the rules file is no object. Write it like {"code": "R23", …}.',
  },
  rule_unknown: {
    zh: "没有规则 {code}（规则文件第 {position} 项）。改正编码，或删除这一项。",
    en: "There is no rule {code} (entry {position} of the rules file). Mend the code or remove the entry.",
  },
  rule_field_unknown: {
    zh: "规则 {code} 里不认识 {field}。可用的是 code、enabled、action、tol、params、scope。",
    en: "{field} of rule {code} is not known. There are code, enabled, action, tol, params, scope.",
  },
  rule_field_wrong: {
    zh: "规则 {code} 的 {field} 写法不对。对照 src/cli/reconcile.md 改正。",
    en: "{field} of rule {code} is not written as it should be; see src/cli/reconcile.md.",
  },
  rule_parameter_unknown: {
    zh: "规则 {code} 没有参数 {parameter}。改正名称，或删除它。",
    en: "Rule {code} has no parameter {parameter}. Mend its name or remove it.",
  },
  rule_parameter_wrong: {
    zh: "规则 {code} 的参数 {parameter} 的值不在允许的范围内。",
    en: "The value of parameter {parameter} of rule {code} is not within what it allows.",
  },
  unknown_extension: {
    zh: "不知道该写成什么格式: {file}。用 .json 或 .xlsx 结尾，或用 - 写到标准输出。",
    en: "{file} does not say its format. End it in .json or .xlsx, or use - for standard output.",
  },
  output_is_input: {
    zh: "{file} 也是输入文件，不能覆盖。给 --out 换一个文件名。",
    en: "{file} is an input file and is not overwritten. Give --out another name.",
  },
  unwritable: {
    zh: "无法写入 {file}（{detail}）。检查文件夹是否存在、权限和剩余空间。",
    en: "{file} cannot be written ({detail}). Check that the folder exists, its permissions and the free space.",
  },
} as const satisfies Catalogue;

export const contentWords: Readonly<
  Record<"statements" | "items" | "customers" | "rates" | "own", { zh: string; en: string }>
> = {
  statements: { zh: "银行流水", en: "bank lines" },
  items: { zh: "未清项", en: "open items" },
  customers: { zh: "客户", en: "customers" },
  rates: { zh: "汇率", en: "exchange rates" },
  own: { zh: "本方账户", en: "own accounts" },
};
