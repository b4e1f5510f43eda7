// What other systems can be told of: the family of webhook events, each with what it means. The
// database writes them where they happen (migration 0035).
import type { Sentence } from "../words/word.ts";

export const webhookTypes = [
  "credit.hold_placed",
  "credit.hold_lifted",
  "credit.rating_changed",
  "credit.terms_changed",
  "credit.warning_raised",
  "statement.confirmed",
  "statement.objected",
  "payment.matched",
  "payment.unmatched",
  "promise.made",
  "promise.kept",
  "promise.broken",
  "dispute.opened",
  "dispute.resolved",
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/** Sent by a person's click on "send a test", whatever the endpoint listens to. */
export const testType = "webhook.test";

export const webhookTypeWords: Readonly<Record<WebhookType | typeof testType, Sentence>> = {
  "credit.hold_placed": { zh: "停供", en: "Deliveries stopped" },
  "credit.hold_lifted": { zh: "恢复供货", en: "Deliveries resumed" },
  "credit.rating_changed": { zh: "信用等级变化", en: "Rating changed" },
  "credit.terms_changed": { zh: "信用额度或付款方式变化", en: "Limit or way of payment changed" },
  "credit.warning_raised": { zh: "信用预警", en: "Early warning raised" },
  "statement.confirmed": { zh: "对账单已确认", en: "Statement confirmed" },
  "statement.objected": { zh: "对账单有异议", en: "Statement objected to" },
  "payment.matched": { zh: "收款已核销", en: "Receipt matched" },
  "payment.unmatched": { zh: "核销已撤销", en: "Match undone" },
  "promise.made": { zh: "客户承诺付款", en: "Promise to pay made" },
  "promise.kept": { zh: "承诺已兑现", en: "Promise kept" },
  "promise.broken": { zh: "承诺未兑现", en: "Promise broken" },
  "dispute.opened": { zh: "新争议", en: "Dispute opened" },
  "dispute.resolved": { zh: "争议已解决", en: "Dispute resolved" },
  "webhook.test": { zh: "测试", en: "Test" },
};
