// What the portal says in messages it sends.
import type { Catalogue } from "./word.ts";

export const portalWords = {
  "portal.code_subject": {
    zh: "{code} 是您的对账验证码",
    en: "{code} is your code for the statement",
  },
  "portal.code_body": {
    zh: "验证码 {code}，{minutes} 分钟内有效，只能用一次。用于查看 {organisation} 发给贵司的对账单。若非本人操作，请忽略；请勿转告他人。",
    en: "Your code is {code}. It works once, within {minutes} minutes, and opens the statement {organisation} sent you. If you did not ask for it, ignore this message; give the code to nobody.",
  },
} as const satisfies Catalogue;
