// The contract of every importer, over the list and all fixtures: recognised by itself and by no other,
// read as expected, and never throwing whatever is cut off. New expectations are written with
// WRITE_EXPECTED=1 and then read by a person.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { formatMinor } from "../core/money.ts";
import { importingProblems, problemSentence } from "../core/words/importing.ts";
import { fileHead } from "./detect.ts";
import type { ImportProblem, ParsedFile, ParseOptions, Statement } from "./importer.ts";
import { importers, parseFile } from "./registry.ts";

const root = join(import.meta.dirname, "../../fixtures");
const options: ParseOptions = {
  homeCurrency: "CNY",
  asOf: isoDate("2026-12-31"),
  ownTaxIds: ["91310000MA1FL0000X"],
};

type Fixture = { readonly path: string; readonly format: string; readonly bytes: Uint8Array };

const fixtures: readonly Fixture[] = ["statements", "tables"]
  .flatMap((area) => readdirSync(join(root, area), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".expected.json"))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path, format: entry.parentPath.split("/").at(-1) ?? "", bytes: readFileSync(path) };
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1));

test("every format has a fixture, and every fixture a format", () => {
  const covered = new Set(fixtures.map((fixture) => fixture.format));
  assert.deepEqual([...covered].sort(), importers.map((one) => one.format).sort());
});

for (const fixture of fixtures) {
  const name = relative(root, fixture.path);

  test(`${name} is recognised by its own importer and by no other`, () => {
    const head = fileHead(name, fixture.bytes);
    const claiming = importers.filter((one) => one.recognises(head)).map((one) => one.format);
    assert.deepEqual(claiming, [fixture.format]);
  });

  test(`${name} is read as expected`, () => {
    const parsed = parseFile(name, fixture.bytes, options);
    const expectedPath = `${fixture.path}.expected.json`;
    const plain = plainResult(parsed);
    if (process.env["WRITE_EXPECTED"] === "1") {
      writeFileSync(expectedPath, `${JSON.stringify(plain, null, 1)}\n`);
    }
    assert.deepEqual(plain, JSON.parse(readFileSync(expectedPath, "utf8")));
  });

  test(`${name}: balances hold or are flagged, problems say where and what to do`, () => {
    const parsed = parseFile(name, fixture.bytes, options);
    for (const problem of parsed.problems) checkProblem(problem);
    if (parsed.content.kind !== "statements") return;
    for (const statement of parsed.content.statements) checkBalances(statement, parsed);
  });

  test(`${name} may be cut at any byte: it answers and never throws`, () => {
    for (let length = 0; length < fixture.bytes.length; length++) {
      const parsed = parseFile(name, fixture.bytes.subarray(0, length), options);
      assert.ok(parsed.problems.every((problem) => problem.code in importingProblems));
      const isFatal = parsed.problems.some((problem) => problem.severity === "fatal");
      if (isFatal)
        assert.equal(recordsOf(parsed), 0, `records beside a fatal problem at ${length}`);
    }
  });
}

test("each importer by itself answers to bytes of every other format", () => {
  for (const importer of importers) {
    for (const { bytes } of fixtures) {
      const parsed = importer.parse(bytes, options);
      assert.equal(parsed.content.kind, importer.content);
    }
  }
});

function recordsOf(parsed: ParsedFile): number {
  const { content } = parsed;
  switch (content.kind) {
    case "statements":
      return content.statements.length;
    case "items":
      return content.items.length;
    case "customers":
      return content.customers.length;
    case "rates":
      return content.rates.length;
    case "own":
      return content.own.length;
  }
}

function checkProblem(problem: ImportProblem): void {
  for (const language of ["zh", "en"] as const) {
    const sentence = problemSentence(problem, language);
    assert.doesNotMatch(sentence, /[{}]/, `${problem.code}: ${sentence}`);
    assert.ok(sentence.length > 8, problem.code);
  }
  assert.ok(problem.excerpt.length <= 120);
  if (problem.severity !== "row") return;
  assert.ok(problem.place.row !== undefined, `${problem.code} names its row`);
  assert.notEqual(problem.excerpt, "", `${problem.code} shows what stands there`);
}

function checkBalances(statement: Statement, parsed: ParsedFile): void {
  const sum = statement.entries
    .filter((entry) => entry.currency === statement.currency)
    .reduce((total, entry) => total + entry.amountMinor, 0n);
  const codes = parsed.problems.map((problem) => problem.code);
  switch (statement.proof.state) {
    case "proven":
      // what the bank counted is all there; balances are not shown
      if (statement.proof.by === "control_totals") break;
      assert.equal((statement.openingMinor ?? 0n) + sum, statement.closingMinor);
      break;
    case "broken":
      assert.ok(codes.includes("balance_broken") || codes.includes("control_total_broken"));
      break;
    case "unproven":
      assert.ok(
        statement.openingMinor === null ||
          statement.closingMinor === null ||
          statement.entries.length < 2 ||
          parsed.problems.some((problem) => problem.severity === "row"),
      );
  }
}

/** Amounts as decimals and a line an entry: what a person can compare with the file. */
function plainResult(parsed: ParsedFile): unknown {
  const { content, problems, ...rest } = parsed;
  return JSON.parse(
    JSON.stringify(
      {
        format: rest.format,
        encoding: rest.encoding,
        ignoredRows: rest.ignoredRows,
        content: content.kind === "statements" ? content.statements.map(plainStatement) : content,
        problems: problems.map(
          ({ code, severity, place, excerpt }) =>
            `${severity} ${code} ${JSON.stringify(place)} ${excerpt}`,
        ),
        mapping: rest.mapping?.columns
          .filter((column) => column.field !== null)
          .map((column) => `${column.raw} → ${column.field}`),
      },
      (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
    ),
  );
}

function plainStatement(statement: Statement): unknown {
  const money = (minor: bigint | null) =>
    minor === null ? null : formatMinor(minor, statement.currency);
  return {
    ...statement,
    openingMinor: money(statement.openingMinor),
    closingMinor: money(statement.closingMinor),
    proof: statement.proof,
    entries: statement.entries.map((entry) => ({
      ...entry,
      amountMinor: formatMinor(entry.amountMinor, entry.currency),
      balanceMinor: money(entry.balanceMinor),
      place: JSON.stringify(entry.place),
    })),
  };
}

test("a customer list whose number column is called 编码 keeps its numbers", () => {
  const csv = "编码,名称,简称,纳税登记号,银行账号\nC001,上海启明贸易有限公司,启明,,31001\n";
  const parsed = parseFile("客户档案.csv", new TextEncoder().encode(csv), {
    homeCurrency: "CNY",
    asOf: isoDate("2026-12-31"),
  });
  assert.ok(parsed.content.kind === "customers");
  assert.deepEqual(
    parsed.content.customers.map(({ customerNo, name }) => [customerNo, name]),
    [["C001", "上海启明贸易有限公司"]],
  );
});
