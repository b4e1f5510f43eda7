// The money limits of a set of books (ACCOUNTING §8): decimal text in home currency, kept with the books;
// what is not set is as shipped. Limits that let people do more take a second person.
import { formatMinor, parseMinor } from "../money.ts";
import { defaultLimits, type Limits } from "../roles.ts";

export const booksLimitNames = ["roundingByAccountant", "badDebtByManager"] as const;
export type BooksLimitName = (typeof booksLimitNames)[number];

export type BooksLimits = { readonly [name in BooksLimitName]?: string | undefined };

const keys: Readonly<Record<BooksLimitName, keyof Limits>> = {
  roundingByAccountant: "roundingByAccountantMinor",
  badDebtByManager: "badDebtByManagerMinor",
};

export function limitsOfBooks(homeCurrency: string, set: BooksLimits = {}): Limits {
  const limits: Record<keyof Limits, bigint> = { ...defaultLimits(homeCurrency) };
  for (const name of booksLimitNames) {
    const minor = parseMinor(set[name] ?? "", homeCurrency);
    if (minor !== null) limits[keys[name]] = minor;
  }
  return limits;
}

/** As a person reads them: every limit, set or shipped. */
export function limitTexts(homeCurrency: string, limits: Limits): Record<BooksLimitName, string> {
  return {
    roundingByAccountant: formatMinor(limits.roundingByAccountantMinor, homeCurrency),
    badDebtByManager: formatMinor(limits.badDebtByManagerMinor, homeCurrency),
  };
}

/** A higher tail alone, or a bad debt that needs the general manager only later. */
export function letsDoMore(from: Limits, to: Limits): boolean {
  return booksLimitNames.some((name) => to[keys[name]] > from[keys[name]]);
}
