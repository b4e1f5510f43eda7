// What was found out about who pays, kept once for all lines that say the same: most payers pay
// again and again, and a million lines wait for their groups.
import type { Because } from "../because.ts";
import type { MatchLine } from "./input.ts";
import type { PayerHit } from "./payer.ts";

export class KnownPayers {
  private readonly byText = new Map<string, readonly PayerHit[]>();

  /** The same hits, or equal ones of an earlier line of this payer. */
  keep(hits: readonly PayerHit[], { payerName, payerAccount }: MatchLine): readonly PayerHit[] {
    const text = `${payerName}\u001f${payerAccount}`;
    const known = this.byText.get(text);
    if (known && areEqual(known, hits)) return known;
    if (!known) this.byText.set(text, hits);
    return hits;
  }
}

function areEqual(a: readonly PayerHit[], b: readonly PayerHit[]): boolean {
  return a.length === b.length && a.every((hit, at) => isEqualHit(hit, b[at]!));
}

/** One test a field: a field that is added is missed by the compiler. */
const testOf: { readonly [Field in keyof PayerHit]: (a: PayerHit, b: PayerHit) => boolean } = {
  customer: (a, b) => a.customer === b.customer,
  weight: (a, b) => a.weight === b.weight,
  standing: (a, b) => a.standing === b.standing,
  rules: (a, b) => areSame(a.rules, b.rules),
  proofs: (a, b) => areSame(a.proofs, b.proofs),
  because: (a, b) =>
    a.because.length === b.because.length &&
    a.because.every((reason, at) => isEqualReason(reason, b.because[at]!)),
};
const tests = Object.values(testOf);

function isEqualHit(a: PayerHit, b: PayerHit): boolean {
  return tests.every((isEqual) => isEqual(a, b));
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

function isEqualReason(a: Because, b: Because): boolean {
  if (a.key !== b.key) return false;
  const names = Object.keys(a.fields);
  return (
    names.length === Object.keys(b.fields).length &&
    names.every((name) => a.fields[name] === b.fields[name])
  );
}
