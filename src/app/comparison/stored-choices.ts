// What was said of a file, as it is kept with the comparison: what either side may choose, and what our own
// people said belongs together. The latter comes from their decision alone (decide-reading.ts), never from
// a request's body.
import { z } from "zod";
import { type ChoicesOnWire, comparisonChoices } from "../../contract/comparisons.ts";
import { decimalAmount } from "../../contract/money.ts";
import { dateText } from "../../contract/page.ts";

const toldEntry = z.strictObject({ date: dateText, no: z.string(), amount: decimalAmount });

/** Entries that belong together; of one side alone: they have no partner. */
const toldPart = z.strictObject({ ours: z.array(toldEntry), theirs: z.array(toldEntry) });
export type ToldEntries = z.infer<typeof toldPart>;

const storedChoices = comparisonChoices.extend({ told: z.array(toldPart).default([]) });

export function splitChoices(stored: Readonly<Record<string, unknown>>): {
  readonly choices: ChoicesOnWire;
  readonly told: readonly ToldEntries[];
} {
  const { told, ...choices } = storedChoices.parse(stored);
  return { choices, told };
}
