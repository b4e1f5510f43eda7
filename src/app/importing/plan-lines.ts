// Statements of a file → rows to stage: which account each belongs to, which rows are refused and
// why. Rows come out one by one, so that a large file never stands twice in memory.
import type { ImportChoices } from "../../contract/imports.ts";
import type { IsoDate } from "../../core/date.ts";
import { formatGrouped, formatMinor, isSafeMinor } from "../../core/money.ts";
import type { Cell } from "../../db/bulk-insert.ts";
import type {
  ImportProblem,
  SourcePlace,
  Statement,
  StatementEntry,
} from "../../importers/importer.ts";
import { rowCells } from "./excerpt.ts";
import { LineIdentities } from "./fingerprint.ts";
import type { HomeAmount, RowJudge } from "./judge-rows.ts";
import { largestMinor, placeStatement, standingProblems } from "./place-statement.ts";
import type { Plan } from "./plan.ts";
import type { ReadingContext } from "./reading.ts";
import { RowSample, type SampleColumn } from "./sample-rows.ts";

const columns: readonly SampleColumn<StatementEntry>[] = [
  { field: "date", from: ["date", "time"], cell: (e) => e.bookingDate },
  { field: "value_date", from: ["value_date"], cell: (e) => e.valueDate ?? "" },
  { field: "currency", from: ["currency"], cell: (e) => e.currency },
  {
    field: "money_in",
    from: ["money_in", "amount"],
    cell: (e) => (e.amountMinor > 0n ? formatGrouped(e.amountMinor, e.currency) : ""),
  },
  {
    field: "money_out",
    from: ["money_out", "amount"],
    cell: (e) => (e.amountMinor < 0n ? formatGrouped(-e.amountMinor, e.currency) : ""),
  },
  { field: "payer_name", from: ["payer_name"], cell: (e) => e.payerName },
  { field: "payer_account", from: ["payer_account"], cell: (e) => e.payerAccount },
  { field: "memo", from: ["memo"], cell: (e) => e.memo },
  { field: "bank_ref", from: ["bank_ref", "line_id"], cell: (e) => e.bankRef || (e.lineId ?? "") },
  {
    field: "balance",
    from: ["balance"],
    cell: (e) => (e.balanceMinor === null ? "" : formatGrouped(e.balanceMinor, e.currency)),
  },
];

export function planLines(
  statements: readonly Statement[],
  about: {
    readonly context: ReadingContext;
    readonly choices: ImportChoices;
    readonly judge: RowJudge;
    readonly problems: readonly ImportProblem[];
  },
): Plan {
  const { context, choices, judge } = about;
  const planned = statements.map((statement) => placeStatement(statement, context, choices));
  const problems: ImportProblem[] = planned.flatMap((one) => standingProblems(one));
  const sample = new RowSample(columns);
  const identities = new LineIdentities();
  const tally = { ready: 0, leftOut: 0, closedRows: 0 };
  let from: IsoDate | null = null;
  let to: IsoDate | null = null;

  function judgeLine(entry: StatementEntry): JudgedLine | ImportProblem {
    const { amountMinor, currency, bookingDate } = entry;
    if (amountMinor > largestMinor || amountMinor < -largestMinor) {
      return lineProblem(entry, "amount_too_large", { amount: formatMinor(amountMinor, currency) });
    }
    if (judge.isClosed(bookingDate)) tally.closedRows += 1;
    const accounting = judge.accountingDate(bookingDate);
    if (!accounting.ok) {
      const { code, ...fields } = accounting.error;
      return lineProblem(entry, code, fields);
    }
    const judged = { accountingDate: accounting.value };
    // Money out is no receipt and is posted nowhere yet: it needs no rate.
    if (amountMinor < 0n) return { ...judged, home: null };
    const home = judge.homeAmount({
      minor: amountMinor,
      currency,
      date: bookingDate,
      bookingRate: "",
    });
    if (home.ok && !isSafeMinor(home.value.homeMinor)) {
      return lineProblem(entry, "amount_too_large", { amount: formatMinor(amountMinor, currency) });
    }
    if (home.ok) return { ...judged, home: home.value };
    const { code, ...fields } = home.error;
    return lineProblem(entry, code, fields);
  }

  function* rows(): Generator<Cell[]> {
    let n = 0;
    for (const [statementN, statement] of statements.entries()) {
      const place = planned[statementN]!;
      const refusedWhole = place.standing === "another_firm" || place.standing === "other_books";
      for (const entry of statement.entries) {
        if (from === null || entry.bookingDate < from) from = entry.bookingDate;
        if (to === null || entry.bookingDate > to) to = entry.bookingDate;
        if (entry.amountMinor === 0n) continue;
        // Numbered before anything is left out: leaving a row out must not shift its equals.
        const identity = identities.identityOf(place.key, entry);
        if (judge.isLeftOut(entry.place)) {
          tally.leftOut += 1;
          sample.add(entry, entry.place, "left_out");
          continue;
        }
        const judged = judgeLine(entry);
        if ("code" in judged) {
          problems.push(judged);
          sample.add(entry, entry.place, "refused");
          continue;
        }
        sample.add(entry, entry.place, refusedWhole ? "refused" : "ready");
        if (refusedWhole) continue;
        n += 1;
        tally.ready += 1;
        yield lineCells({ n, statementN, accountId: place.accountId, entry, identity, judged });
      }
    }
  }

  return {
    staged: "lines",
    rows,
    summary: () => ({
      ...tally,
      problems,
      statements: planned,
      periodFrom: from,
      periodTo: to,
      sample: (mapping) => sample.shown(mapping),
    }),
  };
}

type JudgedLine = { readonly accountingDate: IsoDate; readonly home: HomeAmount | null };

function lineCells(line: {
  readonly n: number;
  readonly statementN: number;
  readonly accountId: number | null;
  readonly entry: StatementEntry;
  readonly identity: { readonly fingerprint: Buffer; readonly ordinal: number };
  readonly judged: JudgedLine;
}): Cell[] {
  const { entry, identity, judged } = line;
  const extra =
    entry.reference === "" ? entry.extra : { ...entry.extra, reference: entry.reference };
  return [
    line.n,
    line.statementN,
    line.accountId,
    entry.place.row ?? line.n,
    identity.fingerprint,
    identity.ordinal,
    entry.bookingDate,
    entry.valueDate,
    entry.currency,
    entry.amountMinor,
    entry.payerName,
    entry.payerAccount,
    entry.memo,
    entry.bankRef || (entry.lineId ?? ""),
    entry.endToEnd,
    entry.balanceMinor,
    JSON.stringify(extra),
    judged.home?.homeMinor ?? null,
    judged.home?.rate ?? "",
    judged.accountingDate,
  ];
}

function lineProblem(
  entry: StatementEntry,
  code: string,
  fields: Readonly<Record<string, string | number>>,
): ImportProblem {
  const place: SourcePlace = entry.place;
  const excerpt = rowCells([
    entry.bookingDate,
    formatMinor(entry.amountMinor, entry.currency),
    entry.currency,
    entry.payerName,
    entry.memo,
  ]);
  return { code, severity: "row", place, excerpt, fields };
}
