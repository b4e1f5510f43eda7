// What messages and papers are called where their wording is chosen for editing.
import type { messageWords } from "../../src/core/words/messages.ts";
import { paperWords } from "../../src/core/words/statements.ts";
import { dunningWords } from "./dunning.ts";
import type { Sentence } from "./words.ts";

const messageNames: Readonly<Record<keyof typeof messageWords, Sentence>> = {
  statement: { zh: "对账单", en: "Statement" },
  statement_reminder: { zh: "对账提醒", en: "Reminder of a statement" },
  statement_withdrawn: { zh: "对账单已撤回", en: "Statement withdrawn" },
  dispute_escalated: { zh: "争议超时升级", en: "Dispute escalated" },
  password_reset: { zh: "密码已被重置", en: "A password was reset" },
  dispute_mention: { zh: "争议中提到同事", en: "Named in a dispute" },
  cause_letter: { zh: "每月原因反馈", en: "Monthly causes" },
  difference_notice: { zh: "差异通知", en: "Notice of a difference" },
  report: { zh: "定期报表", en: "Report by mail" },
  dunning_notice: dunningWords.template_dunning_notice,
  dunning_due: dunningWords.template_dunning_due,
  dunning_reminder: dunningWords.template_dunning_reminder,
  dunning_letter: dunningWords.template_dunning_letter,
  dunning_final: dunningWords.template_dunning_final,
  dunning_lawyer: dunningWords.template_dunning_lawyer,
  test: { zh: "测试消息", en: "Test message" },
};

/** A code that has no name here is shown as it is. */
export function templateName(code: string): Sentence {
  const messages: Readonly<Record<string, Sentence | undefined>> = messageNames;
  const found = messages[code];
  if (found) return found;
  const [, form = "", end = ""] = /^paper\.([a-z]+)(_closing)?$/.exec(code) ?? [];
  const papers: Readonly<Record<string, { readonly title: Sentence } | undefined>> = paperWords;
  const title = papers[form]?.title;
  if (!title) return { zh: code, en: code };
  return end === ""
    ? { zh: `${title.zh}（纸面）`, en: `${title.en} (paper)` }
    : { zh: `${title.zh}（纸面结尾）`, en: `${title.en} (end of paper)` };
}
