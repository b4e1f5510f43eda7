// Names of acts and of positions that sign, by the keys the server gives.
import { actNames, acts, factsOfAct, positions } from "../../../src/core/roles.ts";
import type { Sentence } from "../../words/words.ts";

export const actTitles: Readonly<Record<string, Sentence | undefined>> = acts;

/** Whether the second person calls a number known before. */
export function needsCall(act: string): boolean {
  return actNames.some(
    (name) => name === act && factsOfAct(name).requires?.includes("call_back") === true,
  );
}

const positionNames: Readonly<Record<string, Sentence | undefined>> = positions;

export function nameOfPosition(position: string, word: (sentence: Sentence) => string): string {
  const found = positionNames[position];
  return found ? word(found) : position;
}
