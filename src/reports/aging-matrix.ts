// 账龄表 as a report among the others, for files and mails; the page of its own compares days and opens
// every cell.
import { agingBucketWords } from "../core/words/aging.ts";
import { noGroup } from "./positions-by.ts";
import { ageBuckets, overdueRateBuckets } from "./provision-setting.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const basis: ReportOption = {
  name: "basis",
  title: { zh: "起算", en: "Basis" },
  choices: [
    { code: "due", zh: "到期日", en: "Due date" },
    { code: "issue", zh: "开票日", en: "Invoice date" },
    { code: "book_age", zh: "法定年限", en: "Years" },
  ],
};

export const agingMatrix = report({
  code: "aging_matrix",
  group: "balances",
  title: { zh: "账龄表", en: "Aging table" },
  about: {
    zh: "按客户的账龄表（本位币）：各段、未关联红字、未核销收款分列，并与明细账对平。",
    en: "Aging by customer in home currency: buckets, unlinked credits, unapplied receipts apart, tied to the ledger.",
  },
  options: [basis],
  periodMonths: null,
  facts: ["aged", "receivableBalance"],
  build: ({ aged, receivableBalance }, request) => {
    const codes = choiceOf(request, basis) === "book_age" ? ageBuckets : overdueRateBuckets;
    const groups = [...Map.groupBy(aged, ({ customerId }) => customerId).values()];
    const sumOf = (group: typeof aged, bucket: string) =>
      group
        .filter((one) => one.bucket === bucket)
        .reduce((sum, one) => sum + BigInt(one.homeMinor), 0n);
    const rows = groups.map((group) => {
      const buckets = codes.map((code) => sumOf(group, code));
      const credits = sumOf(group, "credits");
      const balance = buckets.reduce((sum, one) => sum + one, credits);
      const unapplied = sumOf(group, "unapplied");
      return {
        currency: request.homeCurrency,
        cells: [
          group[0]!.customerName || noGroup,
          balance,
          ...buckets,
          credits,
          unapplied,
          balance - unapplied,
          sumOf(group, "allowance"),
        ],
        link: { to: "customer", customerId: group[0]!.customerId } as const,
      };
    });
    const shown = rows.reduce((sum, { cells }) => sum + amountIn(cells[1]), 0n);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("balance", "home", { zh: "余额", en: "Balance" }),
        ...codes.map((code) => column(code, "home", agingBucketWords[code])),
        column("credits", "home", { zh: "未关联红字", en: "Unlinked credits" }),
        column("unapplied", "home", { zh: "未核销收款", en: "Unapplied" }),
        column("net", "home", { zh: "净额", en: "Net" }),
        column("allowance", "home", { zh: "坏账准备", en: "Allowance" }),
      ],
      rows,
      chart: {
        unit: "home",
        categories: codes.map((code) => agingBucketWords[code]),
        series: [
          {
            zh: "余额",
            en: "Balance",
            kind: "bar",
            values: codes.map((_, at) =>
              rows.reduce((sum, { cells }) => sum + amountIn(cells[at + 2]), 0n),
            ),
          },
        ],
      },
      proof: {
        name: { zh: "账龄合计 = 明细账 1122", en: "Aging = ledger 1122" },
        account: "receivable",
        shownMinor: shown,
        ledgerMinor: BigInt(receivableBalance),
      },
    };
  },
});

function amountIn(cell: unknown): bigint {
  return typeof cell === "bigint" ? cell : 0n;
}
