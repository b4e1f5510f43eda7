// Words of the communication record.
import type { Catalogue } from "../../src/core/words/word.ts";

export const communicationPageWords = {
  title: { zh: "沟通记录", en: "Communication record" },
  search: { zh: "内容、主题、人、客户", en: "Content, subject, person, customer" },
  allCustomers: { zh: "全部客户", en: "All customers" },
  ofCustomer: { zh: "{name}", en: "{name}" },
  chooseCustomer: { zh: "只看一个客户", en: "One customer only" },
  allSources: { zh: "全部来源", en: "All sources" },
  bothSides: { zh: "双方", en: "Both sides" },
  us: { zh: "我方", en: "Us" },
  customer: { zh: "客户", en: "Customer" },
  from: { zh: "从", en: "From" },
  to: { zh: "到", en: "To" },
  toAll: { zh: "搜索、筛选、导出证据包", en: "Search, filter, evidence pack" },
  pack: { zh: "导出证据包", en: "Export evidence pack" },
  packNeeds: {
    zh: "先选一个客户和起止日期",
    en: "Choose one customer and both dates first",
  },
  packHint: {
    zh: "证据包含冻结的对账单、投递经过、上传的文件、全部记录，以及可核验的清单（每个文件的 SHA-256）。",
    en: "The pack holds the frozen statements, the delivery log, uploaded files, the whole record, and a manifest to check it by (SHA-256 of every file).",
  },
  nothing: { zh: "没有沟通记录", en: "Nothing passed between us yet" },
  nothingText: {
    zh: "发出的对账单与消息、客户的查看、下载、答复、提问、来电，都会自动记在这里。",
    en: "Statements and messages sent, what customers view, download, answer and ask, and calls are kept here by themselves.",
  },
  nothingFound: { zh: "没有符合条件的记录", en: "Nothing fits" },
  more: { zh: "更多", en: "More" },
  toAddress: { zh: "发往 {address}", en: "to {address}" },
  fromAddress: { zh: "来自 {address}", en: "from {address}" },
  files: { zh: "{count} 个附件", en: "{count} {count|file|files}" },
  satisfaction: {
    zh: "满意度 {stars}（{count} 次评价）",
    en: "Satisfaction {stars} of 5 ({count} {count|rating|ratings})",
  },
  stars: { zh: "{count} 星", en: "{count} of 5" },
} as const satisfies Catalogue;
