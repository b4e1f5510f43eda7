// Numbers of items that a posting begins: a part of a claim goes on under its number, and a second
// part of one kind gets "/2" behind it, as no customer has two items of one kind and number.
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { countNumbered, type NumberedItem } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

export async function numberItems(
  db: Db,
  recording: Recording,
  postings: readonly CodedPosting[],
): Promise<CodedPosting[]> {
  const begun = new Map(
    postings.flatMap(({ posting: { newItem } }) => (newItem ? [[keyOf(newItem), newItem]] : [])),
  );
  const counts = await countNumbered(db, recording, [...begun.values()]);
  const taken = new Map([...begun.keys()].map((key, at) => [key, counts[at] ?? 0]));
  return postings.map((coded): CodedPosting => {
    const { newItem } = coded.posting;
    if (!newItem) return coded;
    const count = taken.get(keyOf(newItem)) ?? 0;
    taken.set(keyOf(newItem), count + 1);
    const number = count === 0 ? newItem.number : `${newItem.number}/${count + 1}`;
    return { ...coded, posting: { ...coded.posting, newItem: { ...newItem, number } } };
  });
}

function keyOf({ customerId, kind, number }: NumberedItem): string {
  return `${customerId} ${kind} ${number}`;
}
