// 回款预测: the next thirteen weeks by due date and by how late each customer usually pays, beside what
// was promised and which bills mature; and how wrong the same forecast was in the weeks behind us.
import { addDays, type IsoDate, isoDate } from "../core/date.ts";
import { expectedOn, forecastError, weekAhead } from "../core/figures/forecast.ts";
import { ratioOf, scaledRatio } from "../core/figures/ratio.ts";
import type { DayMoney, Facts, Paying } from "./facts.ts";
import { column, report } from "./report.ts";

export const forecastWeeks = 13;

export type OpenByDue = Facts["openByDue"][number];

/** Mean days late by customer, and of all for who has no history. */
export function payingHabits(paying: readonly Paying[]): (customerId: number) => number {
  const mean = (weighted: number, paid: number) => {
    const share = ratioOf(weighted, paid);
    return share === null ? 0 : toDays(scaledRatio(share, 1n));
  };
  const own = new Map(paying.map((one) => [one.customerId, mean(one.weightedDays, one.paidMinor)]));
  const all = mean(
    paying.reduce((sum, one) => sum + one.weightedDays, 0),
    paying.reduce((sum, one) => sum + one.paidMinor, 0),
  );
  return (customerId) => own.get(customerId) ?? all;
}

function toDays(days: bigint): number {
  return Number.parseInt(days.toString(), 10);
}

/** Expected by week from `asOf`; what is disputed is not expected. Beyond the weeks: the last place. */
export function expectedByWeek(
  open: readonly OpenByDue[],
  habit: (customerId: number) => number,
  of: { readonly asOf: IsoDate; readonly weeks: number },
): bigint[] {
  const sums = Array.from({ length: of.weeks + 1 }, () => 0n);
  for (const one of open) {
    const dueDate = one.dueDate === null ? null : isoDate(one.dueDate);
    const day = expectedOn({ asOf: of.asOf, dueDate, daysLate: habit(one.customerId) });
    if (day === null) continue;
    const week = Math.min(weekAhead(of.asOf, day), of.weeks);
    sums[week] = (sums[week] ?? 0n) + BigInt(one.homeMinor - one.disputedMinor);
  }
  return sums;
}

function byWeek(days: readonly DayMoney[], asOf: IsoDate): bigint[] {
  const sums = Array.from({ length: forecastWeeks }, () => 0n);
  for (const { day, homeMinor } of days) {
    if (day <= asOf) continue;
    const week = weekAhead(asOf, isoDate(day));
    if (week < forecastWeeks) sums[week] = (sums[week] ?? 0n) + BigInt(homeMinor);
  }
  return sums;
}

export const cashForecast = report({
  code: "cash_forecast",
  group: "collection",
  title: { zh: "回款预测", en: "Cash forecast" },
  about: {
    zh: "未来 13 周预计回款：按到期日，也按客户实际付款习惯；下面是过去 8 周预测与实际的误差。",
    en: "Cash of the next 13 weeks by due date and by how customers really pay, with its error of 8 past weeks.",
  },
  options: [],
  periodMonths: null,
  facts: ["openByDue", "paying", "promisedDays", "billDays", "pastWeeks"],
  build: ({ openByDue, paying, promisedDays, billDays, pastWeeks }, request) => {
    const { asOf } = request;
    const of = { asOf, weeks: forecastWeeks };
    const expected = expectedByWeek(openByDue, payingHabits(paying), of);
    const byDue = expectedByWeek(openByDue, () => 0, of);
    const promised = byWeek(promisedDays, asOf);
    const bills = byWeek(billDays, asOf);
    const past = pastWeeks.map((week) => ({
      start: week.start,
      expectedMinor: BigInt(week.expectedMinor),
      receivedMinor: BigInt(week.receivedMinor),
    }));
    const error = forecastError(past);
    const weeks = Array.from({ length: forecastWeeks }, (_, n) => addDays(asOf, 7 * n + 7));
    const row = (cells: readonly (string | bigint | null | ReturnType<typeof ratioOf>)[]) => ({
      currency: request.homeCurrency,
      cells,
    });
    const without = openByDue
      .filter(({ dueDate }) => dueDate === null)
      .reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
    return {
      columns: [
        column("week", "date", { zh: "周（至）", en: "Week to" }),
        column(
          "expected",
          "home",
          { zh: "按习惯预计", en: "Expected by habit" },
          {
            hint: {
              zh: "到期日 + 该客户平均拖欠天数；已过的放到一周内；争议部分不计",
              en: "Due date + the customer's mean days late; what is past, within a week; disputed parts left out",
            },
          },
        ),
        column("by_due", "home", { zh: "按到期日", en: "By due date" }),
        column("promised", "home", { zh: "其中有承诺", en: "Promised" }),
        column("bills", "home", { zh: "票据到期", en: "Bills maturing" }),
        column("received", "home", { zh: "实际回款", en: "Received" }),
        column(
          "error",
          "share",
          { zh: "误差", en: "Error" },
          {
            hint: { zh: "（实际 − 预计）÷ 实际", en: "(Received − expected) ÷ received" },
          },
        ),
      ],
      rows: [
        ...past.map((week) =>
          row([
            addDays(isoDate(week.start), 7),
            week.expectedMinor,
            null,
            null,
            null,
            week.receivedMinor,
            ratioOf(week.receivedMinor - week.expectedMinor, week.receivedMinor),
          ]),
        ),
        ...weeks.map((week, n) =>
          row([
            week,
            expected[n] ?? 0n,
            byDue[n] ?? 0n,
            promised[n] ?? 0n,
            bills[n] ?? 0n,
            null,
            null,
          ]),
        ),
      ],
      totals: [],
      tiles: [
        {
          zh: "未来 4 周预计",
          en: "Expected in 4 weeks",
          kind: "home",
          value: expected.slice(0, 4).reduce((sum, one) => sum + one, 0n),
        },
        {
          zh: "未来 13 周预计",
          en: "Expected in 13 weeks",
          kind: "home",
          value: expected.slice(0, forecastWeeks).reduce((sum, one) => sum + one, 0n),
        },
        {
          zh: "过去 8 周误差",
          en: "Error of 8 past weeks",
          kind: "share",
          value: error,
          hint: { zh: "Σ|实际 − 预计| ÷ Σ 实际", en: "Σ |received − expected| ÷ Σ received" },
        },
      ],
      ...(without === 0n
        ? {}
        : {
            notes: [
              {
                zh: "没有到期日的应收不在预测里。",
                en: "Receivables without due date are not in the forecast.",
              },
            ],
          }),
      chart: {
        unit: "home",
        categories: [
          ...past.map(({ start }) => addDays(isoDate(start), 7).slice(5)),
          ...weeks.map((week) => week.slice(5)),
        ],
        series: [
          {
            zh: "实际回款",
            en: "Received",
            kind: "bar",
            colour: "green",
            values: [...past.map(({ receivedMinor }) => receivedMinor), ...weeks.map(() => null)],
          },
          {
            zh: "按习惯预计",
            en: "Expected by habit",
            kind: "line",
            values: [
              ...past.map(({ expectedMinor }) => expectedMinor),
              ...weeks.map((_, n) => expected[n] ?? 0n),
            ],
          },
          {
            zh: "按到期日",
            en: "By due date",
            kind: "line",
            isDashed: true,
            colour: "grey",
            values: [...past.map(() => null), ...weeks.map((_, n) => byDue[n] ?? 0n)],
          },
        ],
      },
    };
  },
});
