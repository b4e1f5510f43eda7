// 数据健康: how complete the books' data is, before anybody trusts a figure made of it.

import type {
  AccountHealth,
  DataHealth,
  HealthCheck,
  HealthFinding,
} from "../../contract/data-health.ts";
import { addDays, daysBetween, type IsoDate, isoDate, laterDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type AccountFacts,
  accountFacts,
  accountsShared,
  customersWithoutAccount,
  customersWithoutTaxId,
  type FindingRow,
  itemsOfProvisionalCustomers,
  itemsWithoutContract,
  itemsWithoutDueDate,
  lastImportAt,
  ratesThrough,
  refusedRows,
  type StatementDays,
  statementDays,
  statementsBroken,
} from "../../db/data-health.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { daySpans } from "./day-spans.ts";

type Of = { readonly orgId: number; readonly booksId: number };

const findings: Readonly<Record<HealthCheck, (client: Db, of: Of) => Promise<FindingRow>>> = {
  items_without_due_date: itemsWithoutDueDate,
  items_without_contract: itemsWithoutContract,
  items_of_provisional_customers: itemsOfProvisionalCustomers,
  customers_without_tax_id: customersWithoutTaxId,
  customers_without_account: customersWithoutAccount,
  refused_rows: refusedRows,
  statements_broken: statementsBroken,
  accounts_shared: accountsShared,
};

export async function examineData(
  deps: Deps,
  books: {
    readonly orgId: number;
    readonly booksId: number;
    readonly homeCurrency: string;
    readonly today: IsoDate;
    readonly days: number;
  },
): Promise<DataHealth> {
  const { orgId, booksId, today, homeCurrency } = books;
  const from = addDays(today, 1 - books.days);
  return inOrganisation(deps.pool, orgId, async (client) => {
    const accounts = await accountFacts(client, orgId, booksId);
    const periods = await statementDays(client, orgId, { booksId, from });
    const rates = await ratesThrough(client, orgId, { id: booksId, homeCurrency });
    const last = await lastImportAt(client, orgId, booksId);
    const found: HealthFinding[] = [];
    for (const [check, look] of Object.entries(findings)) {
      // the record's own keys
      found.push(findingOf(check as HealthCheck, await look(client, { orgId, booksId })));
    }
    return {
      from,
      to: today,
      accounts: accounts.map((account) => accountHealth(account, periods, { from, to: today })),
      rates: rates.map((rate) => ({ ...rate })),
      findings: found.filter((one) => one.count > 0),
      lastImportAt: last?.toISOString() ?? null,
    };
  });
}

function accountHealth(
  account: AccountFacts,
  periods: readonly StatementDays[],
  window: { readonly from: IsoDate; readonly to: IsoDate },
): AccountHealth {
  const { id, accountNo, name, bank, currency, lines, firstDay, loadedThrough } = account;
  const own = periods.filter((period) => period.accountId === id);
  // Days before the account's first statement are not missing: it may not have existed.
  const from = firstDay === null ? window.from : laterDate(window.from, isoDate(firstDay));
  const isEmpty = loadedThrough === null || from > window.to;
  return {
    id,
    accountNo,
    name,
    bank,
    currency,
    lines,
    loadedThrough,
    daysBehind:
      loadedThrough === null ? null : Math.max(0, daysBetween(isoDate(loadedThrough), window.to)),
    spans: isEmpty ? [] : daySpans(own, { from, to: window.to }),
  };
}

function findingOf(check: HealthCheck, row: FindingRow): HealthFinding {
  return {
    check,
    count: row.count,
    money: row.money
      .filter(({ minor }) => minor !== 0)
      .map(({ currency, minor }) => ({ amount: formatMinor(minor, currency), currency })),
    examples: row.examples.map((example) => ({ ...example })),
  };
}
