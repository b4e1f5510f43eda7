// Statements of a file → rows to stage: which account each belongs to, which rows are refused and
// why. Rows come out one by one, so that a large file never stands twice in memory.
import type { ImportChoices } from "../../contract/imports.ts";
import type { IsoDate } from "../../core/date.ts";
import { formatGrouped, formatMinor, toSafeMinor } from "../../core/money.ts";
import type { Cell } from "../../db/bulk-insert.ts";
import type {
  ImportProblem,
  SourcePlace,
  Statement,
  StatementEntry,
} from "../../importers/importer.ts";
import { accountForm, isSameAccount } from "./account-number.ts";
import { rowCells } from "./excerpt.ts";
import { nameForm } from "./find-customer.ts";
import { LineIdentities } from "./fingerprint.ts";
import type { HomeAmount, RowJudge } from "./judge-rows.ts";
import type { Plan } from "./plan.ts";
import type { PlannedStatement, ReadingContext } from "./reading.ts";
import { RowSample, type SampleColumn } from "./sample-rows.ts";

/** Amounts beyond this are no money of any firm and do not fit the ledger (2^53 − 1 minor units). */
const largestMinor = BigInt(Number.MAX_SAFE_INTEGER);

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

/** The statement with its sums and the account of these books it belongs to. */
function placeStatement(
  statement: Statement,
  context: ReadingContext,
  choices: ImportChoices,
): PlannedStatement {
  const key = statementKey(statement);
  let inMinor = 0n;
  let outMinor = 0n;
  for (const { amountMinor } of statement.entries) {
    if (amountMinor > 0n) inMinor += amountMinor;
    else outMinor -= amountMinor;
  }
  return {
    key,
    account: statement.account,
    accountName: statement.accountName,
    bank: statement.bank,
    currency: statement.currency,
    statementNo: statement.statementNo,
    ...periodOf(statement),
    openingMinor: safeOrNull(statement.openingMinor),
    closingMinor: safeOrNull(statement.closingMinor),
    inMinor: clampSafe(inMinor),
    outMinor: clampSafe(outMinor),
    lines: statement.entries.length,
    proof: statement.proof,
    ...standingOf(statement, choices.accounts?.[key] ?? null, context),
  };
}

/** One account may stand in a file with many statements (a day each): one key, one choice. */
export function statementKey(statement: {
  readonly account: string;
  readonly currency: string;
}): string {
  return `${accountForm(statement.account) || "-"} ${statement.currency}`;
}

function standingOf(
  statement: Statement,
  chosen: number | null,
  context: ReadingContext,
): Pick<PlannedStatement, "standing" | "accountId" | "otherBooks"> {
  const own = context.accounts.filter((account) => account.otherBooks === null);
  const named = own.find((account) => account.id === chosen);
  if (named) return { standing: "known", accountId: named.id, otherBooks: null };
  if (accountForm(statement.account) === "")
    return { standing: "none", accountId: null, otherBooks: null };
  const same = context.accounts.filter(
    (account) =>
      account.currency === statement.currency &&
      isSameAccount(account.accountNo, statement.account),
  );
  const here = same.find((account) => account.otherBooks === null);
  if (here) return { standing: "known", accountId: here.id, otherBooks: null };
  const there = same.find((account) => account.otherBooks !== null);
  if (there) {
    return { standing: "other_books", accountId: null, otherBooks: there.otherBooks };
  }
  const foreign = isAnotherFirm(statement.accountName, context.ownNames);
  return { standing: foreign ? "another_firm" : "unknown", accountId: null, otherBooks: null };
}

/** Only where both sides say a name can it be another firm's; banks often cut long names. */
function isAnotherFirm(accountName: string, ownNames: readonly string[]): boolean {
  const name = nameForm(accountName);
  if (name === "" || ownNames.length === 0) return false;
  return !ownNames.some((own) => {
    const form = nameForm(own);
    return form.startsWith(name) || name.startsWith(form);
  });
}

function standingProblems(planned: PlannedStatement): ImportProblem[] {
  const fields = { account: planned.account, name: planned.accountName, lines: planned.lines };
  const details = { severity: "fatal", place: {}, excerpt: planned.account } as const;
  if (planned.standing === "another_firm") {
    return [{ ...details, code: "another_firm", fields }];
  }
  if (planned.standing === "other_books") {
    return [
      { ...details, code: "other_books", fields: { ...fields, books: planned.otherBooks ?? "" } },
    ];
  }
  return [];
}

function periodOf(statement: Statement): { from: IsoDate | null; to: IsoDate | null } {
  let { from, to } = statement;
  if (from !== null && to !== null) return { from, to };
  for (const { bookingDate } of statement.entries) {
    if (statement.from === null && (from === null || bookingDate < from)) from = bookingDate;
    if (statement.to === null && (to === null || bookingDate > to)) to = bookingDate;
  }
  return { from, to };
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

function safeOrNull(minor: bigint | null): number | null {
  return minor === null || minor > largestMinor || minor < -largestMinor
    ? null
    : toSafeMinor(minor);
}

/** Sums that only a damaged file reaches are shown as the largest amount there is. */
function clampSafe(minor: bigint): number {
  return toSafeMinor(minor > largestMinor ? largestMinor : minor);
}
