// Dates as files write them. Day-first or month-first is decided for a whole column
// (decideDateOrder). The day is taken as written; no time zone shifts it.
import { dateOfDayNumber, type IsoDate, isoDate, makeDate } from "../core/date.ts";

export type DateOrder = "year_first" | "day_first" | "month_first";

export type DateText = { readonly date: IsoDate; readonly time: string };

const months: Readonly<Record<string, number>> = {
  jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12,
  mär: 3, mai: 5, okt: 10, dez: 12, ene: 1, abr: 4, ago: 8, dic: 12, fev: 2, mei: 5, janv: 1,
  févr: 2, mars: 3, avr: 4, juin: 6, juil: 7, août: 8, déc: 12,
}; // biome-ignore format: a table

/** A bank line or document of an earlier day is a slip of the pen, or of the reader. */
export const EARLIEST_DATE = isoDate("2000-01-01");

/** Excel counts days from 1899-12-30 (the 1900 system, whose 29 February 1900 never was). */
const EXCEL_EPOCH_DAY_NUMBER = -25_569;
/** The 1904 system starts this many days later. */
const DAYS_1900_TO_1904 = 1462;

/** Serial day of a spreadsheet (1900 system unless told) as a date; null outside 1900–9999. */
export function dateOfSerial(serial: number, uses1904 = false): IsoDate | null {
  const days = Math.floor(serial) + (uses1904 ? DAYS_1900_TO_1904 : 0);
  if (days < 1 || days > 2_958_465) return null;
  return dateOfDayNumber(days + EXCEL_EPOCH_DAY_NUMBER);
}

/** Fraction of a serial as "HH:MM:SS"; "" at midnight. */
export function timeOfSerial(serial: number): string {
  const seconds = Math.floor((serial - Math.floor(serial)) * 86_400 + 0.5);
  if (seconds <= 0 || seconds >= 86_400) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Two-digit years: 00–69 are 20xx, 70–99 are 19xx (POSIX strptime). */
function fullYear(digits: string): number {
  const year = +digits;
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** The date and time in a cell, or null when it is none. */
export function readDate(text: string, order: DateOrder = "day_first"): DateText | null {
  const plain = tidy(text);
  const date = readDay(plain.day, order);
  return date === null ? null : { date, time: plain.time };
}

/** "Wednesday, 23 September 2026 11:59:59.000 pm +08:00" is shorter. */
const LONGEST_DATE = 64;

/** Full-width forms folded, the time split off, a trailing ".0" of a spreadsheet number dropped. */
function tidy(text: string): { day: string; time: string } {
  const folded = text
    .normalize("NFKC")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[．。]/g, ".");
  if (folded.length > LONGEST_DATE) return { day: "", time: "" };
  const clock =
    /[T\s日]*\s*(\d{1,2}[:时]\d{2}(?:[:分]\d{2})?(?:\.\d+)?)\s*秒?\s*(am|pm)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i.exec(
      folded,
    );
  if (clock && clock.index > 0) {
    const time = (clock[1] ?? "").replace(/[时分]/g, ":");
    return { day: folded.slice(0, clock.index).replace(/\.0+$/, "").trim(), time };
  }
  const compact = /^(\d{8})\s*(\d{6})$/.exec(folded);
  if (compact) {
    const digits = compact[2] ?? "";
    return { day: compact[1] ?? "", time: digits.replace(/(\d\d)(?=\d)/g, "$1:") };
  }
  return { day: folded.replace(/^(\d{5,8})\.0+$/, "$1"), time: "" };
}

function readDay(text: string, order: DateOrder): IsoDate | null {
  const iso = /^(\d{4})[-/.年\s](\d{1,2})[-/.月\s](\d{1,2})日?$/.exec(text);
  if (iso) return makeDate(+iso[1]!, +iso[2]!, +iso[3]!);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return readCompact(text, order);
  const parts = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})\.?$/.exec(text);
  if (parts) return readParts(parts[1]!, parts[2]!, parts[3]!, order);
  if (/^\d{5}(\.\d+)?$/.test(text)) return dateOfSerial(+text);
  return readWordMonth(text);
}

function readCompact(text: string, order: DateOrder): IsoDate | null {
  const yearFirst = makeDate(+text.slice(0, 4), +text.slice(4, 6), +text.slice(6, 8));
  if (yearFirst !== null && text >= "1900") return yearFirst;
  const [first, second, year] = [+text.slice(0, 2), +text.slice(2, 4), +text.slice(4, 8)];
  return order === "month_first" ? makeDate(year, first, second) : makeDate(year, second, first);
}

function readParts(a: string, b: string, c: string, order: DateOrder): IsoDate | null {
  if (order === "year_first" && c.length === 2) return makeDate(fullYear(a), +b, +c);
  if (order === "month_first") return makeDate(fullYear(c), +a, +b);
  return makeDate(fullYear(c), +b, +a);
}

