// The language of tests/scenarios/matching/*.txt: rows an accountant can read, turned into an input
// of the engine and the verdicts expected of it.
import { assert } from "../../src/core/assert.ts";
import { isoDate } from "../../src/core/date.ts";
import { matchableKinds } from "../../src/core/item-kinds.ts";
import type {
  MatchableKind,
  MatchCustomer,
  MatchInput,
  MatchItem,
  MatchLine,
  MatchMemory,
  MatchRate,
  OwnAccount,
  RuleSetting,
} from "../../src/core/matching/input.ts";
import { parseMinor, parseRate } from "../../src/core/money.ts";

export type ExpectedResidual = {
  readonly code: string;
  readonly amount: string;
  readonly on: string;
  readonly posted: boolean;
  readonly difference: string | null;
};

export type Expectation = {
  readonly lineId: string;
  readonly lane: string;
  /** "I1 1190.00" or "I1 10000.00 = 71000.00" (item's amount = line's amount). */
  readonly allocations: readonly string[];
  readonly residuals: readonly ExpectedResidual[];
  readonly category: string | null;
  readonly payer: string | null;
  readonly tied: number | null;
  /** Keys of reasons or codes of rules that must be among those given. */
  readonly because: readonly string[];
};

export type Scenario = {
  readonly title: string;
  readonly input: MatchInput;
  readonly expectations: readonly Expectation[];
};

type Draft = {
  title: string;
  home: string;
  maxWrong: number;
  customers: MatchCustomer[];
  items: MatchItem[];
  lines: MatchLine[];
  rates: MatchRate[];
  own: OwnAccount[];
  memory: MatchMemory[];
  rules: RuleSetting[];
  incomplete: Set<string>;
  expectations: Expectation[];
};

export function parseScenarios(text: string): Scenario[] {
  const scenarios: Scenario[] = [];
  let draft: Draft | null = null;
  for (const row of text.split("\n")) {
    if (row.trim() === "") continue;
    if (row.startsWith("# ")) {
      if (draft) scenarios.push(finish(draft));
      draft = emptyDraft(row.slice(2).trim());
      continue;
    }
    assert(draft, `a scenario begins with "# title": ${row}`);
    readRow(row, draft);
  }
  if (draft) scenarios.push(finish(draft));
  return scenarios;
}

function emptyDraft(title: string): Draft {
  return {
    title,
    home: "CNY",
    maxWrong: 1,
    customers: [],
    items: [],
    lines: [],
    rates: [],
    own: [],
    memory: [],
    rules: [],
    incomplete: new Set(),
    expectations: [],
  };
}

/** Words of a row; "…" is one word without its quotes. */
function wordsOf(row: string): string[] {
  return (row.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, "$1"));
}

/** `key value` pairs at the end of a row. */
function pairsOf(words: readonly string[]): Map<string, string> {
  assert(words.length % 2 === 0, `pairs of key and value: ${words.join(" ")}`);
  const pairs = new Map<string, string>();
  for (let at = 0; at < words.length; at += 2) pairs.set(words[at]!, words[at + 1]!);
  return pairs;
}

function readRow(row: string, draft: Draft): void {
  const [word, ...rest] = wordsOf(row);
  if (word === "customer") draft.customers.push(readCustomer(rest));
  else if (word === "line") draft.lines.push(readLineRow(rest));
  else if (word === "expect") draft.expectations.push(readExpectation(row.slice(7), rest));
  else if (word === "rule") draft.rules.push(JSON.parse(row.slice(5)) as RuleSetting);
  else if (word === "home") draft.home = rest[0]!;
  else if (word === "max-wrong") draft.maxWrong = +rest[0]!;
  else if (word === "incomplete") draft.incomplete.add(rest[0]!);
  else if (word === "own") draft.own.push({ account: rest[0]!, name: rest[1] ?? "" });
  else if (word === "memory") draft.memory.push(readMemory(rest));
  else if (word === "rate") draft.rates.push(readRate(rest));
  else draft.items.push(readItem(word!, rest));
}

function readCustomer([customerNo, name, ...rest]: string[]): MatchCustomer {
  const pairs = pairsOf(rest);
  const list = (key: string): string[] => pairs.get(key)?.split("|") ?? [];
  return {
    customerNo: customerNo!,
    name: name!,
    aliases: list("alias"),
    taxId: pairs.get("tax") ?? "",
    bankAccounts: list("account"),
    paysFor: list("pays-for"),
    parentNo: pairs.get("parent") ?? "",
    paymentHabit: pairs.get("habit") ?? "",
  };
}

function minor(text: string, currency: string): number {
  const value = parseMinor(text, currency);
  assert(value !== null, `amount ${text} ${currency}`);
  return Number(value);
}

