// Names of acts and of positions that sign, by the keys the server gives.
import { acts, positions } from "../../../src/core/roles.ts";
import type { Sentence } from "../../words/words.ts";

export const actTitles: Readonly<Record<string, Sentence | undefined>> = acts;

const positionNames: Readonly<Record<string, Sentence | undefined>> = positions;

export function nameOfPosition(position: string, word: (sentence: Sentence) => string): string {
  const found = positionNames[position];
  return found ? word(found) : position;
}
