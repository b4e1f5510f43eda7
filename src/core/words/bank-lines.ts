// What became of a bank line, in words.
import type { Sentence } from "./word.ts";

export const bankLineStatusWords = {
  settled: { zh: "已核销", en: "Settled" },
  part_settled: { zh: "部分核销", en: "Part settled" },
  suggested: { zh: "待确认", en: "To confirm" },
  unclaimed: { zh: "未认领", en: "Unclaimed" },
  on_account: { zh: "未核销", en: "On account" },
  held: { zh: "挂起", en: "On hold" },
  not_receivable: { zh: "非应收", en: "No receivable" },
  reversed: { zh: "已冲正", en: "Reversed" },
  new: { zh: "未处理", en: "Not decided" },
} as const satisfies Record<string, Sentence>;
