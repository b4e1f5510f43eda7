// 成效: month by month since the first run, against the three months before it. A figure without data is
// unknown, never guessed.
import { badDebtRatio } from "../core/figures/effectiveness.ts";
import { meanRatio, type Ratio, ratioOf } from "../core/figures/ratio.ts";
import { daysOfPositions, dsoAt } from "./days-sales-outstanding.ts";
import type { Facts } from "./facts.ts";
import type { Position } from "./positions.ts";
import { column, type ReportRow, report } from "./report.ts";

const monthsBefore = 3;

type MonthFigures = {
  readonly month: string;
  readonly hours: Ratio | null;
  readonly untouched: Ratio | null;
  readonly difference: Ratio | null;
  readonly daysOutstanding: Ratio | null;
  readonly overdueShare: Ratio | null;
  readonly overdueCycle: Ratio | null;
  readonly badDebt: Ratio | null;
};

export const resultsSinceStart = report({
  code: "results_since_start",
  group: "results",
  title: { zh: "成效（上线以来）", en: "Results since the start" },
  about: {
    zh: "上线以来每月与上线前三个月相比：工时、免人工率、差异率、周转天数、逾期周期、坏账率。没有数据就写未知。",
    en: "Each month since the start against the three before: hours, untouched share, differences, days outstanding, overdue, bad debts.",
  },
  options: [],
  periodMonths: 24,
  facts: ["months", "matchMonths", "hours", "goLive"],
  build: (facts, request) => {
    const start = facts.goLive?.slice(0, 7) ?? null;
    const months = figuresOf(facts, start);
    const before =
      start === null ? [] : months.filter(({ month }) => month < start).slice(-monthsBefore);
    const since = start === null ? [] : months.filter(({ month }) => month >= start);
    const cells = (name: ReportRow["cells"][number], of: MonthFigures): ReportRow => ({
      currency: request.homeCurrency,
      cells: [
        name,
        of.hours,
        of.untouched,
        of.difference,
        of.daysOutstanding,
        of.overdueShare,
        of.overdueCycle,
        of.badDebt,
      ],
    });
    return {
      columns: [
        column("month", "text", { zh: "月份", en: "Month" }),
        column(
          "hours",
          "ratio",
          { zh: "核销工时（小时）", en: "Hours on settling" },
          {
            hint: {
              zh: "按每人相邻两次人工处理的间隔累计，间隔超过 10 分钟按 2 分钟算",
              en: "Time between two decisions of a person; gaps over ten minutes count two",
            },
          },
        ),
        column(
          "untouched",
          "share",
          { zh: "免人工率", en: "Untouched" },
          {
            hint: { zh: "自动核销笔数 ÷ 到账笔数", en: "Automatic lines ÷ lines in" },
          },
        ),
        column("difference", "share", { zh: "差异率", en: "With a difference" }),
        column(
          "dso",
          "ratio",
          { zh: "周转天数", en: "DSO" },
          {
            hint: { zh: "滚动三月法", en: "Rolling three months" },
          },
        ),
        column("overdue", "share", { zh: "逾期占比", en: "Overdue share" }),
        column(
          "cycle",
          "ratio",
          { zh: "逾期周期（天）", en: "Overdue cycle, days" },
          {
            hint: {
              zh: "逾期余额 ÷ 当月收回的逾期款 × 30",
              en: "Overdue ÷ received on it in the month × 30",
            },
          },
        ),
        column(
          "bad_debt",
          "share",
          { zh: "坏账率", en: "Bad debts" },
          {
            hint: { zh: "核销 ÷ 当月开票", en: "Written off ÷ invoiced in the month" },
          },
        ),
      ],
      rows: [
        ...(before.length > 0
          ? [
              cells(
                {
                  zh: `上线前 ${before.length} 个月平均`,
                  en: `Mean of ${before.length} months before`,
                },
                meanOf(before),
              ),
            ]
          : []),
        ...since.map((one) => cells(one.month, one)),
      ],
      notes: [
        start === null
          ? {
              zh: "还没有运行过一键对账，没有成效可比。",
              en: "Nothing has run yet: there are no results.",
            }
          : { zh: `上线月份：${start}（第一次一键对账）`, en: `Start: ${start}, the first run` },
      ],
    };
  },
});

function figuresOf(
  { months, matchMonths, hours }: Pick<Facts, "months" | "matchMonths" | "hours">,
  start: string | null,
): MonthFigures[] {
  const [series] = months;
  const positions: readonly Position[] = series?.positions ?? [];
  const days = daysOfPositions(positions);
  return positions.slice(1).map((now, n): MonthFigures => {
    const at = n + 1;
    const month = now.day.slice(0, 7);
    const lines = matchMonths.find((one) => one.month === month);
    const spent = hours.find((one) => one.month === month);
    const isOurs = start !== null && month >= start;
    return {
      month,
      hours: spent ? ratioOf(Math.trunc(spent.hours * 100), 100) : null,
      // before the start nobody counted by hand what came in
      untouched: isOurs && lines ? ratioOf(lines.automatic, lines.lines) : null,
      difference: isOurs && lines ? ratioOf(lines.withDifference, lines.lines) : null,
      daysOutstanding: series ? dsoAt(series, at, days).rolling : null,
      overdueShare: ratioOf(now.overdueMinor, now.receivableMinor),
      overdueCycle: ratioOf(now.overdueMinor * 30n, now.receivedOnOverdueMinor),
      badDebt: badDebtRatio({
        writtenOffMinor: now.writtenOffMinor,
        recoveredMinor: 0n,
        salesMinor: now.salesMinor,
      }),
    };
  });
}

function meanOf(months: readonly MonthFigures[]): MonthFigures {
  const mean = (of: (one: MonthFigures) => Ratio | null) => meanRatio(months.map(of));
  return {
    month: "",
    hours: mean(({ hours }) => hours),
    untouched: mean(({ untouched }) => untouched),
    difference: mean(({ difference }) => difference),
    daysOutstanding: mean(({ daysOutstanding }) => daysOutstanding),
    overdueShare: mean(({ overdueShare }) => overdueShare),
    overdueCycle: mean(({ overdueCycle }) => overdueCycle),
    badDebt: mean(({ badDebt }) => badDebt),
  };
}
