// The customer's words where two ledgers are compared: "you" is the customer, the other firm by name.
import { comparisonWords } from "../../src/core/words/comparison.ts";
import type { Catalogue, Sentence } from "../../src/core/words/word.ts";

export const portalCompareWords = {
  title: { zh: "往来账核对", en: "Compare ledgers" },
  intro: {
    zh: "上传贵司账上与我方的往来明细（应付账款明细账或未清项清单，XLSX 或 CSV，任何版式），立即看到两边差在哪里。贵司的文件只用于这次核对。",
    en: "Upload your ledger of our account (payables ledger or list of open items, XLSX or CSV, any layout) and see at once where the two differ. Your file is used for this comparison alone.",
  },
  choose: { zh: "选择文件", en: "Choose the file" },
  comparing: { zh: "正在逐笔核对…", en: "Comparing entry by entry…" },
  before: { zh: "以前的核对", en: "Earlier comparisons" },
  unread: {
    zh: "没认出文件的列。请指定一次，下次自动读取。",
    en: "The columns were not recognised. Name them once; next time they are read by themselves.",
  },
  skip: { zh: "不用", en: "Leave out" },
  readSo: { zh: "按此核对", en: "Compare so" },
  nothingRead: {
    zh: "这份文件里没有可核对的明细。请另存为 XLSX 或 CSV 再试。",
    en: "Nothing in this file can be compared. Save it as XLSX or CSV and try again.",
  },
  yours: { zh: "贵司账", en: "Your books" },
  ours: { zh: "{organisation}账", en: "Books of {organisation}" },
  balance: { zh: "账面余额", en: "Balance" },
  adjusted: { zh: "调节后余额", en: "Reconciled balance" },
  left: { zh: "差额", en: "Difference" },
  openingGap: { zh: "期初差额", en: "Opening difference" },
  agreedSum: { zh: "一致 {count} 组", en: "{count} {count|group|groups} agree" },
  differs: { zh: "{count} 项有差异", en: "{count} {count|difference|differences}" },
  nothingDiffers: { zh: "逐笔一致，没有差异。", en: "Every entry agrees; nothing differs." },
  none: { zh: "无", en: "none" },
  readingIs: { zh: "是读法 {way}", en: "It is reading {way}" },
  noReading: { zh: "都不是", en: "None of them" },
  agree: { zh: "认可", en: "Agree" },
  object: { zh: "有异议", en: "Object" },
  note: { zh: "说明", en: "Note" },
  yourAnswer: { zh: "贵司已答复", en: "Your answer" },
  more: { zh: "更多差异", en: "More differences" },
  confirm: { zh: "确认余额调节表", en: "Confirm the reconciliation" },
  confirmHint: {
    zh: "确认后双方各执一份；差异按上表由一方更正。",
    en: "Both sides keep a copy; the differences are put right as shown above.",
  },
  confirmed: { zh: "{name}（{position}）{at} 确认", en: "Confirmed by {name}, {position}, {at}" },
  unconfirm: { zh: "撤回确认", en: "Take the confirmation back" },
  closed: { zh: "双方已确认", en: "Confirmed by both sides" },
  waiting: { zh: "等对方确认", en: "Waiting for the other side" },
  open: { zh: "核对中", en: "Open" },
  needsColumns: { zh: "待指定列", en: "Columns to be named" },
  listAsOf: { zh: "未清项截至 {date}", en: "Open items as of {date}" },
  mayBeOpenItems: {
    zh: "文件里只有单据、没有付款。如果是未清项清单：",
    en: "Your file holds documents and no payments. If it lists what is still open:",
  },
  asOpenItems: { zh: "按未清项核对", en: "Compare as open items" },
  ended: { zh: "已结束", en: "Ended" },
} as const satisfies Catalogue;

/** From the customer's side: whose books lack what. */
export const portalSections = {
  they_booked: { zh: "贵司已记，对方未记", en: "Booked by you, not by them" },
  they_paid: { zh: "贵司已付，对方未收", en: "Paid by you, not received by them" },
  we_billed: { zh: "对方已开票，贵司未记", en: "Billed by them, not booked by you" },
  we_received: { zh: "对方已记收款，贵司未记", en: "Received by them, not booked by you" },
  amount_differs: { zh: "同一单据金额不同", en: "Same document, another amount" },
  undecided: { zh: "待双方确定是哪一种", en: "More than one reading, to be decided" },
  to_reverse: { zh: "重复或误记，应冲回", en: "Booked twice or in error" },
} as const satisfies Catalogue;

type Reason = keyof typeof comparisonWords;

/** Reasons that name a side, told to the customer: "you" is the customer, the other firm is "they". */
const addressed = {
  "comparison.sum_of_number": {
    zh: "同一单号下对方 {ours} 笔、贵司 {theirs} 笔合计相等",
    en: "Under the same number {ours} of their entries equal {theirs} of yours in sum",
  },
  "comparison.sum_with_rest": {
    zh: "加上未写单号的余款，对方 {ours} 笔与贵司 {theirs} 笔合计相等",
    en: "With the rest, booked without a number, {ours} of their entries equal {theirs} of yours",
  },
  "comparison.near_number": {
    zh: "单号近似（对方 {ours}，贵司 {theirs}），金额相等",
    en: "Nearly the same number (theirs {ours}, yours {theirs}), equal amount",
  },
  "comparison.near_number_other_amount": {
    zh: "单号近似（对方 {ours}，贵司 {theirs}），金额不同",
    en: "Nearly the same number (theirs {ours}, yours {theirs}), another amount",
  },
  "comparison.either_of": {
    zh: "也可能是金额相同的另外 {count} 笔之一（{others}）：没有写单号，只凭日期判断",
    en: "It may as well be one of {count} other equal entries ({others}): without a number only the dates tell",
  },
  "comparison.way_agreed": {
    zh: "贵司 {theirs} 与对方 {ours} 相符",
    en: "your {theirs} is their {ours}",
  },
  "comparison.way_differs": {
    zh: "贵司 {theirs} 与对方 {ours} 是同一笔，金额有误",
    en: "your {theirs} and their {ours} are one entry, one amount is wrong",
  },
  "comparison.way_ours_only": {
    zh: "对方 {ours}，贵司没有",
    en: "their {ours} is not with you",
  },
  "comparison.way_theirs_only": {
    zh: "贵司 {theirs}，对方没有",
    en: "your {theirs} is not with them",
  },
  "comparison.sum": {
    zh: "贵司 {theirs} 笔与对方 {ours} 笔合计相等，别无其他组合",
    en: "{theirs} of your entries equal {ours} of theirs in sum; no other combination does",
  },
  "comparison.credit_not_issued": {
    zh: "贵司已记红字，对方未开红字发票",
    en: "You booked a credit for which they issued no red invoice",
  },
  "comparison.credit_not_booked": {
    zh: "对方的红字发票贵司未入账",
    en: "Their red invoice is not booked by you",
  },
  "comparison.settled_here": {
    zh: "对方账上 {number} 已于 {date} 结清，贵司仍列为未清",
    en: "{number} was settled in their books on {date}; yours still show it as open",
  },
} as const satisfies Partial<Record<Reason, Sentence>>;

export const portalReasons: Catalogue = { ...comparisonWords, ...addressed };
