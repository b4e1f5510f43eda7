// Journal entries: lines with side and signed amount, balanced in home currency (ACCOUNTING §1).
import { assert, Bug } from "../assert.ts";
import type { CurrencyCode } from "../currency.ts";
import type { IsoDate } from "../date.ts";
import type { EntryWord } from "../words/ledger.ts";
import { type AccountKey, isKeptHere, type LedgerSettings, type Side } from "./accounts.ts";
import type { EventCode, Origin } from "./event-codes.ts";

/** Which customer, item, receipt and bank account a line concerns. */
export type LineRefs = {
  readonly customerId?: string;
  readonly itemId?: string;
  readonly receiptId?: string;
  readonly bankAccountId?: string;
};

/** An amount in its currency together with what it is worth in the books. */
export type Booked = {
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly homeMinor: bigint;
};

/** Side and signed amount are both kept: a reversal keeps the side and turns the sign (红字冲销). */
export type PostingLine = LineRefs & Booked & { readonly account: AccountKey; readonly side: Side };

/** 摘要: a sentence of words/ledger.ts with its fields. */
export type Narration = {
  readonly key: EntryWord;
  readonly fields: Readonly<Record<string, string | number>>;
};

export type Entry = {
  readonly event: EventCode;
  readonly origin: Origin;
  /** 发生日 */
  readonly businessDate: IsoDate;
  /** 记账日期, decides the period. */
  readonly accountingDate: IsoDate;
  readonly lines: readonly PostingLine[];
  readonly narration: Narration;
  /** The entry this one undoes. */
  readonly reversesId?: string;
  readonly pair?: EntryPair;
};

/** Two entries of one transaction in two sets of books (J26): what both are known by, and the other books. */
export type EntryPair = {
  readonly pairId: string;
  readonly otherBooksId: string;
  readonly otherBooksName: string;
};

/** The books an event happens in, its dates, and whether the general ledger has it already. */
export type Occasion = {
  readonly books: LedgerSettings;
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
  readonly origin: Origin;
};

export function debit(account: AccountKey, booked: Booked, refs: LineRefs = {}): PostingLine {
  return makeLine(account, "debit", booked, refs);
}

export function credit(account: AccountKey, booked: Booked, refs: LineRefs = {}): PostingLine {
  return makeLine(account, "credit", booked, refs);
}

function makeLine(account: AccountKey, side: Side, booked: Booked, refs: LineRefs): PostingLine {
  const { currency, amountMinor, homeMinor } = booked;
  return { account, side, currency, amountMinor, homeMinor, ...refs };
}

/** An amount that is in the home currency already. */
export function inHome(books: LedgerSettings, minor: bigint): Booked {
  return { currency: books.homeCurrency, amountMinor: minor, homeMinor: minor };
}

export function negate<B extends Booked>(booked: B): B {
  return { ...booked, amountMinor: -booked.amountMinor, homeMinor: -booked.homeMinor };
}

export type EntryDraft = {
  readonly event: EventCode;
  readonly narration: Narration;
  readonly lines: readonly PostingLine[];
  readonly pair?: EntryPair;
};

/** Makes the entry of an event: empty lines fall out, a `gl` event goes against 0001, and it balances. */
export function makeEntry(occasion: Occasion, draft: EntryDraft): Entry {
  const filled = draft.lines.filter((line) => line.amountMinor !== 0n || line.homeMinor !== 0n);
  const entry: Entry = {
    event: draft.event,
    origin: occasion.origin,
    businessDate: occasion.businessDate,
    accountingDate: occasion.accountingDate,
    lines: occasion.origin === "gl" ? againstGeneralLedger(filled, occasion.books) : filled,
    narration: draft.narration,
    ...(draft.pair === undefined ? {} : { pair: draft.pair }),
  };
  assertHomeLines(entry.lines, occasion.books.homeCurrency);
  assertBalanced(entry);
  return entry;
}

/** Signed sum of one side in home currency. */
export function sideTotal(lines: readonly PostingLine[], side: Side): bigint {
  return lines.reduce((sum, line) => (line.side === side ? sum + line.homeMinor : sum), 0n);
}

export function assertBalanced(entry: Entry): void {
  assert(entry.lines.length >= 2, `${entry.event}: an entry has two lines or more`);
  const debits = sideTotal(entry.lines, "debit");
  const credits = sideTotal(entry.lines, "credit");
  if (debits === credits) return;
  throw new Bug(`${entry.event}: debits ${debits} and credits ${credits} differ`);
}

function assertHomeLines(lines: readonly PostingLine[], homeCurrency: string): void {
  for (const line of lines) {
    if (line.currency !== homeCurrency) continue;
    assert(line.amountMinor === line.homeMinor, `${line.account}: home amount differs from amount`);
  }
}

/** Lines on accounts that are not kept here become one line on 0001. */
function againstGeneralLedger(lines: readonly PostingLine[], books: LedgerSettings): PostingLine[] {
  const kept = lines.filter((line) => isKeptHere(line.account));
  const others = lines.filter((line) => !isKeptHere(line.account));
  const debits = sideTotal(others, "debit");
  const credits = sideTotal(others, "credit");
  if (debits === credits) return kept;
  // one side alone keeps its sign (a red invoice); both sides leave what is over on one of them
  const net = debits - credits;
  const onDebit = credits === 0n || (debits !== 0n && net > 0n);
  return onDebit
    ? [debit("gl_contra", inHome(books, net)), ...kept]
    : [...kept, credit("gl_contra", inHome(books, -net))];
}

export type ReversalDates = {
  readonly reversesId: string;
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
};

/** The same lines on the same sides with turned signs; it names the original. */
export function reverseEntry(entry: Entry, dates: ReversalDates): Entry {
  assert(dates.accountingDate >= entry.accountingDate, "a reversal is never before its original");
  const lines = entry.lines.map((line) => negate(line));
  return { ...entry, ...dates, lines };
}

/** How a line is shown: red keeps a negative amount on its side, swapped turns it to the other. */
export function displayLine(line: PostingLine, style: "red" | "swapped"): PostingLine {
  const size = line.homeMinor === 0n ? line.amountMinor : line.homeMinor;
  if (style === "red" || size >= 0n) return line;
  return { ...negate(line), side: line.side === "debit" ? "credit" : "debit" };
}
