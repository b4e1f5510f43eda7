// 往来重分类: the balance sheet never nets two customers; a credit balance of one is an advance, a
// debit balance on an advance account is a receivable (ACCOUNTING §6.5). Figures only, no entry.
import { type AccountKey, receivableAccounts } from "../core/ledger/accounts.ts";
import { balancesBy, linesAt } from "../core/ledger/balance.ts";
import type { Report, ReportColumn } from "./ledger-report.ts";
import { tableOf } from "./ledger-report.ts";

export type CustomerBalance = {
  readonly customerId: string;
  /** Home currency, debit positive: balances of 1122 and of 2203. */
  readonly receivableMinor: bigint;
  readonly advanceMinor: bigint;
};

export type Reclassified = { readonly receivableMinor: bigint; readonly advanceMinor: bigint };

/** 应收账款 = Σ debit balances of both accounts, 预收 = Σ credit balances, customer by customer. */
export function reclassify(balances: readonly CustomerBalance[]): Reclassified {
  const each = balances.flatMap(({ receivableMinor, advanceMinor }) => [
    receivableMinor,
    advanceMinor,
  ]);
  return {
    receivableMinor: each.reduce((sum, balance) => (balance > 0n ? sum + balance : sum), 0n),
    advanceMinor: each.reduce((sum, balance) => (balance < 0n ? sum - balance : sum), 0n),
  };
}

const advanceAccounts: readonly AccountKey[] = ["on_account", "advance_plain"];

const columns: readonly ReportColumn[] = [
  { code: "customer", kind: "text", zh: "客户", en: "Customer" },
  {
    code: "receivable_balance",
    kind: "home",
    zh: "1122 余额（借＋）",
    en: "1122 balance (debit +)",
  },
  { code: "advance_balance", kind: "home", zh: "2203 余额（借＋）", en: "2203 balance (debit +)" },
  { code: "receivable", kind: "home", zh: "应收账款（报表）", en: "Receivables (balance sheet)" },
  { code: "advance", kind: "home", zh: "预收款项（报表）", en: "Advances (balance sheet)" },
];

export const reclassification: Report = {
  code: "reclassification",
  title: { zh: "往来重分类", en: "Reclassification of customer balances" },
  build: (records, { viewpoint, customerId }) => {
    const { customerNames } = records;
    const lines = linesAt(records.entries, viewpoint);
    const sumOf = (accounts: readonly AccountKey[]) =>
      balancesBy(lines, (line) =>
        accounts.includes(line.account) ? (line.customerId ?? null) : null,
      );
    const receivable = sumOf(receivableAccounts);
    const advance = sumOf(advanceAccounts);
    const ids = [...new Set([...receivable.keys(), ...advance.keys()])].sort();
    const rows = ids
      .filter((id) => customerId === null || id === customerId)
      .map((id) => {
        const receivableMinor = receivable.get(id)?.homeMinor ?? 0n;
        const advanceMinor = advance.get(id)?.homeMinor ?? 0n;
        const shown = reclassify([{ customerId: id, receivableMinor, advanceMinor }]);
        return {
          currency: records.books.homeCurrency,
          cells: [
            customerNames.get(id) ?? id,
            receivableMinor,
            advanceMinor,
            shown.receivableMinor,
            shown.advanceMinor,
          ],
        };
      });
    return tableOf(columns, rows, records.books.homeCurrency);
  },
};
