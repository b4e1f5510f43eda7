// The search of the top bar: one field over customers, open items and bank lines of the books. A
// figure is looked for as an amount too; bank lines only where the role may see them.
import type { SearchHit } from "../../contract/search.ts";
import { currencyExponent } from "../../core/currency.ts";
import { parseName } from "../../core/matching/name.ts";
import { formatMinor, parseMinor } from "../../core/money.ts";
import { mayDo } from "../../core/roles.ts";
import type { Db } from "../../db/pool.ts";
import {
  customersLike,
  itemsLike,
  itemsOfAmount,
  linesLike,
  linesOfAmount,
  type SearchRow,
} from "../../db/search.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

/** Hits of each kind; the list pages show the rest. */
const limit = 6;
const shortestBrand = 2;
const shortestLatinWord = 4;

export async function findAnything(
  deps: Deps,
  actor: Actor,
  input: { booksId: number; q: string },
): Promise<SearchHit[]> {
  const { orgId } = actor;
  const { booksId, q } = input;
  const asked = { orgId, booksId, limit, pattern: patternOf(q), amounts: amountsIn(q) };
  const seesLines = mayDo(actor.role, "view_bank_lines");
  const rows = await inOrganisation(deps.pool, orgId, async (db) => {
    const found = [
      ...(await customersFor(db, asked, q)),
      ...(asked.amounts.length > 0 ? await itemsOfAmount(db, asked) : []),
      ...(await itemsLike(db, asked)),
    ];
    if (!seesLines) return found;
    if (asked.amounts.length > 0) found.push(...(await linesOfAmount(db, asked)));
    return [...found, ...(await linesLike(db, asked))];
  });
  return firstOfEach(rows).map(hitOnWire);
}

/**
 * A payer's name as the bank wrote it, with another legal form or in traditional characters, finds the
 * customer by what tells firms apart: the 字号, of a Latin name the first word.
 */
async function customersFor(
  db: Db,
  asked: { orgId: number; booksId: number; limit: number; pattern: string },
  q: string,
): Promise<SearchRow[]> {
  const found = await customersLike(db, asked);
  if (found.length > 0) return found;
  const brand = brandOf(q);
  return brand === null ? [] : customersLike(db, { ...asked, pattern: patternOf(brand) });
}

/** Null where the text is no firm's name. */
function brandOf(q: string): string | null {
  const name = parseName(q);
  if (name.isHan) {
    return name.hasLegalForm && name.brand.length >= shortestBrand ? name.brand : null;
  }
  const words = q.split(/[\s,.&()-]+/).filter((word) => word.length >= shortestLatinWord);
  return words.length > 1 ? (words[0] ?? null) : null;
}

/** Any text with the words in that order; what ILIKE takes as signs is taken literally. */
function patternOf(q: string): string {
  const words = q.replace(/[\\%_]/g, "\\$&").split(/\s+/);
  return `%${words.join("%")}%`;
}

/** "12,345.60" in minor units of currencies with two, no and three decimals, money in and out. */
function amountsIn(q: string): number[] {
  const plain = q.replace(/[,，\s]/g, "");
  const amounts = ["CNY", "JPY", "KWD"].flatMap((currency) => {
    const minor = /^-?\d{1,13}(\.\d+)?$/.test(plain) ? parseMinor(plain, currency) : null;
    return minor === null ? [] : [Number(minor), -Number(minor)];
  });
  return [...new Set(amounts)].filter(Number.isSafeInteger);
}

function firstOfEach(rows: readonly SearchRow[]): SearchRow[] {
  const seen = new Set<string>();
  return rows.filter(({ kind, id }) => {
    const key = `${kind}-${id}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function hitOnWire(row: SearchRow): SearchHit {
  const { kind, id, title, detail, find, currency, amountMinor } = row;
  const hasMoney = currency !== null && amountMinor !== null && currencyExponent(currency) >= 0;
  const money = hasMoney ? { amount: formatMinor(amountMinor, currency), currency } : null;
  return { kind, id, title, detail, find, money };
}
