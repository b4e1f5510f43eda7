// Which reports there are, with what may be chosen of each.
import { reports } from "../../reports/registry.ts";
import { reportGroups } from "../../reports/report.ts";

export function listReports() {
  return {
    groups: Object.entries(reportGroups).map(([code, { zh, en }]) => ({ code, zh, en })),
    reports: reports.map(({ code, group, title, about, options, periodMonths }) => ({
      code,
      group,
      title,
      about,
      options: options.map(({ name, title: head, choices }) => ({
        name,
        title: head,
        choices: choices.map((one) => ({ code: one.code, zh: one.zh, en: one.en })),
      })),
      periodMonths,
    })),
  };
}