/** "30 Jun 2023", "30-Jun-23", "Jun 30, 2023". */
function readWordMonth(text: string): IsoDate | null {
  const dayFirst = /^(\d{1,2})[\s.-]*(\p{L}{3,9})\.?[\s,.-]*(\d{4}|\d{2})$/u.exec(text);
  if (dayFirst) return makeDate(fullYear(dayFirst[3]!), monthOfWord(dayFirst[2]!), +dayFirst[1]!);
  const monthFirst = /^(\p{L}{3,9})\.?[\s.-]*(\d{1,2})(?:st|nd|rd|th)?[\s,.-]+(\d{4}|\d{2})$/u.exec(
    text,
  );
  if (!monthFirst) return null;
  return makeDate(fullYear(monthFirst[3]!), monthOfWord(monthFirst[1]!), +monthFirst[2]!);
}

function monthOfWord(word: string): number {
  const lower = word.toLowerCase();
  return months[lower] ?? months[lower.slice(0, 4)] ?? months[lower.slice(0, 3)] ?? 0;
}

/** The month a statement is of, by its title. */
export type TitleMonth = { readonly year: number; readonly month: number };

/** "2024年01月" in the lines above a table. */
export function monthInTitle(
  rows: readonly { readonly cells: readonly string[] }[],
): TitleMonth | null {
  for (const { cells } of rows) {
    const found = /(20\d{2})\s*年\s*(\d{1,2})\s*月/.exec(cells.join(" "));
    if (found) return { year: +found[1]!, month: +found[2]! };
  }
  return null;
}

/** "12/29" of a statement of January is of the year before. */
export function readDayWithoutYear(text: string, title: TitleMonth): IsoDate | null {
  const parts = /^\s*(\d{1,2})[-/.月](\d{1,2})日?\s*$/.exec(text.normalize("NFKC"));
  if (!parts) return null;
  const month = +parts[1]!;
  return makeDate(month > title.month ? title.year - 1 : title.year, month, +parts[2]!);
}

/** Of dates of three short parts whose middle is the month. */
function beginsWithYear(dates: readonly (readonly [first: number, last: number])[]): boolean {
  const firsts = new Set(dates.map(([first]) => first)).size;
  const lasts = new Set(dates.map(([, last]) => last)).size;
  if (firsts !== lasts) return firsts < lasts;
  return dates.filter(([first, last]) => first > last).length * 2 > dates.length;
}

export type OrderDecision = {
  readonly order: DateOrder;
  /** No date of the column could only be read one way. */
  readonly assumed: boolean;
};

/**
 * How a column writes day, month and year. A part above 12 is a day; without one, dots and dashes
 * mean day-first and so do slashes: more banks of the world write it so (77 of 93 profiles that
 * put the year last), unless that would make one day of many months out of the days of one month. Where 26-09-05 may begin or end with its year, the year is the part that
 * varies less over the column, else the later one.
 */
export function decideDateOrder(texts: Iterable<string>): OrderDecision {
  const votes = { year_first: 0, day_first: 0, month_first: 0 };
  let open = 0;
  let eitherEnd = 0;
  const undecided: (readonly [first: number, second: number])[] = [];
  const shortYears: (readonly [first: number, last: number])[] = [];
  for (const text of texts) {
    const { day } = tidy(text);
    const parts =
      /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})\.?$/.exec(day) ??
      /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(day);
    if (!parts) continue;
    const [a, b, c] = [+parts[1]!, +parts[2]!, +parts[3]!];
    if (parts[3]?.length === 2) shortYears.push([a, c]);
    const mayBeDay = c > 0 && c <= 31;
    if (parts[3]?.length === 2 && a > 12 && b <= 12 && mayBeDay) eitherEnd++;
    else if (a > 12 && b <= 12) votes.day_first++;
    else if (b > 12 && a <= 12) votes.month_first++;
    else {
      open++;
      undecided.push([a, b]);
    }
  }
  votes[beginsWithYear(shortYears) ? "year_first" : "day_first"] += eitherEnd;
  if (votes.day_first > 0 || votes.month_first > 0 || votes.year_first > 0) {
    const order = (["day_first", "month_first", "year_first"] as const).reduce((best, next) =>
      votes[next] > votes[best] ? next : best,
    );
    return { order, assumed: false };
  }
  return { order: isOneMonth(undecided) ? "month_first" : "day_first", assumed: open > 0 };
}

/**
 * 09/02, 09/03, 09/05, 09/09: a bank or a month's list writes many days of one month far sooner than
 * the ninth of many months.
 */
function isOneMonth(dates: readonly (readonly [first: number, second: number])[]): boolean {
  const firsts = new Set(dates.map(([first]) => first)).size;
  const seconds = new Set(dates.map(([, second]) => second)).size;
  return firsts === 1 && seconds >= MANY_DAYS;
}

/** Three monthly entries of one day are common, four different ones of a short list are not. */
const MANY_DAYS = 4;
