// How a movement is called on a paper for the customer: our own inner steps have no place there.
import { type EventCode, eventTitles } from "../ledger/event-codes.ts";
import type { EntryWord } from "../words/ledger.ts";
import type { Sentence } from "../words/word.ts";

const receipt: Sentence = { zh: "收款", en: "Receipt" };
const adjustment: Sentence = { zh: "调整", en: "Adjustment" };

const forTheCustomer: Partial<Record<EventCode, Sentence>> = {
  J01: { zh: "发票", en: "Invoice" },
  J02: { zh: "发票", en: "Invoice" },
  J03: { zh: "发货", en: "Delivery" },
  J07: receipt,
  J08: receipt,
  J09: receipt,
  J10: receipt,
  J20: receipt,
  J27: receipt,
  J36: adjustment,
  J37: adjustment,
  J39: adjustment,
};

/** J42: the claim is assigned to a factor 债权转让, whom the customer pays from then on. */
const ofFactoring: Partial<Record<EntryWord, Sentence>> = {
  entry_factored: { zh: "债权转让", en: "Assigned to a factor" },
  entry_factored_cleared: { zh: "已付债权受让人", en: "Paid to the factor" },
  entry_factored_recourse: { zh: "债权转回", en: "Taken back from the factor" },
  entry_held_for_factor: { zh: "代债权受让人收款", en: "Received for the factor" },
};

const takenBack: Sentence = { zh: "冲销", en: "Reversal" };

export function movementWord(
  event: string,
  of: {
    readonly narrationKey: string;
    readonly isReversal: boolean;
    /** Who has it from then on, where somebody does. */
    readonly to?: string;
  },
): Sentence {
  const { narrationKey, isReversal, to = "" } = of;
  const code = event as EventCode; // posted by our own events
  const key = narrationKey as EntryWord; // as above; a word of an older version has no sentence here
  const word = ofFactoring[key] ?? forTheCustomer[code] ?? eventTitles[code] ?? adjustment;
  if (!isReversal && key === "entry_factored" && to !== "") {
    return { zh: `${word.zh}给${to}`, en: `Assigned to ${to}` };
  }
  if (!isReversal) return word;
  return { zh: `${takenBack.zh}${word.zh}`, en: `${takenBack.en}: ${word.en}` };
}
