// Whose a statement of a file is: an account of these books, of others of the organisation, of another
// firm, or one to ask about.
import type { ImportChoices } from "../../contract/imports.ts";
import type { IsoDate } from "../../core/date.ts";
import { toSafeMinor } from "../../core/money.ts";
import { bankNameIn } from "../../importers/banks/bank-name.ts";
import type { ImportProblem, Statement } from "../../importers/importer.ts";
import { accountForm, isSameAccount } from "./account-number.ts";
import { nameForm } from "./find-customer.ts";
import type { PlannedStatement, ReadingContext } from "./reading.ts";

/** Amounts beyond this are no money of any firm and do not fit the ledger (2^53 − 1 minor units). */
export const largestMinor = BigInt(Number.MAX_SAFE_INTEGER);

/** The statement with its sums and the account of these books it belongs to. */
export function placeStatement(
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
    // a BIC says less to people than the bank's name
    bank: bankNameIn(statement.bank, "zh"),
    currency: statement.currency,
    statementNo: statement.statementNo,
    interim: statement.interim ?? "",
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
function statementKey(statement: { readonly account: string; readonly currency: string }): string {
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

export function standingProblems(planned: PlannedStatement): ImportProblem[] {
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

function safeOrNull(minor: bigint | null): number | null {
  return minor === null || minor > largestMinor || minor < -largestMinor
    ? null
    : toSafeMinor(minor);
}

/** Sums that only a damaged file reaches are shown as the largest amount there is. */
function clampSafe(minor: bigint): number {
  return toSafeMinor(minor > largestMinor ? largestMinor : minor);
}