function readItem(
  kind: string,
  [itemNo, customerNo, currency, amount, ...rest]: string[],
): MatchItem {
  assert((matchableKinds as readonly string[]).includes(kind), `row ${kind}`);
  const pairs = pairsOf(rest);
  const amountMinor = minor(amount!, currency!);
  const money = (key: string): number => minor(pairs.get(key) ?? "0", currency!);
  const date = (key: string) => (pairs.has(key) ? isoDate(pairs.get(key)!) : null);
  const rate = pairs.get("booked");
  return {
    itemNo: itemNo!,
    kind: kind as MatchableKind,
    customerNo: customerNo!,
    currency: currency!,
    amountMinor,
    openMinor: pairs.has("open") ? money("open") : amountMinor,
    issueDate: date("issued"),
    dueDate: date("due"),
    orderNo: pairs.get("order") ?? "",
    contractNo: pairs.get("contract") ?? "",
    deliveryNo: pairs.get("delivery") ?? "",
    statementNo: pairs.get("statement") ?? "",
    statementConfirmed: pairs.get("confirmed") === "yes",
    linkedNo: pairs.get("linked") ?? "",
    memo: pairs.get("memo") ?? "",
    bookingRate: rate === undefined ? null : parseRate(rate, { from: currency!, to: "CNY" }),
    discountDate: date("discount-until"),
    discountMinor: money("discount"),
    retentionMinor: money("retention"),
    retentionDue: date("retention-due"),
    taxRate: pairs.get("tax-rate") ?? "",
    disputedMinor: money("disputed"),
  };
}

function readLineRow([lineId, date, currency, amount, ...rest]: string[]): MatchLine {
  const memo = rest.length % 2 === 1 ? rest[0]! : "";
  const pairs = pairsOf(rest.length % 2 === 1 ? rest.slice(1) : rest);
  return {
    lineId: lineId!,
    date: isoDate(date!),
    valueDate: null,
    currency: currency!,
    amountMinor: minor(amount!, currency!),
    payerName: pairs.get("from") ?? "",
    payerAccount: pairs.get("account") ?? "",
    memo,
    bankRef: pairs.get("ref") ?? "",
    endToEnd: pairs.get("end-to-end") ?? "",
    account: pairs.get("to") ?? "",
    knownCustomerNo: pairs.get("known") ?? null,
  };
}

function readMemory([kind, value, customerNo, confirmations]: string[]): MatchMemory {
  assert(kind === "account" || kind === "name", `memory of ${kind}`);
  return { kind, value: value!, customerNo: customerNo!, confirmations: +(confirmations ?? 2) };
}

function readRate([date, from, to, rate]: string[]): MatchRate {
  const parsed = parseRate(rate!, { from: from!, to: to! });
  assert(parsed, `rate ${rate}`);
  return { date: isoDate(date!), rate: parsed };
}

/** `L1 [lane] [category] [-> I1 1.00, I2 2.00] [+ code 25.00 on I1 posted P04] [payer C1] [tied 1] [because a, b]` */
function readExpectation(row: string, [lineId]: string[]): Expectation {
  const rest = row.trim().slice(lineId!.length);
  const lane = /^\s*(auto|suggested|unmatched|not_receivable)/.exec(rest)?.[1] ?? "auto";
  const section = (mark: string): string =>
    new RegExp(`${mark}\\s+(.*?)(?=\\s+(?:->|\\+|payer|tied|because)\\s|$)`).exec(rest)?.[1] ?? "";
  const residuals = [
    ...rest.matchAll(/\+\s+(\w+) (-?[\d.]+)(?: on (\S+))?( posted)?(?: ([TPS]\d\d))?/g),
  ];
  return {
    lineId: lineId!,
    lane,
    category: /not_receivable\s+(\w+)/.exec(rest)?.[1] ?? null,
    allocations: section("->")
      .split(/,\s*/)
      .filter((part) => part !== ""),
    residuals: residuals.map((match) => ({
      code: match[1]!,
      amount: match[2]!,
      on: match[3] ?? "line",
      posted: match[4] !== undefined,
      difference: match[5] ?? null,
    })),
    payer: /payer (\S+)/.exec(rest)?.[1] ?? null,
    tied: rest.includes(" tied ") ? +/ tied (\d+)/.exec(rest)![1]! : null,
    because: section("because")
      .split(/,\s*/)
      .filter((part) => part !== ""),
  };
}

function finish(draft: Draft): Scenario {
  const dates = draft.lines.map((line) => line.date).sort();
  return {
    title: draft.title,
    input: {
      homeCurrency: draft.home,
      asOf: dates[dates.length - 1] ?? isoDate("2026-12-31"),
      items: draft.items,
      lines: draft.lines,
      customers: draft.customers,
      rates: draft.rates,
      own: draft.own,
      memory: draft.memory,
      rules: draft.rules,
      closedDays: 60,
      maxWrongPerMille: draft.maxWrong,
      incompleteCustomers: draft.incomplete,
    },
    expectations: draft.expectations,
  };
}
