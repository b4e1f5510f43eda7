// The words of the tests of differences: every reason they can give, with its arithmetic.
import type { Catalogue } from "./word.ts";

export const differencesWords = {
  "diff.point_less": {
    zh: "付 {paid} = 应付 {owed} ÷ {factor}：疑似小数点（{item}）",
    en: "Paid {paid} = owed {owed} ÷ {factor}: a misplaced decimal point ({item})",
  },
  "diff.point_more": {
    zh: "付 {paid} = 应付 {owed} × {factor}：疑似小数点（{item}）",
    en: "Paid {paid} = owed {owed} × {factor}: a misplaced decimal point ({item})",
  },
  "diff.swapped": {
    zh: "付 {paid}，应付 {owed}（{item}）：交换两位数字即相等",
    en: "Paid {paid}, owed {owed} ({item}): equal once two digits change places",
  },
  "diff.tax_rate": {
    zh: "付 {paid} = 应付 {owed} ÷ (1 + {from} %) × (1 + {to} %)：税率不同（{item}）",
    en: "Paid {paid} = owed {owed} ÷ (1 + {from} %) × (1 + {to} %): another tax rate ({item})",
  },
  "diff.discount_late": {
    zh: "少付 {short} 正是 {item} 的现金折扣，折扣到 {until}，{paidOn} 才付",
    en: "{short} missing is the cash discount of {item}, granted until {until}, paid on {paidOn}",
  },
  "diff.retention_document": {
    zh: "少付 {short} 正是 {item} 上写明的质保金",
    en: "{short} missing is the retention named on {item}",
  },
  "diff.retention_contract": {
    zh: "少付 {short} = {item} 的 {percent} %，合同 {contract} 约定的质保金",
    en: "{short} missing = {percent} % of {item}, the retention of contract {contract}",
  },
  "diff.retention_usual": {
    zh: "少付 {short} = {face} × {percent} %：常见的质保金比例，未见合同（{item}）",
    en: "{short} missing = {face} × {percent} %: a usual retention, no contract known ({item})",
  },
  "diff.fee_usual": {
    zh: "少付 {short} 是常见的银行手续费（{item}）；合同未写由谁承担时由我方承担",
    en: "{short} missing is a usual bank fee ({item}); we bear it unless agreed otherwise",
  },
  "diff.fee_customer": {
    zh: "少付 {short} 是常见的银行手续费（{item}），按约定由客户承担",
    en: "{short} missing is a usual bank fee ({item}), which the customer bears by agreement",
  },
  "diff.paid_before": {
    zh: "{before} 已付过 {paid}，{paidOn} 又付一次；没有这个金额的未清款项",
    en: "{paid} came on {before} and again on {paidOn}; nothing of that amount is open",
  },
  "diff.twin": {
    zh: "{item} 与 {twin} 同为 {source}、同为 {amount}：疑似重复开票",
    en: "{item} and {twin} are both for {source} and both {amount}: probably invoiced twice",
  },
  "diff.elsewhere": {
    zh: "{amount} 正好是 {customer} 的 {item}，{payer} 自己没有这个金额",
    en: "{amount} is exactly {item} of {customer}; {payer} owes no such amount",
  },
  "diff.elsewhere_named": {
    zh: "{amount} 正好是 {customer} 的 {item}，附言也提到它",
    en: "{amount} is exactly {item} of {customer}, which the memo names",
  },
  "diff.currency": {
    zh: "付 {currency} {paid}，而 {item} 是 {other} {owed}：疑似币种错",
    en: "Paid {currency} {paid}, while {item} is {other} {owed}: probably the wrong currency",
  },
  "diff.transit": {
    zh: "{paidOn} 到账 {amount}，{item} 于 {issued} 才入账：时间差",
    en: "{amount} came on {paidOn}, {item} was issued on {issued}: a matter of time",
  },
  "diff.credit_taken": {
    zh: "少付 {short} 正是未核销的红字 {credit}（{item}）",
    en: "{short} missing is the red invoice {credit}, still open ({item})",
  },
  "diff.words": {
    zh: "附言写“{word}”，差额 {amount}",
    en: 'The memo says "{word}"; {amount} is missing',
  },
  "diff.words_amount": {
    zh: "附言写“{word}”，并写明 {amount}",
    en: 'The memo says "{word}" and names {amount}',
  },
  "diff.tail": {
    zh: "差 {amount}，不超过 {limit}：尾差",
    en: "{amount} is no more than {limit}: a rounding difference",
  },
  "level.sum": { zh: "{paid} = {owed}", en: "{paid} = {owed}" },
  "level.sum_gap": { zh: "{paid} = {owed} − {gap}", en: "{paid} = {owed} − {gap}" },
  "level.all": { zh: "全部未清：{paid} = {owed}", en: "All that is open: {paid} = {owed}" },
  "level.due": { zh: "全部到期：{paid} = {owed}", en: "All that is due: {paid} = {owed}" },
  "level.month": { zh: "同一月份：{paid} = {owed}", en: "One month: {paid} = {owed}" },
  "level.contract": { zh: "同一合同：{paid} = {owed}", en: "One contract: {paid} = {owed}" },
  "level.linked": { zh: "红字 {credit} 对冲蓝字 {item}", en: "Red invoice {credit} is for {item}" },
  "level.discount": {
    zh: "{item} 约定折扣 {amount}，{until} 前付款",
    en: "{item} grants {amount} until {until}, paid in time",
  },
  "level.tie": {
    zh: "{source} {amount}：有 {count} 种同样好的组合，系统不选",
    en: "{source} {amount}: {count} ways are equally good, none is chosen",
  },
  "level.unexplained": {
    zh: "{source} {amount}：没有组合能说明它，保持原样",
    en: "{source} {amount}: nothing explains it, it stays",
  },
  "diff.by_person": { zh: "由 {name} 判定", en: "Decided by {name}" },
  "diff.unexplained": {
    zh: "{tests} 项检验都不成立：原因不明",
    en: "None of {tests} tests holds: unexplained",
  },
} as const satisfies Catalogue;
