// Proof 3: each bank statement adds up, and every line of it is entirely somewhere (ACCOUNTING §6).
import type { IsoDate } from "../core/date.ts";

/** Where money of a bank line can be; together they make up the line. */
const linePlaces = [
  "applied",
  "on_account",
  "unidentified",
  "advance",
  "deposit",
  "refunded",
  "not_receivable",
  "reversed_pair",
] as const;

export type LinePlace = (typeof linePlaces)[number];

export type ProvenLine = {
  readonly lineId: string;
  readonly date: IsoDate;
  readonly amountMinor: bigint;
  readonly places: readonly { readonly place: LinePlace; readonly amountMinor: bigint }[];
};

export type ProvenStatement = {
  readonly statementId: string;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly lines: readonly ProvenLine[];
};

export type BankFault =
  /** opening + Σ lines ≠ closing */
  | {
      readonly code: "does_not_add_up";
      readonly statementId: string;
      readonly differenceMinor: bigint;
    }
  /** The file shows no balances: nothing is proven, nothing is wrong. */
  | { readonly code: "no_balances"; readonly statementId: string }
  /** Part of a line is nowhere, or more than the line is placed. */
  | { readonly code: "not_all_placed"; readonly lineId: string; readonly missingMinor: bigint };

export function bankFaults(statements: readonly ProvenStatement[]): BankFault[] {
  return statements.flatMap((statement) => [
    ...statementFaults(statement),
    ...statement.lines.flatMap(lineFaults),
  ]);
}

function statementFaults({
  statementId,
  openingMinor,
  closingMinor,
  lines,
}: ProvenStatement): BankFault[] {
  if (openingMinor === null || closingMinor === null) return [{ code: "no_balances", statementId }];
  const sum = lines.reduce((total, line) => total + line.amountMinor, openingMinor);
  const differenceMinor = closingMinor - sum;
  return differenceMinor === 0n ? [] : [{ code: "does_not_add_up", statementId, differenceMinor }];
}

function lineFaults({ lineId, amountMinor, places }: ProvenLine): BankFault[] {
  const placed = places.reduce((sum, place) => sum + place.amountMinor, 0n);
  const missingMinor = amountMinor - placed;
  return missingMinor === 0n ? [] : [{ code: "not_all_placed", lineId, missingMinor }];
}
