// 催收员业绩: what each collector's customers owed overdue when the period began, what came in on it,
// and what the collector did for that.
import { overdueRecovery, promisesKept } from "../core/figures/effectiveness.ts";
import { noGroup } from "./positions-by.ts";
import { column, report } from "./report.ts";

export const collectorResults = report({
  code: "collector_results",
  group: "collection",
  title: { zh: "催收业绩", en: "Collector results" },
  about: {
    zh: "每个业务员名下：近 13 周周均逾期、收回多少、联系几次、承诺兑现多少。",
    en: "Per owner: mean overdue of 13 weeks, what came in on it, contacts made, promises kept.",
  },
  options: [],
  periodMonths: 3,
  facts: ["ownerWeeks", "promises", "contacts"],
  build: ({ ownerWeeks, promises, contacts }, request) => ({
    columns: [
      column("owner", "text", { zh: "负责人", en: "Owner" }),
      column("overdue", "home", { zh: "现逾期", en: "Overdue now" }),
      column("received", "home", { zh: "13 周收回逾期", en: "Received on overdue, 13 weeks" }),
      column(
        "rate",
        "share",
        { zh: "周均回收率", en: "Mean weekly recovery" },
        {
          hint: { zh: "Σ 收回 ÷ Σ 周初逾期", en: "Σ received ÷ Σ overdue at the weeks' start" },
        },
      ),
      column("calls", "count", { zh: "联系次数", en: "Contacts" }),
      column("customers", "count", { zh: "联系客户", en: "Customers reached" }),
      column("promised", "count", { zh: "取得承诺", en: "Promises won" }),
      column("kept", "share", { zh: "承诺兑现率", en: "Promises kept" }),
    ],
    rows: ownerWeeks.map((series) => {
      const { key, name, positions } = series;
      const starts = positions.slice(0, -1).reduce((sum, one) => sum + one.overdueMinor, 0n);
      const received = positions
        .slice(1)
        .reduce((sum, one) => sum + one.receivedOnOverdueMinor, 0n);
      const own = promises.filter(({ memberId }) => String(memberId ?? "") === key);
      const made = contacts.find(({ memberId }) => String(memberId ?? "") === key);
      const count = (of: "kept" | "broken") => own.reduce((n, one) => n + one[of], 0);
      return {
        currency: request.homeCurrency,
        cells: [
          name === "" ? noGroup : name,
          positions.at(-1)?.overdueMinor ?? 0n,
          received,
          overdueRecovery({ overdueAtStartMinor: starts, receivedOnItMinor: received }),
          made?.calls ?? 0,
          made?.customers ?? 0,
          made?.promised ?? 0,
          promisesKept({ kept: count("kept"), due: count("kept") + count("broken") }),
        ],
      };
    }),
  }),
});
