// A reminder names the oldest documents; on paper all of them, and which account is for which currency.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, isoDate } from "../../core/date.ts";
import type { ItemAsk } from "../../core/dunning/asking.ts";
import { everyDay } from "../../core/dunning/calendar.ts";
import { type Letterhead, type NoticeText, writeNotice } from "./write-notice.ts";

const day = isoDate("2026-09-30");
const account = { holderZh: "启明精密", holderEn: "" };
const head: Letterhead = {
  templates: [],
  senderName: () => "启明精密",
  accounts: [
    { ...account, currency: "CNY", bank: "icbc", accountNo: "6222000001" },
    { ...account, currency: "USD", bank: "boc", accountNo: "6222000002" },
  ],
  calendar: everyDay,
};

function ask(no: string, days: number, currency = "CNY"): ItemAsk {
  const dueDate = addDays(day, -days);
  const item = { itemId: 1, no, currency, dueDate, openMinor: 100_00n };
  const nothing = { disputedMinor: 0n, creditMinor: 0n, promisedMinor: 0n };
  return { item, days, ...nothing, askedMinor: 100_00n, askedHomeMinor: 100_00n } as ItemAsk; // what a notice reads
}

/** Seventy of yuan, one of dollars that is older than all of them. */
const asks = [
  ...Array.from({ length: 70 }, (_, at) => ask(`RMB-${at}`, 70 - at)),
  ask("USD-1", 90, "USD"),
];
const notice = (isPaper: boolean): NoticeText => ({
  language: "zh",
  template: "dunning_letter",
  tone: "firm",
  customer: "上海启明贸易",
  contact: "李工",
  day,
  asks,
  around: asks,
  late: [],
  isLateStatutory: false,
  isPaper,
});

test("a long message keeps the oldest documents of all currencies and says what the others come to", () => {
  const { body } = writeNotice(head, notice(false));
  assert.match(body, /USD-1 /);
  assert.match(body, /RMB-58 /);
  assert.doesNotMatch(body, /RMB-59 /);
  assert.match(body, /另有 11 张，合计 CNY 1,100\.00/);
});

test("on paper every document is named, and with several currencies which account is for which", () => {
  const { body } = writeNotice(head, notice(true));
  assert.match(body, /RMB-69 /);
  assert.doesNotMatch(body, /另有/);
  assert.match(body, /CNY 收款账户：.*6222000001/);
  assert.match(body, /USD 收款账户：.*6222000002/);
});
