// DSO 应收账款周转天数 by four methods, with its best possible value and the days delinquent between them.
import { daysBetween, isoDate } from "../core/date.ts";
import {
  averageDaysDelinquent,
  averageDso,
  bestPossibleDso,
  countBackDso,
  type MonthSales,
  periodEndDso,
  rollingDso,
  turnoverDays,
} from "../core/figures/days-outstanding.ts";
import { type Ratio, ratioOf } from "../core/figures/ratio.ts";
import { type Position, type PositionSeries, salesLeftAt } from "./positions.ts";
import { byGroup, groupLink, groupName, groupTitle, isWhole } from "./positions-by.ts";
import { choiceOf, column, type ReportOption, type ReportRow, report } from "./report.ts";

/** The months of the trend; those before them serve the counting back. */
const shownMonths = 12;

const monthDays: ReportOption = {
  name: "basis",
  title: { zh: "每月天数", en: "Days of a month" },
  choices: [
    { code: "actual", zh: "实际天数", en: "as they are" },
    { code: "thirty", zh: "30 天", en: "30" },
  ],
};

const figures = [
  column("receivable", "home", { zh: "应收余额", en: "Receivables" }, { isSummed: false }),
  column(
    "sales",
    "home",
    { zh: "本月开票（含税）", en: "Invoiced, gross" },
    {
      isSummed: false,
      hint: {
        zh: "应收含税，所以用含税开票额作分母",
        en: "Receivables hold the VAT, so what they are divided by holds it too",
      },
    },
  ),
  column(
    "period_end",
    "ratio",
    { zh: "期末法", en: "Period end" },
    {
      hint: { zh: "期末应收 ÷ 本月开票 × 天数", en: "Receivables ÷ the month's sales × its days" },
    },
  ),
  column(
    "average",
    "ratio",
    { zh: "平均余额法", en: "Average" },
    {
      hint: {
        zh: "（期初＋期末）÷ 2 ÷ 本月开票 × 天数",
        en: "(Opening + closing) ÷ 2 ÷ the month's sales × its days",
      },
    },
  ),
  column(
    "rolling",
    "ratio",
    { zh: "滚动三月", en: "Rolling 3 months" },
    { hint: { zh: "期末应收 ÷ 近三月开票 × 90", en: "Receivables ÷ sales of 3 months × 90" } },
  ),
  column(
    "count_back",
    "ratio",
    { zh: "倒推法", en: "Count-back" },
    {
      hint: {
        zh: "从最近一月起逐月扣减开票额，扣完为止",
        en: "Sales are taken off month by month, the latest first, until nothing is left",
      },
    },
  ),
  column(
    "best",
    "ratio",
    { zh: "最佳可能", en: "Best possible" },
    {
      hint: { zh: "未到期应收 ÷ 近三月开票 × 90", en: "What is not due ÷ sales of 3 months × 90" },
    },
  ),
  column(
    "delinquent",
    "ratio",
    { zh: "平均拖欠天数", en: "Days delinquent" },
    { hint: { zh: "滚动三月 − 最佳可能", en: "Rolling 3 months less best possible" } },
  ),
];

export type DsoFigures = {
  readonly periodEnd: Ratio | null;
  readonly average: Ratio | null;
  readonly rolling: Ratio | null;
  readonly countBack: Ratio | null;
  readonly best: Ratio | null;
  readonly delinquent: Ratio | null;
};

/** Days since the position before; the first has none. All series of a report share them. */
export function daysOfPositions(
  positions: readonly Position[],
  thirtyDays = false,
): readonly number[] {
  return positions.map(({ day }, at) => {
    const before = positions[at - 1];
    const actual = before ? daysBetween(isoDate(before.day), isoDate(day)) : 0;
    // a month that is not over keeps the days it has
    return thirtyDays && actual >= 28 ? 30 : actual;
  });
}

/** At one of the positions; the one before it closes the month before. */
export function dsoAt(series: PositionSeries, at: number, days: readonly number[]): DsoFigures {
  const { positions } = series;
  const now = positions[at]!;
  const before = positions[at - 1];
  const months = salesBefore(series, at, days);
  const [month] = months;
  const receivableMinor = now.receivableMinor;
  const lastThree = months.slice(0, 3);
  const rolling = lastThree.length < 3 ? null : rollingDso(receivableMinor, lastThree);
  const salesMinor = lastThree.reduce((sum, one) => sum + one.salesMinor, 0n);
  const best =
    lastThree.length < 3
      ? null
      : bestPossibleDso({ notDueMinor: now.notDueMinor, salesMinor, days: 90 });
  return {
    periodEnd: month ? periodEndDso({ receivableMinor, ...month }) : null,
    average:
      month && before
        ? averageDso({
            openingMinor: before.receivableMinor,
            closingMinor: receivableMinor,
            ...month,
          })
        : null,
    rolling,
    countBack: countBackDso(receivableMinor, months),
    best,
    delinquent: averageDaysDelinquent(rolling, best),
  };
}

