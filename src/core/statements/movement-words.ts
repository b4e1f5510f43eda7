// How a movement is called on a paper for the customer: our own inner steps have no place there.
import { type EventCode, eventTitles } from "../ledger/event-codes.ts";
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

const takenBack: Sentence = { zh: "冲销", en: "Reversal" };

export function movementWord(event: string, isReversal: boolean): Sentence {
  const code = event as EventCode; // posted by our own events
  const word = forTheCustomer[code] ?? eventTitles[code] ?? adjustment;
  if (!isReversal) return word;
  return { zh: `${takenBack.zh}${word.zh}`, en: `${takenBack.en}: ${word.en}` };
}
