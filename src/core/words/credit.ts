// The words of credit: why a score, a proposal, a warning or an answer to an order is what it is, and
// what moved the chance of a late payment.

import type { ReleaseDecision } from "../credit/release.ts";
import type { CreditRating, ScoreFeature } from "../credit/settings.ts";
import type { CreditMethod } from "../credit/terms.ts";
import type { Catalogue, Sentence } from "./word.ts";

export const ratingWords: Readonly<Record<CreditRating, Sentence>> = {
  A: { zh: "信用 A", en: "Credit A" },
  B: { zh: "信用 B", en: "Credit B" },
  C: { zh: "信用 C", en: "Credit C" },
  D: { zh: "信用 D", en: "Credit D" },
};

export const methodWords: Readonly<Record<CreditMethod, Sentence>> = {
  open: { zh: "赊销", en: "On account" },
  bank_acceptance: { zh: "仅收银行承兑", en: "Bank acceptance only" },
  prepayment: { zh: "先款后货", en: "Prepayment" },
};

export const releaseWords: Readonly<Record<ReleaseDecision, Sentence>> = {
  ok: { zh: "可放行", en: "May be released" },
  over_limit: { zh: "超额度", en: "Over the limit" },
  hold: { zh: "停供", en: "Deliveries stopped" },
  prepayment_only: { zh: "须先付款", en: "Prepayment only" },
};

export const featureWords: Readonly<Record<ScoreFeature, Sentence>> = {
  payment_index: { zh: "付款指数", en: "Payment index" },
  on_time: { zh: "按时付款占比", en: "Paid on time" },
  overdue_share: { zh: "逾期占应收", en: "Overdue share" },
  days_overdue: { zh: "最长逾期", en: "Longest overdue" },
  trend: { zh: "付款快慢变化", en: "Payment trend" },
  broken_promises: { zh: "失信承诺", en: "Broken promises" },
  utilisation: { zh: "额度占用", en: "Use of the limit" },
  invalid_disputes: { zh: "不成立的争议", en: "Unfounded disputes" },
  relationship: { zh: "合作年限", en: "Years together" },
  outside: { zh: "外部信息", en: "Outside information" },
};

/** The unit of the two ends of a feature. */
export const featureUnits: Readonly<Record<ScoreFeature, Sentence>> = {
  payment_index: { zh: "分", en: "points" },
  on_time: { zh: "%", en: "%" },
  overdue_share: { zh: "%", en: "%" },
  days_overdue: { zh: "天", en: "days" },
  trend: { zh: "天", en: "days" },
  broken_promises: { zh: "%", en: "%" },
  utilisation: { zh: "%", en: "%" },
  invalid_disputes: { zh: "%", en: "%" },
  relationship: { zh: "年", en: "years" },
  outside: { zh: "0 无 – 1 严重", en: "0 none – 1 severe" },
};

