// Wording of messages and papers: the product's own, and what the organisation made of it, version
// by version, with a preview.
import type { TemplateChange, TextTemplate } from "../../contract/sending.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { checkTemplate, fillTemplate, type TemplateFault } from "../../core/sending/template.ts";
import { messageWords, secondFactorOff, templatePlaces } from "../../core/words/messages.ts";
import { paperWords } from "../../core/words/statements.ts";
import type { Sentence } from "../../core/words/word.ts";
import { insertTemplate, selectTemplates } from "../../db/channel-settings.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { recordAct } from "../people/record-act.ts";

type Words = { readonly subject: Sentence; readonly body: Sentence };

/** Messages by their name; papers as paper.detail (title, intro) and paper.detail_closing. */
const ownWords: Readonly<Record<string, Words>> = {
  ...messageWords,
  ...Object.fromEntries(
    Object.entries(paperWords).flatMap(([form, { title, intro, closing }]) => [
      [`paper.${form}`, { subject: title, body: intro }],
      [`paper.${form}_closing`, { subject: title, body: closing }],
    ]),
  ),
};

export async function listTemplates(
  deps: Deps,
  orgId: number,
): Promise<{ rows: TextTemplate[]; places: string[] }> {
  const own = await inOrganisation(deps.pool, orgId, (db) => selectTemplates(db, orgId));
  const rows = Object.entries(ownWords).flatMap(([code, words]) =>
    (["zh", "en"] as const).map((language): TextTemplate => {
      const changed = own.find((one) => one.code === code && one.language === language);
      if (changed) return { ...changed };
      return {
        code,
        language,
        version: 0,
        subject: words.subject[language],
        body: words.body[language],
      };
    }),
  );
  return { rows, places: Object.keys(templatePlaces) };
}

export type TemplateRefusal = { readonly code: "not_found" } | TemplateFault;

export async function saveTemplate(
  deps: Deps,
  actor: Actor,
  input: { readonly code: string; readonly change: TemplateChange },
): Promise<Result<{ rows: TextTemplate[]; places: string[] }, TemplateRefusal>> {
  const { code, change } = input;
  const checked = checkChange(code, change);
  if (!checked.ok) return checked;
  const { orgId, memberId } = actor;
  await inOrganisation(deps.pool, orgId, async (db) => {
    await insertTemplate(db, orgId, { code, ...change, memberId });
    await recordAct(db, actor, { action: "sending.template", detail: { code, ...change } });
  });
  return ok(await listTemplates(deps, orgId));
}

/** With an example in every place. */
export function previewTemplate(input: {
  readonly code: string;
  readonly change: TemplateChange;
}): Result<{ subject: string; body: string }, TemplateRefusal> {
  const checked = checkChange(input.code, input.change);
  if (!checked.ok) return checked;
  const { subject, body, language } = input.change;
  const values = exampleValues(language);
  return ok({ subject: fillTemplate(subject, values), body: fillTemplate(body, values) });
}

function checkChange(code: string, change: TemplateChange): Result<null, TemplateRefusal> {
  if (!Object.hasOwn(ownWords, code)) return refuse({ code: "not_found" });
  const subject = checkTemplate(change.subject);
  return subject.ok ? checkTemplate(change.body) : subject;
}

export function exampleValues(language: "zh" | "en"): Record<string, string> {
  const zh = language === "zh";
  return {
    contact: zh ? "王敏" : "Min Wang",
    customer: zh ? "上海启明贸易有限公司" : "Qiming Trading Co., Ltd.",
    sender: zh ? "本公司" : "Our firm",
    no: "DZ2609001204",
    form: zh ? "对账单（明细）" : "Statement (detail)",
    to: "2026-09-30",
    currency: "CNY",
    closing: "312,450.00",
    asked: "120,000.00",
    replyBy: "2026-10-13",
    sentOn: "2026-10-03",
    link: "https://example.com/portal/#…",
    list: zh ? "P02 价格不一致：3 笔 CNY 4,500.00" : "P02 price differs: 3, CNY 4,500.00",
    count: "3",
    author: zh ? "王敏" : "Min Wang",
    text: zh ? "请看一下单价。" : "Please look at the price.",
    by: zh ? "王敏" : "Min Wang",
    day: "2026-09-28",
    factor: secondFactorOff[zh ? "zh" : "en"],
    month: "2026-09",
    department: zh ? "定价" : "Pricing",
    total: "CNY 4,500.00",
    paid: "98,000.00",
    paidOn: "2026-09-28",
    short: "2,000.00",
    code: "123456",
    minutes: "10",
    organisation: zh ? "本公司" : "Our firm",
    items: zh
      ? "26447000001234567890  到期 2026-08-31（逾期 30 天）  CNY 120,000.00"
      : "26447000001234567890  due 2026-08-31 (30 days late)  CNY 120,000.00",
    request: zh
      ? "请于 2026-10-09 前付清上述款项。"
      : "Please settle the amounts above by 2026-10-09.",
    excluded: zh ? "有争议的 CNY 8,000.00 未计入。" : "CNY 8,000.00 in dispute is left out.",
    late: zh
      ? "截至 2026-09-30，按约定计算的逾期利息为 CNY 1,800.00（供参考）。"
      : "Late interest to 2026-09-30: CNY 1,800.00 (for information).",
    accounts: zh ? "收款账户：中国银行 6222…8807" : "Our account: Bank of China 6222…8807",
  };
}
