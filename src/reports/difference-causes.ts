// 差异原因: which causes come how often, with how much money, and how long they take to end.
import { differenceFamilies, differences, isDifferenceCode } from "../core/differences.ts";
import { ratioOf } from "../core/figures/ratio.ts";
import { residualWords } from "../core/words/outcome.ts";
import type { Sentence } from "../core/words/word.ts";
import { column, report } from "./report.ts";

const unexplained: Sentence = { zh: "原因未知", en: "Unexplained" };

export const differenceCauses = report({
  code: "difference_causes",
  group: "work",
  title: { zh: "差异原因", en: "Causes of differences" },
  about: {
    zh: "差异从哪里来：按原因看次数、金额、未了结和平均了结天数。",
    en: "Where differences come from: by cause, how often, how much, what is open, how long it takes.",
  },
  options: [],
  periodMonths: 3,
  facts: ["causes"],
  build: ({ causes }, request) => {
    const total = causes.reduce((sum, one) => sum + one.homeMinor, 0);
    return {
      columns: [
        column("cause", "text", { zh: "原因", en: "Cause" }),
        column("family", "text", { zh: "类别", en: "Family" }),
        column("count", "count", { zh: "次数", en: "Times" }),
        column("amount", "home", { zh: "金额", en: "Amount" }),
        column("share", "share", { zh: "占比", en: "Share" }),
        column("open", "count", { zh: "未了结", en: "Open" }),
        column("open_amount", "home", { zh: "未了结金额", en: "Open amount" }),
        column("days", "ratio", { zh: "平均了结天数", en: "Days to end" }),
      ],
      rows: causes.map((one) => ({
        currency: request.homeCurrency,
        cells: [
          causeName(one.code, one.residual),
          familyName(one.code),
          one.count,
          BigInt(one.homeMinor),
          ratioOf(one.homeMinor, total),
          one.open,
          BigInt(one.openHomeMinor),
          // a tenth of a day is exact enough
          one.daysToEnd === null ? null : ratioOf(Math.trunc(one.daysToEnd * 10), 10),
        ],
        link: { to: "differences", query: one.code === null ? {} : { code: one.code } },
      })),
      chart: {
        unit: "home",
        isSideways: true,
        categories: causes.slice(0, 12).map(({ code, residual }) => causeName(code, residual)),
        series: [
          {
            zh: "金额",
            en: "Amount",
            kind: "bar",
            values: causes.slice(0, 12).map(({ homeMinor }) => BigInt(homeMinor)),
          },
        ],
      },
    };
  },
});

function familyName(code: string | null): Sentence {
  return code !== null && isDifferenceCode(code)
    ? differenceFamilies[differences[code].family]
    : { zh: "未定原因", en: "No cause yet" };
}

function causeName(code: string | null, residual: string): Sentence {
  if (code !== null && isDifferenceCode(code)) {
    const { zh, en } = differences[code];
    return { zh: `${code} ${zh}`, en: `${code} ${en}` };
  }
  const found = Object.entries(residualWords).find(([name]) => name === residual);
  return found?.[1] ?? unexplained;
}
