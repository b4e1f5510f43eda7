// Every key the engine gives has its words, with the very fields the sentence asks for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rules } from "../../rules/registry.ts";
import type { Because } from "../because.ts";
import { matchLines } from "../matching/match.ts";
import type { LineVerdict } from "../matching/output.ts";
import { matchingWords, wordBecause } from "./matching.ts";
import type { Catalogue } from "./word.ts";

const catalogue: Catalogue = matchingWords;

test("both languages ask for the same fields", () => {
  for (const [key, { zh, en }] of Object.entries(catalogue)) {
    assert.deepEqual(placesOf(zh), placesOf(en), key);
  }
});

test("whatever the examples of the rules make the engine say is worded without a gap", () => {
  let said = 0;
  for (const rule of rules) {
    for (const example of rule.examples) {
      for (const verdict of matchLines(example.input).verdicts) {
        for (const because of reasonsOf(verdict)) {
          said++;
          assert.ok(catalogue[because.key], because.key);
          for (const language of ["zh", "en"] as const) {
            assert.doesNotMatch(wordBecause(because, language), /\{\w+\}/, because.key);
          }
        }
      }
    }
  }
  assert.ok(said > 300);
});

function placesOf(sentence: string): string[] {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
}

function reasonsOf(verdict: LineVerdict): Because[] {
  return [
    verdict.reason,
    ...verdict.payerBecause,
    ...verdict.candidates.flatMap((candidate) => [
      ...candidate.because,
      ...candidate.against,
      ...candidate.residuals.flatMap((residual) => residual.because),
    ]),
  ];
}
