// Why a customer gets nothing today, why a notice did not leave, and what is done, in both languages.
import type { HoldReason } from "../dunning/plan.ts";
import type { Sentence } from "./word.ts";

export const holdReasons = {
  day_off: { zh: "今天不是工作日", en: "Not a working day" },
  nothing_to_ask: { zh: "没有可催的款项", en: "Nothing to ask for" },
  paused: { zh: "已暂停催收", en: "Paused by a person" },
  disputed: { zh: "到期款项都在争议中", en: "All that is due is disputed" },
  covered: {
    zh: "红字或未核销收款已足够抵付",
    en: "Covered by credit notes or money on account",
  },
  promised: { zh: "已承诺付款，未到期", en: "Promised; the day has not come" },
  money_to_confirm: {
    zh: "有疑似该客户的到账待确认",
    en: "Money that may be theirs waits to be confirmed",
  },
  in_flight: { zh: "上一封还没发出", en: "The last message has not left yet" },
  start_to_release: {
    zh: "新导入的旧账，等人确认从哪一步开始",
    en: "Old debt newly known: a person says where it starts",
  },
  not_yet: { zh: "还没到下一步", en: "The next step has not come" },
  week_not_over: { zh: "距上一步不足 7 天", en: "Less than 7 days since the last step" },
  below_minimum: { zh: "低于这一步的起催金额", en: "Below the minimum of the step" },
  cap_reached: { zh: "本周该渠道次数已满", en: "This week's cap of the channel is reached" },
  no_contact: { zh: "没有可用的联系人", en: "No contact to write to" },
} as const satisfies Readonly<Record<HoldReason, Sentence>>;
