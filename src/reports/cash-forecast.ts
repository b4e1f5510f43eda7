// 回款预测: the next thirteen weeks by due date and by how late money really comes in, beside what was
// promised and which bills mature; and how wrong the same forecast was in the weeks behind us.
import { addDays, type IsoDate, isoDate } from "../core/date.ts";
import {
  expectedByWeek,
  forecastError,
  type LatenessWeek,
  latenessWeek,
  type PayingCurve,
  payingCurve,
  weekAhead,
} from "../core/figures/forecast.ts";
import { ratioOf, scaledRatio } from "../core/figures/ratio.ts";
import type { DayMoney, Lateness, OpenByDue, Paid } from "./facts.ts";
import { column, report } from "./report.ts";

const forecastWeeks = 13;

/** Of what was due longer ago nothing is read: how people pay changes. */
export const latenessDays = 730;

/** From this week of lateness on all are read together: single weeks hold too little. */
const pooledFrom = 20;
/** A customer's own habit moves its items so many weeks at most. */
const mostWeeksMoved = 6;

/** What was open in each week of lateness and what came in during it, of weeks that are over. */
function latenessWeeks(rows: readonly Lateness[]): LatenessWeek[] {
  const from = rows.reduce((least, { entered }) => (entered < least ? entered : least), 0);
  const to = rows.reduce((most, { now }) => (now > most ? now : most), 0);
  const weeks = Array.from({ length: Math.max(0, to - from) }, () => ({ begins: 0n, paid: 0n }));
  /** From a week through the last one an item was seen in. */
  const expose = (minor: bigint, first: number, now: number) => {
    const [begin, end] = [weeks[first - from], weeks[now - from]];
    if (first >= now || !begin) return;
    begin.begins += minor;
    if (end) end.begins -= minor;
  };
  for (const { entered, now, reduced, homeMinor, receivedMinor } of rows) {
    if (reduced === null) {
      expose(BigInt(homeMinor), entered, now);
      continue;
    }
    expose(-BigInt(homeMinor), Math.max(entered, reduced + 1), now);
    const paidIn = weeks[reduced - from];
    if (entered <= reduced && reduced < now && paidIn) paidIn.paid += BigInt(receivedMinor);
  }
  const pooled = new Map<number, { exposedMinor: bigint; paidMinor: bigint }>();
  let exposedMinor = 0n;
  for (const [n, { begins, paid }] of weeks.entries()) {
    exposedMinor += begins;
    const at = Math.min(from + n, pooledFrom);
    const sums = pooled.get(at) ?? { exposedMinor: 0n, paidMinor: 0n };
    sums.exposedMinor += exposedMinor;
    sums.paidMinor += paid;
    pooled.set(at, sums);
  }
  return [...pooled].map(([week, sums]) => ({ week, ...sums }));
}

/** Weeks by which a customer pays later than all do. */
function habitWeeks(paying: readonly Paid[]): (customerId: number) => number {
  const days = (weighted: number, paid: number) => {
    const share = ratioOf(Math.trunc(weighted), paid);
    return share === null ? 0 : Number.parseInt(scaledRatio(share, 1n).toString(), 10);
  };
  const all = days(
    paying.reduce((sum, one) => sum + one.weightedDays, 0),
    paying.reduce((sum, one) => sum + one.paidMinor, 0),
  );
  const moved = new Map(
    paying.map((one) => {
      const weeks = Math.trunc((days(one.weightedDays, one.paidMinor) - all) / 7);
      return [one.customerId, Math.max(-mostWeeksMoved, Math.min(mostWeeksMoved, weeks))];
    }),
  );
  return (customerId) => moved.get(customerId) ?? 0;
}

export type Forecast = {
  readonly curve: PayingCurve;
  readonly habit: (customerId: number) => number;
};

export function forecastOf(lateness: readonly Lateness[], paying: readonly Paid[]): Forecast {
  return { curve: payingCurve(latenessWeeks(lateness)), habit: habitWeeks(paying) };
}

/** Expected by week from `asOf`; disputed parts and credits in excess are not expected. */
export function expectedOfAll(
  open: readonly OpenByDue[],
  { curve, habit }: Forecast,
  of: { readonly asOf: IsoDate; readonly weeks: number },
): bigint[] {
  const sums = Array.from({ length: of.weeks + 1 }, () => 0n);
  const weekOf = weekByDueDate(of.asOf);
  for (const one of open) {
    const openMinor = BigInt(one.homeMinor - one.disputedMinor);
    if (one.dueDate === null || openMinor <= 0n) continue;
    const week = weekOf(one.dueDate) - habit(one.customerId);
    const expected = expectedByWeek(openMinor, { week, weeks: of.weeks, curve });
    for (const [at, minor] of expected.entries()) sums[at] = (sums[at] ?? 0n) + minor;
  }
  return sums;
}

/** Customers share their due dates: each is looked at once. */
function weekByDueDate(asOf: IsoDate): (dueDate: string) => number {
  const weeks = new Map<string, number>();
  return (dueDate) => {
    const known = weeks.get(dueDate);
    if (known !== undefined) return known;
    const week = latenessWeek(isoDate(dueDate), asOf);
    weeks.set(dueDate, week);
    return week;
  };
}

/** What falls due in each week; what is overdue already belongs to none. */
function dueByWeek(open: readonly OpenByDue[], asOf: IsoDate): bigint[] {
  return byWeek(
    open.flatMap(({ dueDate, homeMinor, disputedMinor }) =>
      dueDate === null ? [] : [{ day: dueDate, homeMinor: homeMinor - disputedMinor }],
    ),
    asOf,
  );
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
    zh: "未来 13 周预计回款：按历史收款规律，旁边是到期额、承诺与票据；上面 8 行是过去各周的预测与实际。",
    en: "Cash of the next 13 weeks as money came in before, beside what falls due; the first 8 rows hold past forecasts against what came.",
  },
  options: [],
  periodMonths: null,
  facts: ["forecasts", "promisedDays", "billDays"],
  build: ({ forecasts, promisedDays, billDays }, request) => {
    const { asOf } = request;
    const { open, lateness, paid } = forecasts;
    const of = { asOf, weeks: forecastWeeks };
    const expected = expectedOfAll(open, forecastOf(lateness, paid), of);
    const byDue = dueByWeek(open, asOf);
    const promised = byWeek(promisedDays, asOf);
    const bills = byWeek(billDays, asOf);
    const past = forecasts.past.map((week) => ({
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
    const without = open
      .filter(({ dueDate }) => dueDate === null)
      .reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
    return {
      columns: [
        column("week", "date", { zh: "周（至）", en: "Week to" }),
        column(
          "expected",
          "home",
          { zh: "按历史预计", en: "Expected" },
          {
            hint: {
              zh: "未清金额 × 历史上同样逾期周数的收款概率，按客户快慢前后移；争议部分不计",
              en: "Open × the chance that money so late came in within a week, moved by the customer's own pace; disputed parts left out",
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
            "",
            "",
            "",
            week.receivedMinor,
            ratioOf(week.receivedMinor - week.expectedMinor, week.receivedMinor),
          ]),
        ),
        ...weeks.map((week, n) =>
          row([week, expected[n] ?? 0n, byDue[n] ?? 0n, promised[n] ?? 0n, bills[n] ?? 0n, "", ""]),
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
            zh: "按历史预计",
            en: "Expected",
            kind: "line",
            colour: "blue",
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
