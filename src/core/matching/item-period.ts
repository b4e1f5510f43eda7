// The months a paper is for. Rent, fees and subscriptions are billed some days before the month they are
// for: the remark says which it is, and the due date bears it out. Else it is the month of issue.
import { dateOfDayNumber } from "../date.ts";
import { type Book, noDay } from "./book.ts";
import { type NamedMonth, readMonths } from "./memo.ts";

export type Period = {
  /** Of issue, or of the remark where issue or due date agree with it. */
  readonly months: readonly NamedMonth[];
  /** What the remark says where neither issue nor due date agree with it: which is meant nobody knows. */
  readonly doubtful: readonly NamedMonth[] | null;
  /** The remark names months at all. */
  readonly isRemarked: boolean;
};

const none: Period = { months: [], doubtful: null, isRemarked: false };
const byBook = new WeakMap<Book, Map<number, Period>>();

export function periodOf(item: number, book: Book): Period {
  let periods = byBook.get(book);
  if (!periods) {
    periods = new Map();
    byBook.set(book, periods);
  }
  let period = periods.get(item);
  if (!period) {
    period = readPeriod(item, book);
    periods.set(item, period);
  }
  return period;
}

function readPeriod(item: number, book: Book): Period {
  const { memo } = book.itemAt(item);
  const said = memo === "" ? [] : readMonths(memo).months;
  if (said.length === 0) return issuedIn(book.issueDay[item]!);
  const issue = monthOfDay(book.issueDay[item]!);
  const due = monthOfDay(book.dueDay[item]!);
  if ((issue && areNamed([issue], said)) || (due && areNamed([due], said))) {
    return { months: said, doubtful: null, isRemarked: true };
  }
  return { months: issue ? [issue] : [], doubtful: said, isRemarked: true };
}

/** Many papers bear few dates: those of one day share what is known of it. */
const byIssue = new Map<number, Period>();

function issuedIn(day: number): Period {
  let period = byIssue.get(day);
  if (!period) {
    const month = monthOfDay(day);
    period = month ? { ...none, months: [month] } : none;
    byIssue.set(day, period);
  }
  return period;
}

function monthOfDay(day: number): NamedMonth | null {
  if (day === noDay || !Number.isFinite(day)) return null;
  const date = dateOfDayNumber(day);
  return { year: +date.slice(0, 4), month: +date.slice(5, 7) };
}

/**
 * All months of the one are among those of the other: a quarter's fee and August, a quarter and each of
 * its months; not a first quarter and a fee for November to January. A year that is not said may be any.
 */
export function areNamed(months: readonly NamedMonth[], named: readonly NamedMonth[]): boolean {
  if (months.length === 0 || named.length === 0) return false;
  return areAmong(months, named) || areAmong(named, months);
}

function areAmong(few: readonly NamedMonth[], many: readonly NamedMonth[]): boolean {
  return few.every(({ year, month }) =>
    many.some((other) => other.month === month && areOneYear(other.year, year)),
  );
}

function areOneYear(a: number, b: number): boolean {
  return a === b || a === 0 || b === 0;
}
