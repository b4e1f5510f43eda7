// 已贴现、已背书未到期票据: bills somebody else holds, as the notes to the accounts ask for them, with those
// that left the books and those that still stand against 2001 or 2241.05.
import type { Sentence } from "../core/words/word.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const show: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "outstanding", zh: "未到期，或待终结", en: "Not matured, or still to clear" },
    { code: "all", zh: "全部未办终结的", en: "All that nobody has cleared" },
  ],
};

const passedAs: Readonly<Record<string, Sentence>> = {
  bill_discounted: { zh: "贴现", en: "Discounted" },
  bill_endorsed: { zh: "背书", en: "Endorsed" },
};
const acceptances = {
  bank: { zh: "银承", en: "Bank" },
  trade: { zh: "商承", en: "Trade" },
} as const satisfies Readonly<Record<string, Sentence>>;
const derecognised: Sentence = { zh: "已终止确认", en: "Left the books" };
const kept: Sentence = { zh: "未终止确认", en: "Still in the books" };
const maturity = {
  before: { zh: "未到期", en: "Not matured" },
  after: { zh: "已到期，待终结", en: "Matured, to clear" },
} as const satisfies Readonly<Record<string, Sentence>>;

export const billsPassedOn = report({
  code: "bills_passed_on",
  group: "accounting",
  title: { zh: "已贴现、背书未到期票据", en: "Bills discounted or endorsed, not matured" },
  about: {
    zh: "在别人手里、到期前仍可能被追索的票据：附注披露用。打开一行可办终结或被追索。",
    en: "Bills somebody else holds, on which recourse may still be taken: for the notes. Open a row to clear it, or to book recourse.",
  },
  options: [show],
  periodMonths: null,
  facts: ["passedBills"],
  build: ({ passedBills }, request) => {
    const { asOf } = request;
    const isMatured = (one: (typeof passedBills)[number]) =>
      one.dueDate !== null && one.dueDate <= asOf;
    const isAll = choiceOf(request, show) === "all";
    // of what left the books nothing is left to disclose once it has matured
    const found = passedBills.filter((one) => isAll || !one.isDerecognised || !isMatured(one));
    const sumOf = (wanted: boolean) =>
      found
        .filter((one) => one.isDerecognised === wanted && !isMatured(one))
        .reduce((sum, { openHomeMinor }) => sum + BigInt(openHomeMinor), 0n);
    return {
      tiles: [
        {
          zh: "未到期，已终止确认",
          en: "Not matured, left the books",
          kind: "home",
          value: sumOf(true),
        },
        {
          zh: "未到期，未终止确认",
          en: "Not matured, in the books",
          kind: "home",
          value: sumOf(false),
        },
      ],
      columns: [
        column("number", "text", { zh: "票号", en: "Number" }),
        column("passed", "text", { zh: "方式", en: "Passed on by" }),
        column("to", "text", { zh: "给了谁", en: "To" }),
        column("on", "date", { zh: "日期", en: "On" }),
        column("due", "date", { zh: "到期日", en: "Due" }),
        column("amount", "money", { zh: "票面金额", en: "Face" }),
        column("recognition", "text", { zh: "确认", en: "Recognition" }),
        column("state", "text", { zh: "状态", en: "State" }),
        column("customer", "text", { zh: "交票客户", en: "Taken from" }),
        column("acceptance", "text", { zh: "种类", en: "Acceptance" }),
        column("interest", "home", { zh: "贴现息", en: "Discount interest" }),
      ],
      rows: found.map((one) => ({
        currency: one.currency,
        cells: [
          one.no,
          passedAs[one.kind] ?? one.kind,
          one.to,
          one.passedOn,
          one.dueDate ?? "",
          BigInt(one.openMinor),
          one.isDerecognised ? derecognised : kept,
          isMatured(one) ? maturity.after : maturity.before,
          one.customerName,
          one.isTrade ? acceptances.trade : acceptances.bank,
          BigInt(one.interestMinor),
        ],
        link: { to: "item", itemId: one.itemId, customerId: one.customerId },
      })),
    };
  },
});
