// Words a reminder: one message a customer with all its documents, what is left out and why, in the
// language of the contact. A long list is cut to its oldest documents, on paper much later than in a
// message; the sum is of all.
import { addDays, type IsoDate } from "../../core/date.ts";
import type { ItemAsk } from "../../core/dunning/asking.ts";
import { nextWorkingDay, type WorkCalendar } from "../../core/dunning/calendar.ts";
import type { DunningTemplate, Tone } from "../../core/dunning/policy.ts";
import { readableMinor } from "../../core/money.ts";
import { holderIn, type PayAccount } from "../../core/pay-accounts.ts";
import { fillTemplate } from "../../core/sending/template.ts";
import { letterParts, toneRequests } from "../../core/words/dunning-messages.ts";
import { fillSentence } from "../../core/words/word.ts";
import type { TemplateRow } from "../../db/channel-settings.ts";
import { longDate } from "../../exporters/statement-paper.ts";
import { bankNameIn } from "../../importers/banks/bank-name.ts";
import { type Composed, composeMessage } from "../sending/compose.ts";

export type Letterhead = {
  readonly templates: readonly TemplateRow[];
  readonly senderName: (language: "zh" | "en") => string;
  /** Confirmed by two people, nothing else. */
  readonly accounts: readonly PayAccount[];
  readonly calendar: WorkCalendar;
};

export type NoticeText = {
  readonly language: "zh" | "en";
  readonly template: DunningTemplate;
  readonly tone: Tone;
  readonly customer: string;
  readonly contact: string;
  readonly day: IsoDate;
  readonly asks: readonly ItemAsk[];
  /** Everything due, for what is left out of the sum. */
  readonly around: readonly ItemAsk[];
  /** Memo of late interest, per currency; empty: none agreed. */
  readonly late: readonly { readonly currency: string; readonly minor: bigint }[];
  readonly isLateStatutory: boolean;
  /** Printed: whoever reads it has no page of ours to look up the rest. */
  readonly isPaper: boolean;
};

const mostLines = { message: 60, paper: 600 };
/** A request names a day about this far ahead, moved to a working day. */
const daysToPay = 5;

/** params: for channels with templates of their own, which take a few values and no text. */
export type WrittenNotice = Composed & { readonly params: Readonly<Record<string, string>> };

export function writeNotice(head: Letterhead, of: NoticeText): WrittenNotice {
  const { language, template, day } = of;
  const payBy = nextWorkingDay(head.calendar, addDays(day, daysToPay)) ?? addDays(day, daysToPay);
  const asked = of.asks.filter(({ askedMinor }) => askedMinor > 0n);
  const currencies = new Set(asked.map(({ item }) => item.currency));
  const values = {
    contact: of.contact,
    customer: of.customer,
    sender: head.senderName(language),
    to: longDate(day, language),
    items: itemLines(asked, of),
    asked: sums(asked, ({ askedMinor }) => askedMinor, language),
    request: fillTemplate(toneRequests[of.tone][language], { payBy: longDate(payBy, language) }),
    excluded: excludedLines(of),
    late: lateLine(of),
    accounts: [...currencies]
      .flatMap((currency) => accountLines(head, { currency, language, isOne: currencies.size < 2 }))
      .join("\n"),
  };
  const { customer, sender, to, asked: sum } = values;
  const params = { customer, sender, to, asked: sum };
  return { ...composeMessage(head.templates, { code: template, language }, values), params };
}

/** Where to pay in a currency; without a confirmed account, whom to ask. */
function accountLines(
  { accounts }: Letterhead,
  of: { readonly currency: string; readonly language: "zh" | "en"; readonly isOne: boolean },
): string[] {
  const { currency, language } = of;
  const into = accounts.filter((account) => account.currency === currency);
  if (into.length === 0) {
    const words = of.isOne ? letterParts.noAccount : letterParts.noAccountIn;
    return [fillTemplate(words[language], { currency })];
  }
  return into.map((account) => {
    const { bank, accountNo } = account;
    const parts = [holderIn(account, language), bankNameIn(bank, language), accountNo];
    const text = parts.filter((part) => part !== "").join(" ");
    const words = of.isOne ? letterParts.account : letterParts.accountIn;
    return fillTemplate(words[language], { account: text, currency });
  });
}

function itemLines(asks: readonly ItemAsk[], { language, isPaper }: NoticeText): string {
  const most = isPaper ? mostLines.paper : mostLines.message;
  const named = new Set([...asks].sort((a, b) => b.days - a.days).slice(0, most));
  const lines = asks.filter((ask) => named.has(ask)).map((ask) => itemLine(ask, language));
  const others = asks.filter((ask) => !named.has(ask));
  if (others.length === 0) return lines.join("\n");
  const amount = sums(others, ({ askedMinor }) => askedMinor, language);
  const more = { count: String(others.length), amount };
  return [...lines, fillTemplate(letterParts.more[language], more)].join("\n");
}

function itemLine({ item, days, askedMinor }: ItemAsk, language: "zh" | "en"): string {
  const { currency, no } = item;
  const words = days > 0 ? letterParts.item : letterParts.itemNotDue;
  const line = fillSentence(words, language, {
    no,
    due: item.dueDate === null ? "" : longDate(item.dueDate, language),
    days,
    currency,
    asked: readableMinor(askedMinor, currency, language),
  });
  if (askedMinor === item.openMinor) return line;
  const open = readableMinor(item.openMinor, currency, language);
  return line + fillTemplate(letterParts.partOf[language], { currency, open });
}

function excludedLines({ around, language }: NoticeText): string {
  const lines = [
    [letterParts.excludedDisputed, (ask: ItemAsk) => ask.disputedMinor],
    [letterParts.excludedCredit, (ask: ItemAsk) => ask.creditMinor],
    [letterParts.excludedPromised, (ask: ItemAsk) => ask.promisedMinor],
  ] as const;
  return lines
    .flatMap(([words, part]) => {
      const amount = sums(around, part, language);
      return amount === "" ? [] : [fillTemplate(words[language], { amount })];
    })
    .join("\n");
}

function lateLine({ late, isLateStatutory, language, day }: NoticeText): string {
  const amounts = late
    .filter(({ minor }) => minor > 0n)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  if (amounts.length === 0) return "";
  const amount = amounts
    .map(({ currency, minor }) => `${currency} ${readableMinor(minor, currency, language)}`)
    .join(language === "zh" ? "、" : ", ");
  const words = isLateStatutory ? letterParts.lateStatutory : letterParts.late;
  return fillTemplate(words[language], { to: longDate(day, language), amount });
}

/** "CNY 1,200.00、USD 30.00"; empty where nothing is left. */
function sums(
  asks: readonly ItemAsk[],
  part: (ask: ItemAsk) => bigint,
  language: "zh" | "en",
): string {
  const totals = new Map<string, bigint>();
  for (const ask of asks) {
    const { currency } = ask.item;
    totals.set(currency, (totals.get(currency) ?? 0n) + part(ask));
  }
  return [...totals]
    .filter(([, minor]) => minor > 0n)
    .map(([currency, minor]) => `${currency} ${readableMinor(minor, currency, language)}`)
    .join(language === "zh" ? "、" : ", ");
}
