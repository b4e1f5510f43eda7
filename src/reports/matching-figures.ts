// 自动核销: how much of the money in found its place without a hand, month by month.
import { endOfMonth, isoDate } from "../core/date.ts";
import { ratioOf } from "../core/figures/ratio.ts";
import { column, report } from "./report.ts";

export const matchingFigures = report({
  code: "matching_figures",
  group: "work",
  title: { zh: "自动核销统计", en: "Automatic matching" },
  about: {
    zh: "每月到账里系统自动核销、人工确认、仍在等待的各多少；准确率见抽检。",
    en: "Of the money in of each month: matched by the system, confirmed by people, still waiting.",
  },
  options: [],
  periodMonths: 12,
  facts: ["matchMonths"],
  build: ({ matchMonths }, request) => ({
    columns: [
      column("month", "text", { zh: "月份", en: "Month" }),
      column("lines", "count", { zh: "到账笔数", en: "Lines in" }),
      column("automatic", "count", { zh: "自动核销", en: "Automatic" }),
      column("untouched", "share", { zh: "自动率（笔）", en: "Automatic, by count" }),
      column("untouched_money", "share", { zh: "自动率（金额）", en: "Automatic, by money" }),
      column("confirmed", "count", { zh: "人工确认", en: "Confirmed" }),
      column("waiting", "count", { zh: "等待处理", en: "Waiting" }),
      column("money", "home", { zh: "到账金额", en: "Money in" }),
      column("automatic_money", "home", { zh: "自动核销金额", en: "Automatic" }),
      column(
        "difference",
        "share",
        { zh: "差异率", en: "With a difference" },
        {
          hint: { zh: "有差异的笔数 ÷ 到账笔数", en: "Lines with a difference ÷ lines in" },
        },
      ),
    ],
    rows: matchMonths.map((one) => ({
      currency: request.homeCurrency,
      cells: [
        one.month,
        one.lines,
        one.automatic,
        ratioOf(one.automatic, one.lines),
        ratioOf(one.automaticMinor, one.linesMinor),
        one.confirmed,
        one.waiting,
        BigInt(one.linesMinor),
        BigInt(one.automaticMinor),
        ratioOf(one.withDifference, one.lines),
      ],
      link: {
        to: "lines",
        query: { dateFrom: `${one.month}-01`, dateTo: monthEnd(one.month) },
      },
    })),
    chart: {
      unit: "count",
      rightUnit: "share",
      categories: matchMonths.map(({ month }) => month),
      series: [
        {
          zh: "自动核销",
          en: "Automatic",
          kind: "bar",
          stack: "lines",
          colour: "green",
          values: matchMonths.map(({ automatic }) => automatic),
        },
        {
          zh: "人工确认",
          en: "Confirmed",
          kind: "bar",
          stack: "lines",
          colour: "blue",
          values: matchMonths.map(({ confirmed }) => confirmed),
        },
        {
          zh: "等待处理",
          en: "Waiting",
          kind: "bar",
          stack: "lines",
          colour: "amber",
          values: matchMonths.map(({ waiting }) => waiting),
        },
        {
          zh: "自动率（笔）",
          en: "Automatic share",
          kind: "line",
          colour: "grey",
          onRight: true,
          values: matchMonths.map((one) => ratioOf(one.automatic, one.lines)),
        },
      ],
    },
  }),
});

function monthEnd(month: string): string {
  return endOfMonth(isoDate(`${month}-01`));
}