/**
 * Newest first; the first position of the list has no month before it. A sale whose claim a factor bought is
 * left out as the claim is: it was not paid, and nobody owes it here.
 */
function salesBefore(
  series: PositionSeries,
  at: number,
  days: readonly number[],
): readonly MonthSales[] {
  return Array.from({ length: at }, (_, back) => ({
    salesMinor: salesLeftAt(series, at - back, at),
    days: days[at - back]!,
  }));
}

export const daysSalesOutstanding = report({
  code: "days_sales_outstanding",
  group: "collection",
  title: { zh: "应收周转天数 DSO", en: "Days sales outstanding" },
  about: {
    zh: "卖出去的钱平均多少天收回来：四种算法并列，另给最佳可能与拖欠天数。无追索保理转让的应收与其开票都不计入。",
    en: "How long a sale stays unpaid, by four methods side by side, with the best possible value. Claims sold to a factor without recourse are left out with their sales.",
  },
  options: [byGroup, monthDays],
  periodMonths: null,
  facts: ["months"],
  factsOf: (request) => (isWhole(request) ? ["openAges"] : []),
  build: ({ months, openAges }, request) => {
    const thirtyDays = choiceOf(request, monthDays) === "thirty";
    const whole = isWhole(request);
    const days = daysOfPositions(months[0]?.positions ?? [], thirtyDays);
    const rows = months.flatMap((series): ReportRow[] => {
      const { positions } = series;
      const last = positions.length - 1;
      const shown = whole ? Math.min(shownMonths, last) : 1;
      return Array.from({ length: shown }, (_, n) => {
        const at = last - shown + 1 + n;
        const now = positions[at]!;
        const dso = dsoAt(series, at, days);
        return {
          currency: request.homeCurrency,
          cells: [
            whole ? now.day : groupName(series),
            now.receivableMinor,
            now.salesMinor,
            dso.periodEnd,
            dso.average,
            dso.rolling,
            dso.countBack,
            dso.best,
            dso.delinquent,
          ],
          ...(whole ? {} : groupLink(request, series)),
        };
      });
    });
    const first = whole
      ? column("day", "date", { zh: "月末", en: "Month end" })
      : column("group", "text", groupTitle(request));
    const meanAge = openAges ? ratioOf(openAges.weightedDays, openAges.openMinor) : null;
    const main = months[0]?.positions ?? [];
    const year = main.slice(-12);
    const [all] = months;
    const now = all && main.length > 0 ? dsoAt(all, main.length - 1, days) : null;
    const average = year.reduce((sum, one) => sum + one.receivableMinor, 0n);
    const sales = year.reduce((sum, one) => sum + one.salesMinor, 0n);
    return {
      columns: [first, ...figures],
      rows,
      ...(whole && now
        ? {
            tiles: [
              {
                zh: "滚动三月 DSO",
                en: "DSO, rolling 3 months",
                kind: "ratio",
                value: now.rolling,
              },
              { zh: "倒推法 DSO", en: "DSO, count-back", kind: "ratio", value: now.countBack },
              { zh: "平均拖欠天数", en: "Days delinquent", kind: "ratio", value: now.delinquent },
              {
                zh: "逐张加权账龄",
                en: "Mean age of what is open",
                kind: "ratio",
                value: meanAge,
              },
              {
                zh: "年周转天数",
                en: "Turnover of a year",
                kind: "ratio",
                value: main.length > 12 ? turnoverDays(average / 12n, sales) : null,
              },
            ],
            chart: {
              unit: "ratio",
              categories: rows.map(({ cells }) => monthText(cells[0])),
              series: [
                {
                  zh: "滚动三月",
                  en: "Rolling 3 months",
                  kind: "line",
                  values: rows.map(ratioAt(5)),
                },
                { zh: "倒推法", en: "Count-back", kind: "line", values: rows.map(ratioAt(6)) },
                {
                  zh: "最佳可能",
                  en: "Best possible",
                  kind: "line",
                  isDashed: true,
                  colour: "grey",
                  values: rows.map(ratioAt(7)),
                },
              ],
            },
          }
        : {}),
    };
  },
});

function ratioAt(at: number): (row: ReportRow) => Ratio | null {
  return ({ cells }) => {
    const cell = cells[at];
    return typeof cell === "object" && cell !== null && "numerator" in cell ? cell : null;
  };
}

function monthText(cell: unknown): string {
  return typeof cell === "string" ? cell.slice(0, 7) : "";
}
