// Reports by mail, every morning: those whose day has come.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { mailDueReports } from "../app/reporting/report-schedules.ts";

export const mailReportsDaily: ClockWork = {
  name: "mail_reports",
  every: "day",
  run: async (deps, books) => {
    await mailDueReports(deps, books);
  },
};
