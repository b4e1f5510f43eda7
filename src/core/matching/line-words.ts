// Families of words for which the text of a line is searched. Who reads the lines may say beforehand
// which of them it bears; most bear none, and their text is then not looked at again.
import type { MatchLine } from "./input.ts";

/** A bit each. */
const families = { sign: 1, ahead: 2, deduction: 4, fee: 8, retention: 16, amounts: 32 } as const;

export type WordFamily = keyof typeof families;

const wordFamilies = Object.keys(families) as readonly WordFamily[];

/** The families as one number, as MatchLine.words has them. */
export function joinFamilies(isBorne: (family: WordFamily) => boolean): number {
  let words = 0;
  for (const family of wordFamilies) if (isBorne(family)) words |= families[family];
  return words;
}

/** False only where it is known that the text bears no word of the family. */
export function mayBear({ words }: MatchLine, family: WordFamily): boolean {
  return words === undefined || (words & families[family]) !== 0;
}