export const creditReasons = {
  credit_payment_index: {
    zh: "近 12 个月 {count} 次付款按金额加权，付款指数 {index}（80 为准时）",
    en: "{count} {count|payment|payments} of 12 months, weighted by money: payment index {index} (80 is prompt)",
  },
  credit_payment_index_unknown: {
    zh: "近 12 个月付款不足 3 次，样本不足",
    en: "Fewer than 3 payments in 12 months: too few to tell",
  },
  credit_on_time: { zh: "按金额 {share} 在到期日前付清", en: "{share} of the money came in time" },
  credit_on_time_unknown: {
    zh: "付款不足 3 次，样本不足",
    en: "Fewer than 3 payments: too few to tell",
  },
  credit_overdue_share: {
    zh: "现有应收的 {share} 已逾期",
    en: "{share} of what is open is overdue",
  },
  credit_days_overdue: {
    zh: "最长一笔已逾期 {days} 天",
    en: "The oldest item is {days} {days|day|days} overdue",
  },
  credit_days_overdue_unknown: { zh: "没有到期日", en: "No due dates are known" },
  credit_trend: {
    zh: "近 3 个月平均付款天数比之前 9 个月变化 {days} 天（正数为变慢）",
    en: "The last 3 months were {days} {days|day|days} against the 9 before (above zero: slower)",
  },
  credit_trend_unknown: {
    zh: "前后两段付款都要满 3 次才能比较",
    en: "Both periods need 3 payments to be compared",
  },
  credit_broken_promises: {
    zh: "{whole} 次到期的付款承诺中 {part} 次落空",
    en: "{part} of {whole} promises that fell due were broken",
  },
  credit_no_promises: { zh: "一年内无须承诺，没有落空", en: "No promise was needed within a year" },
  credit_broken_promises_unknown: {
    zh: "没有付款记录，也没有付款承诺",
    en: "No payments and no promises yet",
  },
  credit_utilisation: { zh: "已占用额度的 {share}", en: "{share} of the limit is in use" },
  credit_utilisation_unknown: { zh: "还没有设定额度", en: "No limit is set" },
  credit_invalid_disputes: {
    zh: "{whole} 宗已结争议中 {part} 宗不成立",
    en: "{part} of {whole} ended disputes were unfounded",
  },
  credit_no_disputes: { zh: "一年内没有结束的争议", en: "No dispute ended within a year" },
  credit_invalid_disputes_unknown: {
    zh: "没有付款记录，也没有争议",
    en: "No payments and no disputes yet",
  },
  credit_relationship: { zh: "合作 {years} 年", en: "{years} years since the first document" },
  credit_relationship_unknown: { zh: "还没有单据", en: "No document yet" },
  credit_outside_clear: { zh: "查过，没有不良记录", en: "Looked up, nothing found" },
  credit_outside_noted: { zh: "有一般性的外部记录", en: "Something minor is on record" },
  credit_outside_severe: {
    zh: "有严重的外部记录，评级封顶为 D",
    en: "Something severe is on record: the rating is held at D",
  },
  credit_outside_unknown: { zh: "一年内没有人查过", en: "Nobody has looked within a year" },

  credit_limit_formula: {
    zh: "月均销售 {sales} × {days} 天 ÷ 30 × 系数 {coefficient} = {limit}",
    en: "Monthly sales {sales} × {days} {days|day|days} ÷ 30 × coefficient {coefficient} = {limit}",
  },
  credit_limit_formula_cut: {
    zh: "月均销售 {sales} × {days} 天 ÷ 30 × 系数 {coefficient} = {exact}，取整 {limit}",
    en: "Monthly sales {sales} × {days} {days|day|days} ÷ 30 × coefficient {coefficient} = {exact}, cut to {limit}",
  },
  credit_limit_covered: {
    zh: "以担保或保险覆盖的 {cover} 为限",
    en: "Held to the {cover} that a guarantee or an insurance covers",
  },

  credit_propose_outside: {
    zh: "有严重的外部记录：改为先款后货",
    en: "Something severe is on record: money first",
  },
  credit_propose_rating_d: {
    zh: "评级为 D（逾期 {share}，最长 {days} 天）：改为先款后货",
    en: "Rated D ({share} overdue, the oldest {days} {days|day|days}): money first",
  },
  credit_propose_overdue: {
    zh: "{share} 已逾期，最长 {days} 天：改为先款后货",
    en: "{share} is overdue, the oldest {days} {days|day|days}: money first",
  },
  credit_propose_acceptance: {
    zh: "付款转差（逾期 {share}，最长 {days} 天）：只收银行承兑",
    en: "Payment is getting worse ({share} overdue, the oldest {days} {days|day|days}): bank acceptance only",
  },
  credit_propose_back_to_bank_acceptance: {
    zh: "付款好转：由先款后货放宽到银行承兑",
    en: "Payment has improved: from prepayment back to bank acceptance",
  },
  credit_propose_back_to_open: {
    zh: "付款好转：恢复赊销",
    en: "Payment has improved: back to open account",
  },
  credit_propose_shorter: {
    zh: "账期由 {from} 天缩短到 {to} 天",
    en: "Days of credit from {from} down to {to}",
  },
  credit_propose_longer: {
    zh: "账期由 {from} 天放宽到 {to} 天：多占用 {tied}，按年 {rate} 每年多花 {yearly}",
    en: "Days of credit from {from} to {to}: {days} more days tie up {tied}, at {rate} that costs {yearly} a year",
  },
  credit_propose_no_limit: { zh: "先款后货，不给额度", en: "Money first, so no limit" },
  credit_propose_person: { zh: "{name} 提出：{reason}", en: "{name} asks: {reason}" },

  credit_warn_orders_fell: {
    zh: "付款正常，但近 3 个月开票比之前少 {change}",
    en: "Payment is normal, but invoices of 3 months are down {change}",
  },
  credit_warn_orders_rose: {
    zh: "付款正常，但近 3 个月开票突然多了 {change}",
    en: "Payment is normal, but invoices of 3 months are up {change}",
  },
  credit_warn_disputes: {
    zh: "付款正常，但近 3 个月新增争议 {recent} 宗（之前 9 个月 {before} 宗）",
    en: "Payment is normal, but {recent} {recent|dispute|disputes} in 3 months ({before} in the 9 before)",
  },
  credit_warn_utilisation: {
    zh: "付款正常，但额度占用由 {from} 升到 {to}",
    en: "Payment is normal, but the use of the limit went from {from} to {to}",
  },
  credit_warn_exposure: {
    zh: "付款正常，但敞口是三个月前的 {times}",
    en: "Payment is normal, but the exposure is {times} of that three months ago",
  },

  credit_hold: { zh: "已停供：{reason}", en: "Deliveries are stopped: {reason}" },
  credit_hold_master: {
    zh: "客户档案标记为停供",
    en: "Deliveries are stopped by the customer's master data",
  },
  credit_prepayment_only: {
    zh: "须先付款：已预付 {paid}，本单 {order}",
    en: "Money first: {paid} was paid ahead, this order is {order}",
  },
  credit_paid_ahead: {
    zh: "已预付 {paid}，覆盖本单 {order}",
    en: "{paid} was paid ahead and covers this order of {order}",
  },
  credit_over_limit: {
    zh: "占用 {exposure} + 本单 {order} 超过额度 {limit}，超出 {over}",
    en: "{exposure} in use and this order of {order} exceed the limit of {limit} by {over}",
  },
  credit_within_limit: {
    zh: "占用 {exposure} + 本单 {order} 在额度 {limit} 之内，还剩 {left}",
    en: "{exposure} in use and this order of {order} are within the limit of {limit}; {left} is left",
  },
  credit_over_limit_now: {
    zh: "占用 {exposure} 超过额度 {limit}，超出 {over}",
    en: "{exposure} in use exceed the limit of {limit} by {over}",
  },
  credit_within_limit_now: {
    zh: "占用 {exposure} 在额度 {limit} 之内，还剩 {left}",
    en: "{exposure} in use are within the limit of {limit}; {left} is left",
  },
  credit_no_limit: { zh: "没有设定额度，不限制", en: "No limit is set, nothing is held back" },

  late_late_share: { zh: "过去的付款 {value} 逾期", en: "{value} of past payments were late" },
  late_late_share_lately: {
    zh: "最近 4 次付款 {value} 逾期",
    en: "{value} of the last 4 payments were late",
  },
  late_days_late: {
    zh: "逾期时平均晚 {value} 天",
    en: "{value} {value|day|days} late on average when late",
  },
  late_days_late_last: {
    zh: "上一次付款与到期日相差 {value} 天（负数为提前）",
    en: "The last payment came {value} {value|day|days} after it was due (below zero: early)",
  },
  late_usual_days: {
    zh: "平均与到期日相差 {value} 天（负数为提前）",
    en: "{value} {value|day|days} after due on average (below zero: early)",
  },
  late_late_by_spread: {
    zh: "按以往付款天数的分布，晚于到期日的可能为 {value}",
    en: "By the spread of past payment days, {value} come after the due date",
  },
  late_settled_count: {
    zh: "此前付清 {value} 张",
    en: "{value} {value|item|items} settled before",
  },
  late_open_count: {
    zh: "开票时未付 {value} 张",
    en: "{value} {value|item was|items were} open when it was issued",
  },
  late_open_overdue_share: {
    zh: "开票时未付的 {value} 已逾期",
    en: "{value} of the open items were overdue when it was issued",
  },
  late_open_overdue_days: {
    zh: "开票时逾期的平均已晚 {value} 天",
    en: "Overdue items were {value} {value|day|days} late on average when it was issued",
  },
  late_open_money: { zh: "开票时未付金额的大小", en: "How much was open when it was issued" },
  late_amount: { zh: "这张单据金额的大小", en: "How large this item is" },
  late_amount_to_usual: { zh: "金额是平时的 {value} 倍", en: "{value} times the usual amount" },
  late_term_days: { zh: "账期 {value} 天", en: "{value} {value|day|days} of credit" },
  late_due_day_of_month: { zh: "到期日在每月 {value} 日", en: "Due on day {value} of the month" },
  late_due_weekday: { zh: "到期日是星期 {value}", en: "Due on weekday {value}" },
  late_days_since_last: {
    zh: "距上一张单据 {value} 天",
    en: "{value} {value|day|days} since the item before",
  },
  late_group_late_share: {
    zh: "同类客户 {value} 逾期",
    en: "{value} of similar customers pay late",
  },
  late_all_late_share: { zh: "全部客户 {value} 逾期", en: "{value} of all customers pay late" },
  late_disputed_share: {
    zh: "过去的单据 {value} 有争议",
    en: "{value} of past items were disputed",
  },
  late_spread_of_days: {
    zh: "付款日期前后波动 {value} 天",
    en: "Payment days spread by {value} {value|day|days}",
  },
  late_nothing_known: { zh: "这位客户还没有付款记录", en: "Nothing is known of this customer yet" },
} as const satisfies Catalogue;
