// 已保理应收: claims a factor has bought, with recourse and without, until the debtor has paid it or we
// have taken them back.
import type { Sentence } from "../core/words/word.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const show: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "all", zh: "全部", en: "All" },
    { code: "recourse", zh: "有追索", en: "With recourse" },
    { code: "no_recourse", zh: "无追索", en: "Without recourse" },
  ],
};

const recourse: Sentence = { zh: "有追索", en: "With recourse" };
const noRecourse: Sentence = { zh: "无追索", en: "Without recourse" };
const notDue: Sentence = { zh: "未到期", en: "Not due" };
const due: Sentence = { zh: "已到期，待终结", en: "Due, to clear" };

export const factoredReceivables = report({
  code: "factored_receivables",
  group: "accounting",
  title: { zh: "已保理应收", en: "Factored receivables" },
  about: {
    zh: "转让给保理商、还没办终结或反转让的应收：附注披露用，也用来问保理商收到了没有。打开一行可办。",
    en: "Claims sold to a factor, neither cleared nor taken back: for the notes, and for asking the factor what it was paid. Open a row to do either.",
  },
  options: [show],
  periodMonths: null,
  facts: ["factoredClaims"],
  build: ({ factoredClaims }, request) => {
    const choice = choiceOf(request, show);
    const found = factoredClaims.filter(
      ({ isDerecognised }) => choice === "all" || isDerecognised === (choice === "no_recourse"),
    );
    const sumOf = (wanted: boolean) =>
      factoredClaims
        .filter(({ isDerecognised }) => isDerecognised === wanted)
        .reduce((sum, { openHomeMinor }) => sum + BigInt(openHomeMinor), 0n);
    return {
      tiles: [
        {
          zh: "有追索，仍在 1122",
          en: "With recourse, in 1122",
          kind: "home",
          value: sumOf(false),
        },
        {
          zh: "无追索，已转出",
          en: "Without recourse, left 1122",
          kind: "home",
          value: sumOf(true),
        },
      ],
      columns: [
        column("number", "text", { zh: "单号", en: "Number" }),
        column("customer", "text", { zh: "债务人", en: "Debtor" }),
        column("to", "text", { zh: "保理商", en: "Factor" }),
        column("recourse", "text", { zh: "追索权", en: "Recourse" }),
        column("on", "date", { zh: "转让日", en: "Sold on" }),
        column("due", "date", { zh: "到期日", en: "Due" }),
        column("amount", "money", { zh: "未终结金额", en: "Not cleared" }),
        column("state", "text", { zh: "状态", en: "State" }),
        column("cost", "home", { zh: "保理费用", en: "Cost of it" }),
      ],
      rows: found.map((one) => ({
        currency: one.currency,
        cells: [
          one.no,
          one.customerName,
          one.to,
          one.isDerecognised ? noRecourse : recourse,
          one.passedOn,
          one.dueDate ?? "",
          BigInt(one.openMinor),
          one.dueDate !== null && one.dueDate <= request.asOf ? due : notDue,
          BigInt(one.interestMinor),
        ],
        link: { to: "item", itemId: one.itemId, customerId: one.customerId },
      })),
    };
  },
});
