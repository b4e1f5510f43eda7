// The preview of a file: what it is, whose, which period, whether its balances prove it, how many
// rows are new, known, refused.
import type { ImportPreview, StatementPreview } from "../../contract/imports.ts";
import type { CurrencyCode } from "../../core/currency.ts";
import { addDays, type IsoDate, isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import type { EarlierStatement } from "../../db/bank-lines-in.ts";
import type { BalanceProof } from "../../importers/importer.ts";
import type { PlannedStatement, ReadingSummary } from "./reading.ts";

/** What the database says of the staged rows. */
export type StagedTotals = {
  readonly fresh: number;
  readonly known: number;
  readonly waiting: number;
  readonly byCurrency: readonly {
    readonly currency: CurrencyCode;
    readonly inMinor: number;
    readonly outMinor: number;
  }[];
};

export function summarise(
  summary: ReadingSummary,
  about: {
    readonly totals: StagedTotals;
    readonly accounts: readonly AccountStatements[];
    readonly closedThrough: IsoDate | null;
    readonly deliveries?: ImportPreview["deliveries"];
  },
): ImportPreview {
  const { totals, closedThrough } = about;
  return {
    encoding: summary.encoding,
    statements: about.accounts.map(statementPreview),
    counts: {
      fresh: totals.fresh,
      known: totals.known,
      waiting: totals.waiting,
      refused: summary.refused,
      leftOut: summary.leftOut,
      ignored: summary.ignored,
    },
    totals: totals.byCurrency
      .filter(({ inMinor, outMinor }) => inMinor !== 0 || outMinor !== 0)
      .map(({ currency, inMinor, outMinor }) => ({
        currency,
        in: formatMinor(inMinor, currency),
        out: formatMinor(outMinor, currency),
      })),
    newCustomers: summary.newCustomers.length,
    columns: [...summary.columns],
    rows: summary.sample.map((row) => ({ ...row, cells: [...row.cells] })),
    mapping: summary.mapping && {
      ...summary.mapping,
      columns: summary.mapping.columns.map(({ samples = [], ...column }) => ({
        ...column,
        samples: [...samples],
      })),
    },
    closed:
      closedThrough === null || summary.closedRows === 0
        ? null
        : {
            rows: summary.closedRows,
            through: closedThrough,
            earliestOpen: addDays(closedThrough, 1),
          },
    deliveries: about.deliveries ?? null,
    periodFrom: summary.periodFrom,
    periodTo: summary.periodTo,
  };
}

/** All statements of one account in the file, in the order of their days, and what came before. */
export type AccountStatements = {
  readonly statements: readonly PlannedStatement[];
  readonly before: EarlierStatement | null;
};

/** A file may hold a statement a day: they are shown as one period of their account. */
export function byAccount(statements: readonly PlannedStatement[]): PlannedStatement[][] {
  const groups = new Map<string, PlannedStatement[]>();
  for (const statement of statements) {
    const group = groups.get(statement.key);
    if (group) group.push(statement);
    else groups.set(statement.key, [statement]);
  }
  return [...groups.values()].map((group) =>
    [...group].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  );
}

function compare(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}

function statementPreview({ statements, before }: AccountStatements): StatementPreview {
  const first = statements[0]!;
  const last = statements.at(-1)!;
  const { currency } = first;
  const sum = (of: (statement: PlannedStatement) => number) =>
    statements.reduce((total, statement) => total + BigInt(of(statement)), 0n);
  const from = statements.reduce<IsoDate | null>((day, s) => earlier(day, s.from), null);
  const to = statements.reduce<IsoDate | null>((day, s) => later(day, s.to), null);
  const money = (minor: number | null) => (minor === null ? null : formatMinor(minor, currency));
  return {
    key: first.key,
    account: first.account,
    accountName: first.accountName,
    bank: first.bank,
    currency,
    from,
    to,
    lines: statements.reduce((total, statement) => total + statement.lines, 0),
    standing: first.standing,
    accountId: first.accountId,
    otherBooks: first.otherBooks,
    opening: money(first.openingMinor),
    moneyIn: formatMinor(
      sum((s) => s.inMinor),
      currency,
    ),
    moneyOut: formatMinor(
      sum((s) => s.outMinor),
      currency,
    ),
    closing: money(last.closingMinor),
    proof: proofOf(statements),
    ...continuity(first, from, before),
  };
}

function proofOf(statements: readonly PlannedStatement[]): StatementPreview["proof"] {
  const { currency } = statements[0]!;
  const broken = statements.find((statement) => statement.proof.state === "broken")?.proof;
  if (broken?.state === "broken") return brokenProof(broken, currency);
  for (const [index, statement] of statements.entries()) {
    const next = statements[index + 1];
    if (!next || statement.closingMinor === null || next.openingMinor === null) continue;
    if (statement.closingMinor === next.openingMinor) continue;
    const differenceMinor = BigInt(next.openingMinor) - BigInt(statement.closingMinor);
    return brokenProof({ state: "broken", differenceMinor, place: {} }, currency);
  }
  const unproven = statements.some((statement) => statement.proof.state === "unproven");
  const { proof } = statements[0]!;
  const by = !unproven && proof.state === "proven" ? proof.by : "";
  return { state: unproven ? "unproven" : "proven", by, difference: null, place: {} };
}

function brokenProof(
  proof: Extract<BalanceProof, { state: "broken" }>,
  currency: CurrencyCode,
): StatementPreview["proof"] {
  const difference = formatMinor(proof.differenceMinor, currency);
  return { state: "broken", by: "", difference, place: { ...proof.place } };
}

/** Days between the last statement and this one are a gap, unless the balances meet over them. */
function continuity(
  first: PlannedStatement,
  from: IsoDate | null,
  before: EarlierStatement | null,
): Pick<StatementPreview, "gap" | "openingMismatch"> {
  if (before === null || from === null) return { gap: null, openingMismatch: null };
  const known = before.closingMinor !== null && first.openingMinor !== null;
  if (known && before.closingMinor === first.openingMinor) {
    return { gap: null, openingMismatch: null };
  }
  const gapFrom = addDays(isoDate(before.to), 1);
  const gap = gapFrom < from ? { from: gapFrom, to: addDays(from, -1) } : null;
  const openingMismatch = known
    ? {
        expected: formatMinor(before.closingMinor!, first.currency),
        found: formatMinor(first.openingMinor!, first.currency),
      }
    : null;
  return { gap, openingMismatch };
}

function earlier(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
