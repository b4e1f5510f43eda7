// 逾期回收率 week by week: what came in on the money that was overdue when the week began (DOMAIN §5.19).

import { overdueRecovery } from "../core/figures/effectiveness.ts";
import { type DunningGrade, gradeTitle } from "../core/terms/ages.ts";
import { byGroup, groupLink, groupName, groupTitle, isWhole } from "./positions-by.ts";
import { asked, column, type ReportRow, report } from "./report.ts";

export const weeklyRecovery = report({
  code: "weekly_recovery",
  group: "collection",
  title: { zh: "每周逾期回收率", en: "Weekly recovery of overdue money" },
  about: {
    zh: "本周收到、用于周初逾期款的钱 ÷ 周初逾期余额。坏账核销和红字不算回款。",
    en: "Receipts of the week applied to what was overdue at its start ÷ overdue at its start.",
  },
  options: [byGroup],
  periodMonths: null,
  facts: ["gradeDays"],
  factsOf: (request) => (isWhole(request) ? ["weeks"] : ["lastWeek"]),
  build: ({ weeks, lastWeek, gradeDays }, request) => {
    const title = (grade: DunningGrade) => gradeTitle(grade, gradeDays);
    const whole = isWhole(request);
    const groups = asked(whole ? weeks : lastWeek);
    const rows = groups.flatMap((series): ReportRow[] => {
      const { positions } = series;
      const first = whole ? 1 : Math.max(1, positions.length - 1);
      return positions.slice(first).map((now, n) => {
        const before = positions[first + n - 1]!;
        return {
          currency: request.homeCurrency,
          cells: [
            whole ? now.day : groupName(series),
            before.overdueMinor,
            now.receivedOnOverdueMinor,
            overdueRecovery({
              overdueAtStartMinor: before.overdueMinor,
              receivedOnItMinor: now.receivedOnOverdueMinor,
            }),
            now.receivedMinor,
            now.overdueMinor,
            now.overdueMinor - now.lateBMinor,
            now.lateBMinor - now.lateAMinor,
            now.lateAMinor,
          ],
          ...(whole ? {} : groupLink(request, series)),
        };
      });
    });
    const still = { isSummed: !whole } as const;
    const [all] = groups;
    const shown = all?.positions.slice(1) ?? [];
    return {
      columns: [
        whole
          ? column("week", "date", { zh: "周末（周日）", en: "Week to" })
          : column("group", "text", groupTitle(request)),
        column("overdue_start", "home", { zh: "周初逾期", en: "Overdue at start" }, still),
        column("received_overdue", "home", { zh: "本周收回逾期", en: "Received on it" }),
        column("rate", "share", { zh: "回收率", en: "Recovery rate" }),
        column("received", "home", { zh: "本周核销收款", en: "Receipts applied" }),
        column("overdue_end", "home", { zh: "周末逾期", en: "Overdue at end" }, still),
        column("grade_c", "home", title("C"), still),
        column("grade_b", "home", title("B"), still),
        column("grade_a", "home", title("A"), still),
      ],
      rows,
      ...(whole
        ? {
            chart: {
              unit: "home",
              rightUnit: "share",
              categories: shown.map(({ day }) => day.slice(5)),
              series: [
                {
                  ...title("C"),
                  kind: "bar",
                  stack: "overdue",
                  colour: "amber",
                  depth: 0.1,
                  values: shown.map((one) => one.overdueMinor - one.lateBMinor),
                },
                {
                  ...title("B"),
                  kind: "bar",
                  stack: "overdue",
                  colour: "amber",
                  depth: 0.8,
                  values: shown.map((one) => one.lateBMinor - one.lateAMinor),
                },
                {
                  ...title("A"),
                  kind: "bar",
                  stack: "overdue",
                  colour: "red",
                  depth: 0.7,
                  values: shown.map((one) => one.lateAMinor),
                },
                {
                  zh: "回收率",
                  en: "Recovery rate",
                  kind: "line",
                  colour: "blue",
                  onRight: true,
                  values: rows.map(({ cells }) => {
                    const cell = cells[3];
                    return typeof cell === "object" && cell !== null && "numerator" in cell
                      ? cell
                      : null;
                  }),
                },
              ],
            },
          }
        : {}),
    };
  },
});
