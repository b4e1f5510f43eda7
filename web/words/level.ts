// Words of levelling 智能调平.
import type { Catalogue } from "./words.ts";

export const levelWords = {
  claimFirst: {
    zh: "还不知道是谁付的：先认领（C）。",
    en: "It is not known who paid: claim it first (C).",
  },
  level: { zh: "智能调平", en: "Level out" },
  hint: {
    zh: "找出最少的核销、对冲和调账，使未核销的钱归零",
    en: "The fewest allocations, nettings and adjustments that bring unapplied money to zero",
  },
  titleOf: { zh: "智能调平 · {name}", en: "Level out · {name}" },
  before: { zh: "未核销", en: "unapplied" },
  after: { zh: "调平后", en: "after" },
  apply_receipt: { zh: "核销", en: "Allocate" },
  offset_credit: { zh: "红蓝对冲", en: "Set off credit" },
  apply_advance: { zh: "预收冲应收", en: "Apply advance" },
  rounding: { zh: "尾差", en: "Rounding" },
  fee: { zh: "手续费", en: "Bank fee" },
  discount: { zh: "现金折扣", en: "Discount" },
  retention_split: { zh: "拆质保金", en: "Split retention" },
  stays: { zh: "保持", en: "Stays" },
  cutShort: {
    zh: "组合太多，只搜索到这里；列出的都成立，可能还有更多。",
    en: "Too many combinations, the search ended here; what is listed holds, more may be there.",
  },
  nothing: { zh: "没有未核销的钱", en: "No money is unapplied" },
  reason: { zh: "理由", en: "Reason" },
  post: { zh: "一次记账（{count} 步）", en: "Post all ({count} {count|move|moves})" },
  cancel: { zh: "取消", en: "Cancel" },
  close: { zh: "关闭", en: "Close" },
  posted: { zh: "已调平 {amount}", en: "Levelled {amount}" },
  waiting: {
    zh: "{count} 项超出您的权限，已提交审批",
    en: "{count} beyond your limit, sent for approval",
  },
} as const satisfies Catalogue;
