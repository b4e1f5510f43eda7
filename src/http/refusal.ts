// From a use case's Result to an answer: the value, or a refusal that the error handler words.

import type { Problem } from "../contract/problem.ts";
import type { Result } from "../core/result.ts";
import { acts, requirements, roleNames } from "../core/roles.ts";
import { lineLaneWords } from "../core/words/outcome.ts";
import { refusalFields } from "../core/words/refusal-fields.ts";
import { fillSentence, type Language, type Sentence } from "../core/words/word.ts";
import { type ProblemCode, type ProblemFields, problems } from "./problem.ts";

/** What a use case refuses with: a code of problem.ts and the values its sentence needs. */
export type Refusal = { readonly code: ProblemCode } & Readonly<Record<string, unknown>>;

/** Thrown by routes alone; http/errors.ts turns it into problem+json. */
export class Refused extends Error {
  override name = "Refused";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * `return valueOrRefuse(await confirmMatch(deps, input))`: the compiler checks that every code is
 * worded, and that a refusal brings every {field} of its sentence.
 */
export function valueOrRefuse<T, E extends { readonly code: ProblemCode }>(
  result: Result<T, E> & ([Unfilled<E>] extends [never] ? unknown : { unfilled: Unfilled<E> }),
): T {
  if (result.ok) return result.value;
  throw new Refused({ ...result.error });
}

/** Places in the sentence of a refusal that stay empty; its own code fills none. */
type Unfilled<E extends { readonly code: ProblemCode }> = E extends unknown
  ? Exclude<ProblemFields<E["code"]>, Exclude<keyof E, "code">>
  : never;

/** A refusal of the server itself, with what its sentence is filled with. */
export function refused<Code extends ProblemCode>(
  code: Code,
  ...[fields]: [ProblemFields<Code>] extends [never] ? [] : [Record<ProblemFields<Code>, unknown>]
): Refused {
  return new Refused({ ...fields, code });
}

export function problemOf(refusal: Refusal, language: Language): Problem {
  const { code, ...fields } = refusal;
  const facts = problems[code];
  return {
    type: `urn:qingzhang:problem:${code}`,
    title: fillSentence(facts, language, plainFields(refusal, language)),
    status: facts.status,
    code,
    fields,
  };
}

/** Roles, acts, lanes and states stand in sentences by their names, not by their keys. */
function plainFields(refusal: Refusal, language: Language): Record<string, string | number> {
  const plain: Record<string, string | number> = {};
  for (const [field, value] of Object.entries(refusal)) {
    const names = (refusalFields[refusal.code] ?? namesEverywhere)[field];
    const nameOf = (one: unknown) => names?.[String(one)]?.[language] ?? one;
    if (Array.isArray(value)) {
      plain[field] = value.map(nameOf).join(language === "zh" ? "、" : ", ");
    } else if (typeof value === "string" || typeof value === "number") {
      plain[field] = typeof value === "number" ? value : String(nameOf(value));
    }
  }
  return plain;
}

/** Fields that mean the same in every refusal. */
const namesEverywhere: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  role: roleNames,
  requirement: requirements,
  lane: lineLaneWords,
  act: acts,
};
