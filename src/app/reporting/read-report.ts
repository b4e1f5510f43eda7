// One report at a viewpoint, as a table on the wire.

import { setImmediate as breathe } from "node:timers/promises";
import type { ReportQuery, ReportTableOnWire } from "../../contract/reports.ts";
import { addMonths, type IsoDate, isoDate } from "../../core/date.ts";
import type { MissingRate } from "../../core/ledger/rates.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectLastRecorded, selectPresent } from "../../db/aging.ts";
import type { Db } from "../../db/pool.ts";
import { selectAllRates } from "../../db/rates.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { reportByCode } from "../../reports/registry.ts";
import {
  type OptionName,
  optionNames,
  type Report,
  type ReportRequest,
  type ReportTable,
} from "../../reports/report.ts";
import type { Deps } from "../deps.ts";
import { inCurrency, viewRate } from "./currency-view.ts";
import { loadFacts } from "./load-facts.ts";
import { tableOnWire } from "./table-on-wire.ts";

export type ReportBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: IsoDate;
  readonly homeCurrency: string;
  readonly timeZone: string;
};

export type ReportAsk = ReportBooks & { readonly code: string; readonly query: ReportQuery };

export type BuiltReport = {
  readonly report: Report;
  readonly request: ReportRequest;
  readonly knownAt: string;
  readonly table: ReportTable;
};

export type ReportRefusal =
  | { readonly code: "report_not_found"; readonly report: string }
  | { readonly code: "report_choice_unknown"; readonly option: string; readonly choice: string }
  | MissingRate;

export async function readReport(
  deps: Pick<Deps, "pool">,
  ask: ReportAsk,
): Promise<Result<ReportTableOnWire, ReportRefusal>> {
  const query = { ...ask.query, knownAt: ask.query.knownAt ?? (await presentInstant(deps, ask)) };
  const built = await inOrganisation(deps.pool, ask.orgId, (db) =>
    buildReport(db, { ...ask, query }),
  );
  if (!built.ok) return built;
  await breathe();
  const table = tableOnWire(built.value);
  const { currency = table.homeCurrency } = query;
  if (currency === table.homeCurrency) return ok(table);
  const of = { home: table.homeCurrency, currency, asOf: table.asOf };
  const rates = await inOrganisation(deps.pool, ask.orgId, (db) => selectAllRates(db, ask));
  const rate = viewRate(rates, of);
  return rate.ok ? ok(inCurrency(table, rate.value)) : rate;
}

/** Up to when is read where nothing is said; promises and disputes are recorded without the ledger. */
function presentInstant(
  deps: Pick<Deps, "pool">,
  { orgId }: ReportBooks,
): Promise<string | undefined> {
  return inOrganisation(
    deps.pool,
    orgId,
    async (db) => (await selectPresent(db, orgId)) ?? undefined,
  );
}

/** Within a transaction of the caller: files and the dashboard build theirs so. */
export async function buildReport(
  db: Db,
  ask: ReportAsk,
): Promise<Result<BuiltReport, ReportRefusal>> {
  const fault = choiceFault(ask.code, ask.query);
  const report = reportByCode(ask.code);
  if (fault || report === null) {
    return refuse(fault ?? { code: "report_not_found", report: ask.code });
  }
  await joinWholeTables(db);
  const { orgId, booksId, query } = ask;
  const knownAt = query.knownAt ?? (await selectLastRecorded(db, orgId));
  const request = requestOf(report, ask);
  const facts = await loadFacts(db, report.factsFor(request), {
    orgId,
    booksId,
    asOf: request.asOf,
    knownAt,
    request,
  });
  await breathe(); // ten thousand rows take a tenth of a second to put together, and as long to write
  return ok({ report, request, knownAt, table: report.build(facts, request) });
}

function requestOf(
  report: Report,
  { query, today, homeCurrency, timeZone }: ReportAsk,
): ReportRequest {
  const asOf = query.asOf === undefined ? today : isoDate(query.asOf);
  const { periodMonths } = report;
  const usual = periodMonths === null ? asOf : periodStart(asOf, periodMonths);
  const from = periodMonths === null || query.from === undefined ? usual : isoDate(query.from);
  const options = Object.fromEntries(
    optionNames.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
  );
  return { asOf, from, today, homeCurrency, timeZone, options };
}

/** The first day of the month so many months back, the month of asOf counted. */
function periodStart(asOf: IsoDate, months: number): IsoDate {
  return isoDate(`${addMonths(asOf, 1 - months).slice(0, 7)}-01`);
}

/** What is asked for that there is not; null: nothing. */
export function choiceFault(
  code: string,
  query: Pick<ReportQuery, OptionName>,
): ReportRefusal | null {
  const report = reportByCode(code);
  if (report === null) return { code: "report_not_found", report: code };
  for (const name of optionNames) {
    const choice = query[name];
    if (choice === undefined) continue;
    const option = report.options.find((one) => one.name === name);
    if (!option?.choices.some((one) => one.code === choice)) {
      return { code: "report_choice_unknown", option: name, choice };
    }
  }
  return null;
}
