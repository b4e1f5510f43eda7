// Which reports there are, with what may be chosen of each.
import { selectQuotedCurrencies } from "../../db/rates.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { reports } from "../../reports/registry.ts";
import { reportGroups } from "../../reports/report.ts";
import type { Deps } from "../deps.ts";

export async function listReports(
  deps: Pick<Deps, "pool">,
  books: { readonly orgId: number; readonly booksId: number; readonly homeCurrency: string },
) {
  const { homeCurrency } = books;
  const quoted = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectQuotedCurrencies(db, books, homeCurrency),
  );
  return {
    currencies: [homeCurrency, ...quoted],
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
