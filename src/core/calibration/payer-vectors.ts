// How each bank line compares with each customer, counted by pattern: who pays is compared with all
// customers, and those of whom nothing speaks are counted, not visited.
import { accountKey, isMasked } from "../matching/account.ts";
import { type Book, buildBook } from "../matching/book.ts";
import type { MatchInput, MatchLine } from "../matching/input.ts";
import { type LineFacts, readLine } from "../matching/line-facts.ts";
import { payerFields } from "./learn-weights.ts";
import { missing, type Pattern } from "./mixture.ts";

const [accountField, nameField, taxField, documentField, amountField] = [0, 1, 2, 3, 4] as const;

/** The reason the engine gives, and the level it stands for. */
const levelOfReason = new Map<string, readonly [field: number, level: number]>([
  ["who.account", [accountField, 1]],
  ["who.account_seen", [accountField, 1]],
  ["who.tax_id", [taxField, 1]],
  ...(
    [
      ["who.name_name", "name"],
      ["who.name_alias", "alias"],
      ["who.name_form", "nameForm"],
      ["who.name_cut", "nameCut"],
      ["who.name_core", "nameCore"],
      ["who.name_short", "nameCore"],
      ["who.name_spelt", "nameCore"],
      ["who.name_unit", "nameUnit"],
      ["who.name_branch", "nameUnit"],
      ["who.name_fuzzy", "nameFuzzy"],
      ["who.name_sound", "nameSound"],
      ["who.name_shared", "nameShared"],
      ["who.name_in_memo", "nameInMemo"],
    ] as const
  ).map(([reason, kind]) => [reason, [nameField, payerFields[nameField].indexOf(kind)]] as const),
]);

/** An amount that so many customers owe says nothing about who pays. */
const mostOwing = 200;

export type ComparedLines = { readonly patterns: readonly Pattern[]; readonly lines: number };

/** `confirmed`: by line id, the customer a person said pays. */
export function comparePayers(
  input: MatchInput,
  confirmed: ReadonlyMap<string, string>,
): ComparedLines {
  const book = buildBook(input);
  const withAccount = new Set([...book.accounts.values()].flat());
  const owing = customersByAmount(book);
  const counts = new Map<string, number>();
  let lines = 0;
  for (const [at, line] of input.lines.entries()) {
    if (line.amountMinor <= 0) continue;
    const facts = readLine(at, book);
    if (facts.tag) continue;
    lines++;
    const known = book.customerByNo.get(confirmed.get(line.lineId) ?? "");
    countLine({ line, facts, book, withAccount, owing, known }, counts);
  }
  return { patterns: [...counts].sort(byText).map(patternOf), lines };
}

type Comparison = {
  readonly line: MatchLine;
  readonly facts: LineFacts;
  readonly book: Book;
  readonly withAccount: ReadonlySet<number>;
  readonly owing: ReadonlyMap<string, ReadonlySet<number>>;
  readonly known: number | undefined;
};

function countLine(comparison: Comparison, counts: Map<string, number>): void {
  const { line, facts, book, withAccount, owing, known } = comparison;
  const blank = blankLevels(comparison);
  const pairs = new Map<number, number[]>();
  const levelsOf = (customer: number): number[] => {
    const levels = pairs.get(customer) ?? [...blank];
    pairs.set(customer, levels);
    return levels;
  };
  for (const { customer, because } of facts.payers) {
    for (const { key } of because) {
      const found = levelOfReason.get(key);
      if (found) levelsOf(customer)[found[0]] = found[1];
    }
  }
  for (const { docs } of facts.namings) {
    for (const { item } of docs) levelsOf(book.itemCustomer[item]!)[documentField] = 1;
  }
  if (blank[amountField] !== missing) {
    for (const customer of owing.get(amountKey(line)) ?? []) levelsOf(customer)[amountField] = 1;
  }
  if (known !== undefined) levelsOf(known);
  const rest = { with: withAccount.size, without: book.customers.length - withAccount.size };
  for (const [customer, levels] of pairs) {
    if (withAccount.has(customer)) rest.with--;
    else {
      rest.without--;
      levels[accountField] = missing;
    }
    add(counts, levels, known === undefined ? undefined : customer === known, 1);
  }
  const isMatch = known === undefined ? undefined : false;
  add(counts, blank, isMatch, rest.with);
  add(counts, blank.with(accountField, missing), isMatch, rest.without);
}

/** Nothing agrees; what the line does not carry is not compared. */
function blankLevels({ line, facts, owing }: Comparison): number[] {
  const hasAccount = accountKey(line.payerAccount) !== "" && !isMasked(line.payerAccount);
  const owed = owing.get(amountKey(line))?.size ?? 0;
  return [
    hasAccount ? 0 : missing,
    line.payerName === "" ? missing : 0,
    /[0-9A-HJ-NPQRTUWXY]{18}/.test(line.memo.toUpperCase()) ? 0 : missing,
    facts.namings.length === 0 ? missing : 0,
    owed > mostOwing ? missing : 0,
  ];
}

function customersByAmount(book: Book): Map<string, Set<number>> {
  const owing = new Map<string, Set<number>>();
  for (let at = 0; at < book.left.length; at++) {
    const { currency, openMinor } = book.itemAt(at);
    if (openMinor <= 0) continue;
    const key = `${currency} ${openMinor}`;
    const customers = owing.get(key) ?? new Set();
    owing.set(key, customers.add(book.itemCustomer[at]!));
  }
  return owing;
}

function amountKey({ currency, amountMinor }: MatchLine): string {
  return `${currency} ${amountMinor}`;
}

function add(
  counts: Map<string, number>,
  levels: readonly number[],
  isMatch: boolean | undefined,
  count: number,
): void {
  if (count === 0) return;
  const key = `${levels.join(",")} ${isMatch === undefined ? "" : isMatch}`;
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function patternOf([key, count]: readonly [string, number]): Pattern {
  const [levels = "", said] = key.split(" ");
  return {
    levels: levels.split(",").map(Number), // not money: levels of comparison
    count,
    ...(said ? { isMatch: said === "true" } : {}),
  };
}

/** Sums of floats come out the same whatever order the lines came in. */
function byText([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
