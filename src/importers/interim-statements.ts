// Interim reports within one file: those of a day may come one upon the other, or beside the statement of
// the day. Between files line_twin does the same (app/importing/find-twins.ts).
import type { ImportProblem, Statement, StatementEntry } from "./importer.ts";
import { warning } from "./problem.ts";

/** Shorter references are no ids. */
const SHORTEST_ID = 8;

/** Without what the same file says in a statement of the day, or said in an earlier report. */
export function withoutRepeatedInterim(
  statements: readonly Statement[],
  problems: ImportProblem[],
): readonly Statement[] {
  const closedDays = new Set(
    statements.filter(({ interim }) => interim === undefined).flatMap(daysOf),
  );
  const seen = new Map<string, StatementEntry>();
  return statements.map((statement) => {
    if (statement.interim === undefined) return statement;
    const said: StatementEntry[] = [];
    const entries = statement.entries.filter((entry) => {
      if (closedDays.has(dayOf(statement, entry.bookingDate))) {
        problems.push(warning("entry_in_statement", placeOf(entry)));
        return false;
      }
      const earlier = seen.get(keyOf(statement, entry));
      if (!earlier) said.push(entry);
      else {
        const fields = { otherRow: earlier.place.row ?? 0 };
        problems.push(warning("repeated_row", { ...placeOf(entry), fields }));
      }
      return earlier === undefined;
    });
    for (const entry of said) {
      if (entry.bankRef.length >= SHORTEST_ID) seen.set(keyOf(statement, entry), entry);
    }
    return entries.length === statement.entries.length ? statement : { ...statement, entries };
  });
}

function placeOf({ place, bookingDate, bankRef, memo }: StatementEntry) {
  return { place, excerpt: [bookingDate, bankRef, memo].join(" ") };
}

function daysOf(statement: Statement): string[] {
  const days = [statement.to, ...statement.entries.map(({ bookingDate }) => bookingDate)];
  return days.flatMap((day) => (day === null ? [] : [dayOf(statement, day)]));
}

function dayOf({ account, currency }: Statement, day: string): string {
  return [account, currency, day].join("|");
}

function keyOf(
  statement: Statement,
  { bookingDate, amountMinor, bankRef }: StatementEntry,
): string {
  return [dayOf(statement, bookingDate), amountMinor, bankRef].join("|");
}
