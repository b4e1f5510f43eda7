// Every MT940 and MT942 of the sample corpus: equal to the golden where there is one, else counted by
// an independent reading of the tags; balances hold or are flagged; or refused with a reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMinor } from "../../src/core/money.ts";
import type { ParsedFile } from "../../src/importers/importer.ts";
import { parseFile } from "../../src/importers/registry.ts";
import {
  type CorpusFile,
  corpusFiles,
  corpusOptions,
  countOf,
  entriesOf,
  goldenOf,
  refusalOf,
  skipReason,
} from "./corpus-files.ts";

type GoldenEntry = {
  readonly amount: string;
  readonly isReversal: boolean;
  readonly valueDate: string;
};

const leftOut = ["entry_zero", "entry_unreadable"];
const refused: string[] = [];

for (const file of corpusFiles("mt940", "mt942")) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    const refusal = refusalOf(parsed);
    if (refusal !== null) {
      refused.push(`${file.name}: ${refusal}`);
      assert.ok(isNoStatement(file), "only what is no statement may be refused");
      return;
    }
    assert.equal(entriesOf(parsed).length + countOf(parsed, ...leftOut), tags(file, "61").length);
    if (countOf(parsed, "entry_unreadable") === 0) assert.equal(sumOf(parsed), sumOfTags(file));
    checkBalances(parsed, file);
    const golden = goldenEntries(file);
    if (golden !== null) compare(parsed, golden);
  });
}

test("the corpus of MT940 files", { skip: skipReason }, (context) => {
  context.diagnostic(`refused ${refused.length}:\n${refused.join("\n")}`);
  assert.ok(refused.length < 30);
});

/** Snippets of test suites that hold no statement: single tags, no tags. */
function isNoStatement(file: CorpusFile): boolean {
  const has = (tag: string) => tags(file, tag).length > 0;
  if (has("34F") && has("61")) return false;
  return !(has("20") && has("25") && (has("60F") || has("60M")));
}

function textOf(file: CorpusFile): string {
  return new TextDecoder("windows-1252").decode(file.bytes);
}

function tags(file: CorpusFile, tag: string): string[] {
  return [...textOf(file).matchAll(new RegExp(`^(?:\\{.*\\{4:)?:${tag}:(.*)$`, "gm"))].map(
    (match) => match[1] ?? "",
  );
}

/** Thousandths: enough for every currency, so that one number holds a file of several. */
function thousandths(text: string): bigint {
  const [whole = "0", fraction = ""] = text.split(/[.,]/);
  return BigInt(whole || "0") * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3));
}

/** What the :61: lines add up to by a reading of their own: C and RD in, D and RC out. */
function sumOfTags(file: CorpusFile): bigint {
  return tags(file, "61").reduce((sum, line) => {
    const match = /^\d{6}(?:\d{4}|\s{4})?(R?[CD])[A-Z]?\s*([\d.,]+)/.exec(line);
    const size = thousandths(match?.[2] ?? "0");
    return match?.[1] === "C" || match?.[1] === "RD" ? sum + size : sum - size;
  }, 0n);
}

function sumOf(parsed: ParsedFile): bigint {
  return entriesOf(parsed).reduce((sum, { amountMinor, currency }) => {
    const size = thousandths(formatMinor(amountMinor < 0n ? -amountMinor : amountMinor, currency));
    return amountMinor > 0n ? sum + size : sum - size;
  }, 0n);
}

function checkBalances(parsed: ParsedFile, file: CorpusFile): void {
  if (parsed.content.kind !== "statements") return;
  for (const statement of parsed.content.statements) {
    const { proof, entries, openingMinor, closingMinor, interim } = statement;
    const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0n);
    if (interim !== undefined) {
      const stated = [...tags(file, "90C"), ...tags(file, "90D").map((text) => `-${text}`)];
      const net = stated.reduce((total, text) => total + signedSum(text), 0n);
      assert.equal(proof.state, net === sumOf(parsed) ? "proven" : "broken");
      continue;
    }
    if (openingMinor === null || closingMinor === null) assert.equal(proof.state, "unproven");
    else if (openingMinor + sum === closingMinor) assert.notEqual(proof.state, "broken");
    else assert.equal(proof.state, "broken");
  }
  const broken = parsed.content.statements.filter(({ proof }) => proof.state === "broken").length;
  assert.equal(countOf(parsed, "balance_broken", "control_total_broken"), broken);
}

