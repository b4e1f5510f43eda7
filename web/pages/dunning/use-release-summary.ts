// What a release of old debts would bring today, in lines: how many customers by which channel, how many
// nothing yet and why.
import type { DunningStartRow } from "../../../src/contract/dunning-starts.ts";
import { stepChannels } from "../../../src/core/dunning/policy.ts";
import { holdReasons } from "../../../src/core/words/dunning.ts";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function useReleaseSummary(): (rows: readonly DunningStartRow[]) => string[] {
  const w = useWords(dunningWords);
  const word = useSentence();
  return (rows) => {
    const ways = rows.map(({ touch, task, held }) => {
      const channel = touch?.channel ?? (task ? "task" : null);
      if (channel) return word(stepChannels[channel]);
      return held ? w("startsHeld", { reason: word(holdReasons[held]) }) : w("startsNothing");
    });
    return [...Map.groupBy(ways, (way) => way)]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([way, own]) => w("startsLine", { count: own.length, way }));
  };
}
