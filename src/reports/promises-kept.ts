// 承诺兑现率: promises whose day has come, kept and broken, by customer or by who took them.
import { promisesKept } from "../core/figures/effectiveness.ts";
import { noGroup } from "./positions-by.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const by: ReportOption = {
  name: "by",
  title: { zh: "按", en: "By" },
  choices: [
    { code: "customer", zh: "客户", en: "Customer" },
    { code: "member", zh: "经办人", en: "Taken by" },
  ],
};

export const promisesKeptReport = report({
  code: "promises_kept",
  group: "collection",
  title: { zh: "承诺兑现率", en: "Promises kept" },
  about: {
    zh: "到期的付款承诺里兑现了多少：按实际到账判定。",
    en: "Of the promises whose day has come, how many were kept, judged by the money that came.",
  },
  options: [by],
  periodMonths: 3,
  facts: ["promises"],
  build: ({ promises }, request) => {
    const isByMember = choiceOf(request, by) === "member";
    const groups = Map.groupBy(
      promises,
      (one) => `${isByMember ? (one.memberId ?? "") : one.customerId} ${one.currency}`,
    );
    const rows = [...groups.values()].map((group) => {
      const [first] = group;
      const count = (of: "kept" | "broken" | "open") => group.reduce((n, one) => n + one[of], 0);
      const minor = (of: "keptMinor" | "brokenMinor" | "openMinor") =>
        group.reduce((sum, one) => sum + BigInt(one[of]), 0n);
      const name = isByMember ? first!.madeBy || noGroup : first!.customerName;
      return {
        currency: first!.currency,
        cells: [
          name,
          count("kept"),
          count("broken"),
          count("open"),
          promisesKept({ kept: count("kept"), due: count("kept") + count("broken") }),
          minor("keptMinor"),
          minor("brokenMinor"),
          minor("openMinor"),
        ],
        ...(isByMember ? {} : { link: { to: "customer", customerId: first!.customerId } as const }),
      };
    });
    const all = (of: "kept" | "broken") => promises.reduce((n, one) => n + one[of], 0);
    return {
      columns: [
        column("name", "text", isByMember ? by.choices[1]! : by.choices[0]!),
        column("kept", "count", { zh: "已兑现", en: "Kept" }),
        column("broken", "count", { zh: "落空", en: "Broken" }),
        column("open", "count", { zh: "未到期", en: "Open" }),
        column("ratio", "share", { zh: "兑现率", en: "Kept ÷ due" }),
        column("kept_money", "money", { zh: "兑现金额", en: "Kept, amount" }),
        column("broken_money", "money", { zh: "落空金额", en: "Broken, amount" }),
        column("open_money", "money", { zh: "未到期金额", en: "Open, amount" }),
      ],
      rows,
      tiles: [
        {
          zh: "兑现率",
          en: "Kept ÷ due",
          kind: "share",
          value: promisesKept({ kept: all("kept"), due: all("kept") + all("broken") }),
        },
      ],
    };
  },
});