/** "3PLN0,03": count, currency, amount. */
function signedSum(text: string): bigint {
  const size = thousandths(/[A-Z]{3}(.*)$/.exec(text.trim())?.[1] ?? "0");
  return text.startsWith("-") ? -size : size;
}

function goldenEntries(file: CorpusFile): readonly GoldenEntry[] | null {
  const yaml = goldenOf(file, ".yml");
  if (yaml !== null) return yamlEntries(yaml);
  const json = goldenOf(file, ".json");
  return json === null ? null : jsonEntries(JSON.parse(json));
}

function compare(parsed: ParsedFile, golden: readonly GoldenEntry[]): void {
  const ours = entriesOf(parsed).map((entry) => ({
    size: decimal(entry.amountMinor < 0n ? -entry.amountMinor : entry.amountMinor),
    isOut: entry.amountMinor < 0n,
    isReversal: entry.extra["is_reversal"] === "yes",
    valueDate: entry.valueDate,
  }));
  const theirs = golden.filter((entry) => /[1-9]/.test(entry.amount));
  assert.equal(ours.length, theirs.length);
  theirs.forEach((entry, at) => {
    const mine = ours[at];
    assert.equal(mine?.size, plainDecimal(entry.amount.replace("-", "")));
    assert.equal(mine?.valueDate, entry.valueDate);
    // The goldens' libraries disagree on reversals; RD is money in (SWIFT User Handbook, field 61).
    if (!mine?.isReversal) assert.equal(mine?.isOut, entry.amount.startsWith("-"));
  });
}

/** Minor units of a two-decimal currency; every golden's currency is one. */
function decimal(minor: bigint): string {
  return plainDecimal(`${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`);
}

function plainDecimal(text: string): string {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

/** The goldens are Python objects dumped as YAML; dates are four bytes, repeated ones are aliases. */
function yamlEntries(text: string): GoldenEntry[] {
  const anchors = new Map<string, string>();
  for (const match of text.matchAll(
    /&(\w+) !!python\/object\/apply:mt940\.models\.Date\s+- !!binary \|\s+(\S+)/g,
  )) {
    anchors.set(match[1] ?? "", match[2] ?? "");
  }
  return text
    .split(/^ *- (?:&\w+ )?!!python\/object:mt940\.models\.Transaction$/m)
    .slice(1)
    .map((block) => {
      const amount = /\n {4}amount:[^\n]*\n[^\n]*Decimal\n\s+- '([-\d.]+)'/.exec(block)?.[1] ?? "";
      const date =
        /\n {4}date: (?:&\w+ )?!!python\/object\/apply:mt940\.models\.Date\n\s+- !!binary \|\n\s+(\S+)/.exec(
          block,
        )?.[1] ?? anchors.get(/\n {4}date: \*(\w+)/.exec(block)?.[1] ?? "");
      const status = /\n {4}status: (\w+)/.exec(block)?.[1] ?? "";
      return { amount, isReversal: status.startsWith("R"), valueDate: pickledDate(date ?? "") };
    });
}

function pickledDate(base64: string): string {
  const [high = 0, low = 0, month = 0, day = 0] = Buffer.from(base64, "base64");
  const two = (value: number) => String(value).padStart(2, "0");
  return `${high * 256 + low}-${two(month)}-${two(day)}`;
}

type JsonStatement = {
  readonly transactions: readonly {
    readonly isCredit: boolean;
    readonly amount: number;
    readonly valueDate: string;
  }[];
};

function jsonEntries(statements: readonly JsonStatement[]): GoldenEntry[] {
  return statements.flatMap(({ transactions }) =>
    transactions.map((one) => ({
      amount: `${one.isCredit ? "" : "-"}${one.amount}`,
      isReversal: false,
      valueDate: one.valueDate,
    })),
  );
}
