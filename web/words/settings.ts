// The list of settings pages.
import type { Catalogue } from "./words.ts";

export const settingsWords = {
  settings: { zh: "设置", en: "Settings" },
  books: { zh: "账套", en: "Books" },
  accounts: { zh: "会计科目", en: "Accounts" },
  payAccounts: { zh: "收款账户", en: "Accounts to pay into" },
  limits: { zh: "限额与审批", en: "Limits" },
  people: { zh: "人员与权限", en: "People and rights" },
  rules: { zh: "规则", en: "Rules" },
  accuracy: { zh: "准确率", en: "Accuracy" },
  shadow: { zh: "影子月", en: "Shadow month" },
  memory: { zh: "记忆", en: "Memory" },
  dataHealth: { zh: "数据健康", en: "Data health" },
  audit: { zh: "操作日志", en: "Audit trail" },
  sending: { zh: "发送", en: "Sending" },
  tokens: { zh: "接口令牌", en: "API tokens" },
  webhooks: { zh: "Webhook", en: "Webhooks" },
  account: { zh: "我的账户", en: "My account" },
} as const satisfies Catalogue;
