// Runs every scenario of tests/scenarios/matching/*.txt through the engine, forwards and with all
// rows turned round: the verdicts are as written, whatever the order of the input.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { MatchInput } from "../../src/core/matching/input.ts";
import { matchLines } from "../../src/core/matching/match.ts";
import type { LineVerdict } from "../../src/core/matching/output.ts";
import { formatMinor } from "../../src/core/money.ts";
import { wordBecause } from "../../src/core/words/matching.ts";
import { type Expectation, parseScenarios, type Scenario } from "./matching-language.ts";

const folder = new URL("./matching/", import.meta.url);

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    for (const scenario of parseScenarios(readFileSync(new URL(file, folder), "utf8"))) {
      test(scenario.title, () => {
        expectAll(scenario, scenario.input);
        expectAll(scenario, turnedRound(scenario.input));
      });
    }
  });
}

function turnedRound(input: MatchInput): MatchInput {
  return {
    ...input,
    items: [...input.items].reverse(),
    lines: [...input.lines].reverse(),
    customers: [...input.customers].reverse(),
  };
}

function expectAll(scenario: Scenario, input: MatchInput): void {
  const { verdicts } = matchLines(input);
  assert.ok(scenario.expectations.length > 0, "a scenario expects something");
  for (const expected of scenario.expectations) {
    const at = input.lines.findIndex((line) => line.lineId === expected.lineId);
    assert.ok(at >= 0, `line ${expected.lineId} is in the scenario`);
    expectOne(expected, verdicts[at]!, input);
  }
}

function expectOne(expected: Expectation, verdict: LineVerdict, input: MatchInput): void {
  const where = `${expected.lineId}: ${describeVerdict(verdict, input)}`;
  assert.equal(verdict.lane, expected.lane, where);
  assert.equal(verdict.category, expected.category, where);
  assert.deepEqual(
    allocationsOf(verdict, input, expected),
    [...expected.allocations].sort(),
    where,
  );
  for (const residual of expected.residuals) {
    assert.ok(
      residualsOf(verdict, input).includes(
        `${residual.code} ${residual.amount} on ${residual.on} ${residual.posted} ${residual.difference}`,
      ),
      `${where}\nexpected residual ${JSON.stringify(residual)}`,
    );
  }
  if (expected.residuals.length === 0 && verdict.lane === "auto") {
    assert.deepEqual(residualsOf(verdict, input), [], where);
  }
  if (expected.payer !== null) assert.equal(verdict.payerNo ?? "nobody", expected.payer, where);
  if (expected.tied !== null) assert.equal(verdict.tiedWith, expected.tied, where);
  const words = reasonsOf(verdict);
  for (const key of expected.because) assert.ok(words.has(key), `${where}\nmissing ${key}`);
}

function allocationsOf(verdict: LineVerdict, input: MatchInput, expected: Expectation): string[] {
  const withLine = expected.allocations.some((text) => text.includes("="));
  const allocations = verdict.candidates[0]?.allocations ?? [];
  const line = input.lines[verdict.line]!;
  return allocations
    .map(({ item, amountMinor, lineAmountMinor }) => {
      const { itemNo, currency } = input.items[item]!;
      const amount = `${itemNo} ${formatMinor(amountMinor, currency)}`;
      return withLine ? `${amount} = ${formatMinor(lineAmountMinor, line.currency)}` : amount;
    })
    .sort();
}

function residualsOf(verdict: LineVerdict, input: MatchInput): string[] {
  return (verdict.candidates[0]?.residuals ?? []).map((residual) => {
    const amount = formatMinor(residual.amountMinor, residual.currency);
    const on = residual.item === null ? "line" : input.items[residual.item]!.itemNo;
    const place = residual.side === "home" ? "home" : on;
    return `${residual.code} ${amount} on ${place} ${residual.posted} ${residual.difference}`;
  });
}

/** Everything a verdict says of itself: keys of sentences and codes of rules. */
function reasonsOf(verdict: LineVerdict): Set<string> {
  const best = verdict.candidates[0];
  const all = [
    verdict.reason,
    ...verdict.payerBecause,
    ...(best?.because ?? []),
    ...(best?.against ?? []),
  ];
  return new Set([...all.map((one) => one.key), ...(best?.rules ?? [])]);
}

function describeVerdict(verdict: LineVerdict, input: MatchInput): string {
  const readings = verdict.candidates.map((candidate) => {
    const items = candidate.allocations.map((one) => {
      const { itemNo, currency } = input.items[one.item]!;
      return `${itemNo} ${formatMinor(one.amountMinor, currency)}`;
    });
    const against = candidate.against.map((one) => wordBecause(one, "en")).join("; ");
    return `  ${items.join(", ")} p=${candidate.confidence} ${candidate.rules.join(" ")} [${against}]`;
  });
  const head = `${verdict.lane} ${verdict.category ?? ""} payer ${verdict.payerNo} tied ${verdict.tiedWith}`;
  return [
    `${head}: ${wordBecause(verdict.reason, "en")}`,
    ...readings,
    `  ${residualsOf(verdict, input).join("; ")}`,
  ].join("\n");
}
