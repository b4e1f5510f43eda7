// How long a dispute has left, and where it stands: a word and a colour.
import type { DisputeOnWire } from "../../../src/contract/disputes.ts";
import { type DisputeState, disputeStates } from "../../../src/core/disputes/dispute.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function DueIn({ row }: { readonly row: DisputeOnWire }) {
  const w = useWords(disputeWords);
  const { daysLeft } = row;
  if (daysLeft === null) return <>–</>;
  if (daysLeft < 0) return <Tag tone="red" text={w("daysLate", { days: -daysLeft })} />;
  if (daysLeft === 0) return <Tag tone="amber" text={w("dueToday")} />;
  return <Tag tone={daysLeft <= 2 ? "amber" : "plain"} text={w("daysLeft", { days: daysLeft })} />;
}

export function StateTag({ state }: { readonly state: DisputeState }) {
  const word = useSentence();
  const tone = state === "resolved" ? "green" : state === "new" ? "violet" : "amber";
  return <Tag tone={tone} text={word(disputeStates[state])} />;
}
