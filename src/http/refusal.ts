// From a use case's Result to an answer: the value, or a refusal that the error handler words.

import type { Problem } from "../contract/problem.ts";
import type { Result } from "../core/result.ts";
import {
  type Act,
  acts,
  type Requirement,
  type Role,
  requirements,
  roleNames,
} from "../core/roles.ts";
import { lineLaneWords } from "../core/words/outcome.ts";
import { fillSentence, type Language } from "../core/words/word.ts";
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
    title: fillSentence(facts, language, plainFields(fields, language)),
    status: facts.status,
    code,
    fields,
  };
}

/** Role, act and lane stand in sentences by their names, not by their keys. */
function plainFields(
  fields: Readonly<Record<string, unknown>>,
  language: Language,
): Record<string, string | number> {
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string" || typeof value === "number") plain[name] = value;
    else if (Array.isArray(value)) plain[name] = value.join(language === "zh" ? "、" : ", ");
  }
  const role = roleNames[fields["role"] as Role]; // undefined for anything that is no role
  if (role) plain["role"] = role[language];
  const paper = requirements[fields["requirement"] as Requirement]; // likewise
  if (paper) plain["requirement"] = paper[language];
  const lane = lineLaneWords[fields["lane"] as keyof typeof lineLaneWords]; // likewise
  if (lane) plain["lane"] = lane[language];
  const act = acts[fields["act"] as Act]; // likewise
  if (act) plain["act"] = act[language];
  return plain;
}
