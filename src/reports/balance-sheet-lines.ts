// 往来重分类 for the balance sheet: debit balances of 1122 and 2203 are receivables, credit balances are
// advances, customer by customer, never netted (ACCOUNTING §6.5). Figures only, no entry.
import { reclassify } from "./reclassification.ts";
import { column, report } from "./report.ts";

export const balanceSheetLines = report({
  code: "balance_sheet_lines",
  group: "accounting",
  title: { zh: "往来重分类", en: "Reclassification for the balance sheet" },
  about: {
    zh: "资产负债表口径：应收账款 = 1122 与 2203 的借方余额，预收 = 两者的贷方余额，逐户计算、户间不相抵。",
    en: "Receivables are debit balances of 1122 and 2203, advances their credit balances, never netting two customers.",
  },
  options: [],
  periodMonths: null,
  facts: ["balances", "allowanceBalance"],
  build: ({ balances, allowanceBalance }, request) => {
    const groups = [...Map.groupBy(balances, ({ customerId }) => customerId).values()];
    const rows = groups.map((group) => {
      const sum = (isReceivable: boolean) =>
        group
          .filter(({ account }) => advanceAccounts.has(account) !== isReceivable)
          .reduce((total, one) => total + BigInt(one.homeMinor), 0n);
      const { customerId, customerName } = group[0]!;
      const own = {
        customerId: String(customerId),
        receivableMinor: sum(true),
        advanceMinor: sum(false),
      };
      const shown = reclassify([own]);
      return {
        currency: request.homeCurrency,
        cells: [
          customerName,
          own.receivableMinor,
          own.advanceMinor,
          shown.receivableMinor,
          shown.advanceMinor,
        ],
        link: { to: "customer", customerId } as const,
      };
    });
    const total = (at: number) =>
      rows.reduce((sum, { cells }) => {
        const cell = cells[at];
        return typeof cell === "bigint" ? sum + cell : sum;
      }, 0n);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("receivable_balance", "home", { zh: "1122 余额（借＋）", en: "1122 (debit +)" }),
        column("advance_balance", "home", { zh: "2203 余额（借＋）", en: "2203 (debit +)" }),
        column("receivable", "home", { zh: "应收账款（报表）", en: "Receivables (balance sheet)" }),
        column("advance", "home", { zh: "预收款项（报表）", en: "Advances (balance sheet)" }),
      ],
      rows,
      tiles: [
        { zh: "应收账款（报表）", en: "Receivables", kind: "home", value: total(3) },
        { zh: "减：坏账准备", en: "Less allowance", kind: "home", value: BigInt(allowanceBalance) },
        {
          zh: "应收账款账面价值",
          en: "Carrying amount",
          kind: "home",
          value: total(3) - BigInt(allowanceBalance),
        },
        { zh: "预收款项（报表）", en: "Advances", kind: "home", value: total(4) },
      ],
      proof: {
        name: {
          zh: "应收 − 预收 = 1122 与 2203 的余额",
          en: "Receivables − advances = balance of 1122 and 2203",
        },
        account: "receivable",
        shownMinor: total(3) - total(4),
        ledgerMinor: balances.reduce((sum, one) => sum + BigInt(one.homeMinor), 0n),
      },
    };
  },
});

const advanceAccounts: ReadonlySet<string> = new Set(["on_account", "advance_plain"]);
