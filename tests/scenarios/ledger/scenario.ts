// Reads a ledger scenario: what happened line by line, and below it the entry an accountant expects.
//
//   books cas CNY                     the standard and the home currency, then settings name=value
//   customer ACME 华东机械
//   2026-01-10 invoice I1 ACME 113,000.00 net=100,000.00 due=2026-02-09
//     借 1122.01 113,000.00           the entry, line by line: side, account, amount
//     贷 6001    100,000.00           a foreign amount: USD 9,975.00 = 71,820.00
//   2026-02-01 … / 无分录             an event without entry; / 拒绝 code: a refusal
//   balance 1122 = 53,000.00          all accounts whose code begins so, debit positive
import { type IsoDate, isoDate } from "../../../src/core/date.ts";

export type ExpectedLine = {
  readonly side: "debit" | "credit";
  readonly code: string;
  readonly currency: string | null;
  readonly amount: string;
  readonly home: string | null;
  readonly customer: string | null;
};

export type Expectation =
  | { readonly kind: "lines"; readonly lines: readonly ExpectedLine[] }
  | { readonly kind: "no_entry" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unstated" };

export type Statement = {
  readonly row: number;
  readonly text: string;
  /** Null for a question (balance, open, aging …) and for the head of the scenario. */
  readonly date: IsoDate | null;
  readonly verb: string;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly expected: Expectation;
};

export function readScenario(text: string): Statement[] {
  const statements: Statement[] = [];
  text.split("\n").forEach((raw, index) => {
    const line = raw.replace(/(^|\s)#.*$/, "").trimEnd();
    if (line.trim() === "") return;
    if (/^\s/.test(line)) {
      const last = statements.pop();
      if (!last) throw new Error(`row ${index + 1}: an expectation without event`);
      statements.push({ ...last, expected: addExpectation(last.expected, line.trim()) });
      return;
    }
    statements.push(readStatement(line, index + 1));
  });
  return statements;
}

function readStatement(line: string, row: number): Statement {
  const words = line.split(/\s+/);
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(words[0] ?? "");
  const date = dated ? isoDate(words[0]!) : null;
  const [verb = "", ...rest] = dated ? words.slice(1) : words;
  const options: Record<string, string> = {};
  const plain: string[] = [];
  for (const word of rest) {
    const match = /^([a-z][a-z_0-9]*)=(.+)$/.exec(word);
    if (match) options[match[1]!] = match[2]!;
    else if (word !== "->") plain.push(word.replace(/,$/, ""));
  }
  return { row, text: line, date, verb, words: plain, options, expected: { kind: "unstated" } };
}

function addExpectation(before: Expectation, text: string): Expectation {
  if (text === "无分录") return { kind: "no_entry" };
  const refusal = /^拒绝 (\w+)$/.exec(text);
  if (refusal) return { kind: "refused", code: refusal[1]! };
  const line = readExpectedLine(text);
  return { kind: "lines", lines: before.kind === "lines" ? [...before.lines, line] : [line] };
}

/** 借 1122.01 USD 9,975.00 = 71,820.00 [ACME] */
function readExpectedLine(text: string): ExpectedLine {
  const match =
    /^([借贷]) (\S+)\s+(?:([A-Z]{3}) )?(-?[\d,.]+)(?: = (-?[\d,.]+))?(?: \[(\w+)\])?$/.exec(text);
  if (!match) throw new Error(`not an expected line: ${text}`);
  const [, side, code, currency, amount, home, customer] = match;
  return {
    side: side === "借" ? "debit" : "credit",
    code: code!,
    currency: currency ?? null,
    amount: amount!,
    home: home ?? null,
    customer: customer ?? null,
  };
}
