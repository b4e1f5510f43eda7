// The words of the reconciliation 余额调节表: on paper, in the workbook and on both sides' pages.
import type { Sentence } from "./word.ts";

export const comparisonLabels = {
  title: { zh: "往来款项核对及余额调节表", en: "Reconciliation of accounts" },
  openItemsAsOf: { zh: "未清项截至", en: "Open items as of" },
  period: { zh: "核对期间", en: "Period" },
  currency: { zh: "币种", en: "Currency" },
  no: { zh: "编号", en: "Number" },
  madeOn: { zh: "生成", en: "Made" },
  theirFile: { zh: "对方账文件", en: "Their ledger" },
  sideOf: { zh: "{name} 账", en: "Books of {name}" },
  item: { zh: "项目", en: "Item" },
  amount: { zh: "金额", en: "Amount" },
  opening: { zh: "期初余额", en: "Opening balance" },
  closing: { zh: "账面余额", en: "Balance per books" },
  adjusted: { zh: "调节后余额", en: "Reconciled balance" },
  openingGap: { zh: "期初差额（本期之前）", en: "Difference of the opening balances" },
  left: { zh: "差额", en: "Difference" },
  leftTies: { zh: "差额 {amount}：两边相符", en: "Difference {amount}: both sides agree" },
  leftOpening: {
    zh: "调节后仍差 {amount}，全部来自期初，请核对上一期间",
    en: "{amount} remains, all of it from before the period; compare the earlier period",
  },
  lines: { zh: "{count} 项", en: "{count} {count|item|items}" },
  agreed: { zh: "核对一致", en: "Agreed" },
  agreedSum: {
    zh: "核对一致 {count} 组，净额 {amount}",
    en: "{count} groups agree, net {amount}",
  },
  differences: { zh: "差异明细", en: "Differences" },
  agreedList: { zh: "一致明细", en: "Agreed entries" },
  group: { zh: "组", en: "Group" },
  verdict: { zh: "结果", en: "Result" },
  side: { zh: "账", en: "Books" },
  date: { zh: "日期", en: "Date" },
  number: { zh: "单号", en: "Number" },
  memo: { zh: "摘要", en: "Memo" },
  ours: { zh: "我方", en: "Ours" },
  theirs: { zh: "对方", en: "Theirs" },
  gap: { zh: "差额", en: "Difference" },
  cause: { zh: "原因", en: "Cause" },
  reason: { zh: "依据", en: "Because" },
  corrects: { zh: "由谁更正", en: "To be put right by" },
  answer: { zh: "对方答复", en: "Their answer" },
  total: { zh: "合计", en: "Total" },
  more: {
    zh: "另有 {count} 项差异见电子表格",
    en: "{count} more differences stand in the workbook",
  },
  seal: { zh: "（盖章）", en: "(Seal)" },
  signer: { zh: "签字人：", en: "Signed by:" },
  position: { zh: "职务：", en: "Position:" },
  signedOn: { zh: "日期：", en: "Date:" },
  signed: { zh: "{name}（{position}）{at} 确认", en: "Confirmed by {name}, {position}, {at}" },
  fingerprint: { zh: "指纹", en: "Fingerprint" },
  page: { zh: "第 {page} 页 共 {pages} 页", en: "Page {page} of {pages}" },
} as const satisfies Record<string, Sentence>;
export type ComparisonLabel = keyof typeof comparisonLabels;

/** By section of the reconciliation, as seen on the side it is added to. */
export const sectionWords = {
  they_booked: {
    zh: "加：对方已记应付（减：扣款），我方未记",
    en: "Add: booked by them (less: deducted), not by us",
  },
  they_paid: { zh: "减：对方已记付款，我方未记收款", en: "Less: paid by them, not received by us" },
  we_billed: {
    zh: "加：我方已记应收（减：红字），对方未记",
    en: "Add: billed by us (less: credited), not by them",
  },
  we_received: {
    zh: "减：我方已记收款，对方未记付款",
    en: "Less: received by us, not booked as paid by them",
  },
  amount_differs: { zh: "更正：同一单据金额不同", en: "Correct: same document, another amount" },
  undecided: {
    zh: "待确定：有几种读法，由谁更正未定",
    en: "To be decided: more than one reading, who corrects it is open",
  },
  to_reverse: { zh: "冲回：重复或误记", en: "Take back: booked twice or in error" },
} as const satisfies Record<string, Sentence>;

export const verdictWords = {
  undecided: { zh: "待确定", en: "To be decided" },
  amount_differs: { zh: "金额不同", en: "Another amount" },
  ours_only: { zh: "我方有，对方无", en: "Ours only" },
  theirs_only: { zh: "对方有，我方无", en: "Theirs only" },
  timing: { zh: "时间差", en: "Timing" },
  cancelled: { zh: "自行冲销", en: "Cancelled out" },
  agreed: { zh: "一致", en: "Agreed" },
} as const satisfies Record<string, Sentence>;
